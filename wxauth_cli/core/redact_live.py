"""Finds live secret values in a text: in every encoding, mixed and nested, and pieces of them too.

How: the text is read with its escapes undone (`core.escapes`), and what may be hex or base64 in it is decoded
(`core.packed`). There, each secret stands as itself. Eight consecutive characters of it hold six that begin at a
multiple of three, so every third six characters of each secret are kept, and one look-up for every place of the text
finds every piece that matters, whatever the number of secrets: some 1.5 KB for each of 32 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
"""Places that are compared one by one; secrets that begin alike (the openids of one app) are told apart by more
characters."""
_WHOLE = -1
"""In place of a place: forms begin there that are found as a whole only."""
_SHIFT = 32
"""A place is the number of a form and, in the lowest bits, where in it."""

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


def forms(value: str) -> set[str]:
    """All that a secret can look like in a text with its escapes undone and decoded, each of 6 characters or more."""
    found: set[str] = set()
    for part in _essence(value):
        found |= plain_forms(part)
        found |= plain_forms(part.replace("\\", ""))  # as JSON of UTF-16 gives it, where each stands before an escape
        if not part.isascii():
            # As percent-decoding, hex and base64 give it, and as \ud83d\ude00 gives it.
            found |= plain_forms(part.encode("utf-8", "surrogatepass").decode("latin-1"))
            found |= plain_forms("".join(_surrogates(char) for char in part))
    return {form for form in found if len(form) >= GRAM}


def _surrogates(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return char
    code -= 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


class Grams:
    """Which six characters stand where in which form."""

    def __init__(self) -> None:
        self.places: dict[str, int | list[int]] = {}
        self._forms: list[str] = []
        self._longer: dict[str, int] = {}
        """Eight characters around six that stand in too many forms."""
        self._wholes: dict[str, bool] = {}
        """Forms that are found as a whole only. True: only where no word goes on around them."""
        self._lengths: dict[str, set[int]] = {}
        """How long the forms are that are found as a whole, by the six characters with which they begin."""

    def add(self, form: str, *, whole_word: bool) -> None:
        """Have `form` found from now on."""
        if len(form) < SHORTEST_RUN:
            self.add_whole(form, whole_word=whole_word)
            return
        first = len(self._forms) << _SHIFT
        self._forms.append(form)
        places = self.places
        for at in range(0, len(form) - GRAM + 1, STRIDE):
            gram = form[at : at + GRAM]
            known = places.get(gram)
            if known is None or known == _WHOLE:
                places[gram] = first + at
            elif isinstance(known, int):
                places[gram] = [known, first + at]
            elif len(known) < _PLACES_PER_GRAM:
                known.append(first + at)
            else:
                for start in range(max(at - STRIDE + 1, 0), min(at, len(form) - SHORTEST_RUN) + 1):
                    self._longer.setdefault(form[start : start + SHORTEST_RUN], first + start)

    def add_whole(self, form: str, *, whole_word: bool = False) -> None:
        """Have `form` found from now on, but no piece of it."""
        self._wholes[form] = whole_word and self._wholes.get(form, True)
        self._lengths.setdefault(form[:GRAM], set()).add(len(form))
        self.places.setdefault(form[:GRAM], _WHOLE)

    def runs(self, plain: str, *, inside: bool = False) -> list[Span]:
        """Spans of `plain` that are 8 or more characters of a form, or the whole of a shorter one; sorted.

        `inside`: it was decoded from something longer, whose words are no words.
        """
        grams = self.places
        found: list[Span] = []
        covered = 0
        for at in [at for at in range(len(plain) - GRAM + 1) if plain[at : at + GRAM] in grams]:
            gram = plain[at : at + GRAM]
            if gram in self._lengths:
                found.extend(self._whole(plain, at, gram, inside=inside))
            if at + GRAM <= covered:
                continue
            # The longest: in a value like 00000000000a the same six characters stand at many places.
            start, end = max((self._extend(plain, *place) for place in self._places(plain, at, gram)), key=_length)
            if end - start >= SHORTEST_RUN:
                # What another form has beyond this run is found by itself if it is long enough to matter.
                found.append((start, end))
                covered = end
        return sorted(found)

    def _whole(self, plain: str, at: int, gram: str, *, inside: bool) -> Iterator[Span]:
        for length in self._lengths[gram]:
            whole_word = self._wholes.get(plain[at : at + length])
            if whole_word is not None:
                end = at + length
                if not (whole_word and not inside and (plain[at - 1 : at].isalnum() or plain[end : end + 1].isalnum())):
                    yield at, end

    def _places(self, plain: str, at: int, gram: str) -> Iterator[tuple[int, int]]:
        """Where in `plain` something stands that is known, and as which place."""
        known = self.places[gram]
        if isinstance(known, int):
            yield at, known
            return
        for place in known:
            yield at, place
        if len(known) == _PLACES_PER_GRAM:
            for start in range(max(at - STRIDE + 1, 0), at + 1):
                longer = self._longer.get(plain[start : start + SHORTEST_RUN])
                if longer is not None:
                    yield start, longer

    def _extend(self, plain: str, at: int, place: int) -> Span:
        """How far `plain` goes on like the form, to both sides."""
        if place == _WHOLE:
            return at, at
        form, start = self._forms[place >> _SHIFT], place & ((1 << _SHIFT) - 1)
        left = 0
        while left < min(at, start) and plain[at - left - 1] == form[start - left - 1]:
            left += 1
        right = GRAM
        limit = min(len(plain) - at, len(form) - start)
        while right < limit and plain[at + right] == form[start + right]:
            right += 1
        return at - left, at + right


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
        self.wide = False
        """Whether a secret has a character in it that is not ASCII."""

    @property
    def anything(self) -> bool:
        """Whether there is something to look for."""
        return bool(self.plain.places or self.literal.places)

    def sync(self) -> Index:
        """Take in what the registry has gained; begin anew if it has lost something."""
        if self._version == LIVE.version:
            return self
        version, values = LIVE.version, LIVE.values()
        if not self._known <= values:
            self._forget()
        for value in values - self._known:
            self.wide = self.wide or not value.isascii()
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


_index = Index()


def live_spans(text: str) -> list[Span]:
    """Where live values, or pieces of 8 characters and more of them, stand in `text`: sorted, not overlapping."""
    index = _index.sync()
    return _merged(_spans(text, index)) if index.anything else []


def _spans(text: str, index: Index, *, inside: bool = False) -> Iterator[Span]:
    as_it_is = unseparated(text)
    for reading in readings(text, backslashes=index.backslashes):
        plain = reading.text.translate(_ALPHABET)
        found = index.plain.runs(plain, inside=inside)
        if not inside:
            found.extend(_packed(plain, index))
        yield from _back(reading, found)
    plain = as_it_is.text.translate(_ALPHABET)
    if not inside and len(as_it_is.text) != len(reading.text):
        # What looks like an escape before hex or base64 may have taken the first digits of it.
        yield from _back(as_it_is, list(_packed(plain, index)))
    if index.literal.places and as_it_is.text != reading.text:
        # Where nothing has to be undone there is no escape, and the whole forms are among the others.
        yield from _back(as_it_is, index.literal.runs(plain))
        for reading in stages(text):
            yield from _back(reading, index.literal.runs(reading.text.translate(_ALPHABET)))


def _packed(plain: str, index: Index) -> Iterator[Span]:
    from wxauth_cli.core.packed import packed

    for part in packed(plain, wide=index.wide):
        for span in _spans(part.text, index, inside=True):
            yield part.back(span)


def _back(reading: Reading, found: list[Span]) -> Iterable[Span]:
    return reading.back(found) if found else ()


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
