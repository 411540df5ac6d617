"""A capture or log without secrets and persons, field by field, that is diagnosed as before.

The text is gone through twice. The first time, every secret and personal value is met: by the name of its field, by
its shape, inside JSON in strings, queries, forms, JWTs and base64. The second time each of them is replaced wherever
it stands, in whatever encoding; what is left of one then, in an encoding nobody thought of, is masked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from wxauth_cli.core.redact_live import live_spans
from wxauth_cli.core.redact_names import Under, under
from wxauth_cli.core.secret import HIDDEN, LIVE
from wxauth_cli.trace.json_text import dumped_like, loaded
from wxauth_cli.trace.known_values import PERSONS, KnownValues
from wxauth_cli.trace.made_values import MadeValues, is_kept
from wxauth_cli.trace.packed_text import opened
from wxauth_cli.trace.pseudonyms import Pseudonyms
from wxauth_cli.trace.remade import Remade
from wxauth_cli.trace.text_finds import finds

DEEPEST = 200
_LINES_CHARS = 1 << 18
"""Lines of a log are gone through in pieces of about this size."""
_FORM = re.compile(r"[\w.%\[\]+*-]{1,100}=[^\s<>{}\"]*(?:&[\w.%\[\]+*-]{1,100}=[^\s<>{}\"]*)*", re.A)
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|/)[^\s?]*\?\S*", re.I)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_APPID = re.compile(r"(?<![0-9A-Za-z])wx[0-9a-f]{16}(?![0-9A-Za-z])")
_SIGNS = re.compile(r"[?&=#]")
_DEEPEST_ESCAPE = 4
_SHORTEST_NUMBER = 6
_LONGEST_KEPT = 2048
_MOST_KEPT = 20_000
_BITS_OF_NUMBER = 70
NOT_SEARCHED = frozenset({"name", "avatar", "address", "ip"})
"""Kinds whose values are words of a language: looked for as they are, not in pieces."""


class Redaction:
    """Redacts one file: call `run` once."""

    def __init__(self, salt: bytes, public_secret: Callable[[str], bytes | None] = lambda token: None) -> None:
        """`salt` decides the pseudonyms. `public_secret`: as `MadeValues` takes it."""
        self.names = Pseudonyms(salt)
        self._values = MadeValues(self.names, public_secret, self.value)
        self._remade = Remade()
        self._known: KnownValues | None = None
        self._room = _MOST_KEPT
        self._done: dict[tuple[str, str, bool], str] = {}
        """What has become of short strings so far; a capture has the same headers in every entry."""

    def run(self, convert: Callable[[Redaction], Any]) -> Any:
        """`convert` twice: once to learn the values, once for the result."""
        convert(self)
        with self.learnt():
            return convert(self)

    @contextmanager
    def learnt(self) -> Iterator[None]:
        """All that has to be replaced was met; inside, the same text once more is the result."""
        exact = self._remade.made(
            self.names,
            self.value,
            lambda raw: self.leaf(raw, "rawData", 1),
            lambda name, value: self._values.named(name, value) or value,
        )
        with LIVE.scope():
            known = KnownValues()
            for value, made in self.names.given.items():
                kind = self.names.kind(value)
                known.add(value, exact.pop(value, made), person=kind in PERSONS)
                if kind not in NOT_SEARCHED:
                    LIVE.add(value)
            for value, made in exact.items():
                known.add(value, made, person=False)
            self._known, self._done = known, {}
            yield

    # Structures

    def value(self, value: object, name: str = "", depth: int = 0) -> object:
        """A copy of a JSON value."""
        if depth > DEEPEST:
            return HIDDEN
        if isinstance(value, str):
            return self.leaf(value, name, depth)
        if isinstance(value, Mapping):
            return self._object(value, name, depth)
        if isinstance(value, list):
            return [self.value(item, name, depth + 1) for item in value]
        if isinstance(value, int) and not isinstance(value, bool):
            return self._number(value, name)
        return value

    def _number(self, value: int, name: str) -> object:
        text = str(value) if value.bit_length() <= _BITS_OF_NUMBER else ""
        if len(text) < _SHORTEST_NUMBER:
            return value
        made = self._values.named(name, text) or (self._known.whole(text) if self._known else None) or text
        return value if made == text else int(made) if made.isdigit() else made

    def _object(self, value: Mapping[str, object], name: str, depth: int) -> dict[str, object]:
        self._meet(value)
        field, content = value.get("name"), value.get("value")
        made: dict[str, object] = {}
        encoded = value.get("encoding") == "base64" and isinstance(value.get("text"), str)
        for key, item in value.items():
            if key == "value" and isinstance(field, str) and isinstance(content, str):
                # A header, a parameter, a cookie of a HAR.
                cookie = name == "cookies"
                made[key] = self._values.cookie(content) if cookie else self.leaf(content, field, depth + 1, sure=True)
            elif key == "text" and encoded:
                made[key] = self._body(str(item), depth)
            else:
                made[self.leaf(key, "", depth)] = self.value(item, key, depth + 1)
        return made

    def _meet(self, fields: Mapping[str, object]) -> None:
        if self._known is None:
            self._remade.meet(fields, self.names.count("session_key"))

    def _body(self, text: str, depth: int) -> str:
        """A body in base64, be it a text or not."""
        packed = opened(text)
        if packed is None:
            return self._rest(text)
        made = self.leaf(packed.text, "", depth + 1) if packed.is_text else self._text(packed.text, depth + 1)
        return text if made == packed.text else packed.pack(made)

    def leaf(self, text: str, name: str = "", depth: int = 0, *, sure: bool = False) -> str:
        """A string of a JSON value, which may hold another document."""
        if depth > DEEPEST:
            return HIDDEN
        if len(text) > _LONGEST_KEPT:
            return self._leaf(text, name, depth, sure=sure)
        key = (text, name, sure)
        made = self._done.get(key)
        if made is None:
            made = self._leaf(text, name, depth, sure=sure)
            if len(self._done) < self._room:
                self._done[key] = made
        return made

    def _leaf(self, text: str, name: str, depth: int, *, sure: bool) -> str:
        made = self._values.named(name, text, sure=sure) if name else None
        if made is not None:
            return made
        if self._known is not None and (known := self._known.whole(text)) is not None:
            return known
        bare = text.strip()
        if bare[:1] in ("{", "[") and bare[-1:] in ("}", "]"):
            inner = loaded(bare)
            if isinstance(inner, (dict, list)):
                changed = self.value(inner, "", depth + 1)
                return text if changed == inner else text.replace(bare, dumped_like(changed, bare))
        elif len(bare) > 2 and bare[0] == bare[-1] == '"' and isinstance(inner := loaded(bare), str):
            changed = self.leaf(inner, name, depth + 1)
            return text if changed == inner else text.replace(bare, dumped_like(changed, bare))
        if self._known is not None and ("=" in bare or "?" in bare):
            # A value with signs of a URL in it must not be taken to pieces.
            text = self._rest(self._known.replaced(text), across=True)
            bare = text.strip()
        if "=" in text and _FORM.fullmatch(bare):
            return self._rest(self._query(text, depth))
        if "?" in text and _URL.fullmatch(bare):
            head, _, rest = text.partition("?")
            query, sharp, fragment = rest.partition("#")
            url = f"{self._text(head, depth)}?{self._query(query, depth)}{sharp}{self._text(fragment, depth)}"
            return self._rest(url)  # what no part of it shows alone
        if _BASE64.fullmatch(text) and (packed := opened(text)) is not None and packed.is_text:
            changed_text = self.leaf(packed.text, "", depth + 1)
            if changed_text != packed.text:
                return packed.pack(changed_text)
        return self._text(text, depth)

    def _query(self, text: str, depth: int) -> str:
        pairs = [pair.partition("=") for pair in text.split("&")]
        self._meet({unquote(name): unquote_plus(value) for name, _, value in pairs})
        return "&".join(
            f"{self._text(name, depth)}{sign}{self._parameter(unquote(name), value, depth)}"
            for name, sign, value in pairs
        )

    def _parameter(self, name: str, value: str, depth: int) -> str:
        plain = unquote_plus(value)
        made = self.leaf(plain, name, depth + 1, sure=True)
        if made == plain:
            return value
        safe = "".join(sign for sign in "/=:@,;!*'()~[]{}\"" if sign in value)
        return quote(made, safe=safe) if "%20" in value and "+" not in value else quote_plus(made, safe=safe)

    # Text

    def log(self, text: str) -> str:
        """Lines of a log: those that are JSON field by field, the others as text."""
        return "".join(self.lines(text.splitlines(keepends=True)))

    def lines(self, lines: Iterable[str]) -> Iterator[str]:
        """The same for lines that come one by one, with their ends; what becomes of them, in larger pieces."""
        plain: list[str] = []
        size = 0
        in_key = False
        for line in lines:
            bare = line.strip()
            value = loaded(bare) if bare[:1] == "{" and bare[-1:] == "}" else None
            is_json = isinstance(value, dict)
            if plain and (is_json or size > _LINES_CHARS) and not in_key:
                yield self._text("".join(plain), 0)
                plain, size = [], 0
            if is_json and not in_key:
                made = self.value(value)
                yield line if made == value else line.replace(bare, dumped_like(made, bare))
            else:
                plain.append(line)
                size += len(line)
                if "PRIVATE KEY-----" in line:
                    in_key = "-----BEGIN" in line and "-----END" not in line
        if plain:
            yield self._text("".join(plain), 0)

    def _text(self, text: str, depth: int) -> str:
        """A text in which values stand under names, in their shapes, or by themselves."""
        if len(text) < 2:
            return text
        parts: list[str] = []
        last = 0
        for find in finds(text):
            old = text[find.start : find.end]
            if find.name:
                made = self._found(find.name, old)
            elif find.kind == "jwt":
                made = self._values.jwt(old)
            else:
                made = old if is_kept(old) else self.names.of(find.kind, old)
            if made != old:
                parts += (self._unnamed(text[last : find.start]), made)
                last = find.end
        parts.append(self._unnamed(text[last:]))
        return "".join(parts)

    def _found(self, name: str, old: str) -> str:
        """A value that stands in a text, in the spelling of that text."""
        plain, respell = _spelling(old)
        made = self._values.named(name, plain)
        if made is None and under(name) is Under.AUTHORIZATION:
            made = self._values.secret(plain, "token")
        return old if made is None or made == plain else respell(made)

    def _unnamed(self, text: str) -> str:
        return self._rest(self._known.replaced(text)) if self._known is not None else text

    def _rest(self, text: str, *, across: bool = False) -> str:
        """What is left of known values, in any encoding or in pieces, masked. `across`: only what a URL would split."""
        if self._known is None or len(text) < _SHORTEST_NUMBER:
            return text
        spans = live_spans(text)
        if across:
            spans = [(start, end) for start, end in spans if _SIGNS.search(text, start, end)]
        if not spans:
            return text
        appids = [match.span() for match in _APPID.finditer(text)]
        parts: list[str] = []
        last = 0
        for start, end in spans:
            if any(begin <= start and end <= stop for begin, stop in appids):
                continue
            parts += (text[last:start], HIDDEN)
            last = end
        return "".join((*parts, text[last:]))


def _spelling(text: str) -> tuple[str, Callable[[str], str]]:
    """A value without its percent-encoding or JSON escapes, and how another one is spelt in the same way."""
    if "%" in text and "\ufffd" not in (plain := unquote(text)):
        return plain, lambda made: quote(made, safe="")
    plain, depth = text, 0
    while "\\" in plain and depth < _DEEPEST_ESCAPE and isinstance(inner := loaded(f'"{plain}"'), str):
        plain, depth = inner, depth + 1
    if not depth:
        return text, str
    slashed = "\\/" in text

    def respell(made: str) -> str:
        for _ in range(depth):
            made = json.dumps(made)[1:-1].replace("/", "\\/" if slashed else "/")
        return made

    return plain, respell
