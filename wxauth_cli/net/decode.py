"""Content encodings, decoded piece by piece, so that a small answer cannot become a large one in memory."""

from __future__ import annotations

import zlib
from typing import Protocol

_PIECE = 64 * 1024


class BodyError(Exception):
    """The body cannot be taken: `code` is `response-too-large` or `bad-encoding`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Decoder(Protocol):
    """Takes what arrived, gives what it means."""

    def feed(self, data: bytes, room: int) -> bytes: ...

    def finish(self) -> None: ...


class _Identity:
    def feed(self, data: bytes, room: int) -> bytes:
        if len(data) > room:
            raise BodyError("response-too-large")
        return data

    def finish(self) -> None:
        pass


class _Zlib:
    """gzip, or deflate with or without its zlib header (RFC 9110 section 8.4.1: both are seen)."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._decoder = zlib.decompressobj(16 + zlib.MAX_WBITS if gzip else zlib.MAX_WBITS)
        self._began = False
        self._fed = False

    def feed(self, data: bytes, room: int) -> bytes:
        self._fed = self._fed or bool(data)
        found = bytearray()
        while data:
            if self._decoder.eof:
                raise BodyError("bad-encoding")
            try:
                piece = self._decoder.decompress(data, min(_PIECE, room - len(found) + 1))
            except zlib.error:
                if self._gzip or self._began:
                    raise BodyError("bad-encoding") from None
                self._decoder, self._began = zlib.decompressobj(-zlib.MAX_WBITS), True
                continue
            self._began = True
            found += piece
            if len(found) > room:
                raise BodyError("response-too-large")
            data = self._decoder.unconsumed_tail
        return bytes(found)

    def finish(self) -> None:
        if self._fed and not self._decoder.eof:
            raise BodyError("bad-encoding")


def decoder_for(content_encoding: str) -> Decoder:
    """The decoder for a Content-Encoding; BodyError for one that was not asked for, or several upon each other."""
    name = content_encoding.strip().lower()
    if name in ("", "identity"):
        return _Identity()
    if name in ("gzip", "x-gzip", "deflate"):
        return _Zlib(gzip=name != "deflate")
    raise BodyError("bad-encoding")


class Body:
    """Collects a body up to `limit` bytes as decoded."""

    def __init__(self, content_encoding: str, limit: int) -> None:
        self._decoder = decoder_for(content_encoding)
        self._limit = limit
        self._data = bytearray()

    def feed(self, data: bytes) -> None:
        """Take a piece as it arrived; BodyError when the limit is passed or the encoding is broken."""
        self._data += self._decoder.feed(data, self._limit - len(self._data))

    def whole(self) -> bytes:
        """Everything; BodyError if the encoding ended too early."""
        self._decoder.finish()
        return bytes(self._data)
