"""A row of a table that grows: laid out alone, in line with the rows before it."""

from __future__ import annotations

from collections.abc import Iterator

from wxauth_cli.core.columns import padded, shortened, width_of
from wxauth_cli.render.blocks import GrowingRow, Style

GAP = 2
LEAST = 18
"""Columns that the flexible cell needs; with less, the cells stand under each other."""
INDENT = "    "


def growing_lines(row: GrowingRow, width: int) -> Iterator[tuple[str, Style]]:
    """The lines of a row in at most `width` columns, each with its style."""
    rest = width - sum(row.widths) - GAP * (len(row.widths) - 1)
    if rest < LEAST:
        for number, text in enumerate(row.narrow):
            line = text if number == 0 else INDENT + text
            yield shortened(line, width), row.style if number == 0 else "dim" if row.style == "plain" else row.style
        return
    cells: list[str] = []
    before = at = 0
    for index, (text, given) in enumerate(zip(row.cells, row.widths, strict=True)):
        room = given or rest
        if not given:
            at = before
        shown = shortened(text, room)
        cells.append(" " * (room - width_of(shown)) + shown if index in row.right else padded(shown, room))
        before += room + GAP
    yield (" " * GAP).join(cells).rstrip(), row.style
    if row.more:
        yield " " * at + shortened(row.more, width - at), "dim"
