"""The process that keeps a record: `python -m wxauth_cli.record.writer`, started by `keeper`.

A process of its own, because what has been handed to it is safe when the recorder is killed, because redaction takes
longer than a request should wait, and because it can work on another core. What passed comes in on standard input, a
JSON object a line; the end of it is the end of the record, whatever was the reason. What the user sees of each exchange
goes to standard output.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from wxauth_cli.record.entries import entry_of
from wxauth_cli.record.rows import row_of
from wxauth_cli.record.spool import Spool, dumped

IDLE_S = 0.02
"""After so long without news, what is still open is written."""
OVERDUE_S = 2.0
"""After so long an exchange that goes on is shown."""
QUEUED_BYTES = 64 << 20
"""What may wait in memory; then the relay waits."""


class Backlog:
    """Lines that wait to be worked on, up to a number of bytes."""

    def __init__(self, most: int = QUEUED_BYTES) -> None:
        self._most = most
        self._lines: deque[bytes] = deque()
        self._bytes = 0
        self._changed = threading.Condition()

    def put(self, line: bytes) -> None:
        """Add a line, when there is room for it."""
        with self._changed:
            self._changed.wait_for(lambda: self._bytes < self._most)
            self._lines.append(line)
            self._bytes += len(line)
            self._changed.notify_all()

    def get(self, timeout: float | None = None) -> bytes | None:
        """The oldest line, when there is one; None if none came in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._lines, timeout):
                return None
            line = self._lines.popleft()
            self._bytes -= len(line)
            self._changed.notify_all()
            return line


class Writer:
    """Writes one record."""

    def __init__(self, spool: Spool, *, clear: bool) -> None:
        self._spool = spool
        self._open: dict[int, dict[str, Any]] = {}
        """Exchanges that go on, as they were last heard of, unless that is written."""
        self._waiting: dict[int, tuple[float, dict[str, Any]]] = {}
        """Exchanges that go on and have not been shown, and since when."""
        self._met: set[int] = set()
        self._redaction = None if clear else _redaction()

    def take(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """Keep what was heard; what to show of it where the exchange is over."""
        number = message["id"]
        if message["open"]:
            self._open[number] = message
            if number not in self._met:
                self._met.add(number)
                self._waiting[number] = (time.monotonic(), message)
            elif number in self._waiting:
                self._waiting[number] = (self._waiting[number][0], message)
            return None
        self._open.pop(number, None)
        self._waiting.pop(number, None)
        self._met.discard(number)
        entry = self._append(message)
        return row_of(entry, message)

    def overdue(self) -> list[dict[str, Any]]:
        """What to show of exchanges that take long, of each once."""
        now = time.monotonic()
        late = [number for number, (since, _) in self._waiting.items() if now - since >= OVERDUE_S]
        messages = [self._waiting.pop(number)[1] for number in late]
        return [row_of(entry_of(message, binary=False), message) for message in messages]

    def idle(self) -> None:
        """There is time: write what goes on as far as it has come."""
        waiting, self._open = self._open, {}
        for message in waiting.values():
            self._append(message)

    def _append(self, message: dict[str, Any]) -> dict[str, Any]:
        clear = self._redaction is None
        entry = entry_of(message, binary=clear)
        self._spool.append(message["id"], entry if self._redaction is None else self._redaction.entry(entry))
        return entry

    def finish(self, output: Path) -> dict[str, Any]:
        """Make the HAR; what became of it."""
        self.idle()
        redaction = self._redaction
        count = self._spool.finish(output, redaction.late if redaction is not None else str)
        return {"saved": {"entries": count, "replaced": redaction.names.counts if redaction else {}}}


def _redaction() -> Any:
    from wxauth_cli.diagnose.tokens.public_secrets import public_secret
    from wxauth_cli.record.masking import RunningRedaction

    return RunningRedaction(os.urandom(16), public_secret)


def main(stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Run until standard input ends. The first line says what to write and where."""
    for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the record ends with its input
    wanted = json.loads(stdin.readline())
    output = Path(wanted["output"])

    def say(value: Mapping[str, Any]) -> None:
        try:
            stdout.write(dumped(value).encode() + b"\n")
            stdout.flush()
        except OSError:
            pass  # the recorder is gone; the record goes on

    try:
        writer = Writer(Spool(Path(wanted["spool"])), clear=wanted["clear"])
    except OSError as exc:
        say(_fault(exc))
        return 1
    say({"ready": True})
    lines = Backlog()
    threading.Thread(target=_read, args=(stdin, lines), daemon=True).start()
    try:
        _work(writer, lines, say)
        say(writer.finish(output))
    except OSError as exc:
        say(_fault(exc))
        return 1
    return 0


def _read(stdin: BinaryIO, lines: Backlog) -> None:
    """Take what comes at once, so that it is here and not in a pipe of limited size."""
    for line in stdin:
        lines.put(line)
    lines.put(b"")


def _work(writer: Writer, lines: Backlog, say: Any) -> None:
    while True:
        line = lines.get(IDLE_S)
        if line is None:
            writer.idle()
        while line is None:
            for row in writer.overdue():
                say({"row": row})
            line = lines.get(OVERDUE_S / 4)
        if not line.endswith(b"\n"):
            return  # the end, or half a line of a recorder that was killed
        shown = writer.take(json.loads(line))
        if shown is not None:
            say({"row": shown})


def _fault(exc: OSError) -> dict[str, Any]:
    return {"fault": {"reason": exc.strerror or type(exc).__name__, "exists": isinstance(exc, FileExistsError)}}


if __name__ == "__main__":
    # At once: the thread that reads may be waiting for a line, and Python would wait for it.
    os._exit(main(sys.stdin.buffer, sys.stdout.buffer))
