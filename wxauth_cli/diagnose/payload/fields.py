"""What the text of a field looks like: absent, a cloudID, in the wrong alphabet, of the wrong length. Shapes only."""

from __future__ import annotations

import re

from wxauth_cli.core.patterns import lazy_pattern

ABSENT_WORDS = frozenset({"", "undefined", "null", "none", "nil", "nan", "false", "[object object]"})
"""What languages write where there is no value."""

CLOUD_ID = lazy_pattern(r"[0-9]{1,3}_[A-Za-z0-9_-]{16,}")
_BASE64 = lazy_pattern(r"[A-Za-z0-9+/]*={0,2}")
_HEX = lazy_pattern(r"[0-9a-fA-F]+")
_PERCENT = lazy_pattern(r"%(?:25)*(?:2[bBfF]|3[dD]|20|0[aAdD])")
ENTITY = lazy_pattern(r"&(?:#(?:43|47|61|x2[bBfF]|x3[dD])|plus|sol|equals);")
"""`+`, `/` and `=` as a web page writes them."""
_BREAK = lazy_pattern(r"\s*[\r\n\t]\s*")
_UUID = lazy_pattern(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

ROUND_LENGTHS = frozenset(
    {64, 100, 127, 128, 200, 250, 254, 255, 256, 300, 400, 500, 511, 512, 600, 700, 768, 800, 900, 1000, 1023, 1024}
    | {1500, 2000, 2047, 2048, 3000, 4000, 4095, 4096, 8000, 8191, 8192}
)
"""Lengths at which columns, log lines and URLs end."""


def is_absent(text: str | None) -> bool:
    """Whether there is no value: nothing, blanks, or the word that a language writes for nothing."""
    return text is None or text.strip().strip("\"'").lower() in ABSENT_WORDS


def is_cloud_id(text: str) -> bool:
    """Whether it has the form of a cloudID: a number, `_`, base64url. No base64 text can: `_` is not in the alphabet,
    and base64url of whole blocks does not begin with digits and `_` by chance and fail to fill blocks."""
    text = text.strip()
    return bool(CLOUD_ID.fullmatch(text)) and (len(text) * 6 // 8) % 16 != 0


def is_base64(text: str) -> bool:
    """Whether it is base64 as a strict reader wants it: the standard alphabet, padded."""
    return len(text) % 4 == 0 and bool(_BASE64.fullmatch(text))


def is_hex(text: str) -> bool:
    """Whether it is all hex digits, an even number of them."""
    return len(text) % 2 == 0 and bool(_HEX.fullmatch(text))


def is_percent_encoded(text: str) -> bool:
    """Whether `%2B`, `%2F`, `%3D` … stand in it, which no base64 can have."""
    return bool(_PERCENT.search(text))


def entities(text: str) -> int:
    """How many characters of base64 stand in it as HTML entities, such as `&#43;`."""
    return len(ENTITY.findall(text))


def blanks(text: str) -> int:
    """How many blanks stand in it that are no line break or indentation."""
    return _BREAK.sub("", text).count(" ")


def foreign(text: str) -> list[int]:
    """Places (from 0) of characters that no base64 text, wrapped or url-safe, can have."""
    return [match.start() for match in re.finditer(r"[^A-Za-z0-9+/=_\s-]", text)]


def one_case(text: str) -> str | None:
    """`lower` or `upper` if all letters of it are, and they are too many and
    too varied for chance (8 or more, 6 different ones); else None."""
    letters = [char for char in text if char.isascii() and char.isalpha()]
    if len(letters) < 8 or len(set(letters)) < 6 or is_hex(text):
        return None
    if all(char.islower() for char in letters):
        return "lower"
    return "upper" if all(char.isupper() for char in letters) else None


def key_shape(text: str) -> str | None:
    """What stands in place of a session_key: `jwt, uuid, hex, openid, appid, access_token, digits`, or None if its
    form names nothing."""
    text = text.strip().strip("\"'")
    if text.startswith("eyJ") and text.count(".") >= 2:
        return "jwt"
    if _UUID.fullmatch(text):
        return "uuid"
    if re.fullmatch(r"wx[0-9a-f]{16}", text):
        return "appid"
    if re.fullmatch(r"[0-9]{1,3}_[A-Za-z0-9_-]{60,}", text):
        return "access_token"
    if text.isascii() and text.isdigit():
        return "digits"
    if is_hex(text) and len(text) in (32, 40, 64):
        return "hex"
    if re.fullmatch(r"o[A-Za-z0-9_-]{27}", text):
        return "openid"
    if re.fullmatch(r"0[0-9A-Za-z]{31}", text):
        return "code"
    return None
