"""Bodies as captures hold them -> bytes: base64 and content encodings undone, within a cap."""

from __future__ import annotations

import base64
import binascii
import zlib

from wxauth_cli.trace.captured import Body

MAX_BODY_BYTES = 1 << 20
"""A longer body is dropped with a note: what a login sends and gets is a thousandth of that."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


def text_body(text: str) -> Body:
    """A body that stands as text."""
    if len(text) > MAX_BODY_BYTES:
        return Body(b"", "dropped-large")
    return Body(text.encode("utf-8", "surrogatepass"))


def base64_body(text: str) -> Body:
    """A body that stands in base64; standard and URL alphabets, with or without padding and line ends."""
    if len(text) > MAX_BODY_BYTES * 4 // 3 + 4:
        return Body(b"", "dropped-large")
    bare = "".join(text.split()).replace("-", "+").replace("_", "/").rstrip("=")
    try:
        data = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return Body(text.encode("utf-8", "surrogatepass"), "broken-base64")
    return Body(data)


def unpacked(body: Body, content_encoding: str) -> Body:
    """`body` without its content encoding, where the capture left it in: gzip and deflate are opened, others named.

    Most exporters write the decoded body and keep the header, so the bytes decide, not the header.
    """
    data = body.data
    if not data or body.note:
        return body
    named = content_encoding.lower()
    if data.startswith(_GZIP):
        return _inflated(body, 31)
    if "deflate" in named and not _is_text(data):
        opened = _inflated(body, 15)
        return opened if opened.note != "broken-deflate" else _inflated(body, -15)
    if data.startswith(_ZSTD):
        return Body(b"", "compressed-zstd")
    if "br" in named.replace(" ", "").split(",") and not _is_text(data):
        return Body(b"", "compressed-br")
    return body


def _inflated(body: Body, wbits: int) -> Body:
    name = "gzip" if wbits == 31 else "deflate"
    inflate = zlib.decompressobj(wbits=wbits)
    try:
        data = inflate.decompress(body.data, MAX_BODY_BYTES + 1)
    except zlib.error:
        return Body(body.data, f"broken-{name}")
    if len(data) > MAX_BODY_BYTES:
        return Body(b"", "dropped-large")
    return Body(data, None if inflate.eof else "cut")


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(byte < 9 for byte in data[:512])
