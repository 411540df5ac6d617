"""What passed through a door -> one entry of a HAR 1.2; what HAR has no place for stands under `_wxauth`.

Field by field after http://www.softwareishard.com/blog/har-12-spec/; times that were not measured are -1.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qsl

from wxauth_cli import __version__
from wxauth_cli.trace.bodies import unpacked
from wxauth_cli.trace.captured import Body

CREATOR = {"name": "wxauth trace record", "version": __version__}
NOT_MEASURED = -1


def entry_of(message: Mapping[str, Any], *, binary: bool) -> dict[str, Any]:
    """The entry of one message of the relay. `binary`: bodies that are no text are kept, in base64."""
    ms = message["ms"]
    total = ms["total"] or max(ms["first_byte"] or 0.0, ms["send"] or 0.0)
    record: dict[str, Any] = {"id": message["id"], "door": message["door"], "added_ms": ms["added"]}
    if message["open"]:
        record["open"] = True
    if message["own_answer"] is not None:
        record["own_answer"] = message["own_answer"]
    if message["upgraded"] is not None:
        record["switched"] = {"to_server": message["upgraded"][0], "to_client": message["upgraded"][1]}
    extra: dict[str, Any] = {"record": record}
    word = message["failure"] or ("not-finished" if message["open"] else None)
    if word is not None and (message["status"] is None or word != "not-finished"):
        extra["outcome"] = {"kind": "transport", "sent": message["sent"], "error_code": word}
    entry = {
        "startedDateTime": _time(message["started_at"]),
        "time": round(total, 3),
        "request": _request(message, binary),
        "response": _response(message, word, binary),
        "cache": {},
        "timings": _timings(ms, total),
        "_wxauth": extra,
    }
    if message["own_answer"] is not None:
        entry["comment"] = f"wxauth answered {message['own_answer']}: {word}"
    return entry


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds")


def _timings(ms: Mapping[str, float | None], total: float) -> dict[str, float]:
    connect, sent, first = ms["connect"], ms["send"], ms["first_byte"]
    send = max((sent or 0.0) - (connect or 0.0), 0.0)
    until = (connect or 0.0) + send
    answered = total if first is None else min(max(first, until), max(total, until))
    return {
        "blocked": NOT_MEASURED,
        "dns": NOT_MEASURED,
        "connect": NOT_MEASURED if connect is None else connect,
        "send": round(send, 3),
        "wait": round(max(answered - until, 0.0), 3),
        "receive": round(max(total - answered, 0.0), 3),
        "ssl": NOT_MEASURED,
    }


def _pairs(headers: list[list[str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _find(headers: list[list[str]], wanted: str) -> str:
    return ", ".join(value for name, value in headers if name.lower() == wanted)


def _request(message: Mapping[str, Any], binary: bool) -> dict[str, Any]:
    headers, url = message["request_headers"], message["url"]
    query = url.partition("#")[0].partition("?")[2]
    shown: dict[str, Any] = {
        "method": message["method"],
        "url": url,
        "httpVersion": message["request_version"],
        "cookies": [],
        "headers": _pairs(headers),
        "queryString": [
            {"name": name, "value": value} for name, value in parse_qsl(query, keep_blank_values=True, errors="replace")
        ],
        "headersSize": NOT_MEASURED,
        "bodySize": message["request_body"]["size"],
    }
    size = message["request_body"]["size"]
    if size:
        text = _text(message["request_body"], _find(headers, "content-encoding"), binary)
        posted: dict[str, Any] = {
            "mimeType": _find(headers, "content-type"),
            "params": [],
            "text": text.get("text", ""),
        }
        if "encoding" in text:
            posted["_encoding"] = text["encoding"]
        if "comment" in text:
            posted["comment"] = text["comment"]
        shown["postData"] = posted
    return shown


def _response(message: Mapping[str, Any], word: str | None, binary: bool) -> dict[str, Any]:
    if message["status"] is None:
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
            "_error": word or "",
        }
    headers = message["response_headers"]
    body = _text(message["response_body"], _find(headers, "content-encoding"), binary)
    return {
        "status": message["status"],
        "statusText": message["reason"],
        "httpVersion": message["response_version"],
        "cookies": [],
        "headers": _pairs(headers),
        "content": {
            "size": message["response_body"]["size"],
            "mimeType": _find(headers, "content-type") or "x-unknown",
            **body,
        },
        "redirectURL": _find(headers, "location"),
        "headersSize": NOT_MEASURED,
        "bodySize": message["response_body"]["size"],
    }


def _text(body: Mapping[str, Any], encoding: str, binary: bool) -> dict[str, str]:
    """The body decoded as far as it was kept, and a remark where that is not all of it."""
    data = b64decode(body["data"])
    cut = body["size"] > len(data)
    opened = unpacked(Body(data), encoding)
    remarks = [f"cut: {len(data)} of {body['size']} bytes kept"] if cut else []
    if opened.note is not None and not (opened.note == "cut" and cut):
        remarks.append(opened.note)
    made: dict[str, str] = {}
    text = _decoded(opened.data, cut=cut or opened.note == "cut")
    if text is not None:
        made["text"] = text
    elif binary:
        made |= {"text": b64encode(opened.data).decode("ascii"), "encoding": "base64"}
    elif opened.data:
        remarks.append("not text, so not kept")
    if remarks:
        made["comment"] = "; ".join(remarks)
    return made


def _decoded(data: bytes, *, cut: bool) -> str | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as exc:
        if not cut or len(data) - exc.start > 3:
            return None
        text = data[: exc.start].decode("utf-8")
    return None if "\0" in text else text
