"""Request lines of applications (Spring, Express, Flask, Django, gin, koa, HTTP clients …) -> `Captured`.

Some frameworks tell a request in one line, others begin it in one and end it in another, with bodies between. Lines of
one request are put together by their thread, or by what is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxauth_cli.trace.captured import Body, Captured
from wxauth_cli.trace.log_access import QUOTED
from wxauth_cli.trace.log_forms import (
    ACCESS_FORM,
    BEGIN,
    BEGIN_FORM,
    END,
    END_WORDS,
    METHOD,
    UNSEEN,
    WHOLE,
    client_page,
    path_of,
    plain,
)
from wxauth_cli.trace.log_json import milliseconds_of, stamped
from wxauth_cli.trace.log_objects import ANSWER_WORD, bodies_of, object_at, record_in, text_of
from wxauth_cli.trace.steps import ENDPOINTS
from wxauth_cli.trace.times import Moment, parse_time

MAX_OPEN = 64
"""Requests that may be under way at once; the oldest is closed as it stands when there are more."""
MAX_HELD = 100
"""Lines of one object."""
LONGEST_S = 120.0
"""A request that has not ended by then is another than the one whose end is told."""

_ANSI = re.compile(r"\x1b\[[0-9;]{0,12}m")
_WHEN = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T|\s+-\s+|\s+)\d{1,2}:\d{2}:\d{2}(?:[.,:]\d{1,9})?(?:\s*(?:Z|[+-]\d{2}:?\d{2})(?!\d))?"
    r"|\d{1,2}/[A-Za-z]{3}/\d{4}[: ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:\s[+-]\d{4})?"
    r"|\d{1,2}/\d{1,2}/\d{4},\s\d{1,2}:\d{2}:\d{2}(?:\s[AP]M)?"
    # java.util.logging
    r"|[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d{2}:\d{2}(?: [AP]M)?"
    # Tornado
    r"|(?<=\[[DIWEC] )\d{6} \d{2}:\d{2}:\d{2}"
)
_THREAD = re.compile(
    r"\[([\w.-]{0,40}(?:exec|thread|Thread|worker|http|pool|task|io)[\w.#-]{0,40})\]"
    r"|\b(?:traceId|request_?id|reqId|tid)[=:]\s*([\w-]{4,64})"
)
_CLIENT = re.compile(rf' (?:\d+|-) "({QUOTED})" "({QUOTED})"')
"""Behind the status in the combined log format, which aiohttp writes with a logger's words before it."""
_TOLD_AGAIN = ("<--", "Before request [")
"""How koa and Spring's filter begin a line of which they write another when the request is done."""
_BARE_URL = re.compile(
    r"https?://(?:api2?|sh\.api|sz\.api|hk\.api|qyapi)\.weixin\.qq\.com/"
    rf"(?:[^\s\"'<>\]]|{UNSEEN}){{1,16384}}"
    # A proxy, or a sandbox, in its place
    r"|https?://[\w.:\[\]-]{1,255}/(?:sns/jscode2session|wxa/business/getuserphonenumber|cgi-bin/(?:stable_)?token)\b"
    rf"(?:[^\s\"'<>\]]|{UNSEEN}){{0,16384}}"
)
_PARAMETERS = re.compile(r"^[【\[]?(?:请求参数|request params?)[】\]]?\s*[:：=]\s*([\w%.~-]{1,64}=\S{1,8192})$", re.I)
"""WxJava writes the query of a call in a line of its own."""
_LATER_STATUS = re.compile(
    r"(?:\bstatus(?:_?code)?|\bhttp_?code|\bresponse|->|=>|状态码?)\s*[\"']?\s*[=:]?\s*(?P<status>[1-5]\d\d)\b", re.I
)
_TOOK = re.compile(r"\b(\d+(?:\.\d+)?\s?(?:ms|µs|s))\b")
_WECHAT_KEYS = frozenset({"errcode", "session_key", "access_token", "phone_info"})
_ANSWER_KEYS = _WECHAT_KEYS | {"openid", "token", "data", "msg", "message", "code", "errmsg", "expires_in"}
_NAMED_CALLS = tuple(
    (re.compile(pattern, re.I), method, path)
    for pattern, method, path in (
        (r"(?:js_?)?code_?(?:2|to)_?session", "GET", "/sns/jscode2session"),
        (r"get_?(?:user_?)?phone_?number", "POST", "/wxa/business/getuserphonenumber"),
        (r"stable_?(?:access_?)?token", "POST", "/cgi-bin/stable_token"),
    )
)
_CODE = re.compile(r"\b(?:js_?)?code[\"']?\s?[=:]\s?[\"']?([0-9A-Za-z]{32,64})\b", re.I)
_GET_PATHS = ("/jscode2session", "/cgi-bin/token", "/wxa/checksession", "/sns/")


def without_colours(line: str) -> str:
    """The line as it reads on a terminal."""
    return _ANSI.sub("", line) if "\x1b" in line else line


