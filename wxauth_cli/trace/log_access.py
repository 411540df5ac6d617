"""Lines of nginx and Apache access logs, and of server programs that write the same form, -> `Captured`."""

from __future__ import annotations

import re

from wxauth_cli.trace.captured import Captured
from wxauth_cli.trace.times import parse_time

# Common and combined log format; what is appended (times, X-Forwarded-For) follows.
_LINE = re.compile(
    r'(?P<host>\S+) \S+ .{0,120}?\[(?P<time>[^\]]{10,40})\] "(?P<method>[A-Z]{3,10}) (?P<url>[^"]{1,16384}?)'
    r'(?: (?P<version>HTTP/[\d.]+))?" (?P<status>\d{3})(?: (?P<size>\d+|-))?'
    r'(?: "(?P<referer>(?:[^"\\]|\\.){0,16384})" "(?P<agent>(?:[^"\\]|\\.){0,16384})")?(?P<rest>.*)'
)
_SECONDS = re.compile(r"(?:^|[\s=\"|])(\d{1,5}\.\d{1,6})(?=$|[\s\"|,])")


def read_access_line(line: str, index: int) -> Captured | None:
    """The request of one access log line; None if it is none."""
    match = _LINE.match(line)
    if match is None:
        return None
    moment = parse_time(match["time"])
    # `$request_time` in seconds is what people append; Apache's %D (microseconds) has no point and is not guessed at.
    seconds = _SECONDS.search(match["rest"])
    headers = [("Referer", match["referer"]), ("User-Agent", match["agent"])]
    return Captured(
        index=index,
        method=match["method"],
        url=match["url"],
        request_headers=tuple((name, text) for name, text in headers if text and text != "-"),
        status=int(match["status"]) if 100 <= int(match["status"]) <= 599 else None,
        http_version=match["version"] or "HTTP/1.1",
        started_at=moment.at if moment else None,
        zoned=moment.zoned if moment else False,
        total_ms=float(seconds[1]) * 1000 if seconds else 0.0,
        notes=() if moment else ("no-time",),
        server_side=True,
    )
