"""The ways to read one field: as written, or with one kind of damage undone, or with two.

Each reading says which damage it undoes; whether it is true is for `proof` to say.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import a2b_base64, unhexlify
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.diagnose.payload import fields

HARMLESS = frozenset({"base64-wrapped", "base64-url-alphabet"})
"""What a lenient decoder reads past: no repair, only a remark."""

_BREAK = lazy_pattern(r"\s*[\r\n\t]\s*")
_ENDS = lazy_pattern(r"[\r\n\t]+")
_WRAPPING = lazy_pattern(r"(?:\\r|\\n|\\t)")
_ENTITY = lazy_pattern(r"&#(?:x([0-9a-fA-F]{2})|([0-9]{2}));")
_ESCAPED = lazy_pattern(r"\\u00([0-7][0-9a-fA-F])")
_QUOTED = lazy_pattern(r"""\s*b?(["'`“‘])(.*)(["'`”’])\s*""", re.S)
_TAIL = lazy_pattern(r"[,;，；。]\s*\Z")
"""What is copied along from the end of a line."""
_BODY = lazy_pattern(r"[A-Za-z0-9+/]*")


class Reading(NamedTuple):
    """One way to read a field."""

    value: bytes
    undone: tuple[str, ...] = ()
    """Slugs of the damage that it undoes, the harmless ones among them."""
    body: str = ""
    """The base64 text behind it in the standard alphabet, without `=`; empty for hex and for text taken as it is."""

    @property
    def repairs(self) -> tuple[str, ...]:
        """What it undoes, without the harmless."""
        return tuple(slug for slug in self.undone if slug not in HARMLESS)


try:
    a2b_base64("", strict_mode=True)
    decode_strict: Callable[[str], bytes] = partial(a2b_base64, strict_mode=True)
    """The bytes of base64 without any departure; ValueError otherwise."""
except TypeError:  # Python 3.10
    decode_strict = partial(b64decode, validate=True)


def strict(text: str) -> bytes | None:
    """The bytes of base64 without any departure; None otherwise."""
    try:
        return decode_strict(text)
    except ValueError:
        return None


def decoded(body: str) -> bytes | None:
    """The bytes of a base64 body without `=`; None for foreign characters or an impossible length (1 more than a
    multiple of 4). Spare bits are let pass."""
    if len(body) % 4 == 1 or not _BODY.fullmatch(body):
        return None
    return a2b_base64(body + "=" * (-len(body) % 4))


def readings(text: str, *, floor: bool = False) -> list[Reading]:
    """All readings of a field, those with less undone first; no two with the same bytes.

    With `floor`, a body is read up to its first foreign character, and without its last character where the length is
    impossible; `body` is then still the whole.
    """
    found: dict[bytes, Reading] = {}
    for reading in _all(text, floor):
        if reading.value:
            kept = found.get(reading.value)
            if kept is None or len(reading.repairs) < len(kept.repairs):
                found[reading.value] = reading
    return sorted(found.values(), key=lambda reading: (len(reading.repairs), len(reading.undone)))


def _all(text: str, floor: bool) -> Iterator[Reading]:
    for plain, undone in _unquoted(text):
        for body, more in bodies(plain):
            value = decoded(body)
            if value is None and floor:
                clean = _clean_head(body)
                value = decoded(clean[:-1] if len(clean) % 4 == 1 else clean)
            if value is None:
                continue
            slugs = tuple(dict.fromkeys((*undone, *more)))
            yield Reading(value, slugs, body)
            yield from _again(value, slugs)
        bare = plain.strip().removeprefix("0x").replace(":", "").replace(" ", "")
        if len(bare) >= 32 and fields.is_hex(bare):
            yield Reading(unhexlify(bare), (*undone, "hex-instead-of-base64"))


def _clean_head(body: str) -> str:
    match = _BODY.match(body)
    return match.group() if match is not None else ""


def _again(value: bytes, undone: tuple[str, ...], depth: int = 3) -> Iterator[Reading]:
    """Readings of bytes that are base64 text themselves."""
    if depth == 0 or len(value) < 22 or not value.isascii():
        return
    text = value.decode("ascii")
    for plain, more in _unquoted(text):
        for body, other in bodies(plain):
            inner = decoded(body)
            if inner is not None:
                slugs = tuple(dict.fromkeys((*undone, "base64-twice", *more, *other)))
                yield Reading(inner, slugs, body)
                yield from _again(inner, slugs, depth - 1)


def _unquoted(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The text, and the text percent-decoded once, twice, three times."""
    yield text, ()
    if not fields.is_percent_encoded(text):
        return
    from urllib.parse import unquote

    for _ in range(3):
        after = unquote(text)
        if after == text:
            return
        text = after
        yield text, ("still-percent-encoded",)


def bodies(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Base64 bodies (standard alphabet, no `=`) that `text` may stand for, each with what had to be undone."""
    undone: list[str] = []

    def wrapped() -> None:
        if "base64-wrapped" not in undone:
            undone.append("base64-wrapped")

    if fields.entities(text):
        # A decoder drops `&#;` and reads the digits: this is no outward difference.
        undone.append("still-percent-encoded")
        text = fields.ENTITY.sub(_entity_named, text)
    for pattern, replacement in ((_ENTITY, _entity), (_ESCAPED, _escaped), (_WRAPPING, _nothing)):
        after = pattern.sub(replacement, text)
        if after != text:
            wrapped()
            text = after
    narrow = text.translate(_NARROW).strip("\u200b\u200c\u200d\u2060\ufeff\u00a0")
    narrow = _TAIL.sub("", narrow)
    if narrow != text:
        wrapped()
        text = narrow
    if "\\" in text:
        wrapped()
        text = text.replace("\\/", "/").replace("\\=", "=").replace("\\+", "+")
    quoted = _QUOTED.fullmatch(text)
    if quoted is not None:
        wrapped()
        text = quoted.group(2)
    after = _BREAK.sub("", text)
    if after != text:
        wrapped()
        # A blank beside a line end is indentation, or was a plus at the end of a line.
        kept = _ENDS.sub("", text)
        text = after
        if " " in kept.strip(" "):
            yield from _pluses(kept, [*undone])
    yield from _pluses(text, undone)


def _pluses(text: str, undone: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Bodies of a text on one line: the alphabet made standard, blanks read as what they may have been."""

    def wrapped() -> None:
        if "base64-wrapped" not in undone:
            undone.append("base64-wrapped")

    if "-" in text or "_" in text:
        undone.append("base64-url-alphabet")
        text = text.translate(_STANDARD)
    if text.rstrip(" ").endswith("=") and text.endswith(" "):
        wrapped()
        text = text.rstrip(" ")
    body = text.rstrip("=")
    tail = text[len(body) :]
    if (tail or len(body) % 4) and tail != "=" * (-len(body) % 4):
        wrapped()
    if " " in body:
        # A blank at either end may have been a plus, or is one that somebody pasted along.
        for candidate in (body, body.strip(" "), body.lstrip(" "), body.rstrip(" ")):
            slug = ("plus-became-space",) if " " in candidate else ()
            trimmed = ("base64-wrapped",) if candidate != body else ()
            yield candidate.replace(" ", "+"), tuple(dict.fromkeys((*undone, *slug, *trimmed)))
        # A wrapped text whose line ends became blanks.
        yield body.replace(" ", ""), tuple(dict.fromkeys((*undone, "base64-wrapped")))
        return
    yield body, tuple(undone)
    if len(text) % 4 == 3:
        # The plus at an end became a blank and was trimmed.
        for candidate in ("+" + body, *(() if tail else (body + "+",))):
            yield candidate, tuple(dict.fromkeys((*undone, "plus-became-space")))


_STANDARD = str.maketrans("-_", "+/")
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
"""The full-width forms that an input method writes."""


def _entity_named(match: re.Match[str]) -> str:
    from html import unescape

    return unescape(match.group())


def _entity(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16) if match.group(1) else int(match.group(2)))


def _escaped(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16))


def _nothing(match: re.Match[str]) -> str:
    return ""
