"""Which requests belong to a login, between whom they went, and which step of the flow they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from wxauth_cli.core.codes import CodeShape, shape_of, tidy
from wxauth_cli.core.model import Leg
from wxauth_cli.core.secret import HIDDEN
from wxauth_cli.knowledge.endpoints import API_HOSTS, BY_PATH, WECOM_HOST
from wxauth_cli.trace.assets import is_asset
from wxauth_cli.trace.captured import Captured

_LOGIN_STEP, _API_STEP = 3, 9
_LOGIN_PATHS = ("/jscode2session", "/sns/oauth2/access_token", "/wxa/getpluginopenpid")
ENDPOINTS: dict[str, tuple[str, int]] = {
    path: (name, _LOGIN_STEP if path.endswith(_LOGIN_PATHS) else _API_STEP) for path, name in BY_PATH.items()
}
"""Path of an endpoint -> the platform's name of it, and its step. Other calls to WeChat: step 9, by their path."""

_REFERER = re.compile(r"^https?://servicewechat\.com/([^/]{1,64})/([^/]{1,64})/")
_CLIENT_AGENT = re.compile(r"MicroMessenger|wechatdevtools|miniProgram", re.I)
_LOGIN_PATH = re.compile(r"log-?in|sign-?in|auth(?!or)|session|code2|onlogin|wx_?user|jscode|openid", re.I)
_TOKEN_PATH = re.compile(r"refresh|renew", re.I)
_PHONE_PATH = re.compile(r"phone|mobile", re.I)
_TOKEN_HEADERS = (
    "authorization", "token", "x-token", "x-access-token", "access-token", "x-auth-token", "satoken",
    "x-litemall-token", "sessionid",
)  # fmt: skip
_SCHEMES = ("http", "https", "")
_PLAIN_URL = re.compile(r"(https?://[^/?#\\\s]*)(/[^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?")
_CODE_FIELDS = ("code", "js_code", "jsCode", "jscode", "wxCode", "wx_code", "loginCode", "login_code")
_PHONE_CODE_FIELDS = ("phoneCode", "phone_code", "mobileCode")
_PAYLOAD_FIELDS = ("encryptedData", "encrypted_data", "encryptData", "encryptedPhoneData")
MAX_PARSED = 256 * 1024


class Understood(NamedTuple):
    """What a captured request means."""

    captured: Captured
    step: int
    leg: Leg
    endpoint: str
    host: str
    path: str
    given: Mapping[str, object]
    """The request's parameters: of the query, then of the body (fields of one nested object are lifted)."""
    answer: object
    """The answer's JSON value, None if it has none."""
    code: str
    """The one-time code that it carries, without what surrounds it; "" if none or masked."""
    token: str
    """The client's token, as its header or query carries it, without `Bearer`."""
    referer_appid: str
    environment: str
    """Of the Referer: `0` for a trial version, `devtools`, else a release."""

    def __repr__(self) -> str:
        """Without the values, which are secrets."""
        return f"Understood(step={self.step}, endpoint={self.endpoint!r})"


def understand(captured: Captured) -> Understood | None:
    """What the request is in a login; None if it is none of its steps."""
    if captured.other:
        return None
    parts = _parts(captured.url)
    if parts is None:
        return None
    host, path, query = parts
    plain = "/" + path.strip("/").lower()
    known = ENDPOINTS.get(plain)
    appid, environment = _client_page(captured.request_header("referer"))
    marked = bool(appid) or _is_client(captured.request_header("user-agent"))
    wechat = host in API_HOSTS or host == WECOM_HOST or known is not None
    if not wechat and is_asset(captured.method, path, captured.mime_type):
        return None
    given = _parameters(query, captured)
    answer = json_of(captured.response_body.data)
    code = _code(given) if given else ""
    token = _token(captured, given) if not wechat else ""
    ours = _own(captured)
    if ours is not None:
        leg, step, endpoint = ours
    elif wechat:
        # A client's mark on a WeChat host: the mini program calls it itself, with the secret in its hands.
        leg = Leg.CLIENT_BACKEND if marked and host in API_HOSTS else Leg.BACKEND_WECHAT
        endpoint, step = known or (plain.strip("/"), 9)
    else:
        leg, endpoint = Leg.CLIENT_BACKEND, f"{captured.method} {path or '/'}"
        found = _client_step(captured, path, given, code, token, answer, marked)
        if found is None:
            return None
        step = found
    return Understood(
        captured,
        step,
        leg,
        endpoint,
        host,
        path,
        given,
        answer,
        code,
        token,
        appid,
        environment,
    )


def _parts(url: str) -> tuple[str, str, str] | None:
    """Host (small letters), path and query; None for what is no HTTP request: data:, blob:, extensions, websockets."""
    if url.startswith("/") and not url.startswith("//"):
        # What a log has. Millions of them.
        path, _, query = url.partition("#")[0].partition("?")
        return "", path, query
    plain = _PLAIN_URL.fullmatch(url)
    try:
        if plain is not None:
            return _host(plain[1]), plain[2], plain[3] or ""
        parts = urlsplit(url)
        return ((parts.hostname or "").lower(), parts.path, parts.query) if parts.scheme in _SCHEMES else None
    except ValueError:
        return None


