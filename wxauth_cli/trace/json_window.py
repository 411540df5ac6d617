"""Reads a huge JSON text value by value: a window moves over it, the standard library's C scanner reads inside.

Not a streaming library, because a damaged capture has to be read past its damage, each fault with its place: event
parsers end at the first one, and none gives the position of a value. It is as fast as `json.load`, in a window's
memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

MAX_VALUE_CHARS = 16 << 20
"""A single value longer than this is passed over: it would have to stand in memory as a whole. Long texts in it do not
count."""
LONGEST_TEXT = 3 << 19
"""Characters of one text that are kept, as they are written; of a longer one, a picture or a film in base64, the rest
is dropped as it is read."""

_BLANKS = re.compile(r"[ \t\r\n]*")
_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
_NEAR_END = 16
"""Characters that the longest literal, number sign or escape may need: an error that close to the end of the window is
no error yet."""

_LONGEST_ESCAPE = 6
_NUMBER = "0123456789.eE+-"


class Pieces(Protocol):
    """Where the text comes from."""

    bytes_read: int

    def read(self) -> str:
        """The next piece; "" at the end."""


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

    def __init__(
        self,
        stream: Pieces,
        on_progress: Callable[[int], None] | None = None,
        *,
        verbatim: bool = False,
        longest: int = MAX_VALUE_CHARS,
    ) -> None:
        """`verbatim`: all that is passed over is kept until `passed` gives it, and long texts stay whole."""
        self._stream = stream
        self._on_progress = on_progress
        self._verbatim = verbatim
        self._longest = longest
        self._given = 0
        """Up to where `passed` gave the text."""
        self._text = ""
        self._at = 0
        self._base = 0
        self._gaps: list[tuple[int, int]] = []
        """Places in the window before which text was dropped, and how many characters."""
        self._line = 1
        self._value_at = 0
        self._done_at = -1
        self.ended = False

    @property
    def position(self) -> int:
        """Characters before the cursor."""
        return self._place(self._at)

    def _place(self, at: int) -> int:
        return self._base + at + sum(dropped for place, dropped in self._gaps if place <= at)

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
        drop = self._given if self._verbatim else self._at
        self._line += self._text.count("\n", 0, drop)
        self._base = self._place(drop)
        self._gaps = [(place - drop, dropped) for place, dropped in self._gaps if place > drop]
        self._text = "".join((self._text[drop:], *pieces))
        self._at -= drop
        self._given = 0
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

    @property
    def waiting(self) -> int:
        """How many characters `passed` would give."""
        return self._at - self._given

    def passed(self, *, to_end: bool = False) -> str:
        """The text from where this was asked last to the cursor, or to the end of what was read, and all of it."""
        if to_end:
            self._at = len(self._text)
        begin, self._given = self._given, self._at
        return self._text[begin : self._at]

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
        return JsonFault(code, self._place(self._at + ahead), line)

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
                begin = self._open_text(exc)
                if begin is not None and length - begin > LONGEST_TEXT + _NEAR_END:
                    self._shorten(begin - self._at + 1)
                    continue
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
            if length - self._at >= self._longest:
                raise self.fault("too-large")
            self._grow()

    def _grow(self) -> None:
        """Twice as much text after the cursor, so that a long value is not scanned once per piece."""
        have = len(self._text) - self._at
        if not self._fill(have):
            if self._done_at == self.position:
                raise self.fault("end", have)
            self._done_at = self.position  # once more, now that it is known that nothing follows

    def _open_text(self, fault: json.JSONDecodeError) -> int | None:
        """Where the text begins that is still open at the end of a large window."""
        if self._verbatim or self.ended or len(self._text) - self._at <= LONGEST_TEXT:
            return None
        if not fault.msg.startswith("Unterminated"):
            if fault.pos < len(self._text) - _NEAR_END or "escape" not in fault.msg:
                return None
            end = self._text.rfind("\\", 0, fault.pos + 1)  # the window ends inside an escape
            try:
                # The scanner takes an escape at the very end for one that is not whole.
                _scan(self._text[: end - _backslashes_before(self._text, end)] + " ", self._at)
            except json.JSONDecodeError as exc:
                return self._open_text(exc) if exc.msg.startswith("Unterminated") else None
            except (StopIteration, RecursionError, ValueError):
                return None
        return fault.pos

    def _shorten(self, begin: int) -> None:
        """Keep LONGEST_TEXT characters of the text that begins so far behind the cursor, and drop what follows of it.

        At the end of the file it stays open.
        """
        cut = self._at + begin + LONGEST_TEXT
        escape = self._text.rfind("\\", cut - _LONGEST_ESCAPE, cut)
        if escape >= 0 and _backslashes_before(self._text, escape + 1) % 2:
            cut = escape
        end = cut
        while True:
            end = self._text.find('"', end)
            if end < 0:
                # What an escape begins with has to stay until it is known what it escapes.
                end = len(self._text) - _backslashes_before(self._text, len(self._text))
                self._drop(cut, max(end, cut))
                end = cut = cut - self._at
                if not self._fill():
                    return
            elif _backslashes_before(self._text, end) % 2:
                end += 1
            else:
                self._drop(cut, end)
                return

    def _drop(self, start: int, end: int) -> None:
        self._line += self._text.count("\n", start, end)
        self._text = self._text[:start] + self._text[end:]
        if end > start:
            self._gaps.append((start, end - start))

    def at_cursor(self, pattern: re.Pattern[str]) -> str:
        """What stands at the cursor and matches, as far as the window shows it all; else "". Moves nothing."""
        found = pattern.match(self._text, self._at)
        return found.group() if found is not None and found.end() < len(self._text) else ""

    def up_to(self, mark: str, longest: int) -> str | None:
        """The text from the cursor through the first character of the next `mark`; None if that is farther away than
        about `longest` characters. Moves nothing."""
        start = self._at
        while True:
            found = self._text.find(mark, start)
            if found >= 0:
                return self._text[self._at : found + 1]
            have = len(self._text) - self._at
            if have > longest or not self._fill(have):
                return None
            start = self._at + max(have - len(mark), 0)

    def skip(self, length: int) -> None:
        """Move the cursor on, inside the window."""
        self._at += length

    def seek(self, pattern: re.Pattern[str], reach: int = 512) -> bool:
        """Move to the beginning of the next match after the cursor; False (and at the end) if there is none.

        `reach`: the longest match in characters.
        """
        begin, start = self.position, self._at + 1
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
            start = self._at + (self.position == begin)

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


def _backslashes_before(text: str, end: int) -> int:
    start = end
    while start and text[start - 1] == "\\":
        start -= 1
    return end - start
