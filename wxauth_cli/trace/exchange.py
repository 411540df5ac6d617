"""A captured request that was understood -> an exchange of the model, and the marks by which it is known again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from wxauth_cli.core.errmsg import WechatError, read_error
from wxauth_cli.core.model import Exchange, HttpRequest, HttpResponse, Leg, Outcome, OutcomeKind, Sent, Timing
from wxauth_cli.core.secret import HIDDEN, Secret, SecretKind
from wxauth_cli.trace.steps import ENDPOINTS, Understood, own_token

NOT_RECORDED = "answer-not-recorded"
"""Error word of an exchange whose answer the input does not show: nothing is known of how it ended."""

# What browsers and proxies say where no answer came, and how far the request had got then.
_FAILURES: tuple[tuple[re.Pattern[str], str, Sent], ...] = tuple(
    (re.compile(pattern, re.I), word, sent)
    for pattern, word, sent in (
        (r"NAME_NOT_RESOLVED|ENOTFOUND|EAI_AGAIN|UnknownHost|getaddrinfo|resolve", "network-dns", Sent.NOTHING),
        (r"CONNECTION_REFUSED|ECONNREFUSED|refused", "network-refused", Sent.NOTHING),
        (r"PROXY|TUNNEL", "network-proxy", Sent.NOTHING),
        (r"SSL|CERT|TLS|handshake|PKIX", "network-tls", Sent.NOTHING),
        (r"CONNECTION_TIMED_OUT|ETIMEDOUT|TIMED?[_ ]?OUT", "network-timeout", Sent.WHOLE),
        (r"RESET|ECONNRESET|EPIPE", "network-reset", Sent.WHOLE),
        (r"EMPTY_RESPONSE|CLOSED|hang up|ABORTED|cancel", "network-closed", Sent.WHOLE),
        (r"DISCONNECTED|UNREACHABLE|EHOSTUNREACH|ENETUNREACH", "network-unreachable", Sent.NOTHING),
    )
)
_SECRET_FIELDS = {
    "session_key": SecretKind.SESSION_KEY,
    "access_token": SecretKind.ACCESS_TOKEN,
    "component_access_token": SecretKind.ACCESS_TOKEN,
    "purePhoneNumber": SecretKind.PHONE,
    "phoneNumber": SecretKind.PHONE,
}
_PLAIN_FIELDS = ("openid", "unionid", "expires_in", "countryCode")


@dataclass(frozen=True, slots=True)
class Marks:
    """By what an exchange is known again: values in clear, never shown."""

    code: str = ""
    token: str = ""
    """What the client carried."""
    issued: str = ""
    """The backend's token that the answer brought."""
    openid: str = ""
    appid: str = ""
    appsecret: str = ""
    session_key: str = ""
    access_token: str = ""
    body: str = ""
    """Hash of method, path and body, "" where the input shows no body."""


def exchange_of(item: Understood) -> tuple[Exchange, Marks]:
    """The exchange and its marks."""
    captured = item.captured
    marks = _marks(item)
    response = None
    status = status_of(item)
    if status is not None:
        response = HttpResponse(status, captured.response_headers, captured.response_body.data, captured.http_version)
    phases = captured.phases_ms
    exchange = Exchange(
        step=item.step,
        leg=item.leg,
        endpoint=item.endpoint,
        request=HttpRequest(captured.method, captured.url, captured.request_headers, captured.request_body.data),
        response=response,
        timing=Timing(
            captured.started_at or 0.0,
            captured.total_ms,
            phases.get("dns"),
            phases.get("connect"),
            phases.get("tls"),
            phases.get("first_byte"),
        ),
        outcome=_outcome(item),
        learnt=_learnt(item, marks),
    )
    return exchange, marks


def status_of(item: Understood) -> int | None:
    """The answer's status. A log that has the body and no status tells of an answer that was read: 200."""
    captured = item.captured
    if captured.status is None and captured.response_body.data and captured.server_side:
        return 200
    return captured.status


def _answer(item: Understood) -> Mapping[str, object]:
    return item.answer if isinstance(item.answer, dict) else {}


def _marks(item: Understood) -> Marks:
    answer = _answer(item)
    given = item.given
    wechat = item.leg is Leg.BACKEND_WECHAT
    key, token = _clear(answer.get("session_key")), _clear(answer.get("access_token")) if wechat else ""
    issued = own_token(answer) if not wechat and item.step in (2, 5) else ""
    openid = _clear(answer.get("openid")) or _clear(given.get("openid"))
    if not openid and not wechat:
        inner = answer.get("data")
        openid = _clear(inner.get("openid")) if isinstance(inner, dict) else ""
    body = item.captured.request_body.data
    return Marks(
        code=item.code,
        token=item.token if not wechat and HIDDEN not in item.token else "",
        issued=issued,
        openid=openid,
        appid=_clear(given.get("appid")) or item.referer_appid,
        appsecret=_clear(given.get("secret")) if wechat or item.endpoint in _WECHAT_NAMES else "",
        session_key=key,
        access_token=_clear(given.get("access_token")) or token,
        body=hashlib.sha256(body).hexdigest()[:16] if body else "",
    )


