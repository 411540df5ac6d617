"""The sequence diagram as geometry: the template draws it.

Places across are per cent, places down are pixels. So one drawing fits a phone and a wide screen with letters of the
same size, without a script and without scaling.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from wxauth_cli.core.columns import shortened
from wxauth_cli.core.text import Text
from wxauth_cli.render.report.both import EN, ZH, both
from wxauth_cli.render.sequence import BACKEND, CLIENT, WECHAT, answer_text, arrows, ends, parties

LANES = (14, 50, 86)
"""Where the three lifelines stand, in per cent of the width."""
HEAD = 52
ROW = 42
GAP_ROW = 30
MARK_ROW = 22
LONG_GAP_S = 1.0
WIDE, NARROW = 46, 38
"""Columns of a label on a wide screen, where it stands in its lane, and on a phone, where it may cross a lifeline."""


def sequence(items: Sequence[dict[str, Any]], failing: int | None) -> dict[str, Any]:
    """Lanes, groups (one for each request: its two arrows) and gaps, with their places.

    `slices`: the same once more for paper, cut into rows, because no browser breaks a page inside an SVG.
    """
    drawn: dict[int, dict[str, Any]] = {}
    gaps: list[dict[str, Any]] = []
    y = HEAD
    slices: list[dict[str, Any]] = []
    first = last = None
    for arrow in arrows(items, longest=len(items)):
        item = arrow.entry
        timed = item["started_at"] is not None
        top = y if slices else 0
        gap = None
        if timed and last is not None and arrow.at - last >= LONG_GAP_S:
            gap = {"y": y + GAP_ROW // 2 + 2, "text": both("report.gap", time=seconds(arrow.at - last))}
            gaps.append(gap)
            y += GAP_ROW
        if timed:
            last = arrow.at
            first = arrow.at if first is None else first
        group = drawn.setdefault(item["entry"], _group(item, failing))
        begin = y
        line = y + 28
        y += ROW
        since = f"+{arrow.at - first:.3f}" if timed and first is not None else ""
        group["arrows"].append(_arrow(item, line, since, answer=arrow.answer))
        if arrow.answer and group["failing"]:
            group["mark_y"] = y + 8
            y += MARK_ROW
        slices.append(_slice(top, begin, y, group, gap))
        _extend(group["bands"], begin, y)
        if not arrow.answer:
            group["bar_y"] = line
        group["bar_end"] = line
    _share_bars(slices, list(drawn.values()))
    return {
        "height": y + 18,
        "bottom": y + 10,
        "slices": slices,
        "lanes": [{"x": x, "text": Text(*names)} for x, *names in zip(LANES, parties(ZH), parties(EN), strict=True)],
        "groups": list(drawn.values()),
        "gaps": gaps,
    }


def _group(item: dict[str, Any], failing: int | None) -> dict[str, Any]:
    receiver = ends(item)[1]
    return {
        "entry": item["entry"],
        "failed": item["failed"],
        "failing": item["entry"] == failing,
        "bar_x": LANES[receiver],
        "arrows": [],
        "bands": [],
        "mark_y": None,
    }


def _slice(top: int, begin: int, end: int, group: dict[str, Any], gap: dict[str, Any] | None) -> dict[str, Any]:
    """One row of the drawing as a drawing of its own."""
    arrow = group["arrows"][-1]
    return {
        "y": top,
        "height": end - top,
        "band": {"y": begin, "height": end - begin},
        "group": group,
        "arrow": arrow,
        "gap": gap,
        "mark": arrow["answer"] and group["failing"],
        "bars": [],
    }


def _share_bars(slices: list[dict[str, Any]], groups: list[dict[str, Any]]) -> None:
    """Give each slice the requests that are under way in it."""
    tops = [one["y"] for one in slices]
    for group in groups:
        first, last = bisect_right(tops, group["bar_y"]) - 1, bisect_right(tops, group["bar_end"])
        for one in slices[first:last]:
            one["bars"].append(group)


def _extend(bands: list[dict[str, Any]], begin: int, end: int) -> None:
    """Add the rows from `begin` to `end` to what a request takes of the picture, joined where they touch."""
    if bands and bands[-1]["y"] + bands[-1]["height"] == begin:
        bands[-1]["height"] = end - bands[-1]["y"]
    else:
        bands.append({"y": begin, "height": end - begin})


def _arrow(item: dict[str, Any], y: int, since: str, *, answer: bool) -> dict[str, Any]:
    sender, receiver = ends(item)
    if answer:
        sender, receiver = receiver, sender
        text, wide, narrow = (
            Text(*(answer_text(item, t, room, " · ") for t in (ZH, EN))) for room in (0, WIDE, NARROW)
        )
    else:
        text = both("trace.sequence.request", entry=item["entry"], step=item["step"], what=item["endpoint"])
        wide = narrow = text
    direct = {sender, receiver} == {CLIENT, WECHAT}
    if direct and not answer:
        text = wide = Text(f"{text.zh} · {ZH('report.direct')}", f"{text.en} · {EN('report.direct')}")
    right = BACKEND in (sender, receiver) and WECHAT in (sender, receiver)
    silent = answer and item["status"] is None and item["error"] != "answer-not-recorded"
    return {
        "answer": answer,
        "y": y,
        "x1": LANES[sender],
        "x2": LANES[receiver],
        "ahead": receiver > sender,
        "bad": (answer and item["failed"]) or direct,
        "cross": silent,
        "middle": (LANES[sender] + LANES[receiver]) / 2,
        "broken": round(LANES[sender] + (LANES[receiver] - LANES[sender]) * 0.05, 2),
        "direct": direct,
        "right": right,
        "wide": _short(wide, WIDE if not direct else 2 * WIDE),
        "narrow": _short(narrow, NARROW),
        "since": since,
    }


def _short(text: Text, columns: int) -> Text:
    return Text(shortened(text.zh, columns), shortened(text.en, columns))


def seconds(value: float) -> Text:
    """A span in words: `40 ms`, `4.0 s`, `3 min`, `2 h`."""
    if value < 1:
        return both("common.milliseconds", n=f"{value * 1000:.0f}")
    if value < 60:
        return both("common.seconds", n=f"{value:.1f}")
    for unit, size, below in (("minutes", 60, 7200), ("hours", 3600, 172800)):
        if value < below:
            return both(f"common.{unit}", n=int(value // size))
    return both("common.days", n=int(value // 86400))
