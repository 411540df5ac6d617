"""Reads HAR files entry by entry. What is broken is passed over and named; what stands after it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.model import Event
from wxauth_cli.trace.captured import BadEntry, Captured, Skipped
from wxauth_cli.trace.events import read_events
from wxauth_cli.trace.har_entry import read_entry
from wxauth_cli.trace.json_window import JsonFault, Window

if TYPE_CHECKING:
    from wxauth_cli.trace.har_skim import Skim

# How an entry begins, for finding the next one after damage. In a body these quotes would be escaped.
_ENTRY = re.compile(r'\{\s{0,200}"(?:startedDateTime|pageref|request|time|connection|cache|_\w{1,40})"\s{0,20}:')


class HarReader:
    """The entries of one HAR, in order; what the file says of its maker is known when they are read."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.producer = ""
        self.fault: JsonFault | None = None
        """Where the text stops being JSON for good: a file that was cut off."""
        self.events: list[Event] = []
        self.entries = 0
        """How many entries were met, good and bad."""
        self.enough = False
        """Set it when no more can be kept: of what matters, only so much is read then that it can be counted."""

    def read(self) -> Iterator[Captured | Skipped]:
        """Each entry, or why it was passed over. JsonFault if no list of entries is found at all."""
        window = self._window
        if window.peek() == "[":
            window.expect("[")
            yield from self._entries()
            return
        found = False
        try:
            for name in self._members():
                if name == "log" and window.peek() == "{":
                    for inner in self._members():
                        if inner == "entries" and window.peek() == "[":
                            found = True
                            window.expect("[")
                            yield from self._entries()
                        else:
                            self._note(inner, window.value())
                elif name == "entries" and window.peek() == "[":
                    found = True
                    window.expect("[")
                    yield from self._entries()
                else:
                    self._note(name, window.value())
        except JsonFault as exc:
            if not found:
                if not window.seek(_ENTRY):
                    raise
                yield from self._entries()
            self.fault = self.fault or exc
        if not found and self.fault is None:
            raise JsonFault("no-entries", window.position, window.line)

    def _members(self) -> Iterator[str]:
        window = self._window
        window.expect("{")
        if window.take("}"):
            return
        while True:
            yield window.key()
            if window.take("}"):
                return
            window.expect(",")

    def _note(self, name: str, value: object) -> None:
        if name == "creator" and isinstance(value, dict):
            self.producer = " ".join(str(value.get(key, ""))[:60] for key in ("name", "version")).strip()

        elif name == "_wxauth":
            self.events = read_events(value)

    def _entries(self) -> Iterator[Captured | Skipped]:
        window = self._window
        if window.take("]"):
            return
        skim = self._skim()
        while True:
            try:
                window.peek()
                other = skim.other(self.entries, matters=self.enough) if skim is not None else None
                value = window.value() if other is None else None
                self.entries += 1
                yield self._read(value, self.entries - 1) if other is None else other
                if skim is not None and other is None:
                    skim.learn()
                if window.take("]"):
                    return
                window.expect(",")
            except JsonFault as exc:  # noqa: PERF203 - each entry may be broken
                self.entries += 1
                yield Skipped(self.entries - 1, f"json-{exc.code}", str(exc.position), exc.line)
                if exc.code == "end" or not window.seek(_ENTRY):
                    self.fault = exc
                    return

    def _skim(self) -> Skim | None:
        """For a file that goes on beyond the window: in a small one it would cost more than it saves."""
        if self._window.ended:
            return None
        from wxauth_cli.trace.har_skim import Skim

        return Skim(self._window)

    def _read(self, value: object, index: int) -> Captured | Skipped:
        try:
            return read_entry(value, index)
        except BadEntry as exc:
            return Skipped(index, exc.reason, exc.detail, self._window.line_of_value)
