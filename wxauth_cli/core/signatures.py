"""The signatures that are made with a session_key, and the ways in which they are commonly made wrong.

In all of them the session_key is its text of 24 characters and never the 16 bytes behind it (the open-data page's
signature section, the user-login-state signature page).

* `signature` beside `rawData` (wx.getUserInfo, wx.getUserProfile): `sha1_hex(rawData + session_key)`
* user state signature (checkSessionKey and others, `sig_method=hmac_sha256`): `hmac_sha256_hex(session_key, body)`,
  with the empty text where there is no body (GET)
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple


class Variant(NamedTuple):
    """One way of computing a signature: `name` is stable (see RAW_VARIANTS, HMAC_VARIANTS), `right` for the documented
    one, `digest` in the letters in which that way writes it."""

    name: str
    right: bool
    digest: str


RAW_VARIANTS = (
    "exact",
    "upper-case-hex",
    "key-decoded",
    "arguments-exchanged",
    "hmac-sha256",
    "spaced",
    "compact",
    "escaped-slashes",
    "unescaped-slashes",
    "ascii-escapes",
    "unescaped-unicode",
    "html-escaped",
    "html-unescaped",
    "plus-to-blank",
    "blank-to-plus",
    "percent-encoded",
    "percent-decoded",
    "sorted-keys",
    "trimmed",
)
"""Names of the ways to a rawData signature: `exact` is the right one, the others say what was different."""

HMAC_VARIANTS = (
    "exact",
    "upper-case-hex",
    "key-decoded",
    "arguments-exchanged",
    "sha1",
    "hmac-sha1",
    "message-openid",
    "message-raw-data",
    "message-body",
    "message-empty",
    "message-reserialised",
)
"""Names of the ways to a user state signature."""


def same(left: str, right: str) -> bool:
    """Whether two texts are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(left.encode("utf-8", "surrogatepass"), right.encode("utf-8", "surrogatepass"))


def raw_data_signature(raw_data: str, session_key: str) -> str:
    """40 lower-case hex digits; `raw_data` exactly as the mini program delivered it."""
    return hashlib.sha1((raw_data + session_key).encode("utf-8", "surrogatepass")).hexdigest()  # noqa: S324 - WeChat's


def session_signature(session_key: str, message: str = "") -> str:
    """64 lower-case hex digits over `message`: the body of a POST, the empty text for a GET."""
    return _hmac(_bytes(session_key), _bytes(message), "sha256")


def name_raw_data_variant(signature: str, raw_data: str, session_key: str) -> Variant | None:
    """The way in which `signature` was made of this rawData and key, the right way first; None if it fits none."""
    return _first(signature, _raw_data_variants(raw_data, session_key))


def name_session_variant(
    signature: str, session_key: str, message: str = "", *, openid: str | None = None, raw_data: str | None = None
) -> Variant | None:
    """The way in which `signature` was made with this key where `message` was to be signed; None if it fits none."""
    return _first(signature, _session_variants(session_key, message, openid, raw_data))


def _first(signature: str, variants: Iterator[Variant]) -> Variant | None:
    return next((variant for variant in variants if same(variant.digest, signature)), None)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _hmac(key: bytes, message: bytes, method: str) -> str:
    return hmac.new(key, message, method).hexdigest()


def _decoded(session_key: str) -> bytes | None:
    try:
        return b64decode(session_key, validate=True)
    except ValueError:
        return None


def _raw_data_variants(raw_data: str, session_key: str) -> Iterator[Variant]:
    right = raw_data_signature(raw_data, session_key)
    yield Variant("exact", True, right)
    # Hex in capitals is the same number, but no page says that WeChat takes it: no exact match.
    yield Variant("upper-case-hex", False, right.upper())
    key = _decoded(session_key)
    if key is not None:
        yield Variant("key-decoded", False, hashlib.sha1(_bytes(raw_data) + key).hexdigest())  # noqa: S324
    yield Variant("arguments-exchanged", False, raw_data_signature(session_key, raw_data))
    yield Variant("hmac-sha256", False, session_signature(session_key, raw_data))
    for name, text in rewritten(raw_data):
        yield Variant(name, False, raw_data_signature(text, session_key))