def _clear(value: object) -> str:
    return value if isinstance(value, str) and HIDDEN not in value and len(value) <= 4096 else ""


def _outcome(item: Understood) -> Outcome:
    captured = item.captured
    own = _own_outcome(item)
    if own is not None:
        return own
    status = status_of(item)
    if status is None:
        text = captured.failure or ""
        if text:
            for pattern, word, sent in _FAILURES:
                if pattern.search(text):
                    return Outcome(OutcomeKind.TRANSPORT, sent, word)
            return Outcome(OutcomeKind.TRANSPORT, Sent.WHOLE, "network-closed")
        # A proxy or browser that saw no answer says so with status 0; a log line without one says nothing.
        word = NOT_RECORDED if captured.server_side else "network-closed"
        return Outcome(OutcomeKind.TRANSPORT, Sent.WHOLE, word)
    error = _error_of(item)
    if error is not None:
        rid = error.rid.text if error.rid else None
        return Outcome(OutcomeKind.WECHAT, Sent.WHOLE, None, error.errcode, error.errmsg, rid)
    if status >= 400:
        return Outcome(OutcomeKind.HTTP, Sent.WHOLE, "http-status")
    if item.leg is Leg.BACKEND_WECHAT and not isinstance(item.answer, dict):
        # That HTTP went well says nothing about a call whose errors come with status 200.
        body = captured.response_body
        known = bool(body.data) and body.note is None
        return Outcome(OutcomeKind.HTTP, Sent.WHOLE, "not-json" if known else NOT_RECORDED)
    return Outcome(OutcomeKind.FINE)


def _error_of(item: Understood) -> WechatError | None:
    answer = _answer(item)
    if not answer:
        return None
    if item.leg is Leg.BACKEND_WECHAT or item.endpoint in _WECHAT_NAMES:
        return read_error(answer)
    # A backend may hand WeChat's error through. Its own numbers have the same field names, so the text has to prove it.
    for place in (answer, answer.get("data"), answer.get("error")):
        error = read_error(place) if isinstance(place, dict) else None
        if error is not None and (error.rid is not None or (error.errcode >= 40001 and _is_wechats(error))):
            return error
    return None


def _is_wechats(error: WechatError) -> bool:
    from wxauth_cli.knowledge.errcodes import match_errmsg

    return any(entry.code == error.errcode for entry in match_errmsg(error.message)) if error.message else False


_WECHAT_NAMES = frozenset(name for name, _ in ENDPOINTS.values())


def _own_outcome(item: Understood) -> Outcome | None:
    """The outcome that wxauth wrote; errmsg and rid would be lost where the body was masked."""
    outcome = item.captured.extra.get("outcome")
    if not isinstance(outcome, Mapping):
        return None
    try:
        kind, sent = OutcomeKind(outcome.get("kind")), Sent(outcome.get("sent"))
    except ValueError:
        return None
    errcode = outcome.get("errcode")
    texts = [
        value if isinstance(value, str) else None for value in (outcome.get(n) for n in ("error_code", "errmsg", "rid"))
    ]
    number = errcode if isinstance(errcode, int) and not isinstance(errcode, bool) else None
    if texts[0] is not None and not re.fullmatch(r"[a-z0-9-]{1,60}", texts[0]):
        return None
    return Outcome(kind, sent, texts[0], number, texts[1], texts[2])


def _learnt(item: Understood, marks: Marks) -> dict[str, object]:
    answer = _answer(item)
    found: dict[str, object] = {}
    if not answer and not marks.openid:
        return found
    if item.leg is Leg.BACKEND_WECHAT:
        info = answer.get("phone_info")
        for place in (answer, info if isinstance(info, dict) else {}):
            for name in _PLAIN_FIELDS:
                value = place.get(name)
                if isinstance(value, (str, int)) and not isinstance(value, bool) and name not in found:
                    found[name] = value if isinstance(value, int) else value[:200]
            for name, kind in _SECRET_FIELDS.items():
                value = place.get(name)
                if isinstance(value, str) and value and name not in found:
                    found[name] = Secret(value, kind) if HIDDEN not in value else value
        if "purePhoneNumber" in found:
            found.pop("phoneNumber", None)
        return found
    if marks.issued:
        found["token"] = Secret(marks.issued, SecretKind.JWT)
    if marks.openid and item.step in (2, 5):
        found["openid"] = marks.openid
    key = answer.get("session_key") or answer.get("sessionKey")
    if isinstance(key, str) and key and HIDDEN not in key:
        found["session_key"] = Secret(key, SecretKind.SESSION_KEY)
    return found
