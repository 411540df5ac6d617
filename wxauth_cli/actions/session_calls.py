"""`wxauth session check` and `session reset`: WeChat is asked about a remembered session_key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wxauth_cli.actions.access_tokens import TokenResult, forget_token, usable_token
from wxauth_cli.actions.confirm import confirm_appid
from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import Credentials, api_base_of, client_for, credentials
from wxauth_cli.actions.exchange import unstored
from wxauth_cli.actions.phone import DEAD_TOKEN, dead_token_notices, token_for
from wxauth_cli.actions.refused import refusal, settle, with_notices
from wxauth_cli.actions.session import find
from wxauth_cli.actions.steps import elapsed_ms, steps_of
from wxauth_cli.core.errors import ExitCode, InputError, StoreError, UsageError
from wxauth_cli.core.findings import Finding
from wxauth_cli.core.model import Exchange, Flow
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import Secret
from wxauth_cli.stores import RememberedKey

NOT_CURRENT = 87009
"""`invalid signature`: the session_key is not the current one (checkSessionKey page)."""


class Asked(NamedTuple):
    """A remembered session and what to ask about it with."""

    openid: str
    appid: str
    key: RememberedKey
    token: TokenResult
    creds: Credentials | None

    @property
    def known(self) -> Mapping[str, object]:
        """What the report says of it in any case."""
        return {"openid": self.openid, "appid": self.appid}


def remembered(run: Context, openid: str) -> tuple[str, RememberedKey]:
    """The appid and the newest key of that openid. InputError if none is remembered."""
    entry = find(run, openid)
    keys = run.stores.sessions.keys(entry.appid, openid) if entry else ()
    if entry is None or not keys:
        raise InputError("no-such-session", openid=openid)
    return entry.appid, keys[0]


def check(run: Context, openid: str, *, access_token_file: str | None) -> Report:
    """checkSessionKey for the newest key: `valid`. 87009 is a verdict (exit 10), other errcodes are refusals."""
    appid, key = remembered(run, openid)
    asked = _asked(run, openid, appid, key, access_token_file)
    answer, flow = _check(run, asked)
    if answer.outcome.errcode in DEAD_TOKEN and asked.creds is not None and asked.token.cached:
        # The call changes nothing, so it may be repeated: once, with a new token.
        forget_token(run, asked.creds, asked.token.token)
        asked = asked._replace(token=usable_token(run, asked.creds))
        answer, again = _check(run, asked)
        flow = flow + again
    error = settle(answer, flow)
    current = error is None
    if error is not None and answer.outcome.errcode != NOT_CURRENT:
        report = refusal(run, error, appid=appid)
        return with_notices(report, dead_token_notices(run, error, asked.token, asked.creds))
    age_s = max(0, int(run.clock.now() - key.obtained_at))
    return Report(
        command=run.command,
        data={
            **asked.known,
            "valid": current,
            "errcode": answer.outcome.errcode or 0,
            "session_key": key.session_key,
            "obtained_at": int(key.obtained_at),
            "age_s": age_s,
            "elapsed_ms": elapsed_ms(flow),
            "steps": steps_of(flow),
        },
        findings=() if current else _findings(run, flow, appid),
        flow=flow,
        ok=current,
        exit_code=ExitCode.DONE if current else ExitCode.VERDICT,
    )


def _findings(run: Context, flow: Flow, appid: str) -> tuple[Finding, ...]:
    from wxauth_cli.diagnose.engine import findings_for_flow

    return findings_for_flow(flow, lang=run.lang, now=run.clock.now(), appid=appid)


def reset(run: Context, openid: str, *, confirm: str | None, access_token_file: str | None) -> Report:
    """resetUserSessionKey: the user's key is replaced, the former one dies at once. Only with the appid typed again."""
    appid, key = remembered(run, openid)
    confirm_appid(run, appid, confirm)
    run.stores.probe()
    asked = _asked(run, openid, appid, key, access_token_file)
    client = client_for(run, asked.creds.api_base if asked.creds else api_base_of(run))
    answer = client.reset_session(asked.token.token, openid, key.session_key)
    flow = asked.token.flow + client.flow
    error = settle(answer, flow)
    if error is not None:
        report = refusal(run, error, appid=appid)
        return with_notices(report, dead_token_notices(run, error, asked.token, asked.creds))
    session_key = answer.learnt["session_key"]
    assert isinstance(session_key, Secret)
    report = Report(
        command=run.command,
        data={
            **asked.known,
            "session_key": session_key,
            "obtained_at": int(answer.timing.started_at),
            "elapsed_ms": elapsed_ms(flow),
            "steps": steps_of(flow),
        },
        flow=flow,
    )
    try:
        run.stores.sessions.put(appid, openid, session_key, obtained_at=answer.timing.started_at)
    except StoreError as exc:
        return unstored(run, report, exc)
    return report


def _asked(run: Context, openid: str, appid: str, key: RememberedKey, access_token_file: str | None) -> Asked:
    if access_token_file is None and not run.env.get("WXAUTH_ACCESS_TOKEN", "").strip():
        creds = credentials(run)
        if creds.appid != appid:
            raise UsageError("session-of-other-app", openid=openid, appid=appid, chosen=creds.appid)
    token, known = token_for(run, access_token_file)
    return Asked(openid, appid, key, token, known)


def _check(run: Context, asked: Asked) -> tuple[Exchange, Flow]:
    client = client_for(run, asked.creds.api_base if asked.creds else api_base_of(run))
    answer = client.check_session(asked.token.token, asked.openid, asked.key.session_key)
    return answer, asked.token.flow + client.flow
