"""Times of log lines that were written when a request was over -> when it began."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from math import floor

from wxauth_cli.core.model import Leg
from wxauth_cli.trace.collect import Input, Seen
from wxauth_cli.trace.times import STAMPED

SLACK_S = 0.002
"""Milliseconds are rounded, and lines of threads may be written in another order than their times were taken."""
NEAR = 50
"""Requests that may be under way at once."""


def begin(inputs: list[Input]) -> None:
    """Give every request of a log the time at which it began, where its line bears another.

    A line that knows how long a request took was written when it was over, and most loggers stamp it then. Some write
    down when it began instead. A call to WeChat tells which: it lies inside the request that caused it.
    """
    for item in inputs:
        stamped = [seen for seen in item.seen if seen.timed and STAMPED in seen.notes]
        if stamped:
            ended = _ended(stamped)
            item.seen = [_begun(seen, ended=ended) for seen in item.seen]


def _ended(stamped: list[Seen]) -> bool:
    ends, beginnings = (_inside(stamped, ended=ended) for ended in (True, False))
    if ends != beginnings:
        return ends > beginnings
    times = [
        seen.exchange.timing.started_at
        for seen in sorted(stamped, key=lambda seen: [place.index for place in seen.places])
    ]
    return all(later >= earlier - SLACK_S for earlier, later in pairwise(times))


def _inside(stamped: list[Seen], *, ended: bool) -> int:
    """How many calls to WeChat lie inside a client's request if the stamps are ends, or beginnings."""
    spans = {Leg.CLIENT_BACKEND: [], Leg.BACKEND_WECHAT: []}  # type: dict[Leg, list[tuple[float, float]]]
    for seen in stamped:
        at, took = seen.exchange.timing.started_at, seen.exchange.timing.total_ms / 1000
        spans[seen.exchange.leg].append((at - took, at) if ended else (at, at + took))
    outer = sorted(spans[Leg.CLIENT_BACKEND])
    found = 0
    for start, end in spans[Leg.BACKEND_WECHAT]:
        last = bisect_right(outer, (start + SLACK_S, float("inf")))
        found += any(end <= other + SLACK_S for _, other in outer[max(0, last - NEAR) : last])
    return found


def _begun(seen: Seen, *, ended: bool) -> Seen:
    if STAMPED not in seen.notes:
        return seen
    notes = tuple(note for note in seen.notes if note != STAMPED)
    timing = seen.exchange.timing
    if ended:
        took = timing.total_ms / 1000
        # Whole seconds were cut: the request may have ended almost one later.
        took = float(floor(took)) if timing.started_at == floor(timing.started_at) else took
        timing = replace(timing, started_at=timing.started_at - took)
    return replace(seen, notes=notes, exchange=replace(seen.exchange, timing=timing))
