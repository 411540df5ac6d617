"""`wxauth exchange`: a login code for openid and session_key. The code is spent by it, so everything that can be looked
at is looked at before."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import Credentials, client_for, credentials
from wxauth_cli.actions.one_time_code import Code, read_code
from wxauth_cli.actions.refused import refusal, settle
from wxauth_cli.actions.steps import elapsed_ms, steps_of
from wxauth_cli.core.errors import StoreError
from wxauth_cli.core.model import Exchange, Flow, Sent
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import Secret


def exchange(run: Context, text: str, *, force: bool, remember: bool) -> Report:
    """The session of the code in `text`; remembered unless told otherwise.

    InputError before anything is sent if it is certainly no login code, StoreError if nothing could be remembered.
    """
    code = read_code(run, text, "login", force=force)
    creds = credentials(run)
    if remember:
        probe(run)
    before_sending(run, code.secret, needed=remember)
    client = client_for(run, creds.api_base)
    try:
        answer = client.code2session(creds.appid, creds.secret, code.secret)
    except KeyboardInterrupt:
        run.notify(run.t("exchange.interrupted"))
        raise
    after_sending(run, code.secret, answer)
    error = settle(answer, client.flow)
    if error is not None:
        return refusal(run, error, appid=creds.appid)
    return keep(run, granted(run, creds, answer, code), answer, creds, remember=remember)


def granted(run: Context, creds: Credentials, answer: Exchange, code: Code) -> Report:
    """What WeChat gave."""
    learnt = answer.learnt
    flow = Flow((answer,))
    return Report(
        command=run.command,
        data={
            "openid": learnt["openid"],
            **({"unionid": learnt["unionid"]} if "unionid" in learnt else {}),
            "session_key": learnt["session_key"],
            "appid": creds.appid,
            "obtained_at": int(answer.timing.started_at),
            "elapsed_ms": elapsed_ms(flow),
            "steps": steps_of(flow),
        },
        findings=code.findings,
        flow=flow,
    )


def keep(run: Context, report: Report, answer: Exchange, creds: Credentials, *, remember: bool) -> Report:
    """The same report, its session remembered; exit 6 with the answer all the same if that fails."""
    if not remember:
        return report
    openid, session_key = answer.learnt["openid"], answer.learnt["session_key"]
    unionid = answer.learnt.get("unionid")
    assert isinstance(openid, str)
    assert isinstance(session_key, Secret)
    try:
        run.stores.sessions.put(
            creds.appid,
            openid,
            session_key,
            obtained_at=answer.timing.started_at,
            unionid=unionid if isinstance(unionid, str) else None,
        )
    except StoreError as exc:
        return unstored(run, report, exc)
    return replace(report, extra={**report.extra, "remembered": True})


def unstored(run: Context, report: Report, exc: StoreError) -> Report:
    """The answer is shown, because its code is gone; the exit code says that it was not kept."""
    from wxauth_cli.knowledge.error_words import error_view

    return replace(
        report,
        ok=False,
        exit_code=exc.exit_code,
        error=error_view(exc, run.t),
        notices=(*report.notices, run.t("exchange.not-remembered")),
    )


def probe(run: Context) -> None:
    """Prove that the answer can be kept, before the code is spent. StoreError if not, and how to do without."""
    try:
        run.stores.probe()
    except StoreError:
        run.notices.append(run.t("exchange.or-no-remember"))
        raise


def before_sending(run: Context, code: Secret, *, needed: bool) -> None:
    """Say so if this machine has sent the code before, and remember that it is being sent now.

    A store that fails is an error only where it is `needed`.
    """
    with contextlib.nullcontext() if needed else contextlib.suppress(StoreError):
        sent_at = run.stores.codes.sent_at(code.reveal())
        if sent_at is not None:
            run.notify(run.t("exchange.sent-before", age=_age(run, run.clock.now() - sent_at)))
        run.stores.codes.record(code.reveal())


def after_sending(run: Context, code: Secret, answer: Exchange) -> None:
    """A code of which nothing went out was not sent."""
    if answer.outcome.sent is Sent.NOTHING:
        with contextlib.suppress(StoreError):
            run.stores.codes.forget(code.reveal())


def _age(run: Context, seconds: float) -> str:
    if seconds < 120:
        return run.t("common.seconds", n=int(seconds))
    if seconds < 7200:
        return run.t("common.minutes", n=int(seconds // 60))
    return run.t("common.hours", n=int(seconds // 3600))
