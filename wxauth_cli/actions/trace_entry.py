"""One request of a trace in full: redacted, JSON taken apart, tokens decoded, payloads explained."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping

from wxauth_cli.core.jwt import unsafe_decode
from wxauth_cli.core.redact import redact_bytes, redact_headers, redact_json, redact_text, redact_url
from wxauth_cli.trace.collect import Seen
from wxauth_cli.trace.study import Trace

MAX_SHOWN = 20_000
"""Characters of a body that is no JSON."""
_JWT = re.compile(r"eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*")
_PAYLOAD_NAMES = ("encryptedData", "encrypted_data", "encryptData")


def entry_data(found: Trace, number: int, *, reveal: bool) -> dict[str, object]:
    """Request and answer of the request at `number` (from 0), with what its tokens and payloads tell by themselves."""
    item = found.seen[number]
    exchange = item.exchange
    request, response = exchange.request, exchange.response
    return {
        "request": {
            "method": request.method,
            "url": request.url if reveal else redact_url(request.url),
            "headers": _headers(request.headers, reveal=reveal),
            **_body(request.body, reveal=reveal),
        },
        "response": None
        if response is None
        else {
            "status": response.status,
            "http_version": response.http_version,
            "headers": _headers(response.headers, reveal=reveal),
            **_body(response.body, reveal=reveal),
        },
        "timing_ms": {
            "dns": exchange.timing.dns_ms,
            "connect": exchange.timing.connect_ms,
            "tls": exchange.timing.tls_ms,
            "first_byte": exchange.timing.first_byte_ms,
            "total": round(exchange.timing.total_ms, 1),
        },
        "tokens": list(_tokens(item, reveal=reveal)),
        "payload": _payload(found, number),
    }


def _headers(headers: tuple[tuple[str, str], ...], *, reveal: bool) -> list[list[str]]:
    return [list(pair) for pair in (headers if reveal else redact_headers(headers))]


def _value(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _body(body: bytes, *, reveal: bool) -> dict[str, object]:
    """`json` for a JSON object or list, else `text`; `bytes` is its length."""
    value = _value(body)
    if isinstance(value, (dict, list)):
        return {"bytes": len(body), "json": value if reveal else redact_json(value), "text": None}
    text = body.decode("utf-8", "backslashreplace") if reveal else redact_bytes(body)
    if len(text) > MAX_SHOWN:
        text = text[:MAX_SHOWN] + "…"
    return {"bytes": len(body), "json": None, "text": text or None}


def _tokens(item: Seen, *, reveal: bool) -> Iterator[dict[str, object]]:
    """Every JWT of the request and its answer, decoded. Nothing of it has been verified."""
    exchange = item.exchange
    places = [(f"request {name}", value) for name, value in exchange.request.headers]
    places.append(("request url", exchange.request.url))
    places.append(("request body", exchange.request.body[:1_000_000].decode("utf-8", "replace")))
    if exchange.response is not None:
        places += [(f"response {name}", value) for name, value in exchange.response.headers]
        places.append(("response body", exchange.response.body[:1_000_000].decode("utf-8", "replace")))
    known: set[str] = set()
    for where, text in places:
        for match in _JWT.finditer(text):
            token = unsafe_decode(match.group())
            if match.group() in known or token.header is None or len(known) >= 20:
                continue
            known.add(match.group())
            parts: list[Mapping[str, object] | None] = [token.header, token.claims]
            header, claims = (dict(part) if part is not None else None for part in parts)
            yield {
                "where": redact_text(where),
                "header": header if reveal else redact_json(header),
                "claims": claims if reveal else redact_json(claims),
                "verified": False,
            }


def _payload(found: Trace, number: int) -> dict[str, object] | None:
    """What encryptedData and iv tell without a key, and whether the trace shows the key that may fit."""
    item = found.seen[number]
    fields = _fields(_value(item.exchange.request.body))
    name = next((name for name in _PAYLOAD_NAMES if isinstance(fields.get(name), str) and fields[name]), None)
    if name is None:
        return None
    data, iv = _decoded(fields[name]), _decoded(fields.get("iv"))
    login = found.login_of.get(number)
    keys = [
        index + 1
        for index in (login.items if login is not None else [])
        if found.seen[index].marks.session_key and index < number
    ]
    return {
        "field": name,
        "bytes": len(data) if data is not None else None,
        "whole_blocks": data is not None and len(data) > 0 and len(data) % 16 == 0,
        "iv_bytes": len(iv) if iv is not None else None,
        "session_key_entries": keys,
    }


def _fields(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        return {}
    inner = {key: item for part in value.values() if isinstance(part, dict) for key, item in part.items()}
    return {**inner, **value}


def _decoded(value: object) -> bytes | None:
    if not isinstance(value, str):
        return None
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None
