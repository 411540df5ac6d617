"""Work on pieces of bytes in forked worker processes, results in the order of the pieces, at most one piece per worker
in memory. Where there is one core, or no fork, the work is done here."""

from __future__ import annotations

import os
import pickle
import signal
import struct
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Result = TypeVar("Result")
_LENGTH = struct.Struct("<Q")
MOST_WORKERS = 8


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(work: Callable[[bytes], Result], pieces: Iterator[bytes], *, count: int | None = None) -> Iterator[Result]:
    """`work(piece)` for each piece, in order. `count`: how many workers (default: one per core, 8 at most)."""
    number = min(cores() if count is None else count, MOST_WORKERS)
    if number < 2 or not hasattr(os, "fork"):
        for piece in pieces:
            yield work(piece)
        return
    workers: list[_Worker[Result]] = []
    try:
        busy: list[_Worker[Result]] = []
        for piece in pieces:
            if len(workers) < number:
                worker = _Worker(work)
                workers.append(worker)
            else:
                worker = busy.pop(0)
                yield worker.result()
            worker.give(piece)
            busy.append(worker)
        for worker in busy:
            yield worker.result()
    finally:
        for worker in workers:
            worker.end()


class _Worker(Generic[Result]):
    """A forked process with a pipe to it and one from it."""

    def __init__(self, work: Callable[[bytes], Result]) -> None:
        to_read, to_write = os.pipe()
        from_read, from_write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(to_write)
            os.close(from_read)
            _serve(work, to_read, from_write)
        os.close(to_read)
        os.close(from_write)
        self._to, self._from = to_write, from_read

    def give(self, piece: bytes) -> None:
        """Hand over a piece; the worker must have nothing to do."""
        _write(self._to, piece)

    def result(self) -> Result:
        """What came of the piece that was given. RuntimeError if the worker ended over it."""
        data = _read(self._from)
        if data is None:
            raise RuntimeError("a worker ended")
        result: Result = pickle.loads(data)  # noqa: S301 - from our own child
        return result

    def end(self) -> None:
        """Let it end: its input is closed; if it is still at work it is stopped."""
        os.close(self._to)
        os.close(self._from)
        if os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            os.kill(self.pid, signal.SIGTERM)
            os.waitpid(self.pid, 0)


def _serve(work: Callable[[bytes], Result], source: int, target: int) -> None:
    """The life of a worker. It never returns, and says nothing: the parent sees that it ended."""
    try:
        # Ctrl-C reaches the whole group of processes; the parent speaks for all of them.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        while (piece := _read(source)) is not None:
            _write(target, pickle.dumps(work(piece), pickle.HIGHEST_PROTOCOL))
        os._exit(0)
    except BaseException:
        os._exit(1)


def _write(target: int, data: bytes) -> None:
    view = memoryview(_LENGTH.pack(len(data)) + data)
    while view:
        view = view[os.write(target, view) :]


def _read(source: int) -> bytes | None:
    head = _exactly(source, _LENGTH.size)
    return None if head is None else _exactly(source, _LENGTH.unpack(head)[0])


def _exactly(source: int, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        data = os.read(source, min(size, 1 << 20))
        if not data:
            return None
        parts.append(data)
        size -= len(data)
    return b"".join(parts)
