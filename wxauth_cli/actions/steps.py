"""The requests of a run as `data.steps` has them: what was called, how far it came, how long it took."""

from __future__ import annotations

from wxauth_cli.core.model import Exchange, Flow, OutcomeKind, Sent, Timing
from wxauth_cli.core.rid import parse_rid

ONE_TIME = frozenset({"code2Session", "thirdpartyCode2Session", "WeCom miniprogram jscode2session", "getPhoneNumber"})
"""Endpoints that take a code which can be used once."""
_BUSY = -1


def steps_of(flow: Flow) -> list[dict[str, object]]:
    """One object for each request, in order; times in milliseconds, null where a part was not reached."""
    return [_step(item) for item in flow.exchanges]


def _step(item: Exchange) -> dict[str, object]:
    timing, outcome = item.timing, item.outcome
    step: dict[str, object] = {
        "step": item.step,
        "leg": item.leg.value,
        "endpoint": item.endpoint,
        "status": item.response.status if item.response else None,
        "errcode": 0 if outcome.kind is OutcomeKind.FINE else outcome.errcode,
    }
    if outcome.errmsg is not None:
        step["errmsg"] = outcome.errmsg
    rid = parse_rid(outcome.rid or "")
    if rid is not None:
        step["rid"] = rid.text
        step["rid_time"] = rid.time
    step["error"] = outcome.error_code
    step["reached"] = reached(item)
    if item.endpoint in ONE_TIME and (outcome.error_code is not None or outcome.errcode == _BUSY):
        step["code_may_be_used"] = outcome.sent is not Sent.NOTHING
    step["started_at"] = round(timing.started_at, 3)
    for name in ("dns_ms", "connect_ms", "tls_ms", "first_byte_ms"):
        value = getattr(timing, name)
        step[name] = None if value is None else round(value, 1)
    step["elapsed_ms"] = round(timing.total_ms, 1)
    return step


def reached(item: Exchange) -> str:
    """How far a request came: `nothing`, `dns`, `connect`, `tls`, `partly-sent`, `sent` or `answered`."""
    if item.response is not None:
        return "answered"
    if item.outcome.sent is not Sent.NOTHING:
        return "sent" if item.outcome.sent is Sent.WHOLE else "partly-sent"
    timing: Timing = item.timing
    for name, value in (("tls", timing.tls_ms), ("connect", timing.connect_ms), ("dns", timing.dns_ms)):
        if value is not None:
            return name
    return "nothing"


def elapsed_ms(flow: Flow) -> int:
    """From the beginning of the first request to the end of the last, in milliseconds."""
    if not flow.exchanges:
        return 0
    begin = min(item.timing.started_at for item in flow.exchanges)
    end = max(item.timing.started_at + item.timing.total_ms / 1000 for item in flow.exchanges)
    return round((end - begin) * 1000)
