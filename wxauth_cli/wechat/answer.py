"""What an answer of WeChat's API says, by its content: its Content-Type is wrong on half of the endpoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wxauth_cli.core.errmsg import errcode_of, read_error
from wxauth_cli.core.gate import clean
from wxauth_cli.core.model import HttpResponse, Outcome, OutcomeKind, Sent
from wxauth_cli.core.redact import redact_text
from wxauth_cli.core.secret import Secret
from wxauth_cli.core.strict_json import StrictJsonError, loads
from wxauth_cli.wechat.endpoints import SECRET_FIELDS, Endpoint

SHOWN = 80
"""Characters of a foreign answer that are shown."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Answer:
    """An answer as it was understood."""

    outcome: Outcome
    learnt: Mapping[str, object] = field(default_factory=dict)


def read(response: HttpResponse, endpoint: Endpoint, sent: Sent) -> Answer:
    """The outcome and what was learnt. A redirect is refused whatever its body says; a missing errcode means 0."""
    if 300 <= response.status < 400:
        return _not(sent, "redirect-refused")
    body = response.body.removeprefix(_BOM)
    value: object = None
    fault: str | None = None
    try:
        value = loads(body)
    except StrictJsonError as exc:
        fault = _fault_of(exc, body)
    good = 200 <= response.status < 300
    if not isinstance(value, dict):
        return _not(sent, (fault or "not-wechat") if good else "http-status")
    error = read_error(value)
    if error is not None:
        # What a refusal must not have besides: then nobody can tell which half is true.
        if any(name in value for name in ("session_key", "access_token", "phone_info")) or _two_codes(value):
            return _not(sent, "conflicting-fields")
        rid = error.rid.text if error.rid else None
        return Answer(Outcome(OutcomeKind.WECHAT, sent, errcode=error.errcode, errmsg=error.errmsg, rid=rid))
    if not good:
        return _not(sent, "http-status")
    if _two_codes(value):
        return _not(sent, "conflicting-fields")
    if ("errcode" in value or "errCode" in value) and errcode_of(value) is None:
        return _not(sent, "not-wechat")
    learnt = _learn(value, endpoint)
    if learnt is None:
        return _not(sent, "not-wechat")
    return Answer(Outcome(OutcomeKind.FINE, sent), learnt)


def _not(sent: Sent, code: str) -> Answer:
    return Answer(Outcome(OutcomeKind.HTTP, sent, code))


def _two_codes(value: Mapping[str, object]) -> bool:
    return (
        "errcode" in value
        and "errCode" in value
        and errcode_of({"errcode": value["errcode"]}) != errcode_of({"errcode": value["errCode"]})
    )


def _fault_of(exc: StrictJsonError, body: bytes) -> str:
    if exc.code == "empty" or not body.strip():
        return "empty-answer"
    if exc.code == "duplicate-key":
        return "conflicting-fields"
    # A text that begins like an object is WeChat's and came damaged; anything else is somebody else's.
    return "not-json" if body.lstrip()[:1] == b"{" and exc.code != "not-utf8" else "not-wechat"


def _learn(value: Mapping[str, object], endpoint: Endpoint) -> dict[str, object] | None:
    fields = value.get(endpoint.within) if endpoint.within else value
    if not isinstance(fields, dict):
        return None
    learnt: dict[str, object] = {}
    for name, kind in endpoint.needs:
        found = fields.get(name)
        if name not in fields or not _is(found, kind) or found == "":
            return None
        if kind is not object or name != "errcode":
            learnt[name] = _guarded(name, found)
    for name, kind in endpoint.may_have:
        found = fields.get(name)
        if _is(found, kind) and found != "":
            learnt[name] = _guarded(name, found)
    return learnt


def _is(value: object, kind: type) -> bool:
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


def _guarded(name: str, value: object) -> object:
    kind = SECRET_FIELDS.get(name)
    return Secret(value, kind) if kind is not None and isinstance(value, str) else value


def beginning(response: HttpResponse | None) -> str:
    """The first 80 characters of an answer, redacted and safe to show; "" if there are none."""
    if response is None:
        return ""
    head = response.body.removeprefix(_BOM)[:2000]
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as exc:
        # Cut in the middle of a character, or the GB18030 that Chinese portals speak.
        text = head[: exc.start].decode() if exc.start > len(head) - 4 else head.decode("gb18030", "replace")
    shown = clean(" ".join(redact_text(text).split()))
    return shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
