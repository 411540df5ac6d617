"""One input, whatever its format -> its requests, with what was passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from enum import Enum
from typing import BinaryIO

from wxauth_cli.core.model import Event
from wxauth_cli.trace.captured import BadEntry, Captured, Skipped
from wxauth_cli.trace.har import HarReader
from wxauth_cli.trace.json_window import JsonFault, Window
from wxauth_cli.trace.log_access import read_access_line
from wxauth_cli.trace.log_app import AppLog, without_colours
from wxauth_cli.trace.log_fmt import read_pairs_line, without_container
from wxauth_cli.trace.log_json import JsonLog, read_json_line
from wxauth_cli.trace.log_shipped import Shipment, list_start, listed_lines
from wxauth_cli.trace.text_stream import TextStream

_LOG = re.compile(r'"log"\s*:\s*[{[]')
MAX_LINE = 1 << 20
MAX_OPEN = 1000
"""Exchanges of a record that go on at once."""


class Format(str, Enum):
    """What an input may be."""

    AUTO = "auto"
    HAR = "har"
    JSONL = "jsonl"
    """A JSON object per line."""
    ACCESS = "access"
    """nginx or Apache."""
    APP = "app"
    """Lines of an application's own log."""


class Unreadable(ValueError):
    """An input cannot be read at all. `code`: `empty`, `archive`, `not-a-capture`, `broken-har`; where, if known."""

    def __init__(self, code: str, line: int = 0, position: int = 0) -> None:
        super().__init__(code, line, position)
        self.code = code
        self.line = line
        self.position = position


class Reader:
    """Reads one input once, in bounded memory. After `read` is through: producer, counts, faults."""

    def __init__(
        self, stream: BinaryIO, wanted: Format = Format.AUTO, on_progress: Callable[[int], None] | None = None
    ) -> None:
        self.text = TextStream(stream)
        self._window = Window(self.text, on_progress)
        self.format = wanted
        self.producer = ""
        self.events: list[Event] = []
        """What wxauth wrote beside the requests."""
        self.met = 0
        """HAR entries, or lines that told of a request."""
        self.fault: JsonFault | None = None
        """Where a HAR breaks off for good."""
        self._list_start: int | None = None
        self._open: dict[int, Captured] = {}
        self._entries: HarReader | None = None

    def read(self) -> Iterator[Captured | Skipped]:
        """Every request, and every entry that could not be read. Unreadable if there is nothing to go by."""
        head = self._window.head()
        if self.format is Format.AUTO:
            self.format = self._detect(head)
        if self.format is Format.HAR:
            yield from self._har()
        else:
            yield from self._lines()

    def enough(self) -> None:
        """No more can be kept: the rest need only be counted."""
        if self._entries is not None:
            self._entries.enough = True

    def _detect(self, head: str) -> Format:
        bare = head.lstrip()
        if not bare and not head:
            raise Unreadable("empty")
        if bare.startswith(("PK\x03\x04", "SQLite format", "\x00")):
            raise Unreadable("archive")
        start = list_start(head)
        if start is not None and (bare[0] == "[" or "\n{" not in bare):
            self._list_start = start
            return Format.JSONL
        if bare.startswith("["):
            return Format.HAR if bare[1:64].lstrip().startswith("{") else Format.APP
        if not bare.startswith("{"):
            return Format.APP
        first = bare.partition("\n")[0]
        try:
            read_json_line(first, 1)
        except BadEntry:
            # Pretty-printed, or one line longer than the first piece.
            return Format.HAR if _looks_like_har(bare) else Format.JSONL if _objects_per_line(bare) else Format.HAR
        return Format.HAR if _looks_like_har(first) else Format.JSONL

    def _har(self) -> Iterator[Captured | Skipped]:
        reader = self._entries = HarReader(self._window)
        try:
            for item in reader.read():
                self.met = reader.entries
                yield item
        except JsonFault as exc:
            if not exc.position and exc.code == "end":
                raise Unreadable("empty") from None
            raise Unreadable("broken-har", exc.line, exc.position) from None
        self.producer, self.fault, self.met = reader.producer, reader.fault, reader.entries
        self.events = reader.events

    def _lines(self) -> Iterator[Captured | Skipped]:
        app, records = AppLog(), JsonLog()
        number = 0
        blank = True
        shipment = Shipment()
        for number, line in enumerate(self._texts(), 1):
            if line is None:
                yield Skipped(number, "too-long", str(MAX_LINE), number)
                continue
            if blank or not line[:1].strip():
                if not line.strip():
                    continue
                blank = False
            try:
                inner = shipment.unpacked(line)
                line = inner or line
                if self.format is not Format.JSONL or inner:
                    line = without_colours(line)
                    found = read_access_line(line, number)
                    if found is not None:
                        if app.access(found):
                            self.met += 1
                            yield found
                        continue
                yield from self._line(line, number, app, records, shipped=inner is not None)
            except BadEntry as exc:
                yield Skipped(number, exc.reason, exc.detail, number)
        for item in (*app.end(), *records.end(), *self._open.values()):
            self.met += 1
            yield item
        if self.format is Format.APP and 0 < app.recognised == app.access_lines:
            self.format = Format.ACCESS
        if blank:
            raise Unreadable("empty")
        if not self.met and not app.recognised:
            raise Unreadable("not-a-capture", number)

    def _texts(self) -> Iterator[str | None]:
        """The lines, or the records of a list."""
        if self._list_start is None:
            yield from self._window.lines(MAX_LINE)
            return
        try:
            yield from listed_lines(self._window, self._list_start)
        except JsonFault as exc:
            self.fault = exc

    def _line(self, line: str, number: int, app: AppLog, records: JsonLog, *, shipped: bool) -> Iterator[Captured]:
        if self.format is Format.ACCESS:
            raise BadEntry("not-access-line")
        if self.format is Format.JSONL and (not shipped or line[:1] == "{"):
            for found in records.feed(line.strip(), number):
                if not self._goes_on(found):
                    self.met += 1
                    yield found
            return
        line = without_container(line)
        pairs = read_pairs_line(line, number)
        if pairs is not None:
            self.met += 1
            yield pairs
            return
        if line.lstrip().startswith("{"):
            # In an application's log a line with a brace at its beginning may be the answer of the line before.
            with suppress(BadEntry):
                told = read_json_line(line.strip(), number)
                if told is not None:
                    self.met += 1
                    yield told
                    return
        yield from self._counted(app.feed(line, number))

    def _goes_on(self, found: Captured) -> bool:
        """Whether it is an exchange that a recorder wrote before it was over: a later line may say how it ended."""
        record = found.extra.get("record")
        number = record.get("id") if isinstance(record, Mapping) else None
        if not isinstance(number, int) or not isinstance(record, Mapping):
            return False
        if record.get("open") is True:
            self._open[number] = found
            return len(self._open) <= MAX_OPEN or self._open.pop(number) is None
        self._open.pop(number, None)
        return False

    def _counted(self, items: Iterator[Captured]) -> Iterator[Captured]:
        for item in items:
            self.met += 1
            yield item


def _looks_like_har(text: str) -> bool:
    start = text[:65536]
    return _LOG.search(start, 0, 200) is not None or '"entries"' in start or '"startedDateTime"' in start


def _objects_per_line(text: str) -> bool:
    lines = [line.strip() for line in text[:65536].split("\n")[:-1] if line.strip()]
    return bool(lines) and sum(line.startswith("{") and line.endswith("}") for line in lines) * 2 > len(lines)
