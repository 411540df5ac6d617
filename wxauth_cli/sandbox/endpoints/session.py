"""checkSessionKey and resetUserSessionKey."""

from __future__ import annotations

import hashlib
import hmac

from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.errors import Refusal
from wxauth_cli.sandbox.sessions import Session


def check(call: Call) -> dict[str, object]:
    """Whether the caller's session_key is the current one."""
    signed_session(call)
    return {"errcode": 0, "errmsg": "ok"}


def reset(call: Call) -> dict[str, object]:
    """A new session_key; the old one is dead at once, the end of the session stays."""
    _, _, session = signed_session(call, permission_set=18)
    session.replace(call.state.dice.session_key(), call.now)
    return {"errcode": 0, "errmsg": "ok", "openid": call.parameter("openid"), "session_key": session.session_key}


def signed_session(call: Call, permission_set: int | None = None) -> tuple[str, str, Session]:
    """App, user and session. The key, as Base64 text, signed an empty message: HMAC-SHA256 in lower-case hex."""
    app = call.token_owner(permission_set)
    openid, signature = call.parameter("openid"), call.parameter("signature")
    sig_method = call.parameter("sig_method")
    # The order of these checks is inferred.
    if not (openid and signature and sig_method):
        raise Refusal(40097)
    if sig_method != "hmac_sha256":
        raise Refusal(87008)
    user = call.state.user_of(app.appid, openid)
    if user is None:
        raise Refusal(40003)
    session = call.state.sessions.live(app.appid, user, call.now)
    if session is None:
        raise Refusal(87007)
    right = hmac.new(session.session_key.encode(), b"", hashlib.sha256).hexdigest().encode()
    if not hmac.compare_digest(right, signature.encode("utf-8", "replace")):
        raise Refusal(87009)
    return app.appid, user, session
