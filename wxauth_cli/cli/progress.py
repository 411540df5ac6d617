"""A progress line on stderr, drawn only on a terminal, erased when it is done."""

from __future__ import annotations

from typing import TextIO

from wxauth_cli.core.gate import clean


class ProgressLine:
    """`label 1200/5000 (24 %)`, redrawn in place."""

    def __init__(self, stream: TextIO, label: str) -> None:
        self.stream = stream
        self.label = clean(label)
        self.active = stream.isatty()
        self.shown = ""

    def update(self, done: int, total: int | None = None) -> None:
        """Show how far it has come."""
        if not self.active:
            return
        text = f"{self.label} {done}"
        if total:
            text += f"/{total} ({done * 100 // total} %)"
        if text != self.shown:
            self.stream.write(f"\r\x1b[K{text}")
            self.stream.flush()
            self.shown = text

    def close(self) -> None:
        """Erase the line."""
        if self.active and self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.shown = ""