# The same few texts stand in all lines of a log.
@lru_cache(256)
def _host(origin: str) -> str:
    return (urlsplit(origin).hostname or "").lower()


@lru_cache(256)
def _client_page(referer: str) -> tuple[str, str]:
    """appid and environment that the Referer of a mini program names."""
    found = _REFERER.match(referer)
    return (found[1], found[2]) if found is not None else ("", "")


@lru_cache(1024)
def _is_login(path: str) -> bool:
    return _LOGIN_PATH.search(path) is not None


@lru_cache(256)
def _is_client(agent: str) -> bool:
    return _CLIENT_AGENT.search(agent) is not None


def _own(captured: Captured) -> tuple[Leg, int, str] | None:
    """What wxauth itself wrote beside the entry; None if it is not ours, or not sound."""
    extra = captured.extra
    step, endpoint = extra.get("step"), extra.get("endpoint")
    if not isinstance(step, int) or isinstance(step, bool) or not 1 <= step <= 9 or not isinstance(endpoint, str):
        return None
    try:
        return Leg(extra.get("leg")), step, endpoint[:200]
    except ValueError:
        return None


def _client_step(
    captured: Captured, path: str, given: Mapping[str, object], code: str, token: str, answer: object, marked: bool
) -> int | None:
    """Step of a call to somebody's own backend; None if nothing says that it has to do with a login."""
    if captured.method == "OPTIONS":
        return None
    if given and any(given.get(name) for name in _PAYLOAD_FIELDS):
        # uni-app and others send code and payload in one: without a token yet, that is the login.
        return 2 if code and not token and not _PHONE_PATH.search(path) else 8
    login_path = _is_login(path)
    if code:
        shape = shape_of(code)
        if (shape is CodeShape.PHONE and (token or not login_path)) or (_PHONE_PATH.search(path) and token):
            return 8
        # A phone code may have been sent to the login by mistake.
        if login_path or shape in (CodeShape.LOGIN, CodeShape.MOCK, CodeShape.CUT, CodeShape.CASE_CHANGED):
            return 2
        if marked and "code" in given and captured.method == "POST" and not token:
            return 2
    if (token or given.get("refreshToken") or given.get("refresh_token")) and _TOKEN_PATH.search(path):
        return 5
    if captured.method == "POST" and (marked or captured.server_side) and _PHONE_PATH.search(path):
        return 8
    if login_path and captured.method == "POST" and (marked or captured.server_side or own_token(answer)):
        return 2
    if token or marked:
        return 6
    if captured.server_side and (captured.status in (401, 403) or login_path):
        return 6
    return None


def json_of(data: bytes) -> object:
    """The JSON value in a body; None if it is none or too long to be of interest."""
    if not data or len(data) > MAX_PARSED:
        return None
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _parameters(query: str, captured: Captured) -> dict[str, object]:
    found: dict[str, object] = {}
    if query:
        for name, text in _pairs(query):
            found.setdefault(name, text)
    data = captured.request_body.data
    if data and len(data) <= MAX_PARSED:
        value = json_of(data)
        if isinstance(value, dict):
            for name, item in value.items():
                found.setdefault(name, item)
                if isinstance(item, dict):
                    for inner, deep in item.items():
                        found.setdefault(inner, deep)
        elif value is None and b"=" in data[:4096]:
            for name, text in _pairs(data.decode("utf-8", "replace")):
                found.setdefault(name, text)
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text[:MAX_PARSED], keep_blank_values=True, errors="replace", max_num_fields=500)
    except ValueError:
        return []


def _code(given: Mapping[str, object]) -> str:
    for name in (*_CODE_FIELDS, *_PHONE_CODE_FIELDS):
        value = given.get(name)
        if isinstance(value, str) and value and HIDDEN not in value and len(value) <= 4096:
            return tidy(value)[0]
    return ""


def _token(captured: Captured, given: Mapping[str, object]) -> str:
    for name, text in captured.request_headers:
        if name.lower() in _TOKEN_HEADERS and text:
            return bare_token(text)
    if given:
        for name in ("token", "access_token", "accessToken"):
            value = given.get(name)
            if isinstance(value, str) and len(value) >= 8:
                return value
    return ""


def bare_token(text: str) -> str:
    """What stands in an Authorization header, without the scheme and what surrounds it."""
    return re.sub(r"^\s*(?:bearer|jwt|token)\b[\s:]*", "", text.strip().strip("\"'"), flags=re.I).strip().strip("\"'")


_OWN_TOKEN = (
    "token", "access_token", "accessToken", "jwt", "id_token", "idToken", "Authorization", "sessionToken",
    "session_token", "skey", "tokenValue",
)  # fmt: skip


def own_token(answer: object) -> str:
    """The token that a backend's answer gives to its client, at the top or one or two levels down; "" if none."""
    places: list[Any] = [answer]
    for _ in range(3):
        deeper: list[Any] = []
        for place in places:
            if isinstance(place, dict):
                for name in _OWN_TOKEN:
                    value = place.get(name)
                    if isinstance(value, str) and len(value) >= 8 and HIDDEN not in value:
                        return bare_token(value)
                deeper.extend(item for item in place.values() if isinstance(item, dict))
        places = deeper[:50]
    return ""
