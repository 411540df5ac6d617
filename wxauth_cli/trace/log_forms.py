"""The forms of lines in which applications tell a request: whole, its beginning, its end."""

from __future__ import annotations

import re

from wxauth_cli.trace.log_access import QUOTED

METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS"
UNSEEN = r"(?<==)<[A-Za-z_-]{1,16}>"
"""A value that whoever wrote the log put out of sight: `secret=<hidden>`."""
HOST = r"(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?"
TARGET = (
    rf"https?://(?:[^\s\"'<>\]|]|{UNSEEN}){{1,16384}}|/[^\s\"'|\],]{{0,16384}}"
    # ThinkPHP writes the host without a scheme.
    rf"|{HOST}/[^\s\"'|\],]{{0,16384}}"
)
STATUS = r"(?P<status>[1-5]\d\d)\b"

WHOLE = tuple(
    re.compile(pattern)
    for pattern in (
        # gin: [GIN] 2026/11/21 - 11:42:45 | 200 |  1.234ms |  127.0.0.1 | POST  "/login"
        rf'\[GIN\][^|]{{0,80}}\|\s*{STATUS}\s*\|\s*(?P<took>[\d.]+\s?[a-zµμ]+)\s*\|[^|]{{0,80}}\|\s*(?P<method>{METHODS})\s+"(?P<url>[^"]+)"',
        # HAProxy: [21/Nov/2026:16:49:56.325] fe be/s1 0/0/1/18/19 200 420 - - ---- … "POST /login HTTP/1.1"
        rf"\] \S{{1,99}} \S{{1,99}}/\S{{1,99}} (?:[+-]?\d{{1,9}}/){{2,5}}\+?(?P<ms>\d{{1,9}}) {STATUS} "
        rf'.{{0,4000}}?"(?P<method>{METHODS}) (?P<url>[^"\s]+)',
        # uvicorn, gunicorn, Django runserver, urllib3: … "POST /login HTTP/1.1" 200, with a body between, too
        rf'(?:(?P<base>https?://[\w.:-]+)\s+)?"(?P<method>{METHODS}) (?P<url>[^"\s]+)(?: HTTP/[\d.]+)?"'
        rf'(?: "(?P<body>{QUOTED})")? {STATUS}',
        # httpx: HTTP Request: GET https://… "HTTP/1.1 200 OK"
        rf'(?P<method>{METHODS}) (?P<url>{TARGET}) "HTTP/[\d.]+ {STATUS}',
        # koa-logger and morgan "dev": POST /login 200 12.3 ms; what people write themselves: POST /login - 200 - 12ms
        rf"(?:(?:-->|xxx)\s+)?\b(?P<method>{METHODS})\s+(?P<url>{TARGET})\s+(?:[-|:>=]{{1,3}}\s*)?"
        rf"{STATUS}(?:\s+(?P<took>[\d.]+\s?(?:ms|s|µs)\b))?",
        # Tornado: 200 POST /login (127.0.0.1) 6.87ms
        rf"(?<![\w.]){STATUS}\s+(?P<method>{METHODS})\s+(?P<url>{TARGET})(?:\s+\([\w.:]{{2,45}}\))?\s+(?P<took>[\d.]+\s?(?:ms|s|µs)\b)",
    )
)
ACCESS_FORM, BEGIN_FORM = -1, -2
"""Forms of lines that are none of WHOLE: an access log's, and one that begins a request."""
# Each with whether it ends a request that the application sent itself; None: either.
END = (
    # Feign, OkHttp
    (re.compile(rf"(?:<---|<--)\s+(?:HTTP/[\d.]+\s+)?{STATUS}(?:[^(]{{0,500}}\((?P<took>[\d.]+\s?ms))?"), True),
    # Spring, Rails
    (re.compile(rf"Completed\s+{STATUS}(?:.{{0,80}}?\bin\s+(?P<took>[\d.]+\s?ms))?"), False),
    # RestTemplate
    (re.compile(rf"\bResponse\s+{STATUS}"), True),
    # curl -v, of whomever it asked
    (re.compile(rf"^<\s+HTTP/[\d.]+\s+{STATUS}"), None),
)
END_WORDS = ("<--", "Completed", "Response", "< ")
METHOD = re.compile(METHODS)
BEGIN = re.compile(
    r"(?P<arrow>--->|-->|<--|Started|HTTP|Before request \[|After request \[)?\s*\b"
    rf'(?P<method>{METHODS})\s+"?(?P<url>{TARGET})'
)
_PAGE = re.compile(r"https://servicewechat\.com/[\w-]{1,64}/[\w-]{1,64}/page-frame\.html")
"""The page that every request of a mini program names: in a log, that can only be its Referer."""
_BYTE = re.compile(r"\\x([0-9A-Fa-f]{2})")
"""How nginx writes a quote or a byte that is no ASCII."""


def path_of(url: str) -> str:
    """The path of a URL, which one line may name with its host and another without."""
    bare = url.partition("?")[0]
    return "/" + bare.split("://", 1)[1].partition("/")[2] if "://" in bare else bare


def plain(text: str) -> str:
    """A text without nginx's escapes."""
    return _BYTE.sub(lambda byte: chr(int(byte[1], 16)), text)


def client_page(line: str) -> tuple[tuple[str, str], ...]:
    """The Referer of a mini program that a line names anywhere, as headers."""
    found = _PAGE.search(line)
    return (("Referer", found.group()),) if found is not None else ()
