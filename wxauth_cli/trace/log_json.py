"""Log lines that are JSON objects (pino, bunyan, winston, zap, logrus, Caddy, nginx in JSON …) -> `Captured`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import NamedTuple

from wxauth_cli.trace.bodies import text_body
from wxauth_cli.trace.captured import BadEntry, Body, Captured
from wxauth_cli.trace.har_entry import read_entry
from wxauth_cli.trace.steps import understand
from wxauth_cli.trace.times import STAMPED, parse_time


class _Names(NamedTuple):
    """Names under which loggers write the same thing, the likeliest first."""

    ordered: tuple[str, ...]
    known: frozenset[str]

    @classmethod
    def of(cls, *names: str) -> _Names:
        return cls(names, frozenset(names))


_METHOD = _Names.of(
    "method", "http_method", "httpMethod", "request_method", "requestMethod", "verb", "http.method",
    "http.request.method",
)  # fmt: skip
_URL = _Names.of(
    "url", "request_url", "requestUrl", "uri", "request_uri", "requestUri", "full_url", "target", "path",
    "request_path", "http.url", "url.full", "url.path", "http.target", "endpoint", "originalUrl",
)  # fmt: skip
_STATUS = _Names.of(
    "status", "status_code", "statusCode", "http_status", "response_status", "http.status_code",
    "http.response.status_code", "downstream_status", "origin_status", "response_code",
)  # fmt: skip
_BEGAN = _Names.of("startTime", "started_at", "StartUTC", "StartLocal", "start_time")
"""When a request came in. Any other time is that of the line, which is written when it is over."""
_TIME = _Names.of(
    "time", "timestamp", "@timestamp", "ts", "datetime", "date", "time_local", "time_iso8601", "msec", "asctime",
)  # fmt: skip
_REQUEST_BODY = _Names.of(
    "request_body", "requestBody", "req_body", "reqBody", "body", "params", "payload", "form", "args", "data",
)  # fmt: skip
_RESPONSE_BODY = _Names.of(
    "response_body", "responseBody", "resp_body", "respBody", "res_body", "response", "resp", "result", "resbody",
)  # fmt: skip
_SECONDS = _Names.of("request_time", "upstream_response_time", "duration_s", "elapsed_s", "latency_s", "took_s")
_MILLISECONDS = _Names.of(
    "duration_ms", "durationMs", "elapsed_ms", "elapsedMs", "responseTime", "response_time", "latency_ms", "cost",
    "cost_time", "took", "elapsed",
)  # fmt: skip
_DURATION = _Names.of("duration", "latency", "elapsed_time")
_HOST = _Names.of("host", "http_host", "hostname")
_ANSWER = _Names.of("body", "data", "text")
_ERROR = _Names.of("error", "err", "exception")
_CLIENT_HEADERS = (
    ("Referer", _Names.of("referer", "referrer", "http_referer", "http.referer", "request_referer")),
    (
        "User-Agent",
        _Names.of(
            "user_agent", "userAgent", "user-agent", "http_user_agent", "ua", "http.user_agent", "request_user_agent"
        ),
    ),
    ("Authorization", _Names.of("authorization", "http_authorization")),
)
_MARKS = str.maketrans("", "", "_-.")
_GO_TIME = re.compile(r"\.\d{8,9}(?!\d)")
"""Go writes times to the nanosecond, and durations in nanoseconds."""
_WECHAT_FIELDS = re.compile(rb'"(?:errcode|session_key|phone_info)"\s*:')
_PLAIN = {
    name.lower().translate(_MARKS): name
    for names in (
        _METHOD, _URL, _STATUS, _BEGAN, _TIME, _REQUEST_BODY, _RESPONSE_BODY, _SECONDS, _MILLISECONDS, _DURATION, _HOST,
        *(names for _, names in _CLIENT_HEADERS),
    )
    for name in reversed(names.ordered)
}  # fmt: skip
"""Known names without what separates their words, in small letters, and one of their usual forms."""
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT", "TRACE"})


_REQUEST_ID = _Names.of("reqId", "requestId", "request_id", "req_id", "traceId", "trace_id", "correlationId", "req.id")
_REQUEST_NAMES = frozenset({"req", "request", "http_request", "httpRequest", "http", *_METHOD.ordered})
_REQUEST_WORDS = ("ethod", "equest", "verb")
"""Without one of these in some name, a record tells of no request: see _METHOD and `captured_of`."""
_WRAPPERS = ("meta", "context", "fields", "extra")
"""Under which loggers put what belongs to a line (winston, monolog, structlog)."""
MAX_OPEN = 256
"""Requests that may wait for their answer at once."""


def read_json_line(line: str, index: int) -> Captured | None:
    """The request that a JSON line tells of; None if it tells of none. BadEntry if it is no JSON object."""
    return captured_of(_object(line), index)


def _object(line: str) -> Mapping[str, object]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise BadEntry("json-syntax") from None
    if not isinstance(value, dict):
        raise BadEntry("not-object", type(value).__name__)
    return value


class JsonLog:
    """Takes the lines of one log, gives its requests as they are complete.

    Fastify tells a request in one line and its answer in another; both bear the number of the request.
    """

    def __init__(self) -> None:
        self._open: dict[str, list[Captured]] = {}

    def feed(self, line: str, index: int) -> Iterator[Captured]:
        """The requests that this line completes. BadEntry if it is no JSON object."""
        if not self._open and line[:1] == "{" and line[-1:] == "}" and not any(word in line for word in _REQUEST_WORDS):
            return  # most lines of an application: told without parsing them
        value = _object(line)
        found = captured_of(value, index)
        key = _first(_REQUEST_ID, value)
        if not isinstance(key, (str, int)):
            if found is not None:
                yield found
            return
        if found is None:
            yield from self._answered(str(key), value)
        elif found.status is not None or found.response_body.data or found.failure:
            yield found
        else:
            self._open.setdefault(str(key), []).append(found)
            if len(self._open) > MAX_OPEN:
                yield from self._open.pop(next(iter(self._open)))

    def _answered(self, key: str, value: Mapping[str, object]) -> Iterator[Captured]:
        waiting = self._open.get(key)
        response = _response(value)
        status = _number(_first(_STATUS, response, value))
        if not waiting or status is None or not 100 <= status <= 599:
            return
        # A call within a call ends first.
        found = waiting.pop()
        if not waiting:
            del self._open[key]
        yield found._replace(
            status=int(status),
            response_headers=_headers(response.get("headers", value.get("response_headers"))),
            response_body=_answer_body(value, response),
            total_ms=_elapsed(value, response) or found.total_ms,
            failure=_failure(value),
        )

    def end(self) -> Iterator[Captured]:
        """The requests of which no answer was told."""
        for waiting in self._open.values():
            yield from waiting
        self._open.clear()


def captured_of(value: Mapping[str, object], index: int, *, look_further: bool = True) -> Captured | None:
    """The request in one log record, its fields at the top or under `req`/`request`, `res`/`response`.

    `look_further`: also under names that only this application uses.
    """
    if isinstance(value.get("request"), dict) and "startedDateTime" in value:
        return read_entry(value, index)
    for name in _WRAPPERS:
        inner = value.get(name)
        if isinstance(inner, dict) and _REQUEST_NAMES & set(inner):
            value = {**value, **inner}
            break
    value = _spread(value)
    request = _inner(value, "req", "request", "http_request", "httpRequest", "http")
    response = _response(value)
    method = _first(_METHOD, request, value)
    url = _first(_URL, request, value)
    if isinstance(method, str) and " /" in method and url is None:
        method, _, url = method.partition(" ")
    line = value.get("request")
    if isinstance(line, str) and method is None:
        # nginx: "request": "POST /api/login HTTP/1.1"
        words = line.split()
        if len(words) >= 2:
            method, url = words[0], words[1]
    if not isinstance(method, str) or not isinstance(url, str) or method.upper() not in _METHODS or not url:
        return _elsewhere(value, index) if look_further else None
    host = _first(_HOST, request, value)
    if url.startswith("/") and isinstance(host, str) and host and isinstance(value.get("request"), dict):
        scheme = "https" if request.get("tls") or request.get("scheme") == "https" else "http"
        url = f"{scheme}://{host}{url}"
    status = _number(_first(_STATUS, response, value))
    headers = _headers(request.get("headers", value.get("request_headers", value.get("headers"))))
    headers += _named_headers(value, request, headers)
    posted = _first(_REQUEST_BODY, request, value)
    found = Captured(
        number=index,
        method=method.upper(),
        url=url[: 64 * 1024],
        request_headers=headers,
        request_body=_body(posted),
        status=int(status) if status is not None and 100 <= status <= 599 else None,
        server_side=True,
    )
    if posted is None and _is_other(found):
        return found._replace(other=True)
    began = parse_time(_first(_BEGAN, value, request))
    when = None if began is not None else _first(_TIME, value, request)
    moment = began or parse_time(when)
    found = found._replace(
        response_headers=_headers(response.get("headers", value.get("response_headers"))),
        response_body=_answer_body(value, response),
        started_at=moment.at if moment else None,
        zoned=moment.zoned if moment else False,
        total_ms=_elapsed(value, response, request, nanoseconds=isinstance(when, str) and bool(_GO_TIME.search(when))),
        failure=_failure(value),
        notes=() if moment else ("no-time",),
    )
    found = _answered_call(found)
    return found if began is not None else stamped(found)


def _is_other(found: Captured) -> bool:
    """Whether a request that was answered is no step of a login, whatever its answer was: most lines of a log."""
    return found.method in ("GET", "HEAD") and found.status is not None and understand(found) is None


def _elsewhere(value: Mapping[str, object], index: int) -> Captured | None:
    """The request of a record under names of its own: `upstream.method`, `upstream_method`, `RequestMethod`."""
    if not any("ethod" in name or isinstance(item, dict) for name, item in value.items()):
        return None
    times = {name: value[name] for name in (*_TIME.ordered, *_BEGAN.ordered) if name in value}
    inner = [item for item in value.values() if isinstance(item, dict) and not _METHOD.known.isdisjoint(item)]
    for name in value:
        before, found, _ = name.rpartition("_method")
        if found and before:
            start = f"{before}_"
            inner.append({key[len(start) :]: item for key, item in value.items() if key.startswith(start)})
    plain = {_PLAIN.get(_bare(name), name): item for name, item in value.items()}
    inner.extend([plain] if plain.keys() != value.keys() else [])
    for item in inner:
        told = captured_of({**times, **item}, index, look_further=False)
        if told is not None:
            return told
    return None


def _answered_call(found: Captured) -> Captured:
    """A call to WeChat whose record has one `body`: that is the answer where WeChat's fields stand in it."""
    data = found.request_body.data
    if found.response_body.data or not _WECHAT_FIELDS.search(data[:4096]):
        return found
    return found._replace(request_body=Body(), response_body=found.request_body)


