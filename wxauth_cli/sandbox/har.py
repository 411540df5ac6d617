"""The journal as HAR 1.2: the leg from a backend to WeChat, as `diagnose` and other tools read it.

Field by field after http://www.softwareishard.com/blog/har-12-spec/. The secrets of the sandbox stand in it as they
are: nobody else has them. Those of a real app were masked when they came in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from http import HTTPStatus
from urllib.parse import urlencode

from wxauth_cli import __version__
from wxauth_cli.sandbox.journal import Entry

ORIGIN = "https://api.weixin.qq.com"
"""What the sandbox stands for, however it was reached: by this host the leg is known."""


def har(entries: Iterable[Entry]) -> dict[str, object]:
    """The document of those calls."""
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "wxauth sandbox", "version": __version__},
            "pages": [],
            "entries": [_entry(entry) for entry in entries],
        }
    }


def _entry(entry: Entry) -> dict[str, object]:
    wait_ms = round(entry.delay_s * 1000, 3)
    return {
        "startedDateTime": datetime.fromtimestamp(entry.time, timezone.utc).isoformat(timespec="milliseconds"),
        "time": wait_ms,
        "request": _request(entry),
        "response": _response(entry),
        "cache": {},
        "timings": {"blocked": -1, "dns": -1, "connect": -1, "send": 0, "wait": wait_ms, "receive": 0, "ssl": -1},
    }


def _request(entry: Entry) -> dict[str, object]:
    query = f"?{urlencode(entry.query)}" if entry.query else ""
    shown: dict[str, object] = {
        "method": entry.method,
        "url": f"{ORIGIN}{entry.path}{query}",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [{"name": name, "value": value} for name, value in entry.request_headers],
        "queryString": [{"name": name, "value": value} for name, value in entry.query],
        "headersSize": -1,
        "bodySize": len(entry.request_body),
    }
    if entry.request_body:
        kind = next((value for name, value in entry.request_headers if name == "content-type"), "")
        shown["postData"] = {"mimeType": kind, "text": entry.request_body.decode("utf-8", "replace")}
    return shown


def _response(entry: Entry) -> dict[str, object]:
    if entry.status == 0:
        # As browsers write an answer that never came.
        return {
            "status": 0,
            "statusText": "",
            "httpVersion": "",
            "cookies": [],
            "headers": [],
            "content": {"size": 0, "mimeType": ""},
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
            "_error": "net::ERR_CONNECTION_RESET",
        }
    return {
        "status": entry.status,
        "statusText": HTTPStatus(entry.status).phrase,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": [{"name": "Content-Type", "value": entry.content_type}],
        "content": {
            "size": len(entry.response_body),
            "mimeType": entry.content_type,
            "text": entry.response_body.decode("utf-8", "replace"),
        },
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": len(entry.response_body),
    }
