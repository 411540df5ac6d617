"""The one function that answers for WeChat."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import lru_cache

from wxauth_cli.sandbox import journal
from wxauth_cli.sandbox.endpoints import Endpoint, table
from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.errors import Refusal, not_in_whitelist, refusal_of, suffix, wecom_suffix
from wxauth_cli.sandbox.faults import CUTS_IN, Fault, FaultKind
from wxauth_cli.sandbox.foreign import hide_in_body, hide_in_query
from wxauth_cli.sandbox.guard import WECHAT_HOSTS
from wxauth_cli.sandbox.messages import Ending, SandboxRequest, SandboxResponse
from wxauth_cli.sandbox.mint import dump
from wxauth_cli.sandbox.secured import opened
from wxauth_cli.sandbox.state import State
from wxauth_cli.sandbox.whose import OWN_COUNTERS, appid_of, user_of

JSON_TYPE = "application/json; encoding=utf-8"
SNS_TYPE = "text/plain"
WECOM_TYPE = "application/json; charset=UTF-8"
"""Of WeCom's host (memory)."""
Headers = tuple[tuple[str, str], ...]
_NO_HEADERS: Headers = ()
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PROXY_PAGE = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)


def handle(request: SandboxRequest, state: State) -> SandboxResponse:
    """Answer one call of the public API, and note it in the journal. Business errors are HTTP 200."""
    with state.lock:
        now = state.now()
        appid = appid_of(request, state)
        fault = _fault(request, state, appid)
        if fault is not None and fault.kind in CUTS_IN and not fault.takes_effect:
            errcode, rid, body, seals = None, None, b"", _NO_HEADERS
        else:
            errcode, rid, body, seals = _answer(Call(request, state, now), appid, fault)
        response = _response(state.shown_now(), 200, _content_type(request.path), body, seals)
        if fault is not None:
            response = _spoilt(response, fault, state.shown_now())
            if response.status != 200:
                errcode = rid = None
        _note(state, request, response, now, errcode, rid, appid)
        return response


def _fault(request: SandboxRequest, state: State, appid: str | None) -> Fault | None:
    if not state.faults:
        return None
    user = user_of(request, state, appid) if state.faults.ask_user(request.path, appid) else None
    return state.faults.take(request.path, appid, user, state.dice)


