"""Line breaks in Chinese: rich breaks at blanks only, and leaves half a line empty before a long run of characters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from wxauth_cli.core.columns import breaks

if TYPE_CHECKING:
    from rich.console import Console
    from rich.containers import Lines
    from rich.text import Text


@cache
def text_class() -> type[Text]:
    """rich's Text, with lines broken beside wide characters too and never before a closing mark."""
    from rich.containers import Lines as RichLines
    from rich.text import Text as RichText

    class WrappedText(RichText):
        def wrap(self, console: Console, width: int, **options: Any) -> Lines:
            if self.plain.isascii() or options.get("no_wrap") or options.get("overflow") == "ignore":
                return super().wrap(console, width, **options)
            lines = RichLines()
            for paragraph in self.split(allow_blank=True):
                parts = paragraph.divide(breaks(paragraph.plain, width))
                for part in parts:
                    part.rstrip()
                justify = options.get("justify") or self.justify
                if justify:
                    parts.justify(console, width, justify=justify, overflow="fold")
                lines.extend(parts)
            return lines

    return WrappedText
