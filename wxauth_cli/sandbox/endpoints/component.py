"""The third-party platform's token chain, and its code2Session.

Ticket → component_access_token → authorisation → authorizer_access_token. Details of the chain beyond its calls, fields
and lifetimes are inferred where a comment says so.
"""

from __future__ import annotations

from wxauth_cli.sandbox.components import AUTHORIZATION_CODE_S, TICKET_LIFETIME_S, Authorization, Component
from wxauth_cli.sandbox.endpoints.call import Call, text_of
from wxauth_cli.sandbox.endpoints.login import spend
from wxauth_cli.sandbox.errors import Refusal
from wxauth_cli.sandbox.tokens import TOKEN_LIFETIME_S, TokenKind
from wxauth_cli.sandbox.whitelist import listed

Answer = dict[str, object]


def component_token(call: Call) -> Answer:
    """api_component_token: a new token; the one before is no longer the latest, so 40094 from now on."""
    body = call.body()
    appid, secret = text_of(body.get("component_appid")), text_of(body.get("component_appsecret"))
    component = _registered(call, appid)
    if not appid:
        raise Refusal(41018)
    if component is None:
        raise Refusal(40013)
    if not secret:
        raise Refusal(41004)
    if secret != component.secret:
        raise Refusal(40125)
    age_s = component.ticket_age_s(text_of(body.get("component_verify_ticket")), call.now)
    if age_s is None:
        raise Refusal(61006)
    if age_s >= TICKET_LIFETIME_S:
        raise Refusal(61005)
    tokens = call.state.tokens
    tokens.end(TokenKind.COMPONENT, appid, call.now)
    token = tokens.grant(TokenKind.COMPONENT, appid, call.now, call.state.dice)
    return {"component_access_token": token.text, "expires_in": TOKEN_LIFETIME_S}


def query_auth(call: Call) -> Answer:
    """api_query_auth: an authorization_code, once, for the authorisation behind it."""
    component, body = _called_by(call)
    found = component.by_code(text_of(body.get("authorization_code")))
    if found is None:
        raise Refusal(61009)
    # That a used code is called expired is inferred.
    if found.code_used or call.now - found.authorized_at >= AUTHORIZATION_CODE_S:
        raise Refusal(61010)
    found.code_used = True
    sets = [{"funcscope_category": {"id": number}} for number in found.permission_sets]
    tokens = _authorizer_tokens(call, component, found)
    return {"authorization_info": {"authorizer_appid": found.appid, **tokens, "func_info": sets}}


def authorizer_token(call: Call) -> Answer:
    """api_authorizer_token: a new authorizer_access_token for a refresh token, which stays as it is."""
    component, body = _called_by(call)
    appid = text_of(body.get("authorizer_appid"))
    if not appid:
        raise Refusal(41002)
    found = component.authorizations.get(appid)
    if found is None:
        raise Refusal(61003)
    if text_of(body.get("authorizer_refresh_token")) != found.refresh_token:
        raise Refusal(61023)
    return _authorizer_tokens(call, component, found)


def authorizer_list(call: Call) -> Answer:
    """api_get_authorizer_list: who has authorised the platform, with the refresh tokens. Fields are memory."""
    component, body = _called_by(call)
    offset, count = body.get("offset", 0), body.get("count", 500)
    if not (_is_count(offset) and _is_count(count)):
        raise Refusal(47001)
    everybody = list(component.authorizations.values())
    assert isinstance(offset, int)
    assert isinstance(count, int)
    shown = [
        {"authorizer_appid": one.appid, "refresh_token": one.refresh_token, "auth_time": int(one.authorized_at)}
        for one in everybody[offset : offset + min(count, 500)]
    ]
    return {"total_count": len(everybody), "list": shown}


def code2session(call: Call) -> Answer:
    """A wx.login code for the session, by a platform that the mini program has authorised; no AppSecret is needed.

    Order inferred: address, parameters, token, authorisation, grant_type, code.
    """
    component_appid, appid = call.parameter("component_appid"), call.parameter("appid")
    component = _registered(call, component_appid)
    if not component_appid:
        raise Refusal(41018)
    text = call.parameter("component_access_token")
    if not text:
        raise Refusal(41021)
    if not appid:
        raise Refusal(41002)
    if not call.parameter("js_code"):
        raise Refusal(41008)
    _check_token(call, text, component_appid, of_the_account=48001)
    if component is None or appid not in component.authorizations:
        raise Refusal(61003)
    if call.parameter("grant_type") != "authorization_code":
        raise Refusal(40002)
    return spend(call, call.state.app(appid))


def _registered(call: Call, appid: str) -> Component | None:
    """The platform, if it may call from here; the address is looked at first, as everywhere."""
    component = call.state.components.find(appid)
    if component is not None and not listed(call.request.client_ip, component.ip_whitelist):
        ip = call.request.client_ip
        raise Refusal(call.state.switches.component_ip_errcode, request_ip=ip)
    return component


def _called_by(call: Call) -> tuple[Component, dict[str, object]]:
    """The platform whose token stands in the query, and the body.

    The parameter was called component_access_token for long and is called access_token on newer pages (memory): both.
    """
    body = call.body()
    component_appid = text_of(body.get("component_appid"))
    component = _registered(call, component_appid)
    if not component_appid:
        raise Refusal(41018)
    text = call.parameter("component_access_token") or call.parameter("access_token")
    if not text:
        raise Refusal(41021)
    _check_token(call, text, component_appid, of_the_account=61014)
    if component is None:
        raise Refusal(40013)
    return component, body


def _check_token(call: Call, text: str, component_appid: str, *, of_the_account: int) -> None:
    token = call.state.tokens.find(text)
    if token is None or token.kind in (TokenKind.WECOM, TokenKind.SUITE):
        raise Refusal(40094)
    if token.kind is not TokenKind.COMPONENT:
        raise Refusal(of_the_account)
    if call.now >= token.expires_at:
        raise Refusal(42006)
    if call.now >= token.dies_at or token.appid != component_appid:
        raise Refusal(40094)


def _authorizer_tokens(call: Call, component: Component, found: Authorization) -> Answer:
    # That an earlier authorizer_access_token lives on to its end is inferred.
    token = call.state.tokens.grant(TokenKind.AUTHORIZER, found.appid, call.now, call.state.dice, via=component.appid)
    return {
        "authorizer_access_token": token.text,
        "expires_in": TOKEN_LIFETIME_S,
        "authorizer_refresh_token": found.refresh_token,
    }


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
