"""Finds live secret values in a text: in every encoding, mixed and nested, and pieces of them too.

How: the text is read with its escapes undone (`core.escapes`) and with the two base64 alphabets as one. There, each
secret can stand in a few forms only: itself, hex, and base64 at the three positions at which it can lie inside
something longer. Eight consecutive characters of a form hold six that begin at a multiple of three, so one look-up
for every third place of the text finds every piece that matters, whatever the number of secrets.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import NamedTuple

from wxauth_cli.core.escapes import Reading, Span, readings, stages, unseparated
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.secret import LIVE

GRAM = 6
STRIDE = 3
SHORTEST_RUN = GRAM + STRIDE - 1
"""Consecutive characters that must never survive: 8."""
_LONGEST_ESCAPE = 8
"""Characters of a value that an escape begun before it can take away, at most (`&` before `#1234567;`)."""
_PLACES_PER_GRAM = 32

_ALPHABET = str.maketrans("+ /", "--_")
_ARMOUR = lazy_pattern(r"-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----")
_JWT = lazy_pattern(r"eyJ[\w-]{4,}\.[\w-]*\.([\w-]{16,})", re.A)
_JWK_PRIVATE = lazy_pattern(r'"(?:k|d|p|q|dp|dq|qi)"\s*:\s*"([^"]{16,})"')


def plain_forms(text: str) -> set[str]:
    """How `text` reads with its escapes undone, in the base64url alphabet."""
    return {reading.text.translate(_ALPHABET) for reading in readings(text)}


def _essence(value: str) -> Iterator[str]:
    """What of a secret is secret: of a JWT its signature, of a PEM its body, of a JWK its private members."""
    jwt = _JWT.fullmatch(value)
    if jwt:
        yield jwt.group(1)
    elif "-----BEGIN " in value:
        yield from (part for part in _ARMOUR.split(value) if not part.isspace())
    elif value.lstrip().startswith("{") and (members := _JWK_PRIVATE.findall(value)):
        yield from members
    else:
        yield value


def _base64_forms(data: bytes) -> Iterator[str]:
    """The characters that `data` alone decides, for each of the three places at which it can begin."""
    for before in range(3):
        text = b64encode(b"\0" * before + data).decode("ascii")
        first = (before * 8 + 5) // 6
        yield text[first : (before + len(data)) * 8 // 6]


def forms(value: str) -> set[str]:
    """All that a secret can look like in plain form, each of 6 characters or more."""
    from urllib.parse import quote

    found: set[str] = set()
    for part in _essence(value):
        data = part.encode("utf-8", "surrogatepass")
        found |= plain_forms(part)
        found |= plain_forms(part.replace("\\", ""))  # as JSON of UTF-16 gives it, where each stands before an escape
        found |= plain_forms(data.decode("latin-1"))  # as percent-decoding gives it
        found |= plain_forms("".join(_surrogates(char) for char in part))  # as \ud83d\ude00 gives it
        found.update((data.hex(), data.hex().upper()))
        for spelling in {data, _json_spelling(part), quote(data, safe="").encode()}:
            found.update(form.translate(_ALPHABET) for form in _base64_forms(spelling))
    return {form for form in found if len(form) >= GRAM}


def _surrogates(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return char
    code -= 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def _json_spelling(text: str) -> bytes:
    import json

    return json.dumps(text)[1:-1].encode("ascii")


class _Place(NamedTuple):
    form: str
    at: int


class Grams:
    """Where each six characters stand in which form."""

    def __init__(self) -> None:
        self.places: dict[str, list[_Place]] = {}
        self.short: dict[str, bool] = {}
        """Forms that are found as a whole only, being short. True: only where no word goes on around them."""

    def add(self, form: str, *, whole_word: bool) -> None:
        """Have `form` found from now on."""
        if len(form) < SHORTEST_RUN:
            self.add_whole(form, whole_word=whole_word)
            return
        for at in range(len(form) - GRAM + 1):
            places = self.places.setdefault(form[at : at + GRAM], [])
            if len(places) < _PLACES_PER_GRAM:
                places.append(_Place(form, at))

    def add_whole(self, form: str, *, whole_word: bool = False) -> None:
        """Have `form` found from now on, but no piece of it."""
        self.short[form] = whole_word and self.short.get(form, True)

    def runs(self, plain: str) -> list[Span]:
        """Spans of `plain` that are 8 or more characters of a form, or the whole of a shorter one; sorted."""
        grams = self.places
        last = len(plain) - GRAM + 1
        hits = [at for at in range(0, last, STRIDE) if plain[at : at + GRAM] in grams] if grams else []
        found: list[Span] = []
        covered = 0
        for at in hits:
            if at + GRAM <= covered:
                continue
            # The longest: in a value like 00000000000a the same six characters stand at many places.
            start, end = max((_extend(plain, at, place) for place in grams[plain[at : at + GRAM]]), key=_length)
            if end - start >= SHORTEST_RUN:
                # What another form has beyond this run is found by itself if it is long enough to matter.
                found.append((start, end))
                covered = end
        for form, whole_word in self.short.items():
            found.extend(_occurrences(plain, form, whole_word=whole_word))
        return sorted(found)


class Index:
    """What to look for; follows the registry."""

    def __init__(self) -> None:
        self._version = -1
        self._forget()

    def _forget(self) -> None:
        self._known: frozenset[str] = frozenset()
        self.plain = Grams()
        """To be looked for in a text with its escapes undone."""
        self.literal = Grams()
        """To be looked for in the text as it is: secrets that hold an escape themselves, and short ones, of which an
        escape that begins before them could take too much."""
        self.backslashes = False
        """Whether a secret has a backslash in it."""

    @property
    def anything(self) -> bool:
        """Whether there is something to look for."""
        return bool(self.plain.places or self.plain.short)

    def sync(self) -> Index:
        """Take in what the registry has gained; begin anew if it has lost something."""
        if self._version == LIVE.version:
            return self
        version, values = LIVE.version, LIVE.values()
        if not self._known <= values:
            self._forget()
        for value in values - self._known:
            for form in forms(value):
                self.plain.add(form, whole_word=len(value) < SHORTEST_RUN)
                self.backslashes = self.backslashes or "\\" in form
            for part in _essence(value):
                bare = unseparated(part).text.translate(_ALPHABET)
                if len(bare) < SHORTEST_RUN:
                    continue
                if any(len(form) < len(bare) for form in plain_forms(part)):
                    self.literal.add(bare, whole_word=False)
                elif len(bare) < SHORTEST_RUN + _LONGEST_ESCAPE:
                    self.literal.add_whole(bare)
        self._known, self._version = values, version
        return self


def _length(span: Span) -> int:
    return span[1] - span[0]


def _extend(plain: str, at: int, place: _Place) -> Span:
    form, start = place
    left = 0
    while left < min(at, start) and plain[at - left - 1] == form[start - left - 1]:
        left += 1
    right = GRAM
    limit = min(len(plain) - at, len(form) - start)
    while right < limit and plain[at + right] == form[start + right]:
        right += 1
    return at - left, at + right


def _occurrences(plain: str, form: str, *, whole_word: bool) -> Iterator[Span]:
    at = plain.find(form)
    while at >= 0:
        end = at + len(form)
        if not (whole_word and (plain[at - 1 : at].isalnum() or plain[end : end + 1].isalnum())):
            yield at, end
        at = plain.find(form, end)


_index = Index()


def live_spans(text: str) -> list[Span]:
    """Where live values, or pieces of 8 characters and more of them, stand in `text`: sorted, not overlapping."""
    index = _index.sync()
    if not index.anything:
        return []
    spans: list[Span] = []
    for reading in readings(text, backslashes=index.backslashes):
        _look(index.plain, reading, spans)
    if index.literal.places or index.literal.short:
        _look(index.literal, unseparated(text), spans)
        if index.literal.places:
            for reading in stages(text):
                _look(index.literal, reading, spans)
    return _merged(spans)


def _look(grams: Grams, reading: Reading, spans: list[Span]) -> None:
    found = grams.runs(reading.text.translate(_ALPHABET))
    if found:
        spans.extend(reading.back(found))


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
