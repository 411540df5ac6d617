"""The same request seen in two inputs, or listed twice in one, is one request."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import fields, replace

from wxauth_cli.core.model import Exchange, Leg
from wxauth_cli.trace.clocks import keys_of
from wxauth_cli.trace.collect import Input, Seen
from wxauth_cli.trace.exchange import NOT_RECORDED, Marks

NEAR_S = 2.5
"""How far apart two sights of one request may lie on one clock: logs write whole seconds, and when it ends."""

EARLIER_S = 0.5
"""How much earlier one of two sights may begin, on clocks that were brought together."""


def merged(inputs: list[Input]) -> list[Seen]:
    """The requests of all inputs, each once, in the order in which they began."""
    kept: list[Seen] = []
    for item in inputs:
        listed = _listed_once(item)
        kept = _with(kept, listed) if kept else listed
    order = {id(seen): number for number, seen in enumerate(kept)}
    # What has no time keeps its place behind the one before it.
    last = 0.0
    when: dict[int, float] = {}
    for seen in kept:
        last = seen.exchange.timing.started_at if seen.timed else last
        when[id(seen)] = last

    def place(seen: Seen) -> tuple[float, bool, int]:
        # In the same millisecond, what goes on inside comes second. Whole seconds say nothing of that.
        inside = seen.exchange.leg is Leg.BACKEND_WECHAT and when[id(seen)] % 1 > 0
        return when[id(seen)], inside, order[id(seen)]

    return sorted(kept, key=place)


def _listed_once(item: Input) -> list[Seen]:
    """The requests of one capture, each once: joined captures list the entries of both.

    Whoever sends a request again does it at another time: one and the same entry has the same beginning to the
    millisecond, the same duration, request and answer. Lines of a log show too little of a request to tell.
    """
    if item.format != "har":
        return list(item.seen)
    kept: list[Seen] = []
    places: dict[Hashable, list[int]] = defaultdict(list)
    for seen in item.seen:
        timing, request = seen.exchange.timing, seen.exchange.request
        exact = seen.timed and (timing.total_ms > 0 or timing.started_at % 1 > 0)
        key = (timing.started_at, timing.total_ms, request.method, request.url)
        same = [number for number in places[key] if _is_copy(kept[number], seen)] if exact else []
        if same:
            first = kept[same[0]]
            kept[same[0]] = replace(first, places=(*first.places, *seen.places))
        else:
            places[key].append(len(kept))
            kept.append(seen)
    return kept


def _is_copy(a: Seen, b: Seen) -> bool:
    mine, theirs = a.exchange, b.exchange
    return (mine.request, mine.response, mine.outcome) == (theirs.request, theirs.response, theirs.outcome)


def _with(kept: list[Seen], more: list[Seen]) -> list[Seen]:
    result = list(kept)
    free: dict[Hashable, list[int]] = defaultdict(list)
    for number, seen in enumerate(result):
        for _, key in keys_of(seen):
            free[key].append(number)
    for numbers in free.values():
        numbers.sort(key=lambda number: result[number].exchange.timing.started_at)
    taken: set[int] = set()
    for seen in more:
        same = _same(seen, result, free, taken)
        if same is None:
            result.append(seen)
        else:
            taken.add(same)
            result[same] = one_of(result[same], seen)
    return result


def _same(seen: Seen, kept: list[Seen], free: dict[Hashable, list[int]], taken: set[int]) -> int | None:
    """Which of the kept requests this one is: the nearest in time that shares the best key, and contradicts nothing."""

    def when(number: int) -> float:
        return kept[number].exchange.timing.started_at

    for _, key in keys_of(seen):
        numbers = free.get(key, [])
        best: tuple[float, int] | None = None
        at = seen.exchange.timing.started_at
        # Only what lies near has to be looked at, however often a path was called.
        start = (
            bisect_left(numbers, at - 120, key=lambda number: kept[number].exchange.timing.started_at)
            if seen.timed
            else 0
        )
        for number in numbers[start:]:
            other = kept[number]
            distance = abs(other.exchange.timing.started_at - at) if seen.timed and other.timed else 0.0
            if seen.timed and other.timed and other.exchange.timing.started_at - at > 120:
                break
            reach = NEAR_S + max(seen.exchange.timing.total_ms, other.exchange.timing.total_ms) / 1000
            if number in taken or distance > reach or _contradict(seen, other):
                continue
            if best is None or distance < best[0]:
                best = distance, number
            if not seen.timed:
                break
        if best is not None:
            return best[1]
    return None


def _contradict(a: Seen, b: Seen) -> bool:
    if {place.source for place in a.places} & {place.source for place in b.places}:
        return True  # twice in one capture is twice
    if a.exchange.leg is not b.exchange.leg or a.exchange.request.method != b.exchange.request.method:
        return True
    for name in ("code", "token", "body"):
        mine, theirs = getattr(a.marks, name), getattr(b.marks, name)
        if mine and theirs and mine != theirs and name != "body":
            return True
    mine, theirs = a.exchange.response, b.exchange.response
    return mine is not None and theirs is not None and mine.status != theirs.status


def one_of(a: Seen, b: Seen) -> Seen:
    """Two sights of one request, put together: the fuller one, with what only the other shows."""
    full, other = (a, b) if _fullness(a.exchange) >= _fullness(b.exchange) else (b, a)
    exchange, more = full.exchange, other.exchange
    request = exchange.request
    request = replace(
        request,
        url=request.url if "://" in request.url or "://" not in more.request.url else more.request.url,
        headers=request.headers or more.request.headers,
        body=request.body or more.request.body,
    )
    response = exchange.response or more.response
    if response is not None and not response.body and more.response is not None:
        response = replace(response, body=more.response.body, headers=response.headers or more.response.headers)
    outcome = exchange.outcome
    if outcome.error_code == NOT_RECORDED or (response is not None and exchange.response is None):
        outcome = more.outcome
    timing = exchange.timing if full.timed else more.timing
    if full.timed and other.timed and more.timing.started_at % 1 > 0:
        # Whoever saw it first is right: what it caused cannot have been before it. Whole seconds were cut.
        earlier = timing.started_at - more.timing.started_at
        timing = replace(timing, started_at=more.timing.started_at) if 0 < earlier <= EARLIER_S else timing
    if not timing.total_ms and more.timing.total_ms:
        timing = replace(timing, total_ms=more.timing.total_ms)
    return replace(
        full,
        exchange=replace(
            exchange,
            step=min(exchange.step, more.step) if exchange.step == 6 or more.step == 6 else exchange.step,
            request=request,
            response=response,
            outcome=outcome,
            timing=timing,
            learnt={**more.learnt, **exchange.learnt},
        ),
        marks=Marks(**{f.name: getattr(full.marks, f.name) or getattr(other.marks, f.name) for f in fields(Marks)}),
        places=tuple(sorted({*a.places, *b.places}, key=lambda place: (place.source, place.index))),
        timed=full.timed or other.timed,
        server_side=full.server_side and other.server_side,
        environment=full.environment or other.environment,
        notes=tuple(dict.fromkeys((*full.notes, *other.notes))),
        date=full.date if full.date is not None else other.date,
    )


def _fullness(exchange: Exchange) -> tuple[bool, bool, int]:
    response = exchange.response
    return (
        response is not None and bool(response.body),
        bool(exchange.request.body),
        len(exchange.request.headers) + (len(response.headers) if response else 0),
    )
