"""Readings of a text: its escapes undone, with a way back to where each character came from.

Percent-encoding, JSON and HTML escapes of any depth are undone, line ends and other control characters between two
characters are taken out, and runs of backslashes become one, until nothing changes. What a backslash that is left
means cannot be known: before a letter it is a control character of JSON (`\\n`), or it stands for itself. So there
are up to three readings: with it, without it, and without the letter of a control character too. A value that is
written with any mixture of these encodings reads like the value itself in at least one of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from wxauth_cli.core.patterns import lazy_pattern

_PASSES = 4
_LONGEST_KEPT = 6
_CONTROL = "\x00-\x1f"

# An escape of any depth of nesting is one match, so that one pass undoes it: %252541, \\\\u0041, &amp;amp;quot;
_ESCAPE = lazy_pattern(
    r"%(?:25)*[0-9A-Fa-f]{2}"
    r"|\\+(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})?"
    r"|&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|amp|quot|apos|lt|gt|nbsp);"
    rf"|[{_CONTROL}]+"
)
_LETTER = lazy_pattern(r"\\[nrtbf]?")
_BACKSLASH = lazy_pattern(r"\\")
_SEPARATOR = lazy_pattern(rf"[{_CONTROL}]+")
_NAMED = {"amp": "&", "quot": '"', "apos": "'", "lt": "<", "gt": ">", "nbsp": " "}
_decoded: dict[str, str] = {}

Span = tuple[int, int]


def _decode(match: re.Match[str]) -> str:
    token = match.group()
    found = _decoded.get(token)
    if found is not None:
        return found
    if token[0] == "%":
        found = chr(int(token[-2:], 16))
    elif token[0] == "&":
        found = _entity(token[:-1].rpartition(";")[2].lstrip("&"))
    elif token[0] == "\\":
        rest = token.lstrip("\\")
        found = chr(int(rest[1:], 16)) if rest else "\\"
    else:
        found = ""
    if len(token) <= _LONGEST_KEPT:  # a bounded number of different tokens
        _decoded[token] = found
    return found


def _entity(name: str) -> str:
    if name[0] != "#":
        return _NAMED[name]
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(number) if number < 0x110000 else ""


def _nothing(match: re.Match[str]) -> str:
    return ""


class _Pass:
    """One replacement all through a text, which remembers where each character came from."""

    def __init__(self, text: str, pattern: re.Pattern[str], decode: Callable[[re.Match[str]], str]) -> None:
        self.new_starts: list[int] = []
        self.old_starts: list[int] = []
        self.token_ends: list[int] = []
        parts: list[str] = []
        length = last = 0
        for match in pattern.finditer(text):
            start, end = match.span()
            if start > last:
                self._segment(length, last, -1)
                parts.append(text[last:start])
                length += start - last
            decoded = decode(match)
            if decoded:
                self._segment(length, start, end)
                parts.append(decoded)
                length += 1
            last = end
        self._segment(length, last, -1)
        parts.append(text[last:])
        self.text = "".join(parts)

    def _segment(self, new: int, old: int, token_end: int) -> None:
        self.new_starts.append(new)
        self.old_starts.append(old)
        self.token_ends.append(token_end)

    def back(self, start: int, end: int) -> Span:
        """The span before the pass of a span after it."""
        first = bisect_right(self.new_starts, start) - 1
        last = bisect_right(self.new_starts, end - 1) - 1
        old_start = self.old_starts[first]
        if self.token_ends[first] < 0:
            old_start += start - self.new_starts[first]
        if self.token_ends[last] >= 0:
            return old_start, self.token_ends[last]
        return old_start, self.old_starts[last] + end - self.new_starts[last]


_Step = tuple["re.Pattern[str]", Callable[["re.Match[str]"], str]]


class Reading:
    """A text as it reads after some steps, and how it came to that."""

    def __init__(self, text: str, source: str, steps: tuple[_Step, ...] = ()) -> None:
        self.text = text
        self._source = source
        self._steps = steps

    def after(self, step: _Step) -> Reading:
        """This reading with one more replacement; itself if that changes nothing."""
        text = step[0].sub(step[1], self.text)
        # No replacement is longer than what it stands for, and one as long is the same.
        return self if len(text) == len(self.text) else Reading(text, self._source, (*self._steps, step))

    def decoded(self) -> Reading:
        """This reading with all that is an escape for certain undone, at any depth that occurs."""
        reading = self
        for _ in range(_PASSES):
            text = reading.text
            if text.isprintable() and "\\" not in text and "%" not in text and "&" not in text:
                break
            further = reading.after((_ESCAPE, _decode))
            if further is reading:
                break
            reading = further
        return reading

    def back(self, spans: Iterable[Span]) -> Iterator[Span]:
        """Spans of this reading as spans of the text that was given."""
        passes: list[_Pass] = []
        for pattern, decode in self._steps:
            passes.append(_Pass(passes[-1].text if passes else self._source, pattern, decode))
        for start, end in spans:
            for one in reversed(passes):
                start, end = one.back(start, end)
            yield start, end


def stages(text: str) -> Iterator[Reading]:
    """`text` after each pass: a value that holds an escape itself reads like itself after some of them only."""
    reading = Reading(text, text)
    for _ in range(_PASSES):
        further = reading.after((_ESCAPE, _decode))
        if further is reading:
            return
        reading = further
        yield reading


def unseparated(text: str) -> Reading:
    """`text` without control characters, and otherwise as it is."""
    return Reading(text, text).after((_SEPARATOR, _nothing))


def readings(text: str, *, backslashes: bool = True) -> tuple[Reading, ...]:
    """All readings of `text`: one, or three if a backslash is left in it, the first with the backslashes.

    Without `backslashes`, only the one in which they and the letters of control characters are gone: enough for
    whoever looks for something that has no backslash.
    """
    reading = Reading(text, text).decoded()
    if "\\" not in reading.text:
        return (reading,)
    short = reading.after((_LETTER, _nothing)).decoded()
    return (reading, short, reading.after((_BACKSLASH, _nothing)).decoded()) if backslashes else (short,)
