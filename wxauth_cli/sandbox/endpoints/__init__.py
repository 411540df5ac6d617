"""The endpoints: a module per family, and the table of their paths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from wxauth_cli.sandbox.endpoints.call import Call

Answer = dict[str, object]
Verb = Literal["query", "GET", "POST"]
"""`query`: GET, and POST is taken too, but only the query is read; the others take their own verb alone."""


@dataclass(frozen=True)
class Endpoint:
    """One interface."""

    name: str
    """The platform's name of it."""
    verb: Verb
    answer: Callable[[Call], Answer]
    daily_limit: int | None = None
    """What quota/get says. Only those of the token interfaces are published; None: cannot be asked for."""
    per_minute: int | None = None


@cache
def table() -> dict[str, Endpoint]:
    """All interfaces by path."""
    from wxauth_cli.sandbox.endpoints import login, openapi, phone, plugin, session, token
    from wxauth_cli.sandbox.tokens import LEGACY_DAILY, STABLE_DAILY, STABLE_PER_MINUTE

    return {
        "/sns/jscode2session": Endpoint("code2Session", "query", login.code2session),
        "/cgi-bin/token": Endpoint("getAccessToken", "query", token.legacy, LEGACY_DAILY),
        "/cgi-bin/stable_token": Endpoint(
            "getStableAccessToken", "POST", token.stable, STABLE_DAILY, STABLE_PER_MINUTE
        ),
        "/cgi-bin/get_api_domain_ip": Endpoint("getApiDomainIp", "GET", openapi.api_domain_ip, 100_000),
        "/cgi-bin/openapi/quota/get": Endpoint("getApiQuota", "POST", openapi.quota, 100_000),
        "/cgi-bin/openapi/rid/get": Endpoint("getRidInfo", "POST", openapi.rid, 100_000),
        "/wxa/checksession": Endpoint("checkSessionKey", "GET", session.check, 1_000_000),
        "/wxa/resetusersessionkey": Endpoint("resetUserSessionKey", "GET", session.reset, 1_000_000, 60_000),
        "/wxa/getpluginopenpid": Endpoint("getPluginOpenPId", "POST", plugin.openpid, 1_000_000),
        "/wxa/business/getuserphonenumber": Endpoint("getPhoneNumber", "POST", phone.number, 1_000_000),
    }
