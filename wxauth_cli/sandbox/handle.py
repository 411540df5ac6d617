"""The one function that answers for WeChat."""

from __future__ import annotations

import time

from wxauth_cli.sandbox import journal
from wxauth_cli.sandbox.endpoints import Endpoint, table
from wxauth_cli.sandbox.endpoints.call import Call, json_object
from wxauth_cli.sandbox.errors import Refusal, suffix
from wxauth_cli.sandbox.faults import Fault, FaultKind
from wxauth_cli.sandbox.foreign import hide_in_body, hide_in_query
from wxauth_cli.sandbox.messages import SandboxRequest, SandboxResponse
from wxauth_cli.sandbox.mint import dump
from wxauth_cli.sandbox.state import State

JSON_TYPE = "application/json; encoding=utf-8"
SNS_TYPE = "text/plain"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PROXY_PAGE = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)
_OWN_COUNTERS = frozenset({"/cgi-bin/token", "/cgi-bin/stable_token"})


def handle(request: SandboxRequest, state: State) -> SandboxResponse:
    """Answer one call of the public API, and note it in the journal. Business errors are HTTP 200."""
    with state.lock:
        now = state.now()
        appid = appid_of(request, state)
        fault = state.faults.take(request.path, appid)
        if fault is not None and fault.kind is FaultKind.HTML502:
            response = _response(now, 502, "text/html", _PROXY_PAGE)
            _note(state, request, response, now, None, None, appid)
            return response
        errcode, rid, body = _answer(Call(request, state, now), appid, fault)
        content_type = SNS_TYPE if request.path.startswith("/sns/") else JSON_TYPE
        if fault is not None and fault.kind is FaultKind.CONTENT_TYPE:
            content_type = fault.value
        delay_s = fault.delay_s if fault is not None else 0.0
        response = _response(now, 200, content_type, body, delay_s)
        _note(state, request, response, now, errcode, rid, appid)
        return response


def appid_of(request: SandboxRequest, state: State) -> str | None:
    """Whose call it is: the owner of the access_token, else the appid of the query, else that of a JSON body."""
    # code2Session and /cgi-bin/token do not look at a token.
    if not request.path.startswith("/sns/") and request.path not in _OWN_COUNTERS:
        owner = state.tokens.owner(request.parameter("access_token"))
        if owner is not None:
            return owner
    appid = request.parameter("appid")
    if appid:
        return appid
    if request.path == "/cgi-bin/stable_token":
        named = (json_object(request.body) or {}).get("appid")
        return named if isinstance(named, str) and named else None
    return None


def http_date(now: float) -> str:
    """A `Date` header: the sandbox's time, so that it fits the rids and codes beside it."""
    # 253402300799 is the end of the year 9999.
    at = time.gmtime(max(0, min(int(now), 253402300799)))
    return (
        f"{_DAYS[at.tm_wday]}, {at.tm_mday:02d} {_MONTHS[at.tm_mon - 1]} {at.tm_year:04d} "
        f"{at.tm_hour:02d}:{at.tm_min:02d}:{at.tm_sec:02d} GMT"
    )


def _answer(call: Call, appid: str | None, fault: Fault | None) -> tuple[int, str | None, bytes]:
    request, state = call.request, call.state
    rid = None
    try:
        if fault is not None and fault.kind is FaultKind.ERRCODE:
            raise Refusal(fault.errcode)
        endpoint = _endpoint(call, appid)
        value = endpoint.answer(call)
        errcode = 0
        if appid is not None and endpoint.daily_limit is not None and request.path not in _OWN_COUNTERS:
            state.quotas.take(appid, request.path, call.now, daily=endpoint.daily_limit)
    except Refusal as refusal:
        errcode = refusal.errcode
        rid, req_id = state.rid(), f"{state.dice.url_safe(10)}-{state.dice.url_safe(5)}"
        style = state.switches.suffix
        tail = suffix(request.path, rid, req_id, style)
        value = {"errcode": errcode, "errmsg": refusal.text + tail}
        rid = rid if style != "old" else None
    text = dump(value)
    app = state.apps.get(appid) if appid is not None else None
    if app is not None and app.escape_slashes:
        text = text.replace("/", "\\/")
    return errcode, rid, text.encode("utf-8", "replace")


def _endpoint(call: Call, appid: str | None) -> Endpoint:
    """The endpoint, if path, scheme and verb are right."""
    request = call.request
    endpoint = table().get(request.path)
    if endpoint is None:
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


def _response(now: float, status: int, content_type: str, body: bytes, delay_s: float = 0.0) -> SandboxResponse:
    headers = (("Date", http_date(now)), ("Content-Type", content_type), ("Content-Length", str(len(body))))
    return SandboxResponse(status, headers, body, delay_s)


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
            path=request.path,
            query=hide_in_query(request.query, state),
            status=response.status,
            errcode=errcode,
            rid=rid,
            appid=appid,
            client_ip=request.client_ip,
            request_body=hide_in_body(journal.cut(request.body), state),
            response_body=journal.cut(response.body),
        )
    )
