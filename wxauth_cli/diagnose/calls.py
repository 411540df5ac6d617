"""Exchanges -> calls: parameters, kind of body, who spoke."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from wxauth_cli.core.model import Exchange, HttpRequest, Leg, OutcomeKind
from wxauth_cli.core.secret import Secret
from wxauth_cli.diagnose.case import Call, SeenError
from wxauth_cli.diagnose.endpoints import API_HOSTS, WECOM_HOST, endpoint_of_name, endpoint_of_path
from wxauth_cli.knowledge import errcodes

_REFERER = re.compile(r"^https?://servicewechat\.com/([^/]{1,64})/")
_MAX_BODY = 1 << 20


def parameters(query: str) -> dict[str, str]:
    """The query's parameters, percent-decoded, the first of each name; empty values kept."""
    found: dict[str, str] = {}
    for name, value in parse_qsl(query[:65536], keep_blank_values=True, errors="replace"):
        found.setdefault(name, value)
    return found


def body_of(data: bytes, content_type: str) -> tuple[str, Mapping[str, object]]:
    """What a request's body is (`none`, `json`, `form`, `other`) and its fields."""
    if not data:
        return "none", {}
    if len(data) > _MAX_BODY:
        return "other", {}
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "other", {}
    if text.lstrip()[:1] == "{":
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict):
            return "json", value
    form = "form-urlencoded" in content_type.lower()
    if form or re.fullmatch(r"[A-Za-z_][\w.-]*=[^\s{}]*(?:&[^\s{}&]*)*", text):
        return "form", dict(parameters(text))
    return "other", {}


def header(request: HttpRequest, name: str) -> str:
    """The first header of that name, "" if there is none."""
    wanted = name.lower()
    return next((value for key, value in request.headers if key.lower() == wanted), "")


def _secret_text(value: object) -> str:
    if isinstance(value, Secret):
        return value.reveal()
    return value if isinstance(value, str) else ""


def _date(text: str | None) -> float | None:
    if not text:
        return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text[:64]).timestamp()
    except (ValueError, OverflowError):
        return None


def call_of(exchange: Exchange, *, where: str) -> Call:
    """A recorded exchange as a call. Its endpoint is known from the path on a WeChat host, else from its name."""
    request = exchange.request
    try:
        url = urlsplit(request.url)
        host, path, query = (url.hostname or "").lower(), url.path, url.query
    except ValueError:
        host, path, query = "", "", ""
    kind, fields = body_of(request.body, header(request, "content-type"))
    referer = header(request, "referer")
    found = _REFERER.match(referer)
    outcome = exchange.outcome
    endpoint = None
    if exchange.leg is Leg.BACKEND_WECHAT or host in API_HOSTS or host == WECOM_HOST:
        endpoint = endpoint_of_path(path) or endpoint_of_name(exchange.endpoint)
    errcode = outcome.errcode
    if errcode is None and outcome.kind is OutcomeKind.FINE:
        errcode = 0
    return Call(
        where,
        endpoint,
        host,
        path,
        request.method.upper(),
        exchange.leg,
        parameters(query),
        fields,
        kind,
        found.group(1) if found else None,
        referer,
        header(request, "user-agent"),
        exchange.timing.started_at,
        exchange.timing.total_ms / 1000,
        outcome.sent,
        exchange.response.status if exchange.response else None,
        errcode,
        _date(exchange.response.header("date")) if exchange.response else None,
        outcome.error_code,
        token=_secret_text(exchange.learnt.get("access_token")),
        complete=True,
        exchange=exchange,
    )


def is_wechats(error: SeenError) -> bool:
    """Whether an error bears WeChat's marks: its rid, or the words that WeChat has for that number."""
    if error.rid is not None or error.family is not None:
        return True
    return error.errcode in {entry.code for entry in errcodes.match_errmsg(error.message)}
