"""The calls of the login flow, as their documentation pages describe them (developers.weixin.qq.com, server API)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wxauth_cli.core.secret import SecretKind


class Repeat(Enum):
    """What a second request would do."""

    SAFE = "safe"
    """Nothing that the first one did not do."""
    NEVER = "never"
    """Spend or replace something: a one-time code, a token, a key. Repeated only if nothing at all was sent."""


@dataclass(frozen=True)
class Endpoint:
    """One call."""

    name: str
    """Its name on the documentation page; `endpoint` of an Exchange, `api` of `knowledge.errcodes`."""
    method: str
    path: str
    step: int
    """In the login flow."""
    repeat: Repeat
    needs: tuple[tuple[str, type], ...]
    """Fields that a granted request's answer has, with their types."""
    may_have: tuple[tuple[str, type], ...] = ()
    within: str | None = None
    """The object inside the answer in which those fields stand."""


SECRET_FIELDS: dict[str, SecretKind] = {
    "session_key": SecretKind.SESSION_KEY,
    "access_token": SecretKind.ACCESS_TOKEN,
    "phoneNumber": SecretKind.PHONE,
    "purePhoneNumber": SecretKind.PHONE,
}
"""Fields of answers that are secrets, and of which kind."""

CODE2SESSION = Endpoint(
    "code2Session",
    "GET",
    "/sns/jscode2session",
    3,
    Repeat.NEVER,
    needs=(("openid", str), ("session_key", str)),
    may_have=(("unionid", str),),
)
COMPONENT_LOGIN = Endpoint(
    "thirdpartyCode2Session",
    "GET",
    "/sns/component/jscode2session",
    3,
    Repeat.NEVER,
    needs=(("openid", str), ("session_key", str)),
    may_have=(("unionid", str),),
)
WECOM_LOGIN = Endpoint(
    "WeCom miniprogram jscode2session",
    "GET",
    "/cgi-bin/miniprogram/jscode2session",
    3,
    Repeat.NEVER,
    needs=(("corpid", str), ("userid", str), ("session_key", str)),
)
"""developer.work.weixin.qq.com/document/path/91507."""
STABLE_TOKEN = Endpoint(
    "getStableAccessToken",
    "POST",
    "/cgi-bin/stable_token",
    9,
    Repeat.SAFE,
    needs=(("access_token", str), ("expires_in", int)),
)
FORCED_TOKEN = Endpoint(
    "getStableAccessToken",
    "POST",
    "/cgi-bin/stable_token",
    9,
    Repeat.NEVER,  # each request kills the token before it
    needs=(("access_token", str), ("expires_in", int)),
)
TOKEN = Endpoint(
    "getAccessToken",
    "GET",
    "/cgi-bin/token",
    9,
    Repeat.NEVER,  # each request replaces the token before it
    needs=(("access_token", str), ("expires_in", int)),
)
CHECK_SESSION = Endpoint("checkSessionKey", "GET", "/wxa/checksession", 9, Repeat.SAFE, needs=(("errcode", object),))
RESET_SESSION = Endpoint(
    "resetUserSessionKey",
    "GET",
    "/wxa/resetusersessionkey",
    9,
    Repeat.NEVER,
    needs=(("openid", str), ("session_key", str)),
)
PHONE_NUMBER = Endpoint(
    "getPhoneNumber",
    "POST",
    "/wxa/business/getuserphonenumber",
    9,
    Repeat.NEVER,
    needs=(("phoneNumber", str), ("purePhoneNumber", str), ("countryCode", object)),
    may_have=(("watermark", dict),),
    within="phone_info",
)
RID_INFO = Endpoint(
    "getRidInfo",
    "POST",
    "/cgi-bin/openapi/rid/get",
    3,
    Repeat.SAFE,
    needs=(("invoke_time", int),),
    may_have=(
        ("cost_in_ms", int),
        ("request_url", str),
        ("request_body", str),
        ("response_body", str),
        ("client_ip", str),
    ),
    within="request",
)
API_DOMAIN_IP = Endpoint(
    "getApiDomainIp", "GET", "/cgi-bin/get_api_domain_ip", 9, Repeat.SAFE, needs=(("ip_list", list),)
)
