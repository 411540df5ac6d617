"""Request lines of applications (Spring, Express, Flask, Django, gin, koa, HTTP clients …) -> `Captured`.

Some frameworks tell a request in one line, others begin it in one and end it in another, with bodies between. Lines of
one request are put together by their thread, or by what is open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from wxauth_cli.trace.bodies import text_body
from wxauth_cli.trace.captured import Body, Captured
from wxauth_cli.trace.log_access import QUOTED
from wxauth_cli.trace.log_json import milliseconds_of
from wxauth_cli.trace.steps import ENDPOINTS
from wxauth_cli.trace.times import Moment, parse_time

MAX_OPEN = 64
"""Requests that may be under way at once; the oldest is closed as it stands when there are more."""
LONGEST_S = 120.0
"""A request that has not ended by then is another than the one whose end is told."""

_ANSI = re.compile(r"\x1b\[[0-9;]{0,12}m")
_WHEN = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T|\s+-\s+|\s+)\d{1,2}:\d{2}:\d{2}(?:[.,:]\d{1,9})?(?:\s*(?:Z|[+-]\d{2}:?\d{2})(?!\d))?"
    r"|\d{1,2}/[A-Za-z]{3}/\d{4}[: ]\d{2}:\d{2}:\d{2}(?:\s[+-]\d{4})?"
)
_THREAD = re.compile(
    r"\[([\w.-]{0,40}(?:exec|thread|Thread|worker|http|pool|task|io)[\w.#-]{0,40})\]"
    r"|\b(?:traceId|request_?id|reqId|tid)[=:]\s*([\w-]{4,64})"
)
_METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS"
_HIDDEN = r"(?<==)<[A-Za-z_-]{1,16}>"
"""A value that whoever wrote the log put out of sight: `secret=<hidden>`."""
_TARGET = rf"https?://(?:[^\s\"'<>\]|]|{_HIDDEN}){{1,16384}}|/[^\s\"'|\],]{{0,16384}}"
_STATUS_WORD = r"(?P<status>[1-5]\d\d)\b"

_WHOLE = tuple(
    re.compile(pattern)
    for pattern in (
        # gin: [GIN] 2026/11/21 - 11:42:45 | 200 |  1.234ms |  127.0.0.1 | POST  "/login"
        rf'\[GIN\][^|]{{0,80}}\|\s*{_STATUS_WORD}\s*\|\s*(?P<took>[\d.]+\s?[a-zµμ]+)\s*\|[^|]{{0,80}}\|\s*(?P<method>{_METHODS})\s+"(?P<url>[^"]+)"',
        # uvicorn, gunicorn, Django runserver, urllib3: … "POST /login HTTP/1.1" 200
        rf'(?:(?P<base>https?://[\w.:-]+)\s+)?"(?P<method>{_METHODS}) (?P<url>[^"\s]+) HTTP/[\d.]+" {_STATUS_WORD}',
        # httpx: HTTP Request: GET https://… "HTTP/1.1 200 OK"
        rf'(?P<method>{_METHODS}) (?P<url>{_TARGET}) "HTTP/[\d.]+ {_STATUS_WORD}',
        # koa-logger and morgan "dev": POST /login 200 12.3 ms
        rf"(?:(?:-->|xxx)\s+)?\b(?P<method>{_METHODS})\s+(?P<url>{_TARGET})\s+{_STATUS_WORD}(?:\s+(?P<took>[\d.]+\s?(?:ms|s|µs)\b))?",
    )
)
# Each with whether it ends a request that the application sent itself; None: either.
_END = (
    # Feign, OkHttp
    (re.compile(rf"(?:<---|<--)\s+(?:HTTP/[\d.]+\s+)?{_STATUS_WORD}(?:[^(]{{0,500}}\((?P<took>[\d.]+\s?ms))?"), True),
    # Spring, Rails
    (re.compile(rf"Completed\s+{_STATUS_WORD}(?:.{{0,80}}?\bin\s+(?P<took>[\d.]+\s?ms))?"), False),
    # RestTemplate
    (re.compile(rf"\bResponse\s+{_STATUS_WORD}"), True),
    # curl -v, of whomever it asked
    (re.compile(rf"^<\s+HTTP/[\d.]+\s+{_STATUS_WORD}"), None),
)
_BEGIN = re.compile(
    r"(?P<arrow>--->|-->|<--|Started|HTTP|Before request \[|After request \[)?\s*\b"
    rf'(?P<method>{_METHODS})\s+"?(?P<url>{_TARGET})'
)
_CLIENT = re.compile(rf' (?:\d+|-) "({QUOTED})" "({QUOTED})"')
"""Behind the status in the combined log format, which aiohttp writes with a logger's words before it."""
_TOLD_AGAIN = ("<--", "Before request [")
"""How koa and Spring's filter begin a line of which they write another when the request is done."""
_BARE_URL = re.compile(
    r"https?://(?:api2?|sh\.api|sz\.api|hk\.api|qyapi)\.weixin\.qq\.com/"
    rf"(?:[^\s\"'<>\]]|{_HIDDEN}){{1,16384}}"
)
_LATER_STATUS = re.compile(
    r"(?:\bstatus(?:_?code)?|\bhttp_?code|\bresponse|->|=>)\s*[\"']?\s*[=:]?\s*(?P<status>[1-5]\d\d)\b", re.I
)
_TOOK = re.compile(r"\b(\d+(?:\.\d+)?\s?(?:ms|µs|s))\b")
_ANSWER_WORD = re.compile(
    r"(?:resp(?:onse)?(?:_?body)?|result|answer|return(?:ed)?|res|返回|响应|结果|应答)[^{\n]{0,30}$", re.I
)
_WECHAT_KEYS = frozenset({"errcode", "session_key", "access_token", "phone_info"})
_ANSWER_KEYS = _WECHAT_KEYS | {"openid", "token", "data", "msg", "message", "code", "errmsg", "expires_in"}
_GET_PATHS = ("/jscode2session", "/cgi-bin/token", "/wxa/checksession", "/sns/")
_decode = json.JSONDecoder()


