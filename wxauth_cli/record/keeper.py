"""The recorder's side of the process that writes."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from wxauth_cli.record.heard import Heard
from wxauth_cli.record.spool import SUFFIX

PIPE_BYTES = 1 << 20
STARTS_IN_S = 20.0
_LOOK_S = 0.1
_F_SETPIPE_SZ = 1031


class CannotKeep(Exception):
    """The record cannot be written: why, and whether a file is in the way."""

    def __init__(self, reason: str, *, exists: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.exists = exists


class Keeper:
    """Starts the writer; `news` is what it says. CannotKeep if it cannot begin."""

    def __init__(self, output: Path, *, clear: bool, env: Mapping[str, str]) -> None:
        self.output = output
        self.spool = output.with_name(output.name + SUFFIX)
        self.news: queue.Queue[dict[str, Any] | None] = queue.Queue()
        """What the writer says; None when it has ended."""
        self._broken = False
        self._last: dict[str, Any] = {}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "wxauth_cli.record.writer"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Without what is ours: it holds secrets, and none is needed.
            env={
                **{name: value for name, value in env.items() if not name.startswith("WXAUTH_")},
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            },
            start_new_session=True,
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        self._input = self._stdin.fileno()
        _enlarge(self._input)
        self._send({"output": str(output.absolute()), "spool": str(self.spool.absolute()), "clear": clear})
        self._listener = threading.Thread(target=self._listen, name="wxauth-record-news", daemon=True)
        self._listener.start()
        try:
            first = self.news.get(timeout=STARTS_IN_S)
        except queue.Empty:
            first = None
        if first is None or "fault" in first:
            self.kill()
            fault = (first or {}).get("fault", {})
            raise CannotKeep(fault.get("reason", "the writer did not start"), exists=bool(fault.get("exists")))

    @property
    def process_id(self) -> int:
        """Of the process that writes."""
        return self._process.pid

    @property
    def broken(self) -> bool:
        """The writer is gone: nothing more is kept."""
        return self._broken

    def keep(self, heard: Heard, open_: bool) -> None:
        """Hand over what was heard. When this returns it will be in the record, even if this process dies."""
        if not self._broken:
            self._send(heard.message(open_=open_))

    def _send(self, value: Mapping[str, Any]) -> None:
        rest = memoryview(json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n")
        try:
            while rest:
                rest = rest[os.write(self._input, rest) :]
        except OSError:
            self._broken = True

    def rest(self) -> Iterator[dict[str, Any]]:
        """End the record; what the writer says until the HAR is written."""
        with suppress(OSError):
            self._stdin.close()
        while True:
            try:
                item = self.news.get(timeout=_LOOK_S)
            except queue.Empty:
                if not self._listener.is_alive():
                    return
                continue
            if item is None:
                return
            yield item

    def close(self) -> None:
        """End the record and wait for the HAR."""
        for _ in self.rest():
            pass
        self._process.wait()

    def saved(self) -> dict[str, Any]:
        """What became of the record that was closed. CannotKeep if it could not be written."""
        if "saved" not in self._last:
            raise CannotKeep(self._last.get("fault", {}).get("reason", "the writer was ended"))
        saved: dict[str, Any] = self._last["saved"]
        return saved

    def kill(self) -> None:
        """End the writer without a record."""
        self._process.kill()
        self.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as said:
            for line in said:
                item = json.loads(line)
                if "saved" in item or "fault" in item:
                    self._last = item
                self.news.put(item)
        self._broken = True
        self.news.put(None)


def _enlarge(descriptor: int) -> None:
    """A burst fits into the pipe, where the system can do that."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    with suppress(OSError):
        fcntl.fcntl(descriptor, _F_SETPIPE_SZ, PIPE_BYTES)