def _bare(name: str) -> str:
    return name.lower().translate(_MARKS)


def stamped(found: Captured) -> Captured:
    """A request that one line told, with how long it took: see `trace.stamps`."""
    return found._replace(notes=(*found.notes, STAMPED)) if found.total_ms and found.started_at is not None else found


def _spread(value: Mapping[str, object]) -> Mapping[str, object]:
    """A record of the Elastic Common Schema, `http.request.method` and `url.path` as objects, in the names used here.

    Source: Elastic Common Schema reference, HTTP, URL, event, user agent fields. `event.duration` is in nanoseconds.
    """
    http, url = value.get("http"), value.get("url")
    if not isinstance(http, dict) or not isinstance(url, dict):
        return value
    request, response = _inner(http, "request"), _inner(http, "response")
    place = url.get("full") or url.get("original") or url.get("path")
    if isinstance(place, str) and place == url.get("path") and isinstance(url.get("query"), str) and url["query"]:
        place = f"{place}?{url['query']}"
    nanoseconds = _number(_inner(value, "event").get("duration"))
    sent = {"url": place, "referer": request.get("referrer"), "user_agent": _inner(value, "user_agent").get("original")}
    return {
        **value,
        "url": place,
        "request": {**request, **sent, "body": _content(request.get("body"))},
        "response": {**response, "body": _content(response.get("body"))},
        **({"duration_ms": nanoseconds / 1e6} if nanoseconds is not None else {}),
    }


