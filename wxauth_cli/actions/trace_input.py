"""Opens captures and logs as streams and reads them into one trace."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from wxauth_cli.actions.context import Context
from wxauth_cli.core.errors import InputError, UsageError
from wxauth_cli.trace.collect import Input, collect
from wxauth_cli.trace.held import hold
from wxauth_cli.trace.reader import Format, Reader, Unreadable
from wxauth_cli.trace.study import Trace, study

_MB = 1 << 20


def read_trace(run: Context, files: Sequence[str], wanted: Format) -> Trace:
    """The trace of those files; `-` is standard input. InputError names the file that cannot be read, and the place."""
    names = list(files) or ["-"]
    if names.count("-") > 1:
        raise UsageError("capture-stdin-twice")
    found = study([_read(run, name, number, wanted) for number, name in enumerate(names)])
    too_many = hold(found)
    if too_many:
        run.notify(run.t("trace.notice.many-secrets", n=too_many))
    return found


def _read(run: Context, name: str, number: int, wanted: Format) -> Input:
    with opened(run, name) as (stream, size):
        progress = run.progress(run.t("trace.progress", name="stdin" if name == "-" else os.path.basename(name)))
        total = size // _MB if size else None
        reader = Reader(stream, wanted, lambda done: progress.update(done // _MB, total))
        try:
            return collect(reader, name, number)
        except Unreadable as exc:
            if exc.code == "empty":
                raise InputError("input-empty") from None
            raise InputError(f"capture-{exc.code}", path=name, line=exc.line, position=exc.position) from None
        except OSError as exc:
            raise InputError("file-unreadable", path=name, reason=exc.strerror or type(exc).__name__) from None
        finally:
            progress.close()


@contextmanager
def opened(run: Context, name: str) -> Iterator[tuple[BinaryIO, int]]:
    """The bytes of a file and how many there are (0: not known)."""
    if name == "-":
        if run.streams.stdin.isatty():
            raise UsageError("stdin-is-terminal", command=f"wxauth {run.command} -")
        yield run.streams.stdin_bytes(), 0
        return
    try:
        # O_NONBLOCK: opening a FIFO that nobody writes to must not hang; reading from one that has a writer may wait.
        handle = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise InputError("file-not-found", path=name) from None
    except (OSError, ValueError) as exc:
        reason = (exc.strerror if isinstance(exc, OSError) else None) or type(exc).__name__
        raise InputError("file-unreadable", path=name, reason=reason) from None
    state = os.fstat(handle)
    if stat.S_ISDIR(state.st_mode):
        os.close(handle)
        raise InputError("file-unreadable", path=name, reason=os.strerror(errno.EISDIR))
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    with open(handle, "rb") as stream:
        yield stream, state.st_size if stat.S_ISREG(state.st_mode) else 0
