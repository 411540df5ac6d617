"""The record on disk while it is being made: JSON lines, of which nothing is ever changed.

Each line is a HAR entry. An exchange that takes long has several, of which the last one counts; those before it are
marked as open. A record that breaks off is a file that `wxauth trace` reads as it is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from wxauth_cli.record.entries import CREATOR

SUFFIX = ".part"
LONGEST_LINE = 1 << 20
"""Characters; what is longer could not be read back."""


def dumped(value: object) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode("utf-8")


class Spool:
    """A file that only grows. OSError where it cannot be made or written; FileExistsError if there is one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        self._size = 0
        self._lines: dict[int, tuple[int, int]] = {}
        """Number of the exchange -> where its last line is, and how long."""
        self._write(dumped({"_wxauth": {"record": {"creator": CREATOR}}}))

    def __len__(self) -> int:
        return len(self._lines)

    def append(self, number: int, entry: Mapping[str, Any]) -> None:
        """Write what is known of an exchange now."""
        line = dumped(entry)
        if len(line) > LONGEST_LINE:
            line = dumped(_without_bodies(entry))
        at = self._size
        self._write(line)
        self._lines[number] = (at, self._size - at)

    def _write(self, line: str) -> None:
        data = line.encode("utf-8") + b"\n"
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError:
            # Half a line would spoil the next one.
            os.ftruncate(self._file, self._size)
            raise
        self._size += len(data)

    def finish(self, output: Path, late: Callable[[str], str]) -> int:
        """Write the HAR, whole or not at all, and remove the spool; how many exchanges are in it.

        `late` gives each line what has become known after it was written.
        """
        handle, temporary = mkstemp(prefix=".wxauth-", suffix=".tmp", dir=output.parent)  # O_EXCL, mode 0600
        try:
            with open(self.path, "rb") as spool, open(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(f'{{"log":{{"version":"1.2","creator":{dumped(CREATOR)},"pages":[],"entries":[')
                for count, (_, (at, length)) in enumerate(sorted(self._lines.items())):
                    spool.seek(at)
                    line = spool.read(length).decode("utf-8").rstrip("\n")
                    file.write((",\n" if count else "\n") + late(line))
                file.write("\n]}}\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, output)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        os.close(self._file)
        self.path.unlink(missing_ok=True)
        return len(self._lines)


def _without_bodies(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The same where its bodies are too long to be read back."""
    made = json.loads(dumped(entry))
    for place in (made["request"].get("postData"), made["response"]["content"]):
        if isinstance(place, dict) and "text" in place:
            place["text"] = ""
            place["comment"] = "dropped: too long"
    return dict(made)
