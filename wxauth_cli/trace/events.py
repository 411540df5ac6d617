"""Events of a HAR that wxauth wrote: what happened without HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from wxauth_cli.core.model import Event, Leg
from wxauth_cli.knowledge.texts import lookup
from wxauth_cli.trace.times import parse_time

MAX_EVENTS = 10_000


def read_events(value: object) -> list[Event]:
    """The sound ones among `log._wxauth.events`."""
    events = value.get("events") if isinstance(value, Mapping) else None
    if not isinstance(events, list):
        return []
    return [event for item in events[:MAX_EVENTS] if (event := _event(item)) is not None]


def _event(value: object) -> Event | None:
    if not isinstance(value, Mapping):
        return None
    step, what, learnt = value.get("step"), value.get("what"), value.get("learnt")
    moment = parse_time(value.get("startedDateTime"))
    if not isinstance(step, int) or isinstance(step, bool) or not 1 <= step <= 9 or moment is None:
        return None
    if not isinstance(what, str) or lookup(f"flow.event.{what}") is None:
        return None
    try:
        leg = Leg(value.get("leg"))
    except ValueError:
        return None
    known = learnt if isinstance(learnt, Mapping) else {}
    plain = {str(name)[:100]: item for name, item in known.items() if isinstance(item, (str, int, float))}
    return Event(step, leg, what, moment.at, plain)
