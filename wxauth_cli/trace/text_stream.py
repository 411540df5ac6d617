"""Bytes of a capture -> text, piece by piece: gzip opened, byte order mark dropped, UTF-8 told from GB18030."""

from __future__ import annotations

import codecs
import zlib
from typing import BinaryIO

CHUNK_BYTES = 1 << 20
MAX_DECODED_BYTES = 8 << 30
"""Where a compressed capture is cut off: a small file must not become an endless one."""

_GZIP = b"\x1f\x8b"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class TextStream:
    """Text of a binary stream in pieces of about 1 MB. Holds one piece at a time."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._inflate: zlib._Decompress | None = None
        self._pending = b""
        self._raw_ended = False
        self._decoder: codecs.IncrementalDecoder | None = None
        self._ascii_so_far = True
        self.bytes_read = 0
        """Bytes of the file that were read, for a progress line."""
        self.decoded_bytes = 0
        self.encoding = "utf-8"
        self.mark = b""
        """The byte order mark, if the text begins with one."""
        self.garbled = False
        """Some bytes were neither UTF-8 nor GB18030 and stand as U+FFFD."""
        self.cut = False
        """A compressed stream broke off, or grew beyond MAX_DECODED_BYTES."""

    def read(self) -> str:
        """The next piece; "" at the end."""
        while True:
            data = self._bytes()
            final = not data
            if self._decoder is None:
                data = self._begin(data)
            text = self._decode(data, final=final)
            if text or final:
                return text

    def _bytes(self) -> bytes:
        """The next decompressed bytes, b"" at the end. Never more than a few chunks at once, whatever the ratio."""
        if self._inflate is None:
            data = self._stream.read(CHUNK_BYTES) or b""
            self.bytes_read += len(data)
            if self.bytes_read != len(data) or not data.startswith(_GZIP):
                self.decoded_bytes += len(data)
                return data
            self._inflate, self._pending = zlib.decompressobj(wbits=31), data
        while self.decoded_bytes < MAX_DECODED_BYTES:
            if not self._pending:
                self._pending = b"" if self._raw_ended else self._stream.read(CHUNK_BYTES) or b""
                self.bytes_read += len(self._pending)
                if not self._pending:
                    self.cut = self.cut or not self._inflate.eof
                    return b""
            try:
                data = self._inflate.decompress(self._pending, CHUNK_BYTES)
            except zlib.error:
                self.cut, self._raw_ended, self._pending = True, True, b""
                return b""
            self._pending = self._inflate.unconsumed_tail
            if self._inflate.eof and not self._pending:
                self._pending = self._inflate.unused_data or self._stream.read(CHUNK_BYTES) or b""
                self.bytes_read += 0 if self._inflate.unused_data else len(self._pending)
                if self._pending.startswith(_GZIP):
                    self._inflate = zlib.decompressobj(wbits=31)
                else:
                    self._pending, self._raw_ended = b"", True
            self.decoded_bytes += len(data)
            if data:
                return data
        self.cut = True
        return b""

    def _begin(self, data: bytes) -> bytes:
        for mark, name in _MARKS:
            if data.startswith(mark):
                self.encoding, self.mark = name, mark
                self._ascii_so_far = name == "utf-8"
                self._decoder = codecs.getincrementaldecoder(name)("strict" if name == "utf-8" else "replace")
                return data[len(mark) :]
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        return data

    def _decode(self, data: bytes, *, final: bool) -> str:
        assert self._decoder is not None
        if self.encoding != "utf-8" or self.garbled:
            return self._decoder.decode(data, final)
        kept, _ = self._decoder.getstate()
        try:
            text = self._decoder.decode(data, final)
        except UnicodeDecodeError:
            return self._other_encoding(kept + data, final=final)
        if self._ascii_so_far and not text.isascii():
            self._ascii_so_far = False
        return text

    def _other_encoding(self, data: bytes, *, final: bool) -> str:
        # Text that was ASCII up to here and is fine GB18030 from here on is GB18030; else single bytes are damaged.
        if self._ascii_so_far:
            decoder = codecs.getincrementaldecoder("gb18030")("strict")
            try:
                text = decoder.decode(data, final)
            except UnicodeDecodeError:
                pass
            else:
                self._decoder, self.encoding = codecs.getincrementaldecoder("gb18030")("replace"), "gb18030"
                self._decoder.setstate(decoder.getstate())
                return text
        self.garbled = True
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        return self._decoder.decode(data, final)