def _content(body: object) -> object:
    return body.get("content") if isinstance(body, dict) and body.keys() <= {"content", "bytes"} else body


def _response(value: Mapping[str, object]) -> Mapping[str, object]:
    return _inner(value, "res", "response", "http_response", "httpResponse", "resp")


def _answer_body(value: Mapping[str, object], response: Mapping[str, object]) -> Body:
    return _body(_first(_ANSWER, response) or _only_text(_first(_RESPONSE_BODY, value)))


def _inner(value: Mapping[str, object], *names: str) -> Mapping[str, object]:
    for name in names:
        found = value.get(name)
        if isinstance(found, dict):
            return found
    return {}


def _first(names: _Names, *places: Mapping[str, object]) -> object:
    for place in places:
        # Most records have none of them: told in one call instead of one for each name.
        if names.known.isdisjoint(place):
            continue
        for name in names.ordered:
            found = place.get(name)
            if found not in (None, ""):
                return found
    return None


def _only_text(value: object) -> object:
    # `response` may be the object with status and headers, which is no body.
    if isinstance(value, dict) and ("status" in value or "statusCode" in value or "headers" in value):
        return None
    return value


def _number(value: object) -> float | None:
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


def _body(value: object) -> Body:
    if value is None or value == {} or value == []:
        return Body()
    if isinstance(value, str):
        return text_body(value) if value != "-" else Body()
    try:
        return text_body(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        return Body(b"", "too-deep")


def _headers(value: object) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    if isinstance(value, dict):
        for name, item in value.items():
            # Caddy and Go write each header as a list.
            texts = item if isinstance(item, list) else [item]
            found.extend((str(name)[:200], str(text)[:8192]) for text in texts if isinstance(text, (str, int, float)))
    elif isinstance(value, list):
        found.extend(
            (str(item["name"])[:200], str(item.get("value", ""))[:8192])
            for item in value[:200]
            if isinstance(item, dict) and isinstance(item.get("name"), str)
        )
    return tuple(found[:200])


def _named_headers(
    value: Mapping[str, object], request: Mapping[str, object], known: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    have = {name.lower() for name, _ in known}
    found = []
    for header, names in _CLIENT_HEADERS:
        text = _first(names, request, value)
        if isinstance(text, str) and text != "-" and header.lower() not in have:
            found.append((header, text[:8192]))
    return tuple(found)


def _elapsed(*places: Mapping[str, object], nanoseconds: bool = False) -> float:
    for names, unit in ((_MILLISECONDS, 1.0), (_SECONDS, 1000.0)):
        number = _number(_first(names, *places))
        if number is not None:
            return min(max(number * unit, 0.0), 86_400_000.0)
    duration = _first(_DURATION, *places)
    if isinstance(duration, str):
        return milliseconds_of(duration) or 0.0
    number = _number(duration)
    if number is None:
        return 0.0
    # Seconds where it is a fraction (Caddy, zap), nanoseconds where it is huge (Go), else milliseconds.
    if nanoseconds and number == int(number):
        return min(max(number / 1e6, 0.0), 86_400_000.0)
    scaled = number / 1e6 if number >= 1e6 else number * 1000 if number != int(number) and number < 100 else number
    return min(max(scaled, 0.0), 86_400_000.0)


_UNITS = (("µs", 0.001), ("μs", 0.001), ("us", 0.001), ("ns", 1e-6), ("ms", 1.0), ("s", 1000.0), ("m", 60_000.0))


def milliseconds_of(text: str) -> float | None:
    """`1.234ms`, `88µs`, `2.5s`, `12 ms` in milliseconds; None if it is no duration."""
    bare = text.strip().lower()[:40]
    for unit, factor in _UNITS:
        if bare.endswith(unit):
            number = _number(bare[: -len(unit)].strip())
            return None if number is None else max(number * factor, 0.0)
    return None


def _failure(value: Mapping[str, object]) -> str | None:
    error = _first(_ERROR, value)
    if isinstance(error, dict):
        error = error.get("message") or error.get("code")
    return error[:500] if isinstance(error, str) else None
