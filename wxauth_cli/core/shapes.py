"""What a pasted value is, by its shape. Shape proves little: nothing here is a verdict on a value.

Shapes of the platform's values are from its documented samples (openid, appid, session_key: Base64 of 16 bytes,
phone code: 64 hex) and, for login code, rid and access_token, from what was seen; none of them is promised.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from wxauth_cli.core import base64url, strict_json
from wxauth_cli.core.findings import Confidence
from wxauth_cli.core.patterns import lazy_pattern

KINDS = (
    "jwt",
    "jwe",
    "access_token",
    "session_key",
    "openid",
    "login_code",
    "phone_code",
    "appid",
    "rid",
    "opaque",
    "empty",
)
"""All kinds that `recognise` gives."""


class Shape(NamedTuple):
    """What `recognise` made of a pasted text."""

    kind: str
    """One of KINDS."""
    value: str
    """The text without what was stripped."""
    stripped: tuple[str, ...]
    """What stood around it, in the order in which it was taken off: see `strip`."""
    mended: tuple[str, ...]
    """What was put right inside it: `percent-encoding`, `wrapped-lines`, `escapes`, `padding`, `standard-base64`,
    `surrounding-text`. Anything here means: a strict reader refuses the text as it was pasted."""
    confidence: Confidence
    also: tuple[str, ...] = ()
    """Other things that have the same shape: `unionid`, `iv`, `sha256` …"""


MAX_LAYERS = 200
"""How many wrappings are taken off one after the other; more is no paste but an attempt to keep us busy."""
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "「": "」", "<": ">"}
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"
_RID = lazy_pattern(r"rid:\s*", re.I)
_HEADER = lazy_pattern(r"(?:proxy-)?authorization\s*[:=]\s*", re.I)
_NAMED = lazy_pattern(r"[\"']?[A-Za-z_][A-Za-z0-9_.-]{0,40}[\"']?\s*[:=]\s*(?=[\"']?(?:Bearer\s|eyJ))", re.I)
_BEARER = lazy_pattern(r"(?:bearer|jwt|token)(?:\s*:\s*|\s+)(?=\S)", re.I)

_AROUND = ((_HEADER, "header-name"), (_RID, "field-name"), (_NAMED, "field-name"), (_BEARER, "bearer"))


def strip(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without what surrounds a value, and what that was: `blanks`, `line-end`, `invisible`, `quotes`, `comma`,
    `header-name` (`Authorization:`), `field-name` (`token=`), `bearer`. Nothing inside the value is touched."""
    found: list[str] = []

    def took(name: str) -> None:
        if name not in found:
            found.append(name)

    for _ in range(MAX_LAYERS):
        before = text
        bare = text.strip(_INVISIBLE)
        if bare != text:
            took("invisible")
            text = bare
        bare = text.rstrip("\r\n")
        if bare != text:
            took("line-end")
            text = bare
        bare = text.strip()
        if bare != text:
            took("blanks")
            text = bare
        for pattern, name in _AROUND:
            match = pattern.match(text)
            if match is not None:
                took(name)
                text = text[match.end() :]
        if len(text) > 1 and text[-1] in ",;":
            took("comma")
            text = text[:-1]
        if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
            took("quotes")
            text = text[1:-1]
        if text == before:
            break
    return text, tuple(found)


_PERCENT = lazy_pattern(r"%[0-9A-Fa-f]{2}")
_BLANKS = lazy_pattern(r"\s+")
_ESCAPED_END = lazy_pattern(r"\\[rn/]")
_PARTS = lazy_pattern(r"[A-Za-z0-9_+/=-]+(?:\.[A-Za-z0-9_+/=-]*){2,4}")
_JWT_INSIDE = lazy_pattern(r"(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*(?![A-Za-z0-9_.-])")


