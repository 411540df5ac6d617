"""Blocks -> a terminal, with rich. Every text passes the redactor and the gate here, whatever it passed before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from wxauth_cli.core.gate import clean
from wxauth_cli.core.redact import redact_json, redact_text
from wxauth_cli.core.secret import Secret
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render import blocks as b

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console, RenderableType
    from rich.text import Text

    from wxauth_cli.core.findings import Finding

_STYLES: dict[b.Style, str] = {
    "plain": "",
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "dim": "dim",
    "strong": "bold",
}
_SEVERITY_STYLES = {
    "critical": "bold red",
    "error": "red",
    "warning": "yellow",
    "info": "cyan",
}
PIPE_WIDTH = 100
"""Columns where there is no terminal to ask and COLUMNS is not set."""


def console_for(stream: TextIO, env: Mapping[str, str]) -> Console:
    """A console for that stream: colour only on a terminal and without NO_COLOR; width from COLUMNS or the terminal."""
    from rich.console import Console

    columns = env.get("COLUMNS", "")
    width = int(columns) if columns.isascii() and columns.isdigit() and int(columns) > 0 else None
    if width is None and not stream.isatty():
        width = PIPE_WIDTH

    class PipedConsole(Console):
        """Rich would end the process with code 1 when the reader has gone; the run decides that."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return PipedConsole(
        file=stream,
        width=width,
        no_color=bool(env.get("NO_COLOR")),
        force_terminal=None if stream.isatty() else False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        _environ=dict(env),
    )


class Drawer:
    """Draws blocks on one console in the run's language.

    `reveal` and `clear` hold for values (fields, tables, JSON); sentences and findings are always redacted.
    """

    def __init__(self, console: Console, t: Texts, *, reveal: bool = False, clear: bool = False) -> None:
        self.console = console
        self.t = t
        self.reveal = reveal
        self.clear = clear

    def draw(self, items: Iterable[b.Block]) -> None:
        """Print them in order, a blank line between."""
        from rich.console import Group

        # In a group, because a bare text is copied into one of rich's own class, which wraps otherwise.
        for index, block in enumerate(items):
            if index:
                self.console.print()
            for part in self._parts(block):
                verbatim = isinstance(block, b.Verbatim)  # one line, however long: rich cuts a group at the width
                self.console.print(part if verbatim else Group(part), soft_wrap=verbatim)

    def _text(self, value: str, style: str = "") -> Text:
        return self._gated(redact_text(value), style)

    def _value(self, value: str | Secret, style: str = "") -> Text:
        if isinstance(value, Secret):
            return self._gated(value.reveal() if self.reveal else str(value), style)
        return self._gated(value if self.reveal or self.clear else redact_text(value), style)

    def _gated(self, shown: str, style: str) -> Text:
        from wxauth_cli.render.wrapping import text_class

        return text_class()("\n".join(clean(line) for line in shown.split("\n")), style=style, overflow="fold")

    def _parts(self, block: b.Block) -> Iterable[RenderableType]:
        if isinstance(block, (b.Heading, b.Paragraph)):
            yield self._text(block.text, _STYLES[block.style])
        elif isinstance(block, b.Verbatim):
            yield self._value(block.text)
        elif isinstance(block, b.Fields):
            yield from self._fields(block)
        elif isinstance(block, b.Table):
            yield from self._table(block)
        elif isinstance(block, b.GrowingRow):
            from wxauth_cli.render.growing import growing_lines

            for text, style in growing_lines(block, self.console.width):
                yield self._text(text, _STYLES[style])
        elif isinstance(block, b.ByWidth):
            yield from self._table(block.wide if self.console.width >= block.columns else block.narrow)
        elif isinstance(block, b.Bullets):
            if block.title:
                yield self._text(block.title, "bold")
            yield self._bullets(block.items)
        elif isinstance(block, b.Json):
            yield from self._json(block)
        elif isinstance(block, b.Lifelines):
            from wxauth_cli.render.lifelines import lifelines

            if block.title:
                yield self._text(block.title, "bold")
            yield self._text("\n".join(lifelines(block, self.console.width)))
        elif isinstance(block, b.FlowTable):
            from wxauth_cli.render.flow import flow_blocks

            # A trace is never in clear, whatever the run reveals.
            masked = Drawer(self.console, self.t)
            for part in flow_blocks(block, self.t, self.console.width):
                yield from masked._parts(part)
        else:
            for index, finding in enumerate(block.findings):
                if index:
                    yield ""
                yield from self._finding(finding)

    def _can_write(self, sign: str) -> bool:
        """Whether the stream's encoding has that sign; cp936, which Chinese Windows has, lacks the bullet."""
        try:
            sign.encode(self.console.encoding)
        except (UnicodeError, LookupError):
            return False
        return True

    def _bullets(self, items: tuple[str, ...]) -> RenderableType:
        from rich.table import Table

        table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        mark = "•" if self._can_write("•") else "-"
        for item in items:
            table.add_row(f"  {mark}", self._text(item))
        return table

    def _fields(self, block: b.Fields) -> Iterable[RenderableType]:
        from rich.table import Table

        if block.title:
            yield self._text(block.title, "bold")
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
        table.add_column(style="dim", no_wrap=self.console.width >= 40)
        table.add_column(overflow="fold")
        for row in block.rows:
            value = self._value(row.value, _STYLES[row.style])
            if row.note:
                value.append_text(self._text(f"  {row.note}", "dim"))
            table.add_row(self._text(row.label), value)
        yield table

    def _table(self, block: b.Table) -> Iterable[RenderableType]:
        from rich import box
        from rich.table import Table

        if block.title:
            yield self._text(block.title, "bold")
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
        for index, column in enumerate(block.columns):
            table.add_column(
                self._text(column),
                overflow="fold",
                justify="right" if index in block.right else "left",
                no_wrap=index in block.whole,
            )
        for index, row in enumerate(block.rows):
            style = _STYLES[block.styles[index]] if block.styles else ""
            table.add_row(*(self._value(cell) for cell in row), style=style)
        yield table

    def _json(self, block: b.Json) -> Iterable[RenderableType]:
        import json

        from wxauth_cli.render.json_document import plain

        if block.title:
            yield self._text(block.title, "bold")
        value = plain(block.value, reveal=self.reveal)
        if not (self.reveal or self.clear):
            value = redact_json(value)
        yield self._gated(json.dumps(value, ensure_ascii=False, indent=2), "")

    def _finding(self, finding: Finding) -> Iterable[RenderableType]:
        from rich.padding import Padding

        style = _SEVERITY_STYLES[finding.severity.value]
        marks = [
            self.t(f"common.severity.{finding.severity.value}"),
            self.t(f"common.finding.{finding.confidence.value}"),
        ]
        if finding.step is not None:
            marks.append(self.t("common.finding.step", step=finding.step))
        head = self._text(f"[{' · '.join(marks)}] ", style)
        head.append_text(self._text(finding.title, "bold"))
        head.append_text(self._text(f"  {finding.id}", "dim"))
        yield head
        yield Padding(self._text(finding.detail), (0, 0, 0, 2))
        fix = self._text(f"{self.t('common.finding.fix')}: ", "green")
        fix.append_text(self._text(finding.fix))
        yield Padding(fix, (0, 0, 0, 2))
        for item in finding.evidence:
            yield Padding(
                self._text(f"{self.t('common.finding.evidence')}: {item.where}: {item.what}", "dim"), (0, 0, 0, 2)
            )
