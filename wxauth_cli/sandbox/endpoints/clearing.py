"""Clearing quotas: all of an app's by token or by secret, or one interface's."""

from __future__ import annotations

from wxauth_cli.sandbox.endpoints.call import Call, json_object, text_of
from wxauth_cli.sandbox.endpoints.openapi import asked_path
from wxauth_cli.sandbox.errors import Refusal
from wxauth_cli.sandbox.tokens import TokenKind

Answer = dict[str, object]
ALL_PER_MONTH = 10
"""Of both calls that clear everything together."""
ONE_AT_MOST = 50
"""A month, or a day: a switch."""
_SHOP = "/channels/ec/"


def clear_all(call: Call) -> Answer:
    """clear_quota: with a token; the appid in the body has to be the token's."""
    app = call.token_owner()
    appid = text_of(call.body().get("appid"))
    if not appid:
        raise Refusal(41002)
    if appid != app.appid:
        raise Refusal(49001)
    return _cleared(call, appid)


def clear_all_by_secret(call: Call) -> Answer:
    """clear_quota/v2: with the secret. The page lists its parameters as a body and shows them in a query: both."""
    body = json_object(call.request.body) or {}
    appid = call.parameter("appid") or text_of(body.get("appid"))
    secret = call.parameter("appsecret") or text_of(body.get("appsecret"))
    app = call.credentials(appid, secret, "", "")
    return _cleared(call, app.appid)


def clear_one(call: Call) -> Answer:
    """openapi/quota/clear: one interface's. A third-party platform may come with its own token too.

    That it takes other paths than a shop's is inferred from its notes; a switch has it keep to its table.
    """
    appid = _owner(call)
    path, _ = asked_path(call)
    quotas, switches = call.state.quotas, call.state.switches
    if switches.quota_clear_paths == "shop" and not path.startswith(_SHOP):
        raise Refusal(76022)
    if switches.quota_clear_window == "month":
        may = quotas.take_month(appid, "quota/clear", call.now, ONE_AT_MOST)
    else:
        may = quotas.take(appid, "quota/clear", call.now, daily=ONE_AT_MOST)
    if not may:
        raise Refusal(48006)
    quotas.clear(appid, path)
    return {"errcode": 0, "errmsg": "ok"}


def _owner(call: Call) -> str:
    """Whose token it is: an app's, or a third-party platform's."""
    token = call.state.tokens.find(call.parameter("access_token"))
    if token is not None and token.kind is TokenKind.COMPONENT and token.alive(call.now):
        return token.appid
    return call.token_owner().appid


def _cleared(call: Call, appid: str) -> Answer:
    if not call.state.quotas.take_month(appid, "clear_quota", call.now, ALL_PER_MONTH):
        raise Refusal(48006)
    call.state.quotas.clear(appid)
    return {"errcode": 0, "errmsg": "ok"}
