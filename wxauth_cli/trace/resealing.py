"""Payloads that a key of the capture opens are sealed anew, with made-up persons inside and the made-up key.

Otherwise a redacted capture would look as if the backend had the wrong session_key. What was damaged on the way stays
damaged in the same way: the blocks are turned back as they come out, whether they make sense or not.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote

from wxauth_cli.core.crypto import BLOCK, open_cbc, seal, unpad

MAX_CHARS = 256 * 1024
_DEEPEST = 3
_READABLE = re.compile(rb"[\x20-\x7e]{16}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_FOREIGN = re.compile(r"[^A-Za-z0-9+/_=\s\\%-]")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_LONGEST_FOREIGN = 8192
"""Characters of a payload in which each letter is tried in place of one that no base64 has."""
_HEX = re.compile(r"(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+")
_BLANK = re.compile(r"\s|\\[nr]")
_PERSONAL = re.compile(
    rb'"(phoneNumber|purePhoneNumber|openId|unionId|nickName|avatarUrl|openid|unionid)"\s*:\s*"([^"]{1,400})"'
)


class Spelling(NamedTuple):
    """The bytes that a text may stand for, and how other bytes are written in the same way."""

    data: bytes
    back: Callable[[bytes], str]


def spellings(text: str, depth: int = 0) -> Iterator[Spelling]:
    """What a payload's text may have been before it was mistreated, the usual form first."""
    if depth > _DEEPEST or not text or len(text) > MAX_CHARS:
        return
    if "%" in text:
        for inner in spellings(unquote(text), depth + 1):
            yield Spelling(inner.data, lambda data, inner=inner: quote(inner.back(data), safe=""))  # type: ignore[misc]
    if " " in text and "+" not in text:
        for inner in spellings(text.replace(" ", "+"), depth + 1):
            yield Spelling(inner.data, lambda data, inner=inner: inner.back(data).replace("+", " "))  # type: ignore[misc]
    slashed = "\\/" in text
    bare = _BLANK.sub("", text).replace("\\/", "/")
    if _HEX.fullmatch(bare):
        upper = bare.isupper()
        yield Spelling(bytes.fromhex(bare), lambda data: data.hex().upper() if upper else data.hex())
    if not _BASE64.fullmatch(bare):
        return
    body = bare.rstrip("=")
    urlsafe = "-" in body or "_" in body
    standard = body.replace("-", "+").replace("_", "/")
    whole = standard[: len(standard) - (len(standard) % 4 == 1)]
    data = base64.b64decode(whole + "=" * (-len(whole) % 4))
    lost = standard[len(whole) :]
    breaks = [(match.start(), match.group()) for match in _BLANK.finditer(text)]

    def back(made: bytes) -> str:
        text = base64.b64encode(made).decode("ascii")
        text = (text if bare.endswith("=") or not len(bare) % 4 else text.rstrip("=")) + lost
        if urlsafe:
            text = text.replace("+", "-").replace("/", "_")
        if slashed:
            text = text.replace("/", "\\/")
        for at, sign in breaks:
            text = text[:at] + sign + text[at:]
        return text

    yield Spelling(data, back)
    try:
        once = data.decode("ascii")
    except UnicodeDecodeError:
        return
    for inner in spellings(once, depth + 1):
        yield Spelling(inner.data, lambda made, inner=inner: back(inner.back(made).encode("ascii")))  # type: ignore[misc]


class Opening(NamedTuple):
    """The bytes of a session_key and of what stands for it; None where they are not 16."""

    key: bytes | None
    made: bytes | None


def key_of(text: str) -> bytes | None:
    """The 16 bytes of a session_key; None if it has others."""
    return next((item.data for item in spellings(text) if len(item.data) == BLOCK), None)


def resealed(
    text: str,
    iv: str,
    keys: Sequence[Opening],
    hide_json: Callable[[object], object],
    hide_value: Callable[[str, str], str],
) -> str | None:
    """The payload `text` with other persons in it, sealed with the made-up key of the one that opens it.

    None where no key opens it: then it tells nothing.
    """
    start = next((item.data for item in spellings(iv) if len(item.data) == BLOCK), bytes(BLOCK))
    damaged: str | None = None
    for item in (*spellings(text), *_without_foreign(text)):
        whole = len(item.data) // BLOCK * BLOCK
        for key, made_key in keys if whole else ():
            if key is None or made_key is None:
                continue
            opened = open_cbc(item.data[:whole], key, start)
            plain = _json_in(opened) if whole == len(item.data) else None
            if plain is not None:
                made = json.dumps(hide_json(plain), ensure_ascii=False, separators=(",", ":")).encode()
                return item.back(seal(made, made_key, start))
            if damaged is None and any(_READABLE.fullmatch(opened, at, at + BLOCK) for at in range(0, whole, BLOCK)):
                damaged = item.back(_raw(_same_length(opened, hide_value), made_key, start) + item.data[whole:])
    return damaged


def _without_foreign(text: str) -> Iterator[Spelling]:
    """What a payload in which one character was spoilt may have been; the spoilt one stays in its place."""
    places = [match.start() for match in _FOREIGN.finditer(text)]
    if len(places) != 1 or len(text) > _LONGEST_FOREIGN:
        return
    at, sign = places[0], text[places[0]]
    for letter in _ALPHABET:
        for item in spellings(text[:at] + letter + text[at + 1 :]):
            yield Spelling(item.data, lambda data, item=item: _with_sign(item.back(data), at, sign))  # type: ignore[misc]


def _with_sign(text: str, at: int, sign: str) -> str:
    return text[:at] + sign + text[at + 1 :]


def _json_in(opened: bytes) -> object:
    """The JSON value of a payload, None if it is none."""
    plain = unpad(opened)
    try:
        return None if plain is None else json.loads(plain)
    except (ValueError, RecursionError):
        return None


def _raw(blocks: bytes, key: bytes, iv: bytes) -> bytes:
    # `seal` adds a block of padding, because what it is given is whole blocks already.
    return seal(blocks, key, iv)[: len(blocks)]


def _same_length(opened: bytes, hide_value: Callable[[str, str], str]) -> bytes:
    """Text among garbled blocks, persons replaced byte for byte."""

    def one(match: re.Match[bytes]) -> bytes:
        name, value = match.group(1).decode("ascii"), match.group(2)
        made = hide_value(name, value.decode("utf-8", "replace")).encode()
        made = made if len(made) == len(value) and value.isascii() else b"x" * len(value)
        return match.group()[: match.start(2) - match.start()] + made + b'"'

    return _PERSONAL.sub(one, opened)
