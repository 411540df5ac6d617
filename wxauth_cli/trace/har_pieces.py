"""Cuts the text of a HAR into the values that can be redacted one by one, and what stands between them.

Not `json_window`, because the text between the values is kept as it is, and so is every value that holds no secret.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from wxauth_cli.trace.cut_json import closed

MAX_VALUE_CHARS = 64 << 20
"""A longer value (one entry) would have to stand in memory as a whole."""
_BLANKS = re.compile(r"[ \t\r\n]*")
_NEAR_END = 16
"""Characters that the longest literal or escape may need: an error that close to the end may be none yet."""
_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]


class Piece(NamedTuple):
    """Some text of the HAR. What is no `value` is kept as it is."""

    text: str
    value: object = None
    name: str = ""
    """Under which the value stands."""
    depth: int = 0
    """How deep it lies; 0: it is kept."""


class HarFault(ValueError):
    """`broken`: this is no HAR, and not because its end is missing. `too-large`: a value is."""


class _Ended(Exception):
    """The text breaks off."""


class HarPieces:
    """The pieces of one HAR, in order; all of them together are its text."""

    def __init__(self, read: Callable[[], str]) -> None:
        """`read` gives the text piece by piece, "" at its end."""
        self._read = read
        self._text = ""
        self._at = 0
        self._kept = 0
        """Up to where the text was given out."""
        self._ended = False
        self._before = ""
        """JSON that ends where the text was given out up to, with as much open as there is; "" if nothing was."""
        self.cut = False
        """The end was missing, and what was still open has been closed."""

    def __iter__(self) -> Iterator[Piece]:
        """HarFault if the text is broken elsewhere than at its end."""
        try:
            yield from self._members(1)
        except _Ended:
            yield from self._ending()
            return
        self._blanks()
        if self._at < len(self._text):
            raise HarFault("broken")
        yield Piece(self._text[self._kept :])

    def _ending(self) -> Iterator[Piece]:
        """What is whole of the rest of a text that breaks off, closed."""
        made = closed(self._before + self._text[self._kept :])
        if made is None:
            raise HarFault("broken")
        self.cut = True
        texts = iter((made, ""))
        left = len(self._before)
        for piece in HarPieces(lambda: next(texts)):
            if left <= 0:
                yield piece
            left -= len(piece.text)

    def _members(self, depth: int) -> Iterator[Piece]:
        self._expect("{")
        if self._take("}"):
            return
        while True:
            name, _, _ = self._value(string=True)
            self._expect(":")
            if depth == 1 and name == "log" and self._peek() == "{":
                yield from self._members(2)
            elif depth == 2 and name == "entries" and self._peek() == "[":
                yield from self._entries()
            else:
                value, start, end = self._value()
                if isinstance(value, (dict, list, str)):
                    yield from self._given(start, end, value, name, depth)
                    self._before = '{"x":{}' if depth == 1 else '{"log":{"x":{}'
            if self._take("}"):
                return
            self._expect(",")

    def _entries(self) -> Iterator[Piece]:
        self._expect("[")
        if self._take("]"):
            return
        while True:
            value, start, end = self._value()
            yield from self._given(start, end, value, "entries", 3)
            self._before = '{"log":{"entries":[{}'
            if self._take("]"):
                return
            self._expect(",")

    def _given(self, start: int, end: int, value: object, name: str, depth: int) -> Iterator[Piece]:
        yield Piece(self._text[self._kept : start])
        yield Piece(self._text[start:end], value, name, depth)
        self._kept = end

    # The text

    def _fill(self) -> bool:
        """Twice as much text after the cursor, so that a long value is not scanned once per piece; False at the end."""
        wanted = max(len(self._text) - self._at, 1)
        pieces: list[str] = []
        while wanted > 0 and not self._ended:
            piece = self._read()
            self._ended = not piece
            pieces.append(piece)
            wanted -= len(piece)
        more = "".join(pieces)
        drop = self._kept
        self._text = self._text[drop:] + more
        self._at, self._kept = self._at - drop, 0
        return bool(more)

    def _blanks(self) -> None:
        while True:
            found = _BLANKS.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or not self._fill():
                return

    def _peek(self) -> str:
        self._blanks()
        if self._at == len(self._text):
            raise _Ended
        return self._text[self._at]

    def _take(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self._at += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise HarFault("broken")

    def _value(self, *, string: bool = False) -> tuple[Any, int, int]:
        """The value at the cursor, where it begins, and where it ends; the cursor stands there then."""
        if string and self._peek() != '"':
            raise HarFault("broken")
        while True:
            self._peek()
            length = len(self._text)
            try:
                value, end = _scan(self._text, self._at)
            except StopIteration as exc:
                place, is_open = int(exc.value), False
            except json.JSONDecodeError as exc:
                place, is_open = exc.pos, exc.msg.startswith("Unterminated")
            except (RecursionError, ValueError):
                raise HarFault("broken") from None
            else:
                if self._ended or end < length:  # a number at the end may go on
                    start, self._at = self._at, end
                    return value, start, end
                place, is_open = length, False
            if not (is_open or place >= length - _NEAR_END):
                raise HarFault("broken")
            if length - self._at >= MAX_VALUE_CHARS:
                raise HarFault("too-large")
            if self._ended:
                raise _Ended
            self._fill()