class AppLog:
    """Takes the lines of one log, gives its requests as they are complete."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, bool], Captured] = {}
        self._unanswered: dict[tuple[str, bool], None] = {}
        """Keys of those whose status is not known yet."""
        self._unclaimed: dict[tuple[str, bool], int] = {}
        """Form of the line that told each: what the application told, the server below it tells in another form."""
        self._held: list[str] = []
        """Lines of an object that goes on: what console.log and pretty printers write."""
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
        return not (self._completes(whole, last=True) or self._claims(whole, ACCESS_FORM))

    def feed(self, line: str, index: int) -> Iterator[Captured]:
        """The requests that this line completes. It has no colours and is none of an access log: see `access`."""
        for whole in self._joined(line):
            yield from self._feed(whole, index)

    def _joined(self, line: str) -> list[str]:
        """The line, or nothing while an object that it begins goes on, or that object with all of its lines."""
        if not self._held:
            if not line.endswith(("{", "[")) or "{" not in line:
                return [line]
            self._held = [line]
            return []
        if len(self._held) > MAX_HELD or _WHEN.match(line.lstrip("[")):
            held, self._held = self._held, []
            return [held[0], line]
        self._held.append(line)
        if line[:1] not in "}]":
            return []
        held, self._held = self._held, []
        return ["\n".join(held)]

    def _feed(self, line: str, index: int) -> Iterator[Captured]:
        moment = self._moment(line)
        if METHOD.search(line) is not None:
            told = self._with_method(line, moment, index)
            if told is not None:
                yield from told
                return
        if any(word in line for word in END_WORDS):
            for pattern, outgoing in END:
                match = pattern.search(line)
                if match is not None:
                    self._end(match, line, self._thread(line), outgoing=outgoing)
                    return
        bare = _BARE_URL.search(line) if "://" in line else None
        if bare is not None:
            self.recognised += 1
            path = bare.group().partition("?")[0]
            method = "GET" if any(part in path for part in _GET_PATHS) else "POST"
            found = self._begin(index, method, bare.group().rstrip(",;)"), moment, line[bare.end() :])
            yield from self._keep(self._thread(line), found._replace(notes=(*found.notes, "method-guessed")))
            return
        if "{" not in line:
            self._parameters(line)
            return
        thread = self._thread(line)
        if not self._answer(line, thread):
            named = self._named(line, moment, index)
            if named is not None:
                self.recognised += 1
                yield from self._keep(thread, named)

    def _parameters(self, line: str) -> None:
        """A line that is the query of the call that the line before it began."""
        given = _PARAMETERS.match(line) if "=" in line else None
        key = next(reversed(self._open), None)
        if given is None or key is None or not key[1] or "?" in self._open[key].url:
            return
        self.recognised += 1
        self._put(key, self._open[key]._replace(url=f"{self._open[key].url}?{given[1]}"))

    def _with_method(self, line: str, moment: Moment | None, index: int) -> Iterator[Captured] | None:
        """What a line completes that names a method; None if it tells of no request all the same."""
        whole, form = self._whole(line, moment, index)
        if whole is not None:
            self.recognised += 1
            if self._completes(whole, last=True) or self._claims(whole, form):
                return iter(())
            return self._keep(self._thread(line), whole, form)
        record = record_in(line, index)
        if record is not None:
            self.recognised += 1
            if record.started_at is None and moment is not None:
                record = stamped(record._replace(started_at=moment.at, zoned=moment.zoned, notes=()))
            return self._keep(self._thread(line), record)
        match = BEGIN.search(line)
        if match is None:
            return None
        self.recognised += 1
        if match["arrow"] in _TOLD_AGAIN:
            return iter(())
        found = self._begin(index, match["method"], match["url"], moment, line[match.end() :])
        found = found._replace(request_headers=client_page(line))
        if found.status is not None or found.response_body.data:
            found = stamped(found)
        # The line that tells how it ended may name it once more.
        if found.status is not None and self._completes(found):
            return iter(())
        return self._keep(self._thread(line), found)

    def _whole(self, line: str, moment: Moment | None, index: int) -> tuple[Captured | None, int]:
        """The request of a line that tells all of it, and the form of the line."""
        for form, pattern in enumerate(WHOLE):
            match = pattern.search(line)
            if match is not None:
                groups = match.groupdict()
                url = (groups.get("base") or "").removesuffix(":443").removesuffix(":80") + match["url"]
                found = self._begin(
                    index, match["method"], url, moment, plain(groups.get("body") or "") + line[match.end() :]
                )
                took, milliseconds = groups.get("took"), groups.get("ms")
                total = (milliseconds_of(took) or 0.0) if took else found.total_ms
                client = _CLIENT.match(line, match.end())
                headers = tuple(zip(("Referer", "User-Agent"), client.groups(), strict=True)) if client else ()
                found = found._replace(status=int(match["status"]), request_headers=headers or client_page(line))
                if milliseconds:
                    # HAProxy's time is when the request came in.
                    return found._replace(total_ms=float(milliseconds)), form
                return stamped(found._replace(total_ms=total)), form
        return None, ACCESS_FORM

    def _named(self, line: str, moment: Moment | None, index: int) -> Captured | None:
        """A call to WeChat of which a line tells only the name and the answer: `jscode2session fail {"errcode": …}`."""
        start = line.find("{")
        call = next((call for call in _NAMED_CALLS if start > 0 and call[0].search(line, 0, start)), None)
        if call is None:
            return None
        value, end = object_at(line, start)
        if value is None or not (_WECHAT_KEYS | {"openid"}) & set(value):
            return None
        _, method, path = call
        code = _CODE.search(line, 0, start) if method == "GET" else None
        found = self._begin(index, method, f"{path}?js_code={code[1]}" if code else path, moment, "")
        return found._replace(response_body=text_of(line[start:end], value), notes=(*found.notes, "method-guessed"))

    def _claims(self, found: Captured, form: int) -> bool:
        """Whether a server's line tells a request that the application has already told to its end."""
        if not self._unclaimed:
            return False
        path = path_of(found.url)
        for key, told in self._unclaimed.items():
            known = self._open[key]
            if told == form or known.method != found.method or path_of(known.url) != path:
                continue
            apart = (found.started_at or 0.0) - (known.started_at or found.started_at or 0.0)
            # A server's line has whole seconds, and comes when all is sent.
            if known.status == found.status and -1.0 <= apart <= 1.0 + known.total_ms / 1000:
                del self._unclaimed[key]
                self._put(key, known._replace(request_headers=known.request_headers or found.request_headers))
                return True
        return False

    def _completes(self, found: Captured, *, last: bool = False) -> bool:
        """Whether a line that tells a request when it is over belongs to one that an earlier line began.

        `last`: nothing more comes of it.
        """
        if not self._unanswered:
            return False
        path = path_of(found.url)
        for key in self._unanswered:
            known = self._open[key]
            timed = known.started_at is not None and found.started_at is not None
            apart = abs((known.started_at or 0.0) - (found.started_at or 0.0)) if timed else 0.0
            if known.method == found.method and path_of(known.url) == path and apart <= LONGEST_S:
                self._put(
                    key,
                    known._replace(
                        status=found.status,
                        total_ms=found.total_ms or known.total_ms,
                        request_headers=known.request_headers or found.request_headers,
                        response_body=_answer_of(known, found),
                    ),
                )
                if last:
                    del self._unclaimed[key]
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
        self._unclaimed.pop(key, None)
        return self._open.pop(key, None)

    def end(self) -> Iterator[Captured]:
        """The requests that are still open at the end of the log."""
        if self._held:
            yield from self._feed(self._held[0], 0)
        yield from self._open.values()
        self._open.clear()
        self._unclaimed.clear()

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
        request, answer = bodies_of(rest)
        return Captured(
            number=index,
            method=method,
            url=url if url.startswith(("/", "http")) else f"//{url}",
            request_body=request,
            status=int(status["status"]) if status is not None else None,
            response_body=answer,
            started_at=moment.at if moment else None,
            zoned=moment.zoned if moment else False,
            total_ms=(milliseconds_of(took[1]) or 0.0) if took else 0.0,
            notes=() if moment else ("no-time",),
            server_side=True,
        )

    def _keep(self, thread: str, found: Captured, form: int = BEGIN_FORM) -> Iterator[Captured]:
        """Leave it open for lines that follow: an answer's body, or its status."""
        key = (thread or f"#{found.number}", _goes_out(found.url))
        before = self._take(key)
        if before is not None:
            yield before
        self._put(key, found)
        self._unclaimed[key] = form
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
        _, answer = bodies_of("response " + line[match.end() :])
        self._put(
            key,
            found._replace(
                status=int(match["status"]),
                total_ms=(milliseconds_of(took) or 0.0) if took else found.total_ms,
                response_body=answer if answer.data else found.response_body,
            ),
        )

    def _answer(self, line: str, thread: str) -> bool:
        """A line with a JSON object and no URL: whether it is the answer of the request that is open."""
        start = line.find("{")
        if start < 0:
            return False
        value, end = object_at(line, start)
        if value is None or not _ANSWER_KEYS & set(value):
            return False
        wechat = bool(_WECHAT_KEYS & set(value))
        key = self._key(thread, outgoing=wechat)
        if key is None or self._open[key].response_body.data:
            return False
        if not wechat and not ANSWER_WORD.search(line, max(0, start - 60), start):
            return False
        self.recognised += 1
        self._put(key, self._open[key]._replace(response_body=text_of(line[start:end], value)))
        return True


def _answer_of(known: Captured, found: Captured) -> Body:
    """The answer of a request told twice. The second line's only object is the answer, whatever stands before it."""
    if known.response_body.data or found.response_body.data:
        return known.response_body if known.response_body.data else found.response_body
    return found.request_body if found.request_body.data != known.request_body.data else Body()


def _goes_out(url: str) -> bool:
    """Whether it is a call of the application itself: a whole URL, or a path of WeChat's."""
    return "://" in url or "/" + url.partition("?")[0].strip("/").lower() in ENDPOINTS
