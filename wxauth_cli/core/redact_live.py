"""Finds live secret values in a text: in every encoding, mixed and nested, and pieces of them too.

How: the text is brought into a plain form in which percent-encoding, JSON and HTML escapes are undone and the two
base64 alphabets are one. In it, each secret can stand in a few forms only: itself, hex, and base64 at the three
positions at which it can lie inside something longer. Eight consecutive characters of a form hold six that begin at a
multiple of three, so one look-up for every third place of the text finds every piece that matters, whatever the
number of secrets.
"""

from __future__ import annotations

import re
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.secret import LIVE

GRAM = 6
STRIDE = 3
SHORTEST_RUN = GRAM + STRIDE - 1
"""Consecutive characters that must never survive: 8."""
_PLACES_PER_GRAM = 32
_PASSES = 4
_LONGEST_KEPT = 6
_SIGNS = ("%", "\\", "&", "\n", "\r", "\t", "\0")

# An escape of any depth of nesting is one match, so that one pass undoes it: %252541, \\\\u0041, &amp;amp;quot;
_ESCAPE = lazy_pattern(
    r"%(?:25)*[0-9A-Fa-f]{2}"
    r"|\\+(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrtbf])?"
    r"|&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|amp|quot|apos|lt|gt|nbsp);"
    r"|[\x00\r\n\t]+"
)
_ALPHABET = str.maketrans("+ /", "--_")
_NAMED = {"amp": "&", "quot": '"', "apos": "'", "lt": "<", "gt": ">", "nbsp": " "}
_ARMOUR = lazy_pattern(r"-----(?:BEGIN|END) [A-Z0-9 ]{1,40}-----")
_JWT = lazy_pattern(r"eyJ[\w-]{4,}\.[\w-]*\.([\w-]{16,})", re.A)
_JWK_PRIVATE = lazy_pattern(r'"(?:k|d|p|q|dp|dq|qi)"\s*:\s*"([^"]{16,})"')
_decoded: dict[str, str] = {}


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
        found = chr(int(rest[1:], 16)) if rest[:1] in ("u", "x") else ""
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


def plain_form(text: str) -> str:
    """`text` with its escapes undone, without line ends, in the base64url alphabet."""
    for _ in range(_PASSES):
        if not any(sign in text for sign in _SIGNS):
            break
        undone = _ESCAPE.sub(_decode, text)
        if len(undone) == len(text):  # every escape is longer than what it stands for
            break
        text = undone
    return text.translate(_ALPHABET)


class _Pass:
    """One pass of `plain_form` that remembers where each character came from."""

    def __init__(self, text: str) -> None:
        self.new_starts: list[int] = []
        self.old_starts: list[int] = []
        self.token_ends: list[int] = []
        parts: list[str] = []
        length = last = 0
        for match in _ESCAPE.finditer(text):
            start, end = match.span()
            if start > last:
                self._segment(length, last, -1)
                parts.append(text[last:start])
                length += start - last
            decoded = _decode(match)
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

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span before the pass of a span after it."""
        first = bisect_right(self.new_starts, start) - 1
        last = bisect_right(self.new_starts, end - 1) - 1
        old_start = self.old_starts[first]
        if self.token_ends[first] < 0:
            old_start += start - self.new_starts[first]
        if self.token_ends[last] >= 0:
            return old_start, self.token_ends[last]
        return old_start, self.old_starts[last] + end - self.new_starts[last]


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
        found.add(plain_form(part))
        found.add(plain_form(data.decode("latin-1")))  # as percent-decoding gives it
        found.add(plain_form("".join(_surrogates(char) for char in part)))  # as \ud83d\ude00 gives it
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
        """Forms too short for the look-up at every third place; True: only where no word goes on around them."""

    def add(self, form: str, *, whole_word: bool) -> None:
        """Have `form` found from now on."""
        if len(form) < SHORTEST_RUN:
            self.short[form] = whole_word and self.short.get(form, True)
            return
        for at in range(len(form) - GRAM + 1):
            places = self.places.setdefault(form[at : at + GRAM], [])
            if len(places) < _PLACES_PER_GRAM:
                places.append(_Place(form, at))

    def runs(self, plain: str) -> list[tuple[int, int]]:
        """Spans of `plain` that are 8 or more characters of a form, or the whole of a shorter one; sorted."""
        grams = self.places
        last = len(plain) - GRAM + 1
        hits = [at for at in range(0, last, STRIDE) if plain[at : at + GRAM] in grams] if grams else []
        found: list[tuple[int, int]] = []
        covered = 0
        for at in hits:
            if at + GRAM <= covered:
                continue
            for place in grams[plain[at : at + GRAM]]:
                start, end = _extend(plain, at, place)
                if end - start >= SHORTEST_RUN:
                    # What another form has beyond this run is found by itself if it is long enough to matter.
                    found.append((start, end))
                    covered = end
                    break
        for form, whole_word in self.short.items():
            found.extend(_occurrences(plain, form, whole_word=whole_word))
        return sorted(found)


class Index:
    """What to look for; follows the registry."""

    def __init__(self) -> None:
        self._version = -1
        self._known: frozenset[str] = frozenset()
        self.plain = Grams()
        """To be looked for in the plain form of a text."""
        self.literal = Grams()
        """Secrets that become shorter in plain form (a backslash in them): to be looked for in the text as it is."""

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
            self.plain, self.literal, self._known = Grams(), Grams(), frozenset()
        for value in values - self._known:
            for form in forms(value):
                self.plain.add(form, whole_word=len(value) < SHORTEST_RUN)
            for part in _essence(value):
                if len(plain_form(part)) < len(part) and len(part) >= SHORTEST_RUN:
                    self.literal.add(part, whole_word=False)
        self._known, self._version = values, version
        return self


def _extend(plain: str, at: int, place: _Place) -> tuple[int, int]:
    form, start = place
    left = 0
    while left < min(at, start) and plain[at - left - 1] == form[start - left - 1]:
        left += 1
    right = GRAM
    limit = min(len(plain) - at, len(form) - start)
    while right < limit and plain[at + right] == form[start + right]:
        right += 1
    return at - left, at + right


def _occurrences(plain: str, form: str, *, whole_word: bool) -> Iterator[tuple[int, int]]:
    at = plain.find(form)
    while at >= 0:
        end = at + len(form)
        if not (whole_word and (plain[at - 1 : at].isalnum() or plain[end : end + 1].isalnum())):
            yield at, end
        at = plain.find(form, end)


_index = Index()


def live_spans(text: str) -> list[tuple[int, int]]:
    """Where live values, or pieces of 8 characters and more of them, stand in `text`: sorted, not overlapping."""
    index = _index.sync()
    if not index.anything:
        return []
    spans = index.literal.runs(text)
    if index.plain.runs(plain_form(text)):
        # Only now is it worth the while to remember where each character came from.
        passes: list[_Pass] = []
        for _ in range(_PASSES):
            passes.append(_Pass(passes[-1].text if passes else text))
        for start, end in index.plain.runs(passes[-1].text.translate(_ALPHABET)):
            for one in reversed(passes):
                start, end = one.back(start, end)
            spans.append((start, end))
    return _merged(spans)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
