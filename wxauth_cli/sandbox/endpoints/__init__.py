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
    signs: bool = False
    """Whether it can be signed and encrypted; then it has to be, once an app has switched that on."""
    host: Literal["api", "qyapi"] = "api"
    """Whose it is: api.weixin.qq.com's (and its siblings') or qyapi.weixin.qq.com's."""


@cache
def table() -> dict[str, Endpoint]:
    """All interfaces by path."""
    from wxauth_cli.sandbox.endpoints import (
        clearing,
        component,
        login,
        network,
        openapi,
        phone,
        plugin,
        session,
        token,
        userinfo,
        wecom,
    )
    from wxauth_cli.sandbox.tokens import LEGACY_DAILY, STABLE_DAILY, STABLE_PER_MINUTE

    return {
        "/sns/jscode2session": Endpoint("code2Session", "query", login.code2session),
        "/cgi-bin/token": Endpoint("getAccessToken", "query", token.legacy, LEGACY_DAILY),
        "/cgi-bin/stable_token": Endpoint(
            "getStableAccessToken", "POST", token.stable, STABLE_DAILY, STABLE_PER_MINUTE
        ),
        "/cgi-bin/get_api_domain_ip": Endpoint("getApiDomainIp", "GET", openapi.api_domain_ip, 100_000),
        "/cgi-bin/openapi/quota/get": Endpoint("getApiQuota", "POST", openapi.quota, 100_000, signs=True),
        "/cgi-bin/openapi/rid/get": Endpoint("getRidInfo", "POST", openapi.rid, 100_000, signs=True),
        "/wxa/checksession": Endpoint("checkSessionKey", "GET", session.check, 1_000_000),
        "/wxa/resetusersessionkey": Endpoint("resetUserSessionKey", "GET", session.reset, 1_000_000, 60_000),
        "/wxa/getpluginopenpid": Endpoint("getPluginOpenPId", "POST", plugin.openpid, 1_000_000, signs=True),
        "/wxa/business/getuserphonenumber": Endpoint("getPhoneNumber", "POST", phone.number, 1_000_000, signs=True),
        "/wxa/business/checkencryptedmsg": Endpoint(
            "checkEncryptedData", "POST", userinfo.check_encrypted, 1_000_000, signs=True
        ),
        "/wxa/business/getuserencryptkey": Endpoint(
            "getUserEncryptKey", "query", userinfo.encrypt_keys, 1_000_000, signs=True
        ),
        "/wxa/getpaidunionid": Endpoint("getPaidUnionid", "GET", userinfo.paid_unionid, 1_000_000),
        "/cgi-bin/clear_quota": Endpoint("clearQuota", "POST", clearing.clear_all, 100_000, signs=True),
        "/cgi-bin/clear_quota/v2": Endpoint("clearQuotaByAppSecret", "POST", clearing.clear_all_by_secret),
        "/cgi-bin/openapi/quota/clear": Endpoint("clearApiQuota", "POST", clearing.clear_one, 100_000),
        "/cgi-bin/getcallbackip": Endpoint("getCallbackIp", "GET", network.callback_ip, 100_000),
        "/cgi-bin/callback/check": Endpoint("callbackCheck", "POST", network.check_callback, 100_000),
        "/sns/component/jscode2session": Endpoint("thirdpartyCode2Session", "query", component.code2session),
        "/cgi-bin/component/api_component_token": Endpoint(
            "getComponentAccessToken", "POST", component.component_token
        ),
        "/cgi-bin/component/api_query_auth": Endpoint("getAuthorizerAccessToken", "POST", component.query_auth),
        "/cgi-bin/component/api_authorizer_token": Endpoint("refreshAuthToken", "POST", component.authorizer_token),
        "/cgi-bin/component/api_get_authorizer_list": Endpoint("getAuthorizerList", "POST", component.authorizer_list),
        "/cgi-bin/gettoken": Endpoint("WeCom gettoken", "GET", wecom.gettoken, host="qyapi"),
        "/cgi-bin/service/get_suite_token": Endpoint("WeCom get_suite_token", "POST", wecom.suite_token, host="qyapi"),
        "/cgi-bin/miniprogram/jscode2session": Endpoint("WeCom code2Session", "GET", wecom.code2session, host="qyapi"),
        "/cgi-bin/service/miniprogram/jscode2session": Endpoint(
            "WeCom provider code2Session", "GET", wecom.provider_code2session, host="qyapi"
        ),
    }
