"""A row of a table that grows: laid out alone, in line with the rows before it."""

from __future__ import annotations

from collections.abc import Iterator

from wxauth_cli.core.columns import padded, shortened, width_of, wrap
from wxauth_cli.render.blocks import GrowingRow, Style

GAP = 2
LEAST = 18
"""Columns that the flexible cell needs; with less, the cells stand under each other."""
INDENT = "    "


def growing_lines(row: GrowingRow, width: int) -> Iterator[tuple[str, Style]]:
    """The lines of a row in at most `width` columns, each with its style."""
    rest = width - sum(row.widths) - GAP * (len(row.widths) - 1)
    if rest < LEAST:
        if row.heads:
            yield "", "plain"
        for number, text in enumerate(row.narrow):
            line = text if number == 0 else INDENT + text
            yield shortened(line, width), row.style if number == 0 else "dim" if row.style == "plain" else row.style
        return
    at = sum(given + GAP for given in row.widths[: row.widths.index(0)]) if 0 in row.widths else 0
    if row.heads:
        yield "", "plain"
        yield _in_columns(row.heads, row, rest), "strong"
    yield _in_columns(row.cells, row, rest), row.style
    if row.more:
        for line in wrap(row.more, width - at):
            yield " " * at + line, "dim"


def _in_columns(texts: tuple[str, ...], row: GrowingRow, rest: int) -> str:
    cells: list[str] = []
    for index, (text, given) in enumerate(zip(texts, row.widths, strict=True)):
        room = given or rest
        shown = shortened(text, room)
        cells.append(" " * (room - width_of(shown)) + shown if index in row.right else padded(shown, room))
    return (" " * GAP).join(cells).rstrip()