def without_colours(line: str) -> str:
    """The line as it reads on a terminal."""
    return _ANSI.sub("", line) if "\x1b" in line else line


class AppLog:
    """Takes the lines of one log, gives its requests as they are complete."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, bool], Captured] = {}
        self._unanswered: dict[tuple[str, bool], None] = {}
        """Keys of those whose status is not known yet."""
        self._last_moment: Moment | None = None
        self.recognised = 0
        """Lines that told something of a request."""
        self.access_lines = 0
        """How many of them had the form of an access log."""

    def access(self, whole: Captured) -> bool:
        """Take a request that a line in the form of an access log told; whether it is one by itself."""
        self.recognised += 1
        self.access_lines += 1
        # A server writes nothing more of it.
        return not self._completes(whole)

    def feed(self, line: str, index: int) -> Iterator[Captured]:
        """The requests that this line completes. It has no colours and is none of an access log: see `access`."""
        moment = self._moment(line)
        thread = self._thread(line)
        whole = self._whole(line, moment, index)
        if whole is not None:
            self.recognised += 1
            if not self._completes(whole):
                yield from self._keep(thread, whole)
            return
        match = _BEGIN.search(line)
        if match is not None:
            self.recognised += 1
            if match["arrow"] not in _TOLD_AGAIN:
                found = self._begin(index, match["method"], match["url"], moment, line[match.end() :])
                yield from self._keep(thread, found)
            return
        for pattern, outgoing in _END:
            match = pattern.search(line)
            if match is not None:
                self._end(match, line, thread, outgoing=outgoing)
                return
        bare = _BARE_URL.search(line)
        if bare is not None:
            self.recognised += 1
            path = bare.group().partition("?")[0]
            method = "GET" if any(part in path for part in _GET_PATHS) else "POST"
            found = self._begin(index, method, bare.group().rstrip(",;)"), moment, line[bare.end() :])
            yield from self._keep(thread, found._replace(notes=(*found.notes, "method-guessed")))
            return
        self._answer(line, thread)

    def _whole(self, line: str, moment: Moment | None, index: int) -> Captured | None:
        """The request of a line that tells all of it."""
        for pattern in _WHOLE:
            match = pattern.search(line)
            if match is not None:
                groups = match.groupdict()
                url = (groups.get("base") or "").removesuffix(":443").removesuffix(":80") + match["url"]
                found = self._begin(index, match["method"], url, moment, line[match.end() :])
                took = groups.get("took")
                total = (milliseconds_of(took) or 0.0) if took else found.total_ms
                client = _CLIENT.match(line, match.end())
                headers = tuple(zip(("Referer", "User-Agent"), client.groups(), strict=True)) if client else ()
                return found._replace(status=int(match["status"]), total_ms=total, request_headers=headers)
        return None

    def _completes(self, found: Captured) -> bool:
        """Whether a line that tells a request when it is over belongs to one that an earlier line began."""
        if not self._unanswered:
            return False
        path = found.url.partition("?")[0]
        for key in self._unanswered:
            known = self._open[key]
            apart = abs((known.started_at or 0.0) - (found.started_at or known.started_at or 0.0))
            if known.method == found.method and known.url.partition("?")[0] == path and apart <= LONGEST_S:
                self._put(
                    key,
                    known._replace(
                        status=found.status,
                        total_ms=found.total_ms or known.total_ms,
                        request_headers=known.request_headers or found.request_headers,
                        response_body=known.response_body if known.response_body.data else found.response_body,
                    ),
                )
                return True
        return False

    def _put(self, key: tuple[str, bool], found: Captured) -> None:
        self._open[key] = found
        if found.status is None:
            self._unanswered[key] = None
        else:
            self._unanswered.pop(key, None)

    def _take(self, key: tuple[str, bool]) -> Captured | None:
        self._unanswered.pop(key, None)
        return self._open.pop(key, None)

    def end(self) -> Iterator[Captured]:
        """The requests that are still open at the end of the log."""
        yield from self._open.values()
        self._open.clear()

    def _moment(self, line: str) -> Moment | None:
        found = _WHEN.search(line, 0, 120)
        moment = parse_time(found.group()) if found is not None else None
        if moment is not None:
            self._last_moment = moment
        return moment or self._last_moment

    @staticmethod
    def _thread(line: str) -> str:
        found = _THREAD.search(line, 0, 300)
        return (found[1] or found[2]) if found is not None else ""

    def _begin(self, index: int, method: str, url: str, moment: Moment | None, rest: str) -> Captured:
        status = _LATER_STATUS.search(rest, 0, 4000)
        took = _TOOK.search(rest, 0, 300)
        request, answer = _bodies(rest)
        return Captured(
            number=index,
            method=method,
            url=url,
            request_body=request,
            status=int(status["status"]) if status is not None else None,
            response_body=answer,
            started_at=moment.at if moment else None,
            zoned=moment.zoned if moment else False,
            total_ms=(milliseconds_of(took[1]) or 0.0) if took else 0.0,
            notes=() if moment else ("no-time",),
            server_side=True,
        )

    def _keep(self, thread: str, found: Captured) -> Iterator[Captured]:
        """Leave it open for lines that follow: an answer's body, or its status."""
        key = (thread or f"#{found.number}", _goes_out(found.url))
        before = self._take(key)
        if before is not None:
            yield before
        self._put(key, found)
        if len(self._open) > MAX_OPEN:
            oldest = self._take(next(iter(self._open)))
            assert oldest is not None
            yield oldest

    def _key(self, thread: str, *, outgoing: bool | None) -> tuple[str, bool] | None:
        """Which open request a line without a URL belongs to: its thread's, else the last one of that direction."""
        if outgoing is None:
            return next((key for key in reversed(self._open) if not thread or key[0] == thread), None)
        if thread:
            return (thread, outgoing) if (thread, outgoing) in self._open else None
        return next((key for key in reversed(self._open) if key[1] is outgoing), None)

    def _end(self, match: re.Match[str], line: str, thread: str, *, outgoing: bool | None) -> None:
        key = self._key(thread, outgoing=outgoing)
        if key is None or self._open[key].status is not None:
            return
        self.recognised += 1
        found = self._open[key]
        took = match.groupdict().get("took")
        _, answer = _bodies("response " + line[match.end() :])
        self._put(
            key,
            found._replace(
                status=int(match["status"]),
                total_ms=(milliseconds_of(took) or 0.0) if took else found.total_ms,
                response_body=answer if answer.data else found.response_body,
            ),
        )

    def _answer(self, line: str, thread: str) -> None:
        """A line with a JSON object and no URL: the answer of the request that is open."""
        start = line.find("{")
        if start < 0:
            return
        value, end = _object_at(line, start)
        if value is None or not _ANSWER_KEYS & set(value):
            return
        wechat = bool(_WECHAT_KEYS & set(value))
        key = self._key(thread, outgoing=wechat)
        if key is None or self._open[key].response_body.data:
            return
        if not wechat and not _ANSWER_WORD.search(line, max(0, start - 60), start):
            return
        self.recognised += 1
        self._put(key, self._open[key]._replace(response_body=text_body(line[start:end])))


def _goes_out(url: str) -> bool:
    """Whether it is a call of the application itself: a whole URL, or a path of WeChat's."""
    return "://" in url or "/" + url.partition("?")[0].strip("/").lower() in ENDPOINTS


def _object_at(text: str, start: int) -> tuple[dict[str, object] | None, int]:
    try:
        value, end = _decode.raw_decode(text, start)
    except (ValueError, RecursionError):
        return None, start
    return (value, end) if isinstance(value, dict) else (None, start)


def _bodies(rest: str) -> tuple[Body, Body]:
    """The JSON objects in what stands behind a URL: the request's, and the answer's (behind a word that says so)."""
    request = answer = Body()
    at, tries = 0, 0
    while tries < 8:
        start = rest.find("{", at)
        if start < 0:
            break
        tries += 1
        value, end = _object_at(rest, start)
        if value is None:
            at = start + 1
            continue
        if _ANSWER_WORD.search(rest, max(0, start - 60), start):
            answer = answer if answer.data else text_body(rest[start:end])
        else:
            request = request if request.data else text_body(rest[start:end])
        at = end
    return request, answer
