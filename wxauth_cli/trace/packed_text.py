"""Texts that stand in base64, perhaps compressed: opened, and packed again in the same way."""

from __future__ import annotations

import base64
import binascii
import gzip
import zlib
from collections.abc import Callable
from typing import NamedTuple

MAX_BYTES = 64 << 20
"""What is larger when it is opened is not looked into, and not kept."""
_GZIP = b"\x1f\x8b"


class Packed(NamedTuple):
    """What was packed; bytes that are no UTF-8 are lone surrogates in it."""

    text: str
    is_text: bool
    pack: Callable[[str], str]


def opened(text: str) -> Packed | None:
    """What `text` holds; None if it is no base64."""
    bare = "".join(text.split())
    body = bare.rstrip("=")
    try:
        data = base64.b64decode(body.replace("-", "+").replace("_", "/") + "=" * (-len(body) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    packed = data.startswith(_GZIP)
    if packed:
        inflate = zlib.decompressobj(wbits=31)
        try:
            data = inflate.decompress(data, MAX_BYTES)
        except zlib.error:
            packed = False
        if packed and inflate.unconsumed_tail:
            data = b""
    urlsafe = "-" in body or "_" in body
    padded = body != bare or len(body) % 4 == 0

    def pack(made: str) -> str:
        again = made.encode("utf-8", "surrogateescape" if not is_text else "surrogatepass")
        coded = base64.b64encode(gzip.compress(again, mtime=0) if packed else again).decode("ascii")
        coded = coded.replace("+", "-").replace("/", "_") if urlsafe else coded
        return coded if padded else coded.rstrip("=")

    try:
        inner, is_text = data.decode("utf-8"), True
    except UnicodeDecodeError:
        inner, is_text = data.decode("utf-8", "surrogateescape"), False
    return Packed(inner, is_text, pack)
