"""JSON as RFC 8259 and I-JSON (RFC 7493) mean it: one value, UTF-8, no duplicate keys, no NaN, bounded in depth.

Parsers disagree about everything that is refused here, and a token that two programs read differently is an attack.
Nothing here recurses: the depth of the input costs memory and no stack.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import NamedTuple

from wxauth_cli.core.patterns import lazy_pattern

MAX_DEPTH = 200
MAX_INTEGER_DIGITS = 20
"""Enough for any 64-bit number; beyond it readers lose digits or time."""

CODES = (
    "empty",
    "bom",
    "utf-16",
    "utf-32",
    "not-utf8",
    "syntax",
    "control-character",
    "duplicate-key",
    "not-finite",
    "integer-too-long",
    "too-deep",
    "lone-surrogate",
    "trailing-data",
)
"""All codes of StrictJsonError; their sentences stand in the text area `strict_json`."""
TOLERATED = frozenset(
    {"bom", "utf-16", "utf-32", "duplicate-key", "not-finite", "integer-too-long", "lone-surrogate", "trailing-data"}
)
"""What `loads_lenient` notes and reads past."""


class Note(NamedTuple):
    """One departure from strict JSON: what kind, at which character (byte, for encodings) from 0, on which text."""

    code: str
    position: int
    what: str

    @property
    def place(self) -> int:
        """The position as people count, from 1."""
        return self.position + 1


class StrictJsonError(ValueError):
    """The input is not strict JSON. `code` is one of CODES, `position` counts characters (bytes, for encodings) from 0,
    `what` is the key or literal at fault, at most 60 characters of it; untrusted."""

    def __init__(self, code: str, position: int, what: str = "") -> None:
        super().__init__(code, position, what)
        self.code = code
        self.position = position
        self.what = what

    @property
    def place(self) -> int:
        """The position as people count, from 1."""
        return self.position + 1


def loads(data: bytes | str, *, max_depth: int = MAX_DEPTH) -> object:
    """The value of `data`; StrictJsonError at the first departure from strict JSON."""
    text = _decode(data, _refuse)
    value = _fast(text, max_depth)
    return _Parser(text, max_depth, _refuse).document() if value is _UNSURE else value


def loads_lenient(data: bytes | str, *, max_depth: int = MAX_DEPTH) -> tuple[object, tuple[Note, ...]]:
    """The value of `data` with notes on everything in TOLERATED; StrictJsonError for the rest.

    The last of two equal keys wins, as in most parsers. A number that is not finite or has more than 20 digits comes as
    its literal text.
    """
    notes: list[Note] = []

    def take(code: str, position: int, what: str = "") -> None:
        if code not in TOLERATED:
            raise StrictJsonError(code, position, what)
        notes.append(Note(code, position, what))

    text = _decode(data, take)
    value = _Parser(text, max_depth, take).document()
    return value, tuple(notes)


_Complain = Callable[[str, int, str], None]


def _refuse(code: str, position: int, what: str = "") -> None:
    raise StrictJsonError(code, position, what)


def _decode(data: bytes | str, complain: _Complain) -> str:
    if isinstance(data, str):
        if data.startswith("\ufeff"):
            complain("bom", 0, "")
            return data[1:]
        return data
    for mark, code, codec in (
        (b"\xef\xbb\xbf", "bom", "utf-8"),
        (b"\xff\xfe\0\0", "utf-32", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32", "utf-32"),
        (b"\xff\xfe", "utf-16", "utf-16"),
        (b"\xfe\xff", "utf-16", "utf-16"),
    ):
        if data.startswith(mark):
            complain(code, 0, "")
            return _decoded(data[3:] if code == "bom" else data, codec)
    # Without a mark: JSON begins with an ASCII character, so zero bytes around it tell the width (RFC 4627, 3).
    zeros = tuple(byte == 0 for byte in data[:4])
    for pattern, code, codec in (
        ((False, True, True, True), "utf-32", "utf-32-le"),
        ((True, True, True, False), "utf-32", "utf-32-be"),
        ((False, True), "utf-16", "utf-16-le"),
        ((True, False), "utf-16", "utf-16-be"),
    ):
        if zeros[: len(pattern)] == pattern:
            complain(code, 0, "")
            return _decoded(data, codec)
    return _decoded(data, "utf-8")


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as exc:
        raise StrictJsonError("not-utf8", exc.start, f"0x{data[exc.start]:02x}") from None


# --- the quick way: the standard library's scanner, when the text holds nothing that it would let through ---

_UNSURE = object()
# A string, also an unfinished one, in one linear step; or a bracket.
_STRUCTURE = lazy_pattern(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[\[{]|[\]}]', re.S)
_SURROGATE = lazy_pattern("[\ud800-\udfff]|\\\\u[dD][89a-fA-F]")


class _Doubt(Exception):
    pass


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise _Doubt
    return value


def _doubtful(literal: str) -> object:
    raise _Doubt


def _integer(literal: str) -> int:
    if len(literal) > MAX_INTEGER_DIGITS:
        raise _Doubt
    return int(literal)


def _float(literal: str) -> float:
    value = float(literal)
    if not math.isfinite(value) or len(literal) > MAX_INTEGER_DIGITS:
        raise _Doubt
    return value


_SCANNER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_constant=_doubtful, parse_int=_integer, parse_float=_float, strict=True
)


def _deeper_than(text: str, limit: int) -> bool:
    if text.count("[") + text.count("{") <= limit:
        return False
    depth = 0
    for match in _STRUCTURE.finditer(text):
        first = match.group()[0]
        if first in "[{":
            depth += 1
            if depth > limit:
                return True
        elif first in "]}":
            depth -= 1
    return False


def _fast(text: str, max_depth: int) -> object:
    if _SURROGATE.search(text) or _deeper_than(text, min(max_depth, MAX_DEPTH)):
        return _UNSURE
    try:
        return _SCANNER.decode(text)
    except (ValueError, _Doubt):
        return _UNSURE


# --- the careful way: knows the place of every fault ---

_BLANK = lazy_pattern(r"[ \t\n\r]*")
_PLAIN = lazy_pattern(r'[^"\\\x00-\x1f\ud800-\udfff]*')
_NUMBER = lazy_pattern(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORD = lazy_pattern(r"-?[A-Za-z_][A-Za-z0-9_]*")
_HEX4 = lazy_pattern(r"[0-9a-fA-F]{4}")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, object] = {"true": True, "false": False, "null": None}
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})


class _Parser:
    def __init__(self, text: str, max_depth: int, complain: _Complain) -> None:
        self.text = text
        self.at = 0
        self.max_depth = max_depth
        self.complain = complain

    def document(self) -> object:
        self.blanks()
        if self.at == len(self.text):
            raise StrictJsonError("empty", self.at)
        value = self.value()
        self.blanks()
        if self.at < len(self.text):
            self.complain("trailing-data", self.at, self.text[self.at : self.at + 20])
        return value

    def blanks(self) -> None:
        match = _BLANK.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def syntax(self) -> StrictJsonError:
        return StrictJsonError("syntax", self.at, self.text[self.at : self.at + 20])

    def value(self) -> object:
        """The value at `at`. Open containers stand on a list, each with the key under which its parent keeps it."""
        stack: list[tuple[dict[str, object] | list[object], str]] = []
        while True:
            self.blanks()
            char = self.peek()
            if char in ("{", "["):
                if len(stack) >= self.max_depth:
                    raise StrictJsonError("too-deep", self.at, str(self.max_depth))
                self.at += 1
                self.blanks()
                opened: dict[str, object] | list[object] = {} if char == "{" else []
                if self.peek() != ("}" if char == "{" else "]"):
                    stack.append((opened, self.key({}) if isinstance(opened, dict) else ""))
                    continue
                self.at += 1
                done: object = opened
            else:
                done = self.scalar(char)
            # A value is complete: put it into its container, and close every container that ends here.
            while True:
                if not stack:
                    return done
                holder, key = stack[-1]
                if isinstance(holder, dict):
                    holder[key] = done
                else:
                    holder.append(done)
                self.blanks()
                char = self.peek()
                if char == ",":
                    self.at += 1
                    self.blanks()
                    if isinstance(holder, dict):
                        stack[-1] = (holder, self.key(holder))
                    elif self.peek() == "]":
                        raise self.syntax()
                    break
                if char != ("}" if isinstance(holder, dict) else "]") or not char:
                    raise self.syntax()
                self.at += 1
                stack.pop()
                done = holder

    def key(self, holder: dict[str, object]) -> str:
        start = self.at
        if self.peek() != '"':
            raise self.syntax()
        key = self.string()
        if key in holder:
            self.complain("duplicate-key", start, key[:60])
        self.blanks()
        if self.peek() != ":":
            raise self.syntax()
        self.at += 1
        return key

    def scalar(self, char: str) -> object:
        if char == '"':
            return self.string()
        word = _WORD.match(self.text, self.at)
        if word is not None:
            literal = word.group()
            if literal in _NOT_FINITE:
                self.complain("not-finite", self.at, literal)
                self.at = word.end()
                return literal
            if literal not in _WORDS:
                raise self.syntax()
            self.at = word.end()
            return _WORDS[literal]
        number = _NUMBER.match(self.text, self.at)
        if number is None:
            raise self.syntax()
        return self.number(number)

    def number(self, match: re.Match[str]) -> object:
        literal = match.group()
        start, self.at = self.at, match.end()
        if len(match.group(1)) > MAX_INTEGER_DIGITS:
            self.complain("integer-too-long", start, literal[:60])
            return literal[:60]
        if match.group(2) is None and match.group(3) is None:
            return int(literal)
        value = float(literal)
        if not math.isfinite(value):
            self.complain("not-finite", start, literal[:60])
            return literal[:60]
        return value

    def string(self) -> str:
        """The string whose opening quote stands at `at`."""
        opening = self.at
        self.at += 1
        pieces: list[str] = []
        while True:
            match = _PLAIN.match(self.text, self.at)
            assert match is not None
            pieces.append(match.group())
            self.at = match.end()
            char = self.peek()
            if char == '"':
                self.at += 1
                return "".join(pieces)
            if char == "\\":
                pieces.append(self.escape())
            elif char == "":
                raise StrictJsonError("syntax", opening, self.text[opening : opening + 20])
            elif char < " ":
                raise StrictJsonError("control-character", self.at, f"U+{ord(char):04X}")
            else:
                self.complain("lone-surrogate", self.at, f"U+{ord(char):04X}")
                pieces.append(char)
                self.at += 1

    def escape(self) -> str:
        char = self.text[self.at + 1 : self.at + 2]
        if char in _ESCAPES:
            self.at += 2
            return _ESCAPES[char]
        start = self.at
        unit = self.unit()
        if unit is None:
            raise self.syntax()
        self.at += 6
        if 0xD800 <= unit < 0xDC00:
            low = self.unit()
            if low is not None and 0xDC00 <= low < 0xE000:
                self.at += 6
                return chr(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
        if 0xD800 <= unit < 0xE000:
            self.complain("lone-surrogate", start, f"U+{unit:04X}")
        return chr(unit)

    def unit(self) -> int | None:
        r"""The UTF-16 unit of the `\uXXXX` at `at`, if one stands there."""
        if self.text[self.at : self.at + 2] != "\\u":
            return None
        digits = _HEX4.match(self.text, self.at + 2)
        return int(digits.group(), 16) if digits is not None else None
