"""WeChat's endpoints under one name each, however an input spells them: by path, by SDK, by habit."""

from __future__ import annotations

import re

from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.knowledge.endpoints import (
    API_HOSTS,
    BY_PATH,
    CHECK_SESSION,
    CODE2SESSION,
    COMPONENT_LOGIN,
    LEGACY_TOKEN,
    OAUTH_LOGIN,
    PHONE,
    RESET_SESSION,
    RID,
    RISK_APIS,
    STABLE_TOKEN,
    WECOM_HOST,
    WECOM_LOGIN,
)

__all__ = [
    "API_HOSTS",
    "CHECK_SESSION",
    "CODE2SESSION",
    "COMPONENT_ENDPOINTS",
    "COMPONENT_LOGIN",
    "LEGACY_TOKEN",
    "LOGIN_ENDPOINTS",
    "OAUTH_LOGIN",
    "PHONE",
    "RESET_SESSION",
    "RID",
    "RISK_APIS",
    "STABLE_TOKEN",
    "TOKEN_ENDPOINTS",
    "WECOM_HOST",
    "WECOM_LOGIN",
    "WITH_TOKEN",
    "endpoint_of_name",
    "endpoint_of_path",
    "names",
    "other_platform",
    "path_of",
]

TOKEN_ENDPOINTS = frozenset({LEGACY_TOKEN, STABLE_TOKEN})
COMPONENT_ENDPOINTS = frozenset({COMPONENT_LOGIN, "component APIs"})
LOGIN_ENDPOINTS = frozenset({CODE2SESSION, COMPONENT_LOGIN, WECOM_LOGIN, OAUTH_LOGIN})
WITH_TOKEN = frozenset(
    {PHONE, CHECK_SESSION, RESET_SESSION, RID, "getPluginOpenPId", "checkEncryptedData", "getUserEncryptKey"}
    | {"getPaidUnionid", "getApiQuota", "clearQuota"}
    | RISK_APIS
)
"""Endpoints that take an access_token in the query."""


_OTHER_PLATFORMS = lazy_pattern(
    r"api\.q\.qq\.com|graph\.qq\.com|toutiao|douyin|snssdk|bytedance|kuaishou|ksapisrv|dingtalk|feishu|larksuite"
    r"|alipay|xiaohongshu|baidu\.com|swanapi|jd\.com|weibo\.com|googleapis|github\.com/login|facebook|login\.microsoft",
    re.I,
)
_WECHAT = lazy_pattern(r"weixin|wechat|微信|wxapi|\bwx[0-9a-f]{16}\b", re.I)


def names_other_platform(text: str) -> bool:
    """Whether another platform is named anywhere in `text`."""
    return _OTHER_PLATFORMS.search(text) is not None


def other_platform(text: str) -> bool:
    """Whether `text`, an address or a few lines, names a platform with like numbers and paths, and not WeChat."""
    return _OTHER_PLATFORMS.search(text) is not None and _WECHAT.search(text) is None


_BY_NAME = {
    **{path.rsplit("/", 1)[-1]: name for path, name in BY_PATH.items() if path not in ("/cgi-bin/clear_quota/v2",)},
    **{name.lower(): name for name in BY_PATH.values()},
    "jscode2session": CODE2SESSION,
    "access_token": LEGACY_TOKEN,
    "get": RID,
    "phone": PHONE,
    "phonenumber": PHONE,
    "code2session": CODE2SESSION,
    "component": "component APIs",
    "stabletoken": STABLE_TOKEN,
    "accesstoken": LEGACY_TOKEN,
    "resetsession": RESET_SESSION,
}
_AMBIGUOUS = ("get", "clear", "access_token")


def endpoint_of_path(path: str) -> str | None:
    """The endpoint at that path of a WeChat host; None if it is none that this program knows."""
    plain = "/" + path.strip("/").lower()
    if plain.startswith("/cgi-bin/component/"):
        return "component APIs"
    return BY_PATH.get(plain)


def endpoint_of_name(name: str) -> str | None:
    """The endpoint that a name, a path or a URL means: `code2Session`, `jscode2session`, `/cgi-bin/token`; or None."""
    text = name.strip()
    path = text.split("?")[0]
    if "://" in path:
        path = "/" + path.split("://", 1)[1].partition("/")[2]
    found = endpoint_of_path(path)
    if found is not None:
        return found
    word = text.lower().strip("/").removeprefix("wx.").removeprefix("auth.")
    if word in _AMBIGUOUS:
        return None
    return _BY_NAME.get(word)


def path_of(endpoint: str) -> str | None:
    """The path of that endpoint, as it stands in a URL; None if it has none of its own."""
    return next((path for path, name in BY_PATH.items() if name == endpoint), None)


def names() -> tuple[str, ...]:
    """Every endpoint name, sorted."""
    return tuple(sorted(set(BY_PATH.values())))
