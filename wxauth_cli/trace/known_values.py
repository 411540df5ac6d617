"""Known values found in a text and replaced, in the encodings in which whole values are usually written."""

from __future__ import annotations

import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from html import escape
from urllib.parse import quote, quote_plus

from wxauth_cli.trace.pseudonyms import Pseudonyms

SHORTEST = 6
"""Characters from which on a value is looked for outside its own field."""
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
    """Values and what stands for them, and one pattern that finds them all."""

    def __init__(self, given: Mapping[str, str], names: Pseudonyms) -> None:
        self._given = given
        self._forms: dict[str, str] = {}
        self._words: set[str] = set()
        known = names.given
        for value, made in given.items():
            person = value in known and names.kind(value) in PERSONS
            if is_common(value, person=person):
                continue  # replaced where it stands under its name only
            for form, new in forms_of(value, made):
                self._forms.setdefault(form, new)
                if person or form.isdigit() or len(value) < 8:
                    self._words.add(form)
        self._pattern = re.compile(_trie(self._forms)) if self._forms else None

    def whole(self, text: str) -> str | None:
        """What stands for `text`, if it is a known value."""
        return self._given.get(text)

    def replaced(self, text: str) -> str:
        """`text` with every known value replaced."""
        if self._pattern is None or len(text) < 2:
            return text
        return self._pattern.sub(lambda match: self._one(match, text), text)

    def _one(self, match: re.Match[str], text: str) -> str:
        form = match.group()
        return self._forms[form] if self._stands_alone(form, text, match.start()) else form

    def _stands_alone(self, form: str, text: str, at: int) -> bool:
        """Whether what stands there is this value: part of a longer word or number may be something else."""
        if form not in self._words:
            return True
        end = at + len(form)
        before, after = text[at - 1 : at], text[end : end + 1]
        return not (
            (form[0].isascii() and before.isascii() and before.isalnum())
            or (form[-1].isascii() and after.isascii() and after.isalnum())
        )


def is_common(value: str, *, person: bool) -> bool:
    """Whether `value` is a common word, or too short to be told from one."""
    return len(value) < (2 if person and not value.isascii() else SHORTEST) or (
        value.isascii() and value.isalpha() and value.islower() and len(value) < 16
    )


def forms_of(value: str, made: str) -> Iterator[tuple[str, str]]:
    """Every encoding of `value`, and of what stands for it."""
    for encode in _ENCODINGS:
        try:
            yield encode(value), encode(made)
        except UnicodeEncodeError:  # noqa: PERF203 - a lone surrogate has no bytes
            continue


def _trie(words: Mapping[str, str]) -> str:
    """A pattern that matches any of the words, the longest first, in time that does not depend on their number."""
    root: dict[str, object] = {}
    for word in words:
        at = root
        for char in word[:8]:
            at = at.setdefault(char, {})  # type: ignore[assignment]
        at.setdefault("", []).append(word[8:])  # type: ignore[attr-defined]
    return _branch(root)


def _branch(node: Mapping[str, object]) -> str:
    parts: list[str] = []
    for char, inner in node.items():
        if char:
            parts.append(re.escape(char) + _branch(inner))  # type: ignore[arg-type]
    tails = node.get("")
    if isinstance(tails, list):
        parts.extend(re.escape(tail) for tail in sorted(tails, key=len, reverse=True))
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
