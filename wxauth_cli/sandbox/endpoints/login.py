"""code2Session."""

from __future__ import annotations

from wxauth_cli.sandbox.codes import CodeKind
from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.errors import MINUTE_CODE2SESSION, Refusal
from wxauth_cli.sandbox.state import App

PER_USER_AND_MINUTE = 100
"""The frequency limit that older pages name."""


def code2session(call: Call) -> dict[str, object]:
    """A wx.login code for openid and session_key. An access_token in the query is not looked at."""
    app = call.credentials(
        call.parameter("appid"),
        call.parameter("secret"),
        call.parameter("grant_type"),
        "authorization_code",
        missing=None if call.parameter("js_code") else 41008,
    )
    return spend(call, app)


def spend(call: Call, app: App) -> dict[str, object]:
    """The session of the code in `js_code`, for that app; the code is used up by it."""
    state, js_code = call.state, call.parameter("js_code")
    code = state.codes.find(CodeKind.LOGIN, js_code)
    if code is None or not code.alive(call.now):
        raise Refusal(40029)
    if code.appid != app.appid:
        if state.switches.foreign_exchange_consumes and code.used_at is None:
            code.used_at = call.now
        raise Refusal(40029)
    if code.used_at is not None:
        raise Refusal(40163)
    user = state.user(code.user)
    # That the last three checks leave the code as it was is inferred.
    if user.risky:
        raise Refusal(40226)
    if not state.quotas.take_minute(app.appid, f"code2Session {user.name}", call.now, PER_USER_AND_MINUTE):
        raise Refusal(45011, MINUTE_CODE2SESSION)
    code.used_at = call.now
    # The key of the session as it is now: of two codes, the later exchange has the key that holds (inferred).
    session = state.sessions.current(app.appid, user.name, call.now, state.dice)
    answer: dict[str, object] = {
        "session_key": session.session_key,
        "openid": state.openid(app.appid, user.name),
    }
    unionid = state.unionid(app.appid, user.name)
    if unionid is not None:
        answer["unionid"] = unionid
    if state.switches.login_errcode:
        answer.update(errcode=0, errmsg="ok")
    return answer
