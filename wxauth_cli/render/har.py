"""Flow -> HAR 1.2, redacted; what HAR has no place for stands under `_wxauth`.

Field by field after the HAR 1.2 specification (http://www.softwareishard.com/blog/har-12-spec/): every entry has all
mandatory fields, times not measured are -1, `time` is the sum of the measured parts. Custom fields begin with `_`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from tempfile import mkstemp
from typing import Any
from urllib.parse import parse_qsl

from wxauth_cli import __version__
from wxauth_cli.core.errors import InputError
from wxauth_cli.core.model import Event, Exchange, Flow, HttpRequest, HttpResponse, Timing
from wxauth_cli.core.redact import redact_bytes, redact_headers, redact_json, redact_text, redact_url
from wxauth_cli.render.json_document import dump, plain

NOT_MEASURED = -1
"""What HAR writes for a time or size that is not known."""


def har(flow: Flow) -> dict[str, Any]:
    """The HAR document of `flow`: its exchanges as entries, its events under `log._wxauth.events`."""
    events = [_event(item) for item in flow.items if isinstance(item, Event)]
    log: dict[str, Any] = {
        "version": "1.2",
        "creator": {"name": "wxauth", "version": __version__},
        "pages": [],
        "entries": [_entry(exchange) for exchange in flow.exchanges],
    }
    if events:
        log["_wxauth"] = {"events": events}
    return {"log": log}


def write_har(path: Path, flow: Flow) -> None:
    """Write the HAR of `flow` to `path`, readable by its owner only, whole or not at all.

    A regular file there is replaced. InputError `trace-not-a-file` if something else stands there (a symbolic link,
    a folder, a device), `trace-unwritable` if it cannot be written.
    """
    text = dump(har(flow)) + "\n"
    temporary = ""
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise InputError("trace-not-a-file", path=str(path))
        handle, temporary = mkstemp(prefix=".wxauth-", suffix=".tmp", dir=path.parent)  # O_EXCL, mode 0600
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # replaces a link that came meanwhile, does not follow it
        temporary = ""
    except (OSError, ValueError) as exc:
        reason = (exc.strerror if isinstance(exc, OSError) else None) or type(exc).__name__
        raise InputError("trace-unwritable", path=str(path), reason=reason) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds")


def _learnt(learnt: Mapping[str, object]) -> object:
    return redact_json(plain(learnt, reveal=False))


def _event(event: Event) -> dict[str, Any]:
    return {
        "step": event.step,
        "leg": event.leg.value,
        "what": event.what,
        "startedDateTime": _time(event.at),
        "learnt": _learnt(event.learnt),
    }


def _entry(exchange: Exchange) -> dict[str, Any]:
    timings = _timings(exchange.timing)
    outcome = exchange.outcome
    return {
        "startedDateTime": _time(exchange.timing.started_at),
        # "Total elapsed time of the request is the sum of all timings", without ssl, which is a part of connect.
        "time": round(sum(value for name, value in timings.items() if name != "ssl" and value >= 0), 3),
        "request": _request(exchange.request, exchange.response),
        "response": _response(exchange),
        "cache": {},
        "timings": timings,
        "_wxauth": {
            "step": exchange.step,
            "leg": exchange.leg.value,
            "endpoint": redact_text(exchange.endpoint),
            "outcome": {
                "kind": outcome.kind.value,
                "sent": outcome.sent.value,
                "error_code": outcome.error_code,
                "errcode": outcome.errcode,
                "errmsg": redact_text(outcome.errmsg) if outcome.errmsg is not None else None,
                "rid": outcome.rid,
            },
            "learnt": _learnt(exchange.learnt),
        },
    }


def _timings(timing: Timing) -> dict[str, float]:
    """DNS, connect (which includes TLS), wait for the first byte, and the rest.

    The time of sending is not measured apart: it is in `wait`.
    """
    dns, connect, tls = timing.dns_ms, timing.connect_ms, timing.tls_ms
    before = sum(part for part in (dns, connect, tls) if part is not None)
    rest = max(timing.total_ms - before, 0.0)
    wait = rest if timing.first_byte_ms is None else min(max(timing.first_byte_ms, 0.0), rest)
    whole_connect = None if connect is None else connect + (tls or 0.0)
    parts: dict[str, float | None] = {
        "blocked": None,
        "dns": dns,
        "connect": whole_connect,
        "send": 0.0,
        "wait": wait,
        "receive": rest - wait,
        "ssl": tls,
    }
    return {name: NOT_MEASURED if value is None else round(value, 3) for name, value in parts.items()}


def _pairs(headers: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in redact_headers(headers)]


def _query(url: str) -> str:
    return url.partition("#")[0].partition("?")[2]


def _request(request: HttpRequest, response: HttpResponse | None) -> dict[str, Any]:
    url = redact_url(request.url)
    shown: dict[str, Any] = {
        "method": request.method,
        "url": url,
        "httpVersion": response.http_version if response else "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(request.headers),
        "queryString": [
            {"name": name, "value": value} for name, value in parse_qsl(_query(url), keep_blank_values=True)
        ],
        "headersSize": NOT_MEASURED,
        "bodySize": len(request.body),
    }
    if request.body:
        shown["postData"] = {
            "mimeType": _content_type(request.headers),
            "params": [],
            "text": _body(request.body),
        }
    return shown


def _response(exchange: Exchange) -> dict[str, Any]:
    response = exchange.response
    if response is None:
        # As Chromium writes a request that got no answer.
        return {
            "status": 0,
            "statusText": "",
            "httpVersion": "",
            "cookies": [],
            "headers": [],
            "content": {"size": 0, "mimeType": "x-unknown"},
            "redirectURL": "",
            "headersSize": NOT_MEASURED,
            "bodySize": NOT_MEASURED,
            "_error": exchange.outcome.error_code or "",
        }
    from http import HTTPStatus

    known = {status.value for status in HTTPStatus}
    return {
        "status": response.status,
        "statusText": HTTPStatus(response.status).phrase if response.status in known else "",
        "httpVersion": response.http_version,
        "cookies": [],
        "headers": _pairs(response.headers),
        "content": {
            "size": len(response.body),
            "mimeType": _content_type(response.headers),
            "text": _body(response.body),
        },
        "redirectURL": redact_url(response.header("Location") or ""),
        "headersSize": NOT_MEASURED,
        "bodySize": len(response.body),
    }


def _content_type(headers: tuple[tuple[str, str], ...]) -> str:
    value = next((value for name, value in headers if name.lower() == "content-type"), "")
    return redact_text(value) or "x-unknown"


def _body(body: bytes) -> str:
    """A JSON body is redacted member by member and written anew; any other as text."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return redact_bytes(body)
    if not isinstance(value, (dict, list)):
        return redact_bytes(body)
    return json.dumps(redact_json(value), ensure_ascii=False, separators=(",", ":"))
