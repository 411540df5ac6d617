"""Lines of a log inside JSON records: what Docker, journald, Fluentd, CloudWatch and Aliyun SLS make of each line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from wxauth_cli.trace.json_window import Window
from wxauth_cli.trace.log_json import captured_of
from wxauth_cli.trace.times import parse_time

_WORDS = ("GET ", "POST ", "PUT ", "PATCH ", "DELETE ", "ethod", "errcode", "session", "openid")
"""Without one of these a line tells of no request of a login, nor of its answer."""
_TEXTS = ("log", "MESSAGE", "message", "@message", "content", "msg", "line", "textPayload", "_raw")
_TIMES = (
    "time", "__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP", "timestamp", "@timestamp", "__time__", "_time",
    "ts", "date",
)  # fmt: skip
SHORTEST = 12
"""Shorter texts tell of no request: `msg` of a logger that puts the rest beside it."""
_YEAR = slice(0, 48)


_LIST = re.compile(
    r'\s*(?:\{\s*(?:"\w{1,40}"\s*:\s*(?:"[^"]{0,200}"|[\w.-]{1,40})\s*,\s*){0,8}'
    r'"(?:events|logEvents|logs|records|data|items|hits)"\s*:\s*(?:\{[^][{}]{0,500}(?:\{[^][{}]{0,200}\}[^][{}]{0,200})?"hits"\s*:\s*)?)?'
    r"(?=\[\s*\{)"
)
_CAPTURE = re.compile(r'"startedDateTime"|"(?:request|response)"\s*:\s*\{')


def list_start(head: str) -> int | None:
    """Where the list of records begins that a console or a tool has exported (CloudWatch, SLS, Elasticsearch).

    None if the text is no such list: a HAR, or records line by line.
    """
    found = _LIST.match(head)
    return found.end() if found is not None and not _CAPTURE.search(head, 0, 65536) else None


def listed_lines(window: Window, start: int) -> Iterator[str]:
    """The records of that list, a line of JSON each. JsonFault where it is broken or breaks off."""
    window.skip(start)
    window.expect("[")
    while window.peek() != "]":
        value = window.value()
        inner = value.get("_source") if isinstance(value, dict) else None
        yield json.dumps(inner if isinstance(inner, dict) else value, ensure_ascii=False)
        if not window.take(","):
            break
    window.expect("]")


class Shipment:
    """Takes the lines of one file, and tells what stands in those that carry a line."""

    def __init__(self) -> None:
        self._none = False
        """The file holds records that are requests themselves."""

    def unpacked(self, line: str) -> str | None:
        """The line that a record carries, with the record's time before it if it has none; None if it carries none."""
        if self._none or line[:1] != "{" or not any(word in line for word in _WORDS):
            return None  # most lines: told without parsing them
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(value, dict):
            return None
        if captured_of(value, 0) is not None:
            self._none = True
            return None
        text = next((value[name] for name in _TEXTS if isinstance(value.get(name), str)), "").rstrip("\r\n")
        if len(text) < SHORTEST:
            return None
        return text if _has_time(text) else f"{_stamp(value)}{text}"


def _has_time(text: str) -> bool:
    if text[:1] == "{":
        return True  # a record of its own
    start = text[_YEAR]
    return any(parse_time(start[at:]) is not None for at in range(min(len(start), 30)) if start[at].isdigit())


def _stamp(value: Mapping[str, object]) -> str:
    moment = next((found for name in _TIMES if (found := parse_time(value.get(name))) is not None), None)
    if moment is None:
        return ""
    from datetime import datetime, timezone

    when = datetime.fromtimestamp(round(moment.at, 3), timezone.utc)
    return f"{when.isoformat(timespec='milliseconds')} ".replace("+00:00", "Z" if moment.zoned else "")