def rewritten(raw_data: str) -> Iterator[tuple[str, str]]:
    """The texts that commonly take the place of rawData on its way, each with its name; none equal to it."""
    from urllib.parse import quote, unquote

    seen = {raw_data}
    for name, text in (
        ("html-unescaped", unescape(raw_data)),
        ("html-escaped", escape(raw_data)),
        ("html-escaped", escape(raw_data, quote=False)),
        ("plus-to-blank", raw_data.replace("+", " ")),
        ("blank-to-plus", raw_data.replace(" ", "+")),
        ("percent-decoded", unquote(raw_data)),
        ("percent-encoded", quote(raw_data, safe="")),
        ("unescaped-slashes", raw_data.replace("\\/", "/")),
        ("unescaped-unicode", unescaped_unicode(raw_data)),
        ("escaped-slashes", raw_data.replace("\\/", "/").replace("/", "\\/")),
        ("trimmed", raw_data.strip()),
        *_reserialised(raw_data),
        *_reserialised(unescape(raw_data)),
    ):
        if text not in seen:
            seen.add(text)
            yield name, text


def unescaped_unicode(text: str) -> str:
    r"""`text` with every `\uXXXX` above ASCII as the character that it stands for, two that make a pair as one."""

    def character(match: re.Match[str]) -> str:
        units = b"".join(int(digits, 16).to_bytes(2, "big") for digits in re.findall(r"[0-9a-fA-F]{4}", match.group()))
        return units.decode("utf-16-be", "surrogatepass")

    return re.sub(r"(?:\\u(?!00[0-7])[0-9a-fA-F]{4})+", character, text)


def _reserialised(text: str) -> Iterator[tuple[str, str]]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(value, dict):
        return
    compact, spaced = (",", ":"), (", ", ": ")
    yield "compact", json.dumps(value, ensure_ascii=False, separators=compact)
    yield "spaced", json.dumps(value, ensure_ascii=False, separators=spaced)
    yield "spaced", json.dumps(value, ensure_ascii=False, separators=(",", ": "))
    yield "ascii-escapes", json.dumps(value, separators=compact)
    yield "ascii-escapes", json.dumps(value, separators=spaced)
    # PHP's json_encode escapes both.
    yield "ascii-escapes", json.dumps(value, separators=compact).replace("/", "\\/")
    yield "escaped-slashes", json.dumps(value, ensure_ascii=False, separators=compact).replace("/", "\\/")
    # Go's encoding/json writes the keys of a map in order, and & < > as escapes.
    yield "sorted-keys", json.dumps(value, ensure_ascii=False, separators=compact, sort_keys=True)
    yield "sorted-keys", json.dumps(value, ensure_ascii=False, separators=spaced, sort_keys=True)
    for indent in (2, 4):
        yield "spaced", json.dumps(value, ensure_ascii=False, indent=indent)


def _session_variants(session_key: str, message: str, openid: str | None, raw_data: str | None) -> Iterator[Variant]:
    text, key = _bytes(session_key), _decoded(session_key)
    right = session_signature(session_key, message)
    yield Variant("exact", True, right)
    yield Variant("upper-case-hex", False, right.upper())
    messages: list[tuple[str, str]] = [("", message)]
    if message:
        messages.append(("message-empty", ""))
        messages.extend(("message-reserialised", other) for _, other in rewritten(message))
    if openid:
        messages.append(("message-openid", openid))
    if raw_data is not None and raw_data != message:
        messages.append(("message-raw-data", raw_data))
    if not message:
        # Where nothing was to be signed, an empty object is a usual slip.
        messages.extend(("message-body", body) for body in ("{}", "null", "[]"))
    for name, signed in messages:
        if name:
            yield Variant(name, False, _hmac(text, _bytes(signed), "sha256"))
        if key is not None:
            yield Variant("key-decoded", False, _hmac(key, _bytes(signed), "sha256"))
        yield Variant("arguments-exchanged", False, _hmac(_bytes(signed), text, "sha256"))
        yield Variant("hmac-sha1", False, _hmac(text, _bytes(signed), "sha1"))
        for joined in (signed + session_key, session_key + signed):
            yield Variant("sha1", False, hashlib.sha1(_bytes(joined)).hexdigest())  # noqa: S324
            yield Variant("sha1", False, hashlib.sha256(_bytes(joined)).hexdigest())
