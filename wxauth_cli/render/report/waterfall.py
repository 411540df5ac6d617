"""When each request ran and how long its parts took, as geometry: the template draws it.

Users wait between requests, so a true scale would show nothing but waiting: long idle times are folded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from wxauth_cli.core.text import Text
from wxauth_cli.render.report.svg import seconds

PHASES = ("dns", "connect", "tls", "wait", "receive")
FOLD_FROM = 0.3
"""An idle time is folded if it is longer than this part of all busy time."""
FOLDED = 0.1
"""What a folded one takes, as a part of all busy time."""
MOST_FOLDED = 0.4
"""What all folded ones take together at most, as a part of all busy time."""
MOST_FOLDS = 12
"""Folds that are drawn behind every row; of more, each row shows those beside it."""
SHORTEST_BUSY_S = 0.001


def waterfall(
    items: Sequence[dict[str, Any]], timings: Callable[[int], dict[str, Any]], failing: int | None
) -> dict[str, Any]:
    """Rows with bars, folds and ticks in per cent of the width. `timings` gives `timing_ms` of a request."""
    timed = [item for item in items if item["started_at"] is not None]
    spans = [_span(item) for item in timed]
    scale = _Scale(spans)
    return {
        "rows": [_row(item, timings(item["entry"]), scale, failing) for item in items],
        "folded": bool(scale.folds),
        "timed": bool(timed),
        "ticks": scale.ticks(),
        "phases": [name for name in PHASES if any(name in _phases(item, timings(item["entry"])) for item in items)],
    }


def _span(item: dict[str, Any]) -> tuple[float, float]:
    begin = item["started_at"]
    return begin, begin + max(item["elapsed_ms"] / 1000, SHORTEST_BUSY_S)


class _Scale:
    """Moments to per cent."""

    def __init__(self, spans: Sequence[tuple[float, float]]) -> None:
        self.busy: list[list[float]] = []
        for begin, end in sorted(spans):
            if self.busy and begin <= self.busy[-1][1]:
                self.busy[-1][1] = max(self.busy[-1][1], end)
            else:
                self.busy.append([begin, end])
        work = sum(end - begin for begin, end in self.busy)
        self.places: list[float] = []
        """Where each busy time begins, in drawn seconds."""
        self.folds: list[dict[str, Any]] = []
        idles = [begin - before[1] for before, (begin, _) in pairwise(self.busy)]
        count = sum(idle > FOLD_FROM * work for idle in idles)
        fold = min(FOLDED, MOST_FOLDED / max(count, 1)) * work
        at = 0.0
        for number, (begin, end) in enumerate(self.busy):
            if number:
                idle = idles[number - 1]
                folded = idle > FOLD_FROM * work
                width = fold if folded else idle
                if folded:
                    self.folds.append({"x": at, "width": width, "text": seconds(idle)})
                at += width
            self.places.append(at)
            at += end - begin
        self.whole = at or 1.0
        for drawn in self.folds:
            drawn["x"], drawn["width"] = self.per_cent(drawn["x"]), self.per_cent(drawn["width"])

    def per_cent(self, drawn: float) -> float:
        """Of drawn seconds."""
        return round(100 * drawn / self.whole, 3)

    def at(self, moment: float) -> float:
        """Where a moment inside a busy time stands, in per cent."""
        for place, (begin, end) in zip(reversed(self.places), reversed(self.busy), strict=True):
            if moment >= begin:
                return self.per_cent(place + min(moment, end) - begin)
        return 0.0

    def folds_at(self, x: float, end: float) -> list[dict[str, Any]]:
        """The folds to be drawn in the row of a bar from `x` to `end` per cent."""
        if len(self.folds) <= MOST_FOLDS:
            return self.folds
        return [fold for fold in self.folds if abs(fold["x"] + fold["width"] - x) < 0.01 or abs(fold["x"] - end) < 0.01]

    def ticks(self) -> list[dict[str, Any]]:
        """Moments to be written on the axis: where busy times begin, as far apart as words need."""
        found: list[dict[str, Any]] = []
        for place, (begin, _) in zip(self.places, self.busy, strict=True):
            x = self.per_cent(place)
            if (not found or x - found[-1]["x"] >= 16) and x <= 88:
                since = begin - self.busy[0][0]
                found.append({"x": x, "text": seconds(since) if since else Text("0", "0")})
        return found


def _phases(item: dict[str, Any], timing: dict[str, Any]) -> dict[str, float]:
    """Milliseconds of the measured parts; `wait` is all that is not known more closely."""
    total = float(item["elapsed_ms"])
    parts = {name: float(timing[name]) for name in ("dns", "connect", "tls") if timing.get(name)}
    rest = max(total - sum(parts.values()), 0.0)
    first = timing.get("first_byte")
    wait = rest if first is None else min(max(float(first), 0.0), rest)
    parts["wait"] = wait
    if rest - wait > 0:
        parts["receive"] = rest - wait
    return parts


def _row(item: dict[str, Any], timing: dict[str, Any], scale: _Scale, failing: int | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "entry": item["entry"],
        "leg": item["leg"],
        "what": item["endpoint"],
        "failed": item["failed"],
        "failing": item["entry"] == failing,
        "took": seconds(item["elapsed_ms"] / 1000) if item["elapsed_ms"] else None,
        "timed": item["started_at"] is not None,
        "bars": [],
        "folds": [],
        "x": 0.0,
    }
    if not row["timed"]:
        return row
    begin, end = _span(item)
    row["x"] = scale.at(begin)
    x, whole = row["x"], scale.at(end) - row["x"]
    phases = _phases(item, timing)
    total = sum(phases.values())
    for name in PHASES:
        if phases.get(name) and total:
            width = round(whole * phases[name] / total, 3)
            row["bars"].append({"phase": name, "x": round(x, 3), "width": width})
            x += width
    row["folds"] = scale.folds_at(row["x"], row["x"] + whole)
    return row
