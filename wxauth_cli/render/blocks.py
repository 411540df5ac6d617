"""What a view is made of: a few kinds of blocks that every renderer can draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from wxauth_cli.core.secret import Secret

if TYPE_CHECKING:
    from wxauth_cli.core.findings import Finding
    from wxauth_cli.core.flow import Flow

Style = Literal["plain", "good", "bad", "warn", "dim", "strong"]


class Heading(NamedTuple):
    """A line that says what follows, or the verdict."""

    text: str
    style: Style = "strong"


class Paragraph(NamedTuple):
    """Running text; line ends of our own sentences are kept."""

    text: str
    style: Style = "plain"


class Verbatim(NamedTuple):
    """A synthetic value on one line of its own, however long, so that it can be copied or piped on."""

    text: str


class Row(NamedTuple):
    """One labelled value, with a remark beside it."""

    label: str
    value: str | Secret
    note: str = ""
    style: Style = "plain"


class Fields(NamedTuple):
    """Labelled values under each other. `Secret` values are masked unless the run reveals."""

    rows: tuple[Row, ...]
    title: str = ""


class Table(NamedTuple):
    """Columns and rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | Secret, ...], ...]
    title: str = ""
    right: tuple[int, ...] = ()
    """Columns set flush right (numbers)."""
    styles: tuple[Style, ...] = ()
    """How each row is drawn; empty: all plain."""
    whole: tuple[int, ...] = ()
    """Columns whose lines are not broken."""


class GrowingRow(NamedTuple):
    """One row of a table of which the next rows are not known yet: columns are as wide as `widths` says."""

    cells: tuple[str, ...]
    widths: tuple[int, ...]
    """0: takes what is left of the line."""
    right: tuple[int, ...] = ()
    narrow: tuple[str, ...] = ()
    """The same for a terminal that is not wide enough: one under the other."""
    more: str = ""
    """Below the cell that takes what is left."""
    heads: tuple[str, ...] = ()
    """Of the columns, above the first row."""
    style: Style = "plain"


class ByWidth(NamedTuple):
    """The same in two forms: `wide` from so many columns on, else `narrow`."""

    columns: int
    wide: Table
    narrow: Table


class Bullets(NamedTuple):
    """A short list; `commands` are drawn so that they can be copied."""

    items: tuple[str, ...]
    title: str = ""


class Json(NamedTuple):
    """A JSON value, indented; holds `Secret` where something is masked."""

    value: object
    title: str = ""


class Message(NamedTuple):
    """Something that goes from one party to another, or happens at one (`sender` is `receiver`)."""

    sender: int
    receiver: int
    text: str
    lost: bool = False
    """It never came."""


class Lifelines(NamedTuple):
    """Who talks to whom, drawn as lines under each other; a list where there is no room for lines."""

    parties: tuple[str, ...]
    messages: tuple[Message, ...]
    title: str = ""


class FlowTable(NamedTuple):
    """The step trace of a flow. `remarks`: a sentence for each step, shown where the step comes first."""

    flow: Flow
    title: str = ""
    remarks: tuple[tuple[int, str], ...] = ()


class Findings(NamedTuple):
    """Findings, the primary one first."""

    findings: tuple[Finding, ...]


Block = (
    Heading
    | Paragraph
    | Verbatim
    | Fields
    | Table
    | GrowingRow
    | ByWidth
    | Bullets
    | Json
    | Lifelines
    | FlowTable
    | Findings
)
Blocks = list[Block]
"""What a view returns. A module with a verb `list` cannot write `list[Block]`."""
