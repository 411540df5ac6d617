"""A whole capture or log redacted in a small part of its size: HARs entry by entry, logs line by line, twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from wxauth_cli.trace.har_pieces import MAX_VALUE_CHARS, HarFault, HarPieces
from wxauth_cli.trace.json_text import Style, dumped_like, loaded
from wxauth_cli.trace.redaction import Redaction
from wxauth_cli.trace.text_stream import TextStream

_HAR = re.compile(r'\s*\{\s*"log"\s*:\s*\{')
_NEAR_END = 16
_MB = 1 << 20


class CannotRedact(Exception):
    """`code`: `input-empty`, `not-text`, `redact-broken-har`, `redact-too-large` (more than `limit_mb`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.limit_mb = MAX_VALUE_CHARS // _MB


class _Again:
    """The same bytes a second time, even if more were written to the file meanwhile."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source = source
        self._left = size
        source.seek(0)

    def read(self, size: int) -> bytes:
        data = self._source.read(min(size, self._left))
        self._left -= len(data)
        return data


class RedactedText:
    """One capture or log, redacted."""

    def __init__(
        self, source: BinaryIO, salt: bytes, public_secret: Callable[[str], bytes | None] = lambda token: None
    ) -> None:
        """`source` can be read twice. `salt` and `public_secret`: as `Redaction` takes them."""
        self._source = source
        self._redaction = Redaction(salt, public_secret)
        self._stream = TextStream(source)
        self._held: list[str] = []
        """Text that was read to tell what it is."""
        self.is_json = False
        self.cut = False
        """A compressed input broke off."""
        self.har_cut = False
        """A HAR broke off, and was closed."""

    @property
    def counts(self) -> dict[str, int]:
        """How many different values of each kind were replaced."""
        return self._redaction.names.counts

    def pieces(self, on_progress: Callable[[int], None]) -> Iterator[bytes]:
        """What becomes of it, in order. CannotRedact before the first piece. `on_progress`: bytes read, twice all."""
        kind = self._kind()
        blank = True
        for text in kind(on_progress):
            blank = blank and not text.strip()
        first = self._stream
        if first.garbled:
            raise CannotRedact("not-text")
        if blank:
            raise CannotRedact("not-text" if first.cut else "input-empty")
        self.cut = first.cut
        self._stream = TextStream(_Again(self._source, first.bytes_read))  # type: ignore[arg-type]
        with self._redaction.learnt():
            yield first.mark
            for text in kind(lambda done: on_progress(first.bytes_read + done)):
                yield text.encode(first.encoding, "surrogatepass")

    def _kind(self) -> Callable[[Callable[[int], None]], Iterator[str]]:
        """How this text is gone through."""
        head = self._more()
        bare = head.lstrip()
        while not bare and (more := self._more()):
            bare = more.lstrip()
        if bare[:1] not in ("{", "["):
            return self._lines
        line, end, rest = bare.partition("\n")
        if end and rest.strip() and isinstance(loaded(line), dict):
            return self._lines
        if _HAR.match(bare):
            self.is_json = True
            return self._har
        # Anything else that is JSON is one value. Most often this is a log, which the first characters tell.
        while True:
            text = "".join(self._held).strip()
            try:
                self.is_json = isinstance(json.loads(text), (dict, list))
            except RecursionError:
                return self._lines
            except json.JSONDecodeError as exc:
                may_go_on = exc.msg.startswith("Unterminated") or exc.pos >= len(text) - _NEAR_END
                size = len(text)
                if not may_go_on or not any(self._more() for _ in range(max(size // _MB, 1))):
                    return self._lines
                if size > MAX_VALUE_CHARS:
                    raise CannotRedact("redact-too-large") from None
            except ValueError:
                return self._lines
            else:
                if not self._more():
                    return self._whole
                if sum(map(len, self._held)) > MAX_VALUE_CHARS:
                    raise CannotRedact("redact-too-large")

    def _more(self) -> str:
        text = self._stream.read()
        if "\0" in text:
            raise CannotRedact("not-text")
        if text:
            self._held.append(text)
        return text

    def _read(self, on_progress: Callable[[int], None]) -> str:
        on_progress(self._stream.bytes_read)
        if self._held:
            return self._held.pop(0)
        text = self._stream.read()
        if "\0" in text:
            raise CannotRedact("not-text")
        return text

    # The three kinds

    def _har(self, on_progress: Callable[[int], None]) -> Iterator[str]:
        pieces = HarPieces(lambda: self._read(on_progress))
        style: Style | None = None
        try:
            for piece in pieces:
                style = style or Style.of(piece.text.lstrip())
                if not piece.depth:
                    yield piece.text
                    continue
                made = self._redaction.value(piece.value, piece.name, piece.depth)
                same = made == piece.value
                yield piece.text if same else style.dumped(made, ascii_only=piece.text.isascii(), depth=piece.depth)
        except HarFault as exc:
            raise CannotRedact(f"redact-{'too-large' if exc.args[0] == 'too-large' else 'broken-har'}") from None
        self.har_cut = pieces.cut

    def _whole(self, on_progress: Callable[[int], None]) -> Iterator[str]:
        parts: list[str] = []
        while part := self._read(on_progress):
            parts.append(part)
        text = "".join(parts)
        bare = text.strip()
        value = loaded(bare)
        made = self._redaction.value(value)
        yield text if made == value else text.replace(bare, dumped_like(made, bare))

    def _lines(self, on_progress: Callable[[int], None]) -> Iterator[str]:
        return self._redaction.lines(self._split(on_progress))

    def _split(self, on_progress: Callable[[int], None]) -> Iterator[str]:
        """The lines with their ends."""
        begun: list[str] = []
        size = 0
        while part := self._read(on_progress):
            lines = part.splitlines(keepends=True)
            if len(lines) > 1 or part.endswith("\n"):
                lines[0] = "".join((*begun, lines[0]))
                begun = [] if part.endswith("\n") else [lines.pop()]
                yield from lines
                size = sum(map(len, begun))
            else:
                begun.append(part)
                size += len(part)
            if size > MAX_VALUE_CHARS:
                raise CannotRedact("redact-too-large")
        yield from begun and ["".join(begun)]
