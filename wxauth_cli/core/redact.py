"""The one redactor: nothing leaves the process that has not passed it.

Three rules, in this order: secrets that this process holds (`core.secret.LIVE`), in whatever encoding; values that
stand under a secret's name; values that have a secret's shape. A text without a secret comes back unchanged, and
redacting twice is redacting once. All of it takes time linear in the length of the text.

`share=True` is for what is meant to be given away: openid and unionid are hidden too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.redact_live import live_spans
from wxauth_cli.core.redact_names import Under, hide, hide_shapes, named_edits, under
from wxauth_cli.core.secret import HIDDEN, LIVE, Secret

DEEPEST = 300
"""Levels of nesting that `redact_json` follows; what lies deeper is replaced."""
_SHORTEST = 6
_SHORT = 200
_REMEMBERED = 4096
_APPID = lazy_pattern(r"(?<![0-9A-Za-z])wx[0-9a-f]{16}(?![0-9A-Za-z])")


def redact_text(text: str, *, share: bool = False) -> str:
    """`text` without any live secret value, and without values that stand under a secret's name or have its shape."""
    if len(text) < _SHORTEST:
        return text
    text = _hide_live(text)
    if "=" in text or ":" in text or ">" in text or "：" in text or "\uff1d" in text or "%3" in text or "u003" in text:
        edits = list(named_edits(text, share=share))
        if edits:
            text = _apply(text, edits)
    return hide_shapes(text, share=share)


def _hide_live(text: str) -> str:
    spans = live_spans(text)
    if spans and "wx" in text:
        # An appid is public. Made-up ones and made-up secrets like to hold the same run of digits.
        appids = [match.span() for match in _APPID.finditer(text)]
        spans = [span for span in spans if not any(begin <= span[0] and span[1] <= end for begin, end in appids)]
    return _apply(text, [(start, end, HIDDEN) for start, end in spans]) if spans else text


def _apply(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    last = 0
    for start, end, replacement in edits:
        parts += (text[last:start], replacement)
        last = end
    parts.append(text[last:])
    return "".join(parts)


def redact_json(value: object, *, share: bool = False) -> object:
    """A copy of a JSON value with every secret hidden, by name, by live value and by shape; `value` is not touched.

    A `Secret` becomes its mask. Tuples become lists, as in JSON.
    """
    return _Walk(share).redact(value, None, 0)


class _Walk:
    """One walk through a JSON value. The same names and short texts stand in every entry of a list: each is redacted
    once."""

    def __init__(self, share: bool) -> None:
        self._share = share
        self._names: dict[str, tuple[str, Under | None]] = {}
        self._texts: dict[str, str] = {}

    def redact(self, value: object, kind: Under | None, depth: int) -> object:
        if depth > DEEPEST:
            return HIDDEN
        if isinstance(value, Secret):
            return str(value)
        if isinstance(value, str):
            if kind is not None:
                hidden = hide(value, kind)
                if hidden is not None:
                    return _hide_live(hidden)
            return self._text(value)
        if isinstance(value, Mapping):
            made = {}
            for key, item in value.items():
                name, under_it = self._name(str(key))
                made[name] = self.redact(item, under_it, depth + 1)
            return made
        if isinstance(value, (list, tuple)):
            return [self.redact(item, kind, depth + 1) for item in value]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return _redact_number(value, kind)
        return value

    def _name(self, name: str) -> tuple[str, Under | None]:
        found = self._names.get(name)
        if found is None:
            found = _hide_live(name), _kind(name, self._share)
            if len(self._names) < _REMEMBERED:
                self._names[name] = found
        return found

    def _text(self, text: str) -> str:
        if len(text) > _SHORT:
            return redact_text(text, share=self._share)
        found = self._texts.get(text)
        if found is None:
            found = redact_text(text, share=self._share)
            if len(self._texts) < _REMEMBERED:
                self._texts[text] = found
        return found


def _redact_number(value: int | float, kind: Under | None) -> object:
    text = repr(value)
    hidden = hide(text, kind, quoted=False) if kind is not None else None
    # A number is hidden if a whole secret stands in it. Eight digits in common mean nothing here: a timestamp and a
    # phone number both hold 00000000.
    if hidden is None and any(secret in text for secret in LIVE.numbers()):
        hidden = HIDDEN
    return value if hidden in (None, text) else hidden


def _kind(name: str, share: bool) -> Under | None:
    kind = under(name)
    return None if kind is Under.PERSON and not share else kind


def redact_url(url: str, *, share: bool = False) -> str:
    """A URL of a request with its user information, secret query values and fragment values hidden; else as it was."""
    head, question, rest = url.partition("?")
    query, sharp, fragment = rest.partition("#")
    if question:
        pairs = [_redact_pair(pair, share) for pair in query.split("&")]
        url = f"{head}?{'&'.join(pairs)}{sharp}{fragment}"
    return redact_text(url, share=share)


def _redact_pair(pair: str, share: bool) -> str:
    from urllib.parse import unquote

    name, equals, value = pair.partition("=")
    kind = _kind(unquote(name), share)
    hidden = hide(unquote(value), kind, sure=True) if kind is not None else None
    return pair if hidden is None else f"{name}{equals}{hidden}"


def redact_header(name: str, value: str, *, share: bool = False) -> str:
    """The value of a header as it may be shown."""
    kind = _kind(name, share)
    hidden = hide(value, kind, sure=True) if kind is not None else None
    if hidden is not None:
        return redact_text(hidden, share=share)
    return redact_url(value, share=share) if "://" in value else redact_text(value, share=share)


def redact_headers(headers: Iterable[tuple[str, str]], *, share: bool = False) -> tuple[tuple[str, str], ...]:
    """Headers as they may be shown: same names, same order."""
    return tuple((_hide_live(name), redact_header(name, value, share=share)) for name, value in headers)


def redact_bytes(body: bytes, *, share: bool = False) -> str:
    """A body as text that may be shown. Bytes that are not UTF-8 stand as `\\xNN`."""
    return redact_text(body.decode("utf-8", "backslashreplace"), share=share)
