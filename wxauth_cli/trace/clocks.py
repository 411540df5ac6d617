"""Clocks of several inputs brought together: by the requests that both show, else by the answers' Date headers.

Times without a zone are placed by what answers tell: Date headers, the time in a rid, the `iat` of a token.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import replace
from statistics import median

from wxauth_cli.core.jwt import unsafe_decode
from wxauth_cli.core.model import Leg
from wxauth_cli.core.rid import parse_rid
from wxauth_cli.trace.collect import Input, Seen
from wxauth_cli.trace.times import EARLIEST, LATEST

ZONE_STEP_S = 900
"""Zones lie a quarter of an hour apart; what is left over is the clock's own error."""
LARGEST_ZONE_S = 14 * 3600
MAX_TOKENS = 20
DATE_RESOLUTION_S = 1.0
STEADY_S = 2.0
"""How far apart the differences of single requests may lie when only their order says that they are the same."""


def path_of(seen: Seen) -> str:
    """The path of its URL, without what follows."""
    url = seen.exchange.request.url
    rest = url.split("://", 1)[-1] if "://" in url else url
    path = rest.partition("?")[0].partition("#")[0]
    return path if path.startswith("/") else "/" + path.partition("/")[2]


def keys_of(seen: Seen) -> Iterator[tuple[int, Hashable]]:
    """By what the same request can be known again in another input: how weak a key is (0 best), and the key."""
    exchange, marks = seen.exchange, seen.marks
    leg, method = exchange.leg, exchange.request.method
    if marks.code:
        yield 0, ("code", leg, marks.code)
    if marks.body:
        # A reverse proxy may take off the beginning of a path, hardly ever its end.
        yield 1, ("body", method, path_of(seen).rsplit("/", 1)[-1], marks.body)
    if marks.token:
        yield 2, ("token", method, path_of(seen), marks.token)
    status = exchange.response.status if exchange.response is not None else None
    place = path_of(seen) if leg is not Leg.BACKEND_WECHAT else exchange.endpoint
    yield 3, ("path", method, place, status)
    yield 4, ("place", method, place)


def align(inputs: list[Input]) -> None:
    """Move the times of every input onto the clock of one of them; what was added, and why, is noted on each."""
    timed = [item for item in inputs if item.timed]
    if not timed:
        return
    placed_in_zone = {id(item) for item in timed if item.zoned or _place(item)}
    errors = {id(item): _date_error(item) for item in timed}
    reference = min(timed, key=lambda item: (not item.zoned, errors[id(item)] is None, inputs.index(item)))
    if not reference.offset_s:
        reference.offset_from = "reference"
    placed = [reference]
    for item in timed:
        if item is reference:
            continue
        found = next((pair for other in placed if (pair := common_offset(other, item)) is not None), None)
        if found is not None:
            _shift(item, found[0], "common-requests", found[1])
        else:
            mine = errors[id(item)] or ((0.0, 0) if item.server_side else None)
            if id(item) in placed_in_zone or (mine is not None and mine[1]):
                _by_dates(item, reference, mine, errors[id(reference)])
            else:
                item.offset_from = "none"
        placed.append(item)


def _place(item: Input) -> bool:
    """Read its times in the zone in which they were written; whether answers in it tell which."""
    error, source = _date_error(item), "dates"
    if error is None:
        error, source = _told_error(item), "told-times"
    if error is None:
        return False
    zone = -round(error[0] / ZONE_STEP_S) * ZONE_STEP_S
    if abs(zone) > LARGEST_ZONE_S:
        return False
    _shift(item, float(zone), source if zone else "none", error[1])
    return True


def _told_error(item: Input) -> tuple[float, int] | None:
    """How far its times are ahead of those in WeChat's rids, else of those at which its tokens were issued."""
    rids: list[float] = []
    tokens: list[float] = []
    for seen in item.seen:
        if not seen.timed:
            continue
        over = seen.exchange.timing.started_at + seen.exchange.timing.total_ms / 1000
        rid = parse_rid(seen.exchange.outcome.rid) if seen.exchange.outcome.rid else None
        if rid is not None:
            rids.append(over - rid.time)
        elif seen.marks.issued.count(".") == 2 and len(tokens) < MAX_TOKENS:
            issued = (unsafe_decode(seen.marks.issued).claims or {}).get("iat")
            if isinstance(issued, (int, float)) and EARLIEST < issued < LATEST:
                tokens.append(over - issued)
    told = rids or tokens
    return (median(told), len(told)) if told else None


def _by_dates(item: Input, reference: Input, mine: tuple[float, int] | None, theirs: tuple[float, int] | None) -> None:
    # A server's log is written by the clock that its Date headers show.
    if theirs is None and reference.server_side:
        theirs = (0.0, 0)
    if mine is None or theirs is None or mine[1] + theirs[1] == 0:
        item.offset_from = "none"
        return
    offset = theirs[0] - mine[0]
    _shift(item, offset if abs(offset) > DATE_RESOLUTION_S else 0.0, "dates", mine[1] + theirs[1])


def _date_error(item: Input) -> tuple[float, int] | None:
    """How far its clock is ahead of the answering servers', and from how many answers that was read."""
    errors = [
        # A Date is cut to whole seconds; it is written about when the answer begins.
        seen.exchange.timing.started_at + seen.exchange.timing.total_ms / 1000 - (seen.date + 0.5)
        for seen in item.seen
        if seen.timed and seen.date is not None
    ]
    return (median(errors), len(errors)) if errors else None


def common_offset(reference: Input, item: Input) -> tuple[float, int] | None:
    """What to add to the times of `item`, and from how many common requests that was read."""
    for strong in (True, False):
        differences = list(_differences(reference, item, strong=strong))
        if not differences:
            continue
        middle = median(differences)
        if strong or (len(differences) > 1 and max(abs(value - middle) for value in differences) <= STEADY_S):
            return middle, len(differences)
    return None


def _differences(reference: Input, item: Input, *, strong: bool) -> Iterator[float]:
    ours, theirs = (_groups(side, strong=strong) for side in (reference, item))
    for key, group in ours.items():
        other = theirs.get(key, [])
        # As often here as there: the first is the first. Otherwise it is not known which is which.
        if len(group) == len(other):
            yield from (
                a.exchange.timing.started_at - b.exchange.timing.started_at for a, b in zip(group, other, strict=True)
            )


def _groups(item: Input, *, strong: bool) -> dict[Hashable, list[Seen]]:
    groups: dict[Hashable, list[Seen]] = defaultdict(list)
    for seen in item.seen:
        if not seen.timed:
            continue
        for weakness, key in keys_of(seen):
            if (weakness < 3) == strong:
                groups[key].append(seen)
                break
    return groups


def _shift(item: Input, offset: float, source: str, pairs: int) -> None:
    # Below a tenth of a second it is the way that the request took, not the clock.
    offset = round(offset, 3) if abs(offset) >= 0.1 else 0.0
    item.offset_s = round(item.offset_s + offset, 3)
    item.offset_from, item.offset_pairs = source, pairs
    if offset:
        item.events = [replace(event, at=event.at + offset) for event in item.events]
        item.seen = [_moved(seen, offset) if seen.timed else seen for seen in item.seen]


def _moved(seen: Seen, offset: float) -> Seen:
    timing = seen.exchange.timing
    return replace(seen, exchange=replace(seen.exchange, timing=replace(timing, started_at=timing.started_at + offset)))
