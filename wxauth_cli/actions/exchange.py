"""`wxauth exchange`: a login code for openid and session_key. The code is spent by it, so everything that can be looked
at is looked at before."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import client_for
from wxauth_cli.actions.exchange_ways import Way, way_of
from wxauth_cli.actions.one_time_code import Code, read_code
from wxauth_cli.actions.refused import refusal, settle, with_notices
from wxauth_cli.actions.steps import elapsed_ms, steps_of
from wxauth_cli.core.errors import StoreError, UsageError
from wxauth_cli.core.model import Exchange, Flow, Sent
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import Secret


def exchange(
    run: Context,
    text: str,
    *,
    kind: str,
    component_appid: str | None,
    access_token_file: str | None,
    force: bool,
    remember: bool,
) -> Report:
    """The session of the code in `text`; remembered unless told otherwise.

    `kind`: by the mini program itself (`mini`), by a third-party platform (`component`) or by a company (`wecom`).
    InputError before anything is sent if it is certainly no login code, StoreError if nothing could be remembered.
    """
    if text == access_token_file == "-":
        raise UsageError("stdin-for-two")
    code = read_code(run, text, "wecom" if kind == "wecom" else "login", force=force)
    way = way_of(run, kind, component_appid=component_appid, access_token_file=access_token_file)
    # A WeCom session without a mini program to go with has no place to be kept.
    remember = remember and way.appid is not None
    if remember:
        probe(run)
    before_sending(run, code.secret, needed=remember)
    client = client_for(run, way.api_base)
    try:
        answer = way.send(client, code.secret)
    except KeyboardInterrupt:
        run.notify(run.t("exchange.interrupted"))
        raise
    after_sending(run, code.secret, answer)
    error = settle(answer, client.flow)
    if error is not None:
        return with_notices(refusal(run, error, appid=way.appid), way.notices(run, error))
    return keep(run, granted(run, way, answer, code), answer, way, remember=remember)


def granted(run: Context, way: Way, answer: Exchange, code: Code) -> Report:
    """What WeChat gave."""
    learnt = answer.learnt
    who = ("corpid", "userid") if way.kind == "wecom" else ("openid", "unionid")
    flow = Flow((answer,))
    return Report(
        command=run.command,
        data={
            "kind": way.kind,
            **{name: learnt[name] for name in who if name in learnt},
            "session_key": learnt["session_key"],
            **({"appid": way.appid} if way.appid is not None else {}),
            **({"component_appid": way.component_appid} if way.component_appid is not None else {}),
            "obtained_at": int(answer.timing.started_at),
            "elapsed_ms": elapsed_ms(flow),
            "steps": steps_of(flow),
        },
        findings=code.findings,
        flow=flow,
    )


def keep(run: Context, report: Report, answer: Exchange, way: Way, *, remember: bool) -> Report:
    """The same report, its session remembered; exit 6 with the answer all the same if that fails.

    That of a WeCom user stands under the userid, which is what identifies one there.
    """
    if not remember or way.appid is None:
        return report
    openid = answer.learnt["userid" if way.kind == "wecom" else "openid"]
    session_key = answer.learnt["session_key"]
    unionid = answer.learnt.get("unionid")
    assert isinstance(openid, str)
    assert isinstance(session_key, Secret)
    try:
        run.stores.sessions.put(
            way.appid,
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
