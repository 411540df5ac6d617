"""`wxauth phone`: a phone code for the number. The code is spent by it; the answer is kept for ten minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wxauth_cli.actions.access_tokens import TokenResult, forget_token, usable_token
from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import Credentials, api_base_of, client_for, credentials
from wxauth_cli.actions.exchange import after_sending, before_sending, probe, unstored
from wxauth_cli.actions.one_time_code import read_code
from wxauth_cli.actions.refused import refusal, settle, with_notices
from wxauth_cli.actions.steps import elapsed_ms, steps_of
from wxauth_cli.core.errors import StoreError, WechatRefused
from wxauth_cli.core.findings import Finding
from wxauth_cli.core.model import Flow
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import Secret, SecretKind

DEAD_TOKEN = (40001, 40014, 42001)
"""errcodes that say of an access_token that it is not alive (global error list)."""
_NUMBERS = ("phoneNumber", "purePhoneNumber")


def phone(
    run: Context, text: str, *, openid: str | None, access_token_file: str | None, force: bool, remember: bool
) -> Report:
    """The phone number behind the code in `text`; from the answer of the last ten minutes if there is one."""
    code = read_code(run, text, "phone", force=force)
    if remember:
        probe(run)
        kept = run.stores.phones.get(code.secret.reveal())
        if kept is not None:
            return _shown(run, kept[0], obtained_at=kept[1], flow=Flow(), cached=True, findings=code.findings)
    token, creds = token_for(run, access_token_file)
    before_sending(run, code.secret, needed=remember)
    client = client_for(run, creds.api_base if creds else api_base_of(run))
    try:
        answer = client.phone_number(token.token, code.secret, openid)
    except KeyboardInterrupt:
        run.notify(run.t("exchange.interrupted"))
        raise
    after_sending(run, code.secret, answer)
    flow = token.flow + client.flow
    error = settle(answer, flow)
    if error is not None:
        report = refusal(run, error, appid=creds.appid if creds else None)
        return with_notices(report, dead_token_notices(run, error, token, creds))
    report = _shown(
        run, answer.learnt, obtained_at=answer.timing.started_at, flow=flow, cached=False, findings=code.findings
    )
    return _kept(run, report, code.secret, answer.learnt) if remember else report


def token_for(run: Context, access_token_file: str | None) -> tuple[TokenResult, Credentials | None]:
    """A token to call with, and the app that it is of; None where the user gave the token."""
    if access_token_file is not None or run.env.get("WXAUTH_ACCESS_TOKEN", "").strip():
        return usable_token(run, None, access_token_file=access_token_file), None
    creds = credentials(run)
    return usable_token(run, creds), creds


def dead_token_notices(
    run: Context, error: Exception, token: TokenResult, creds: Credentials | None
) -> tuple[str, ...]:
    """A cached token that WeChat calls dead is dropped; the code is not sent again by this run."""
    if not isinstance(error, WechatRefused) or error.errcode not in DEAD_TOKEN:
        return ()
    if creds is None:
        return (run.t("phone.given-token-dead"),)
    forget_token(run, creds, token.token)
    return (run.t("phone.token-dropped"),)


def _shown(
    run: Context,
    learnt: Mapping[str, object],
    *,
    obtained_at: float,
    flow: Flow,
    cached: bool,
    findings: tuple[Finding, ...],
) -> Report:
    numbers = {
        name: value if isinstance(value, Secret) else Secret(str(value), SecretKind.PHONE)
        for name, value in ((name, learnt[name]) for name in _NUMBERS)
    }
    return Report(
        command=run.command,
        data={
            **numbers,
            "countryCode": str(learnt["countryCode"]),
            **({"watermark": learnt["watermark"]} if "watermark" in learnt else {}),
            "obtained_at": int(obtained_at),
            "cached": cached,
            "elapsed_ms": elapsed_ms(flow),
            "steps": steps_of(flow),
        },
        findings=findings,
        flow=flow,
    )


def _kept(run: Context, report: Report, code: Secret, learnt: Mapping[str, object]) -> Report:
    plain = {name: value.reveal() if isinstance(value, Secret) else value for name, value in learnt.items()}
    try:
        run.stores.phones.put(code.reveal(), plain)
    except StoreError as exc:
        return unstored(run, report, exc)
    if run.reveal:
        return report
    return replace(report, notices=(*report.notices, run.t("phone.reveal")))