def recognise(text: str) -> Shape:
    """What `text` is. Never raises, whatever is pasted."""
    value, stripped = strip(text)
    if not value:
        return Shape("empty", "", stripped, (), Confidence.CERTAIN)
    token, more, mended = _mend(value)
    if token is not None:
        kind, confidence = token_kind(token)
        if kind is not None:
            return Shape(kind, token, tuple(dict.fromkeys((*stripped, *more))), mended, confidence)
    for kind, pattern, confidence, also in _SHAPES:
        if pattern.fullmatch(value):
            return Shape(kind, value, stripped, (), confidence, also)
    inside = _JWT_INSIDE.search(value)
    if inside is not None and token_kind(inside.group())[0] is not None:
        kind, confidence = token_kind(inside.group())
        assert kind is not None
        return Shape(kind, inside.group(), stripped, ("surrounding-text",), confidence)
    return Shape("opaque", value, stripped, (), Confidence.POSSIBLE)


def _mend(value: str) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """`value` as three or five parts with dots between, what then came off around it, and what had to be put right
    inside; None if it can't be."""
    mended: list[str] = []
    stripped: tuple[str, ...] = ()
    if value.count(".") < 2 and "%2e" not in value.lower():
        return None, (), ()
    for _ in range(2):  # percent-encoded twice happens where a query is built from an encoded value
        if _PERCENT.search(value):
            value = unquote(value, errors="replace")
            if "percent-encoding" not in mended:
                mended.append("percent-encoding")
    if "percent-encoding" in mended:
        value, stripped = strip(value)
    if _ESCAPED_END.search(value):
        value = _ESCAPED_END.sub(lambda match: "/" if match.group() == "\\/" else "", value)
        mended.append("escapes")
    if _BLANKS.search(value) or any(char in value for char in _INVISIBLE):
        value = _BLANKS.sub("", value).translate({ord(char): None for char in _INVISIBLE})
        mended.append("wrapped-lines")
    if not _PARTS.fullmatch(value):
        return None, (), ()
    if "=" in value:
        value = ".".join(part.rstrip("=") for part in value.split("."))
        mended.append("padding")
    if "+" in value or "/" in value:
        value = value.translate(str.maketrans("+/", "-_"))
        mended.append("standard-base64")
    return value, stripped, tuple(mended)


def token_kind(token: str) -> tuple[str | None, Confidence]:
    """`jwt` or `jwe` by parts and header, or None. Certain when the header is a JSON object that names an algorithm."""
    parts = token.split(".")
    kind = {3: "jwt", 5: "jwe"}.get(len(parts))
    if kind is None:
        return None, Confidence.POSSIBLE
    raw = base64url.decode_lenient(parts[0])
    try:
        header, _ = strict_json.loads_lenient(raw or b"")
    except strict_json.StrictJsonError:
        return (kind, Confidence.LIKELY) if parts[0].startswith("eyJ") else (None, Confidence.POSSIBLE)
    if not isinstance(header, dict):
        return None, Confidence.POSSIBLE
    return kind, Confidence.CERTAIN if "alg" in header else Confidence.LIKELY


_C, _L, _P = Confidence.CERTAIN, Confidence.LIKELY, Confidence.POSSIBLE
_SHAPES: tuple[tuple[str, re.Pattern[str], Confidence, tuple[str, ...]], ...] = (
    ("appid", lazy_pattern(r"wx[0-9a-f]{16}"), _C, ()),
    ("rid", lazy_pattern(r"[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}"), _C, ()),
    ("access_token", lazy_pattern(r"[0-9]{1,3}_[A-Za-z0-9_-]{80,512}"), _L, ()),
    # 22 characters carry 16 bytes only if the last one has four zero bits.
    ("session_key", lazy_pattern(r"[A-Za-z0-9+/]{21}[AQgw]=="), _P, ("iv",)),
    ("openid", lazy_pattern(r"o[A-Za-z0-9_-]{27}"), _P, ("unionid",)),
    ("phone_code", lazy_pattern(r"[0-9a-f]{64}"), _P, ("sha256",)),
    ("login_code", lazy_pattern(r"0[0-9A-Za-z][1-3]([0-9A-Za-z]{4})[0-9A-Za-z]{20}\1[0-9A-Za-z]"), _L, ()),
    ("login_code", lazy_pattern(r"(?![0-9a-fA-F]{32})0[0-9A-Za-z]{31}"), _P, ()),
)
