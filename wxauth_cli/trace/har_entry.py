"""One HAR entry -> `Captured`, whatever tool wrote it. Each quirk stands beside the line that handles it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import isfinite
from typing import Any
from urllib.parse import urlencode

from wxauth_cli.trace.bodies import base64_body, text_body, unpacked
from wxauth_cli.trace.captured import BadEntry, Body, Captured
from wxauth_cli.trace.remarks import remarks
from wxauth_cli.trace.times import parse_time

MAX_URL = 64 * 1024
MAX_HEADERS = 200
_LONGEST_MS = 86_400_000.0
_PHASES = {"dns": "dns", "connect": "connect", "ssl": "tls", "wait": "first_byte"}


def read_entry(value: object, index: int) -> Captured:
    """The request in one entry; BadEntry says what is wrong with it. Only method and URL must be there."""
    if not isinstance(value, Mapping):
        raise BadEntry("not-object", type(value).__name__)
    request = value.get("request")
    if not isinstance(request, Mapping):
        raise BadEntry("no-request", "request")
    url, method = request.get("url"), request.get("method")
    if not isinstance(url, str) or not url:
        raise BadEntry("bad-field", "request.url")
    if len(url) > MAX_URL:
        raise BadEntry("too-long", "request.url")
    if not isinstance(method, str) or not method:
        raise BadEntry("bad-field", "request.method")
    response = value.get("response")
    # An aborted request has `response: null`, or status 0 as in Chrome.
    response = response if isinstance(response, Mapping) else {}
    notes: list[str] = []
    request_headers = _headers(request.get("headers"), notes)
    response_headers = _headers(response.get("headers"), notes)
    status = _status(response.get("status"))
    content = response.get("content")
    content = content if isinstance(content, Mapping) else {}
    total, phases = _timings(value, notes)
    moment = parse_time(value.get("startedDateTime"))
    if moment is None:
        # Fiddler writes year 1 where it has no time.
        notes.append("no-time")
    return Captured(
        number=index,
        method=method.upper()[:20],
        url=url,
        request_headers=request_headers,
        request_body=_posted(request.get("postData"), request_headers, notes),
        status=status,
        http_version=_text(response.get("httpVersion") or request.get("httpVersion"))[:20] or "HTTP/1.1",
        response_headers=response_headers,
        response_body=_content(content, response_headers) if status is not None else Body(),
        mime_type=_text(content.get("mimeType")).partition(";")[0].strip().lower()[:100]
        or _find(response_headers, "content-type").partition(";")[0].strip().lower()[:100],
        started_at=moment.at if moment else None,
        zoned=moment.zoned if moment else False,
        total_ms=total,
        phases_ms=phases,
        failure=_failure(value, response) if status is None else None,
        notes=tuple(
            dict.fromkeys((*notes, *remarks("request", request.get("postData")), *remarks("response", content)))
        ),
        extra=_extra(value),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _find(headers: tuple[tuple[str, str], ...], name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def _extra(value: Mapping[str, Any]) -> Mapping[str, object]:
    extra = value.get("_wxauth")
    return extra if isinstance(extra, Mapping) else {}


def _status(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:6])
    # NaN is in no range, and a number of 400 digits is no float.
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 100 <= value <= 599:
        return None
    return int(value)


def _headers(value: object, notes: list[str]) -> tuple[tuple[str, str], ...]:
    """A list of name and value as in the format, a list of pairs, or an object whose values may be lists."""
    found: list[tuple[str, str]] = []
    for name, text in _pairs(value, notes):
        # `:authority` and the like are no headers but parts of HTTP/2.
        if isinstance(name, str) and name[:1] not in (":", ""):
            if isinstance(text, (int, float)):
                text = str(text)
            if isinstance(text, str):
                found.append(_header(name[:200], text[:MAX_URL]))
                continue
        elif isinstance(name, str) and name:
            continue
        notes.append("odd-header")
    return tuple(found)


def _pairs(value: object, notes: list[str]) -> list[tuple[object, object]]:
    if isinstance(value, Mapping):
        named = ((name, item if isinstance(item, list) else [item]) for name, item in value.items())
        return [(name, inner) for name, items in named for inner in items][:MAX_HEADERS]
    pairs: list[tuple[object, object]] = []
    for item in value[:MAX_HEADERS] if isinstance(value, list) else ():
        if isinstance(item, dict):
            pairs.append((item.get("name"), item.get("value")))
        elif isinstance(item, list) and len(item) == 2:
            pairs.append((item[0], item[1]))
        else:
            notes.append("odd-header")
    return pairs


# The same ones stand in every entry of a capture, and thousands of entries are kept.
@lru_cache(1024)
def _header(name: str, value: str) -> tuple[str, str]:
    return name, value


def _posted(value: object, headers: tuple[tuple[str, str], ...], notes: list[str]) -> Body:
    if isinstance(value, str):
        return text_body(value)
    if not isinstance(value, Mapping):
        return Body()
    text = value.get("text")
    encoding = _find(headers, "content-encoding")
    if isinstance(text, str) and text:
        # ProxyPin and Stream mark binary uploads the way that answers are marked.
        packed = value.get("encoding", value.get("_encoding"))
        body = base64_body(text) if packed == "base64" else text_body(text)
        return unpacked(body, encoding)
    if isinstance(text, (Mapping, list)):
        import json

        notes.append("body-as-object")
        return text_body(json.dumps(text, ensure_ascii=False))
    params = value.get("params")
    if isinstance(params, list) and params:
        # Firefox and Charles leave `text` out of forms, chrome-har takes the members of a JSON object for parameters.
        notes.append("params-only-body")
        kind = _find(headers, "content-type") or value.get("mimeType")
        if isinstance(kind, str) and "json" in kind.lower():
            import json

            members = {
                str(item["name"]): item.get("value")
                for item in params
                if isinstance(item, Mapping) and isinstance(item.get("name"), str)
            }
            return text_body(json.dumps(members, ensure_ascii=False))
        pairs = [
            (str(item["name"]), _text(item.get("value")))
            for item in params
            if isinstance(item, Mapping) and isinstance(item.get("name"), str)
        ]
        return text_body(urlencode(pairs, errors="surrogatepass"))
    return Body()


def _content(content: Mapping[str, Any], headers: tuple[tuple[str, str], ...]) -> Body:
    text = content.get("text")
    size = content.get("size")
    if not isinstance(text, str):
        # Firefox drops bodies over a limit, Chrome those of redirects and of pages that were left.
        return Body(b"", "not-recorded" if isinstance(size, int) and size > 0 else None)
    body = base64_body(text) if _text(content.get("encoding")).lower() == "base64" else text_body(text)
    return unpacked(body, _find(headers, "content-encoding"))


def _milliseconds(value: object) -> float | None:
    if isinstance(value, str):
        try:
            value = float(value[:40])
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def _timings(entry: Mapping[str, Any], notes: list[str]) -> tuple[float, dict[str, float]]:
    timings = entry.get("timings")
    parts = {
        name: amount
        for name, value in (timings if isinstance(timings, Mapping) else {}).items()
        if isinstance(name, str) and (amount := _milliseconds(value)) is not None
    }
    phases: dict[str, float] = {}
    for name, ours in _PHASES.items():
        # -1 means that the phase did not take place.
        if 0 <= parts.get(name, -1) <= _LONGEST_MS:
            phases[ours] = parts[name]
    total = _milliseconds(entry.get("time"))
    if total is not None and (total < 0 or total > _LONGEST_MS):
        notes.append("negative-time" if total < 0 else "huge-time")
        total = None
    if total is None:
        # In the format, `ssl` is part of `connect`.
        total = sum(max(parts.get(name, 0), 0) for name in ("blocked", "dns", "connect", "send", "wait", "receive"))
        total = min(total, _LONGEST_MS)
    return total, phases


def _failure(entry: Mapping[str, Any], response: Mapping[str, Any]) -> str:
    for place in (response, entry):
        for name in ("_error", "error", "_failureText", "comment"):
            text = place.get(name)
            if isinstance(text, Mapping):
                text = text.get("message") or text.get("msg")
            if isinstance(text, str) and text.strip():
                return text.strip()[:500]
    return ""
