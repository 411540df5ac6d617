"""Known values found in a text and replaced, in the encodings in which whole values are usually written."""

from __future__ import annotations

import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote, quote_plus

SHORTEST = 6
"""Characters from which on a value is looked for outside its own field."""
_SHORTEST_NAME = 2
PERSONS = ("name", "phone", "id", "address")
"""Kinds whose values may be short, and then count only where they stand alone."""
_ENCODINGS: tuple[Callable[[str], str], ...] = (
    lambda value: value,
    lambda value: quote(value, safe=""),
    lambda value: quote(value),
    quote_plus,
    lambda value: re.sub("%..", lambda match: match.group().lower(), quote(value, safe="")),
    lambda value: quote(quote(value, safe=""), safe=""),
    lambda value: json.dumps(value)[1:-1],
    lambda value: json.dumps(value, ensure_ascii=False)[1:-1],
    lambda value: json.dumps(json.dumps(value)[1:-1])[1:-1],
    lambda value: value.replace("/", "\\/"),
    lambda value: value.replace("/", "\\\\/"),
    escape,
    lambda value: value.encode().hex(),
    lambda value: value.encode().hex().upper(),
    lambda value: b64encode(value.encode()).decode("ascii"),
    lambda value: b64encode(value.encode()).decode("ascii").rstrip("="),
    lambda value: urlsafe_b64encode(value.encode()).decode("ascii"),
)


class KnownValues:
    """Values and what stands for them; one walk over a text finds them all, whatever their number.

    What begins like an encoding of a value is cut out in each length that such an encoding has, and looked up.
    """

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._forms: dict[int, str] = {}
        """Hash of an encoding -> value: the encodings of a large payload would take ten times its room."""
        self._persons: set[str] = set()
        self._starts: dict[str, tuple[int, ...]] = {}
        """Lengths of the encodings that begin so, the longest first."""
        self._short: dict[str, tuple[int, ...]] = {}
        """The same for those that are shorter than such a beginning: names that are not ASCII."""

    def __len__(self) -> int:
        return len(self._given)

    def add(self, value: str, made: str, *, person: bool) -> None:
        """Have `made` stand for `value` from now on. `person`: it may be short, and is part of no word."""
        self._given[value] = made
        if is_common(value, person=person):
            return  # replaced where it stands under its name only
        if person:
            self._persons.add(value)
        for form in {_encoded(encode, value) for encode in _ENCODINGS} - {None}:
            assert form is not None
            self._forms.setdefault(hash(form), value)
            starts, head = (self._starts, SHORTEST) if len(form) >= SHORTEST else (self._short, _SHORTEST_NAME)
            lengths = starts.get(form[:head], ())
            if len(form) not in lengths:
                starts[form[:head]] = tuple(sorted((*lengths, len(form)), reverse=True))

    def whole(self, text: str) -> str | None:
        """What stands for `text`, if it is a known value."""
        return self._given.get(text)

    def replaced(self, text: str) -> str:
        """`text` with every known value replaced."""
        text = self._walked(text, self._starts, SHORTEST)
        return text if text.isascii() else self._walked(text, self._short, _SHORTEST_NAME)

    def _walked(self, text: str, starts: Mapping[str, tuple[int, ...]], head: int) -> str:
        if not starts:
            return text
        parts: list[str] = []
        last = 0
        for at in [at for at in range(len(text) - head + 1) if text[at : at + head] in starts]:
            if at < last:
                continue
            for length in starts[text[at : at + head]]:
                made = self._made(text, at, at + length)
                if made is not None:
                    parts += (text[last:at], made)
                    last = at + length
                    break
        return "".join((*parts, text[last:])) if parts else text

    def _made(self, text: str, at: int, end: int) -> str | None:
        """What stands for the value that stands there as a whole, in the same encoding; None if none does."""
        form = text[at:end]
        value = self._forms.get(hash(form))
        if value is None or not self._stands_alone(form, value, text[at - 1 : at], text[end : end + 1]):
            return None
        encode = next((encode for encode in _ENCODINGS if _encoded(encode, value) == form), None)
        return None if encode is None else encode(self._given[value])

    def _stands_alone(self, form: str, value: str, before: str, after: str) -> bool:
        """Whether what stands there is this value: part of a longer word or number may be something else."""
        if not (form.isdigit() or len(value) < 8 or value in self._persons):
            return True
        return not (
            (form[0].isascii() and before.isascii() and before.isalnum())
            or (form[-1].isascii() and after.isascii() and after.isalnum())
        )


def is_common(value: str, *, person: bool) -> bool:
    """Whether `value` is a common word, or too short to be told from one."""
    return len(value) < (_SHORTEST_NAME if person and not value.isascii() else SHORTEST) or (
        value.isascii() and value.isalpha() and value.islower() and len(value) < 16
    )


def _encoded(encode: Callable[[str], str], value: str) -> str | None:
    try:
        return encode(value)
    except UnicodeEncodeError:  # a lone surrogate has no bytes
        return None
