"""Reads a huge JSON text value by value: a window moves over it, the standard library's C scanner reads inside.

Not a streaming library, because a damaged capture has to be read past its damage, each fault with its place: event
parsers end at the first one, and none gives the position of a value. It is as fast as `json.load`, in a window's
memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from wxauth_cli.trace.text_stream import TextStream

MAX_VALUE_CHARS = 16 << 20
"""A single value longer than this is passed over: it would have to stand in memory as a whole."""

_BLANKS = re.compile(r"[ \t\r\n]*")
_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
_NEAR_END = 16
"""Characters that the longest literal, number sign or escape may need: an error that close to the end of the window is
no error yet."""

_NUMBER = "0123456789.eE+-"


class JsonFault(ValueError):
    """The text is not JSON at `position` (characters from the beginning). `code`: `syntax`, `end` (it breaks off),
    `too-large`, `too-deep`, `number`."""

    def __init__(self, code: str, position: int, line: int = 0) -> None:
        super().__init__(code, position)
        self.code = code
        self.position = position
        self.line = line


class Window:
    """A moving window over the text of a stream. Positions are in characters, lines from 1."""

    def __init__(self, stream: TextStream, on_progress: Callable[[int], None] | None = None) -> None:
        self._stream = stream
        self._on_progress = on_progress
        self._text = ""
        self._at = 0
        self._base = 0
        self._line = 1
        self._value_at = 0
        self._done_at = -1
        self.ended = False

    @property
    def position(self) -> int:
        """Characters before the cursor."""
        return self._base + self._at

    @property
    def line(self) -> int:
        """Line of the cursor, from 1."""
        return self._line + self._text.count("\n", 0, self._at)

    @property
    def line_of_value(self) -> int:
        """Line on which the value begins that was read last."""
        return self._line + self._text.count("\n", 0, self._value_at)

    def _fill(self, wanted: int = 1) -> bool:
        """Drop what was read, take at least `wanted` more characters if there are as many. False at the end."""
        pieces: list[str] = []
        more = 0
        while more < wanted and not self.ended:
            piece = self._stream.read()
            self.ended = not piece
            pieces.append(piece)
            more += len(piece)
        if not more:
            return False
        self._line += self._text.count("\n", 0, self._at)
        self._base += self._at
        self._text = "".join((self._text[self._at :], *pieces))
        self._at = 0
        if self._on_progress is not None:
            self._on_progress(self._stream.bytes_read)
        return True

    def peek(self) -> str:
        """The next character that is no blank, the cursor before it; "" at the end."""
        while True:
            found = _BLANKS.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def head(self) -> str:
        """The first piece of the text, for telling what it is. Moves nothing."""
        if not self._text:
            self._fill()
        return self._text[self._at :]

    def take(self, char: str) -> bool:
        """Pass over `char` if it is next."""
        if self.peek() != char:
            return False
        self._at += 1
        return True

    def expect(self, char: str) -> None:
        """Pass over `char`; JsonFault if something else is next."""
        found = self.peek()
        if found != char:
            raise self.fault("syntax" if found else "end")
        self._at += 1

    def fault(self, code: str, ahead: int = 0) -> JsonFault:
        """A fault `ahead` characters after the cursor."""
        line = self._line + self._text.count("\n", 0, self._at + ahead)
        return JsonFault(code, self.position + ahead, line)

    def key(self) -> str:
        """A member's name and the colon after it."""
        if self.peek() != '"':
            raise self.fault("syntax" if self.peek() else "end")
        value = self.value()
        self.expect(":")
        assert isinstance(value, str)
        return value

    def value(self) -> object:
        """The next value, whole. JsonFault leaves the cursor where the value begins."""
        if not self.peek():
            raise self.fault("end")
        while True:
            length = len(self._text)
            try:
                value, end = _scan(self._text, self._at)
            except StopIteration as exc:
                place, open_string = int(exc.value), False
            except json.JSONDecodeError as exc:
                place, open_string = exc.pos, exc.msg.startswith("Unterminated")
            except RecursionError:
                raise self.fault("too-deep") from None
            except ValueError:  # a number of thousands of digits
                raise self.fault("number") from None
            else:
                # A number at the end of the window may go on in the next piece: `-0` in `-0.5`.
                goes_on = isinstance(value, (int, float)) and not self._text[end : end + _NEAR_END].lstrip(_NUMBER)
                if self.ended or length - end >= _NEAR_END or not goes_on:
                    self._value_at, self._at = self._at, end
                    return value
                place, open_string = length, False
            if not (open_string or place >= length - _NEAR_END):
                raise self.fault("syntax", place - self._at)
            if length - self._at >= MAX_VALUE_CHARS:
                raise self.fault("too-large")
            self._grow()

    def _grow(self) -> None:
        """Twice as much text after the cursor, so that a long value is not scanned once per piece."""
        have = len(self._text) - self._at
        if not self._fill(have):
            if self._done_at == self.position:
                raise self.fault("end", have)
            self._done_at = self.position  # once more, now that it is known that nothing follows

    def seek(self, pattern: re.Pattern[str], reach: int = 512) -> bool:
        """Move to the beginning of the next match after the cursor; False (and at the end) if there is none.

        `reach`: the longest match in characters.
        """
        start = self._at + 1
        while True:
            found = pattern.search(self._text, start)
            # A match at the end of the window may be longer with the next piece; its beginning is the same.
            if found is not None:
                self._at = found.start()
                return True
            self._at = max(self._at, len(self._text) - reach)
            if not self._fill():
                self._at = len(self._text)
                return False
            start = self._at

    def lines(self, longest: int) -> Iterator[str | None]:
        """The rest of the text line by line, without line ends; None for a line longer than `longest`."""
        too_long = False
        while True:
            end = self._text.find("\n", self._at)
            if end < 0:
                if len(self._text) - self._at > longest:
                    too_long, self._at = True, len(self._text)
                if self._fill():
                    continue
                if too_long or self._at < len(self._text):
                    yield None if too_long else self._text[self._at :].rstrip("\r")
                self._at = len(self._text)
                return
            line = self._text[self._at : end]
            self._at = end + 1
            yield None if too_long or len(line) > longest else line.rstrip("\r")
            too_long = False
