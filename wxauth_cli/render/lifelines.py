"""Lifelines in plain text: signs of one column each, so that they stand under each other in every terminal and font."""

from __future__ import annotations

from wxauth_cli.core.columns import centred, padded, width_of, wrap
from wxauth_cli.render.blocks import Lifelines, Message

WIDEST = 104
NARROWEST_GAP = 22
"""Columns between two lines below which the words between them would be cut up."""


def lifelines(block: Lifelines, width: int) -> list[str]:
    """The picture in at most `width` columns; a numbered list of who tells whom where that is too little."""
    count = len(block.parties)
    first = width_of(block.parties[0]) // 2 + 1
    gap = (min(width, WIDEST) - first - width_of(block.parties[-1]) // 2 - 2) // (count - 1)
    if gap < NARROWEST_GAP:
        return _list(block)
    places = [first + gap * index for index in range(count)]
    lines = [_heads(block.parties, places), _line(places)]
    for message in block.messages:
        lines += _drawn(message, places, gap, min(width, WIDEST))
    lines.append(_line(places))
    return [line.rstrip() for line in lines]


def _list(block: Lifelines) -> list[str]:
    lines = []
    for message in block.messages:
        who = block.parties[message.sender]
        if message.receiver != message.sender:
            who += f" {'-x' if message.lost else '->'} {block.parties[message.receiver]}"
        lines.append(f"{who}: {message.text}")
    return lines


def _heads(parties: tuple[str, ...], places: list[int]) -> str:
    line = ""
    for party, place in zip(parties, places, strict=True):
        start = max(place - width_of(party) // 2, width_of(line) + 1 if line else 0)
        line = padded(line, start) + party
    return line


def _line(places: list[int], between: dict[int, str] | None = None) -> str:
    """A row with `|` at each place; `between` holds what stands right of a line."""
    line = ""
    for index, place in enumerate(places):
        line = padded(line, place) + "|" + (between or {}).get(index, "")
    return line


def _drawn(message: Message, places: list[int], gap: int, width: int) -> list[str]:
    left = min(message.sender, message.receiver)
    if message.sender == message.receiver:
        room = gap - 2 if left < len(places) - 1 else width - places[left] - 2
        return [_line(places, {left: f" {row}"}) for row in wrap(message.text, room)]
    rows = [_line(places, {left: centred(row, gap - 1)}) for row in wrap(message.text, gap - 3)]
    dashes, ahead = "-" * (gap - 2), message.receiver > message.sender
    if message.lost:
        arrow = f"{dashes[:-2]}x  " if ahead else f"  x{dashes[:-2]}"
    else:
        arrow = f"{dashes}>" if ahead else f"<{dashes}"
    return [*rows, _line(places, {left: arrow})]
