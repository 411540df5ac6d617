"""Cuts the text of a HAR into the values that can be redacted one by one, and what stands between them.

The text between the values is kept as it is, and so is every value that holds no secret.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from wxauth_cli.trace.cut_json import closed
from wxauth_cli.trace.json_window import JsonFault, Window

MAX_VALUE_CHARS = 64 << 20
"""A longer value (one entry) would have to stand in memory as a whole."""


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


class _Source:
    bytes_read = 0

    def __init__(self, read: Callable[[], str]) -> None:
        self.read = read


class HarPieces:
    """The pieces of one HAR, in order; all of them together are its text."""

    def __init__(self, read: Callable[[], str]) -> None:
        """`read` gives the text piece by piece, "" at its end."""
        self._window = Window(_Source(read), verbatim=True, longest=MAX_VALUE_CHARS)
        self._before = ""
        """JSON that ends where the text was given out up to, with as much open as there is; "" if nothing was."""
        self._entry_at: int | None = None
        """While the list of entries is read: so much text stands before the next one."""
        self.cut = False
        """The end was missing, and what was still open has been closed."""

    def __iter__(self) -> Iterator[Piece]:
        """HarFault if the text is broken elsewhere than at its end."""
        try:
            yield from self._members(1)
            if self._window.peek():
                raise HarFault("broken")
        except JsonFault as exc:
            if exc.code != "end":
                raise HarFault("too-large" if exc.code == "too-large" else "broken") from None
            yield from self._ending()
        else:
            yield Piece(self._window.passed())

    def _ending(self) -> Iterator[Piece]:
        """What is whole of the rest of a text that breaks off, closed."""
        rest = self._window.passed(to_end=True)
        if self._entry_at is not None:
            # An entry without its answer would tell of a request that failed.
            self.cut = True
            yield Piece(rest[: self._entry_at].rstrip().removesuffix(",") + "]}}")
            return
        made = closed(self._before + rest)
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
        window = self._window
        window.expect("{")
        if window.take("}"):
            return
        while True:
            name = window.key()
            opening = window.peek()
            if depth == 1 and name == "log" and opening == "{":
                yield from self._members(2)
            elif depth == 2 and name == "entries" and opening == "[":
                yield from self._entries()
            elif opening in ("{", "[", '"'):
                yield from self._value(name, depth)
                self._before = '{"x":{}' if depth == 1 else '{"log":{"x":{}'
            else:
                window.value()
            if window.take("}"):
                return
            window.expect(",")

    def _entries(self) -> Iterator[Piece]:
        window = self._window
        window.expect("[")
        if window.take("]"):
            return
        while True:
            window.peek()
            self._entry_at = window.waiting
            yield from self._value("entries", 3)
            self._before, self._entry_at = '{"log":{"entries":[{}', 0
            if window.take("]"):
                self._entry_at = None
                return
            window.expect(",")

    def _value(self, name: str, depth: int) -> Iterator[Piece]:
        """The value at the cursor, after the text before it."""
        before = self._window.waiting
        value = self._window.value()
        text = self._window.passed()
        yield Piece(text[:before])
        yield Piece(text[before:], value, name, depth)
