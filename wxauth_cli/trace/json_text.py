"""JSON that is read, changed, and written again as it was written before."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

_HALF = re.compile("[\ud800-\udfff]")
_HEAD = 4096
_SLASHES_WITHIN = 65536


def loaded(text: str) -> object:
    """The JSON value, None if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def dumped(value: object) -> str:
    """`value` as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Style(NamedTuple):
    """Where a JSON text has blanks, line ends and escapes."""

    indent: str | None
    spaced: bool
    crlf: bool
    slashed: bool

    @classmethod
    def of(cls, text: str) -> Style:
        """The style of `text`, by its beginning."""
        indent = re.match(r"[{\[](\r?\n)([ \t]+)", text)
        return cls(
            indent.group(2) if indent else None,
            '": ' in text[:_HEAD],
            indent is not None and indent.group(1) == "\r\n",
            "\\/" in text[:_SLASHES_WITHIN],
        )

    def dumped(self, value: object, *, ascii_only: bool, depth: int = 0) -> str:
        """`value` as it stands that deep in a text of this style."""
        separators = (",", ": ") if self.indent else (", ", ": ") if self.spaced else (",", ":")
        made = json.dumps(value, ensure_ascii=ascii_only, separators=separators, indent=self.indent)
        if _HALF.search(made):  # half a character, which only an escape can write
            made = json.dumps(value, separators=separators, indent=self.indent)
        if self.indent:  # no line end stands inside a string
            made = made.replace("\n", ("\r\n" if self.crlf else "\n") + self.indent * depth)
        return made.replace("/", "\\/") if self.slashed else made


def dumped_like(value: object, text: str) -> str:
    """`value` as JSON, with blanks, line ends and escapes where `text` has them."""
    return Style.of(text).dumped(value, ascii_only=text.isascii())
