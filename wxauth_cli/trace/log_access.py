"""Lines of nginx and Apache access logs, and of server programs that write the same form, -> `Captured`."""

from __future__ import annotations

import re
from functools import lru_cache

from wxauth_cli.trace.assets import is_asset
from wxauth_cli.trace.captured import Captured
from wxauth_cli.trace.times import STAMPED, parse_time

# Common and combined log format; what is appended (times, X-Forwarded-For) follows. Written without alternatives inside
# repetitions: a log has millions of such lines.
QUOTED = r'[^"\\]*(?:\\.[^"\\]*)*'
"""A quoted field; quotes inside are escaped."""
_LINE = re.compile(
    r'\S+ \S+ [^\[]{0,120}\[([^\]]{10,40})\] "([A-Z]{3,10}) ([^"]{1,16400})" (\d{3})(?: (?:\d+|-))?'
    rf'(?: "({QUOTED})" "({QUOTED})")?(.*)'
)
_SECONDS = re.compile(r"(?:^|[\s=\"|])(\d{1,5}\.\d{1,6})(?=$|[\s\"|,])")


_moment_of = lru_cache(1024)(parse_time)
"""Many lines bear the same second."""


def read_access_line(line: str, index: int) -> Captured | None:
    """The request of one access log line; None if it is none."""
    match = _LINE.match(line)
    if match is None:
        return None
    when, method, target, status, referer, agent, rest = match.groups()
    url, _, version = target.rpartition(" ")
    if not version.startswith("HTTP/") or not url:
        url, version = target, "HTTP/1.1"
    if is_asset(method, url, ""):
        # Most of what a server hands out; nothing of it is looked at.
        return Captured(index, method, url, other=True, server_side=True)
    moment = _moment_of(when)
    headers: list[tuple[str, str]] = []
    if referer and referer != "-":
        headers.append(("Referer", referer))
    if agent and agent != "-":
        headers.append(("User-Agent", agent))
    # `$request_time` in seconds is what people append; Apache's %D (microseconds) has no point and is not guessed at.
    seconds = _SECONDS.search(rest) if rest else None
    number = int(status)
    return Captured(
        number=index,
        method=method,
        url=url,
        request_headers=tuple(headers),
        status=number if 100 <= number <= 599 else None,
        http_version=version,
        started_at=moment.at if moment else None,
        zoned=moment.zoned if moment else False,
        total_ms=float(seconds[1]) * 1000 if seconds else 0.0,
        notes=("no-time",) if not moment else (STAMPED,) if seconds else (),
        server_side=True,
    )
