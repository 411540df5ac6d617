"""What stands in hex or base64 in a text, wherever in it that begins and ends."""

from __future__ import annotations

from binascii import a2b_base64
from collections.abc import Iterator
from typing import NamedTuple

from wxauth_cli.core.escapes import Span
from wxauth_cli.core.patterns import lazy_pattern

SHORTEST = 6
"""Characters that are worth decoding."""
_HEX = lazy_pattern(rf"[0-9A-Fa-f]{{{2 * SHORTEST},}}")
_BASE64 = lazy_pattern(rf"[A-Za-z0-9_-]{{{SHORTEST * 4 // 3},}}")
_ASCII = lazy_pattern(rb"[\t\n\r\x20-\x7e]{6,}")  # type: ignore[arg-type]
_UTF8 = lazy_pattern(rb"[\t\n\r\x20-\x7e\x80-\xf4]{6,}")  # type: ignore[arg-type]
_DIGITS = bytes(
    char
    if chr(char).isascii() and chr(char).isalnum()
    else {ord("-"): ord("+"), ord("_"): ord("/")}.get(char, ord("A"))
    for char in range(256)
)


class Part(NamedTuple):
    """Something that was decoded; bytes beyond ASCII are the characters of Latin-1."""

    text: str
    first: int
    """Where its first character begins: which bit of the digits."""
    origin: int
    """Where the digits begin in the text."""
    bits: int
    """Of one digit."""

    def back(self, span: Span) -> Span:
        """The digits that hold a piece of `text`."""
        start, end = (self.first + at * 8 for at in span)
        return self.origin + start // self.bits, self.origin - -end // self.bits


def packed(plain: str, *, wide: bool) -> Iterator[Part]:
    """All that can be decoded from `plain`, in which base64 stands with `-` and `_`, and is a text.

    `wide`: what is not ASCII is of interest, too. No word of the text says where base64 begins, and there are only
    four ways of cutting it into fours: the whole of the text is decoded in each.
    """
    for match in _HEX.finditer(plain):
        for at in (match.start(), match.start() + 1):
            digits = plain[at : match.end()]
            yield Part(bytes.fromhex(digits[: len(digits) & ~1]).decode("latin-1"), 0, at, 4)
    if _BASE64.search(plain) is None:
        return
    data = plain.encode("ascii", "replace").translate(_DIGITS)
    pattern = _UTF8 if wide else _ASCII
    for shift in range(4):
        size = (len(data) - shift) & ~3
        # What is left of the last four digits may still be the end of a character.
        tail = data[shift + size :]
        decoded = a2b_base64(data[shift : shift + size] + (tail + b"AAA")[:4] if tail else data[shift : shift + size])
        for match in pattern.finditer(decoded):  # type: ignore[call-overload]
            yield Part(match.group().decode("latin-1"), match.start() * 8, shift, 6)