def _spoilt(response: SandboxResponse, fault: Fault, now: float) -> SandboxResponse:
    """The answer after what happens to it on its way."""
    if fault.kind is FaultKind.SLOW:
        return replace(response, delay_s=fault.delay_s)
    if fault.kind is FaultKind.HTML502:
        return _response(now, 502, "text/html", _PROXY_PAGE)
    if fault.kind is FaultKind.CONTENT_TYPE:
        return _response(now, 200, fault.value, response.body)
    if fault.kind is FaultKind.RESET:
        return SandboxResponse(0, (), b"", ending=Ending.RESET)
    if fault.kind is FaultKind.TRUNCATED:
        return replace(response, body=response.body[: len(response.body) // 2], ending=Ending.CUT)
    return response


def http_date(now: float) -> str:
    """A `Date` header: the sandbox's time, so that it fits the rids and codes beside it."""
    # 253402300799 is the end of the year 9999.
    return _http_date(max(0, min(int(now), 253402300799)))


@lru_cache(maxsize=4)
def _http_date(second: int) -> str:
    at = time.gmtime(second)
    return (
        f"{_DAYS[at.tm_wday]}, {at.tm_mday:02d} {_MONTHS[at.tm_mon - 1]} {at.tm_year:04d} "
        f"{at.tm_hour:02d}:{at.tm_min:02d}:{at.tm_sec:02d} GMT"
    )


def _content_type(path: str) -> str:
    if path.startswith("/sns/"):
        return SNS_TYPE
    return WECOM_TYPE if _wecom(path) else JSON_TYPE


def _answer(call: Call, appid: str | None, fault: Fault | None) -> tuple[int, str | None, bytes, Headers]:
    request, state = call.request, call.state
    app = state.apps.get(appid) if appid is not None else None
    rid, sealing = None, None
    try:
        if fault is not None and fault.kind is FaultKind.ERRCODE:
            raise refusal_of(fault.errcode, request.client_ip, of_wecom=_wecom(request.path))
        if fault is not None and fault.kind is FaultKind.IP:
            raise not_in_whitelist(fault.value or request.client_ip)
        endpoint = _endpoint(call, appid)
        inner, sealing = opened(call, endpoint, app)
        counted = app.appid if app is not None and request.path not in OWN_COUNTERS else None
        if counted is not None:
            _check_quota(call, endpoint, counted)
        value = endpoint.answer(inner)
        errcode = 0
        if counted is not None and endpoint.daily_limit is not None:
            state.quotas.take(counted, request.path, call.now, daily=endpoint.daily_limit)
    except Refusal as refusal:
        errcode = refusal.errcode
        rid, tail = _tail(call, refusal)
        value = {"errcode": errcode, "errmsg": refusal.said(state.switches.suffix) + tail}
    if sealing is not None:
        return errcode, rid, *sealing.sealed(value, call)
    text = dump(value)
    if app is not None and app.escape_slashes:
        text = text.replace("/", "\\/")
    return errcode, rid, text.encode("utf-8", "replace"), ()


def _check_quota(call: Call, endpoint: Endpoint, appid: str) -> None:
    """45009 when the day's calls are gone, 45011 when the minute's are. That refused calls do not count is inferred."""
    path, quotas = call.request.path, call.state.quotas
    if endpoint.daily_limit is not None and quotas.used(appid, path, call.now) >= endpoint.daily_limit:
        raise Refusal(45009)
    if endpoint.per_minute is not None and not quotas.take_minute(appid, path, call.now, endpoint.per_minute):
        raise Refusal(45011)


def _wecom(path: str) -> bool:
    endpoint = table().get(path)
    return endpoint is not None and endpoint.host == "qyapi"


def _tail(call: Call, refusal: Refusal) -> tuple[str | None, str]:
    """The rid of a refusal, if it has one, and what follows its text."""
    request, state = call.request, call.state
    if _wecom(request.path):
        # Digits that begin with the time (memory).
        hint = f"{int(state.shown_now())}{state.dice.number(10**13, 10**14 - 1)}"
        return None, wecom_suffix(refusal.errcode, request.client_ip, hint)
    rid, req_id = state.rid(), f"{state.dice.url_safe(10)}-{state.dice.url_safe(5)}"
    style = state.switches.suffix
    return (rid if style != "old" else None), suffix(request.path, rid, req_id, style, refusal.request_ip)


def _endpoint(call: Call, appid: str | None) -> Endpoint:
    """The endpoint, if path, scheme and verb are right."""
    request = call.request
    endpoint = table().get(request.path)
    if endpoint is None or not _of_host(endpoint, request):
        raise Refusal(40066)
    app = call.state.apps.get(appid) if appid is not None else None
    if app is not None and app.require_https and request.scheme != "https":
        raise Refusal(43003)
    if endpoint.verb == "POST" and request.method != "POST":
        raise Refusal(43002)
    allowed = ("GET", "HEAD", "POST") if endpoint.verb == "query" else ("GET", "HEAD")
    if endpoint.verb != "POST" and request.method not in allowed:
        raise Refusal(43001)
    return endpoint


def _of_host(endpoint: Endpoint, request: SandboxRequest) -> bool:
    """Whether the host that was asked for has that path. On loopback there is one host for all of them."""
    host = (request.header("host") or "").partition(":")[0].lower()
    return host not in WECHAT_HOSTS or host.startswith("qyapi.") == (endpoint.host == "qyapi")


def _response(now: float, status: int, content_type: str, body: bytes, more: Headers = ()) -> SandboxResponse:
    headers = (("Date", http_date(now)), ("Content-Type", content_type), ("Content-Length", str(len(body))), *more)
    return SandboxResponse(status, headers, body)


def _note(
    state: State,
    request: SandboxRequest,
    response: SandboxResponse,
    now: float,
    errcode: int | None,
    rid: str | None,
    appid: str | None,
) -> None:
    state.journal.add(
        journal.Entry(
            time=now,
            method=request.method,
            path=journal.cut_path(request.path),
            query=journal.cut_query(hide_in_query(request.query, state)),
            status=response.status,
            errcode=errcode,
            rid=rid,
            appid=appid,
            client_ip=request.client_ip,
            request_headers=journal.kept(request.headers),
            content_type=response.header("content-type") or "",
            delay_s=response.delay_s,
            request_body=hide_in_body(journal.cut(request.body), state),
            response_body=journal.cut(response.body),
        )
    )
