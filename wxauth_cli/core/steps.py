"""A flow as `steps[]` of the JSON document."""

from __future__ import annotations

from wxauth_cli.core.model import Event, Exchange, Flow


def steps_of(flow: Flow) -> list[dict[str, object]]:
    """What was done, in the order in which it began: an exchange with status, errcode and milliseconds, or an event.

    `learnt` holds the platform's own field names; secrets in it are `Secret` and masked by the converter.
    """
    return [_step(item) for item in flow.items]


def _step(item: Exchange | Event) -> dict[str, object]:
    step: dict[str, object] = {"step": item.step, "leg": item.leg.value}
    if isinstance(item, Event):
        return {**step, "event": item.what, "learnt": dict(item.learnt)}
    return {
        **step,
        "endpoint": item.endpoint,
        "status": item.response.status if item.response else None,
        "errcode": item.outcome.errcode,
        "error_code": item.outcome.error_code,
        "elapsed_ms": round(item.timing.total_ms, 3),
        "learnt": dict(item.learnt),
    }
