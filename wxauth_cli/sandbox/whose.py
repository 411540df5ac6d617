"""Whose a call is, as far as its request tells: for the journal and for faults that are meant for somebody."""

from __future__ import annotations

from wxauth_cli.sandbox.endpoints.call import json_object
from wxauth_cli.sandbox.messages import SandboxRequest
from wxauth_cli.sandbox.state import State

OWN_COUNTERS = frozenset({"/cgi-bin/token", "/cgi-bin/stable_token"})
"""Interfaces that count themselves and do not look at a token."""


def appid_of(request: SandboxRequest, state: State) -> str | None:
    """Whose call it is: the owner of the access_token, else the appid of the query, else that of a JSON body."""
    # code2Session and /cgi-bin/token do not look at a token.
    if not request.path.startswith("/sns/") and request.path not in OWN_COUNTERS:
        owner = state.tokens.owner(request.parameter("access_token"))
        if owner is not None:
            return owner
    appid = request.parameter("appid")
    if appid:
        return appid
    if request.path == "/cgi-bin/stable_token":
        named = (json_object(request.body) or {}).get("appid")
        return named if isinstance(named, str) and named else None
    return None


def user_of(request: SandboxRequest, state: State, appid: str | None) -> str | None:
    """The user that a code or an openid in the query or in a JSON body belongs to."""
    body = json_object(request.body) or {} if request.body else {}
    for name in ("js_code", "code", "openid"):
        value = request.parameter(name) or body.get(name)
        if not isinstance(value, str) or not value:
            continue
        if name != "openid":
            code = state.codes.of_any_kind(value)
            user = code.user if code is not None else None
        else:
            user = state.user_of(appid, value) if appid is not None else None
        if user is not None:
            return user
    return None
