"""Base64url as JOSE has it (RFC 7515, section 2): no padding, no blanks, no spare bits that are not zero."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

from wxauth_cli.core.patterns import lazy_pattern

_FOREIGN = lazy_pattern(r"[^A-Za-z0-9_-]")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# Bits of the last character that belong to no byte, by the length modulo 4.
_SPARE = {0: 0, 2: 0b1111, 3: 0b11}


class Base64UrlError(ValueError):
    """Not strict base64url. `code`: `padding`, `blank`, `foreign-character`, `length`, `spare-bits`;
    `position` counts characters from 0; `what` is the character at fault."""

    def __init__(self, code: str, position: int, what: str = "") -> None:
        super().__init__(code, position, what)
        self.code = code
        self.position = position
        self.what = what


def decode(text: str) -> bytes:
    """The bytes of strict base64url; Base64UrlError with the place of the first fault."""
    match = _FOREIGN.search(text)
    if match is not None:
        char = match.group()
        code = "padding" if char == "=" else "blank" if char.isspace() else "foreign-character"
        raise Base64UrlError(code, match.start(), char)
    rest = len(text) % 4
    if rest == 1:
        raise Base64UrlError("length", len(text), str(len(text)))
    if text and _ALPHABET.index(text[-1]) & _SPARE[rest]:
        raise Base64UrlError("spare-bits", len(text) - 1, text[-1])
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def decode_lenient(text: str) -> bytes | None:
    """The bytes of base64 or base64url with or without padding, blanks left out; None if it is neither."""
    body = re.sub(r"\s", "", text).translate(str.maketrans("+/", "-_")).rstrip("=")
    if _FOREIGN.search(body) or len(body) % 4 == 1:
        return None
    return urlsafe_b64decode(body + "=" * (-len(body) % 4))


def encode(data: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
