"""One writer at a time, over all processes of this user: a lock that the OS frees when its holder dies."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from wxauth_cli.core.errors import StoreError
from wxauth_cli.stores.files import check_plain, ensure_folder, read_plain, reason_of

WAIT_S = 30.0
"""How long a process waits for another one's work."""
_POLL_S = 0.02


class Lock:
    """A lock on a file that is never deleted: deleting it would split the waiters over two files.

    The holder's pid stands in a file beside it, so that a message can name who is stuck. Entered again by its
    holder it does nothing more.
    """

    def __init__(self, path: Path, wait_s: float = WAIT_S) -> None:
        self.path = path
        self.wait_s = wait_s
        self._depth = 0

    @property
    def holder_path(self) -> Path:
        """Where the holder writes its pid."""
        return self.path.with_suffix(".pid")

    @contextlib.contextmanager
    def held(self, *, wait_s: float | None = None) -> Iterator[None]:
        """Hold the lock. StoreError `lock-timeout` with the holder's pid when it was not free in time."""
        if self._depth:
            yield
            return
        from filelock import FileLock, Timeout

        ensure_folder(self.path.parent)
        check_plain(self.path)
        lock = FileLock(self.path, mode=0o600, thread_local=False)
        wait = self.wait_s if wait_s is None else wait_s
        try:
            lock.acquire(timeout=wait, poll_interval=_POLL_S)
        except Timeout:
            raise StoreError("lock-timeout", pid=self._holder(), wait_s=f"{wait:g}", path=str(self.path)) from None
        except OSError as exc:
            raise StoreError("store-unwritable", path=str(self.path), reason=reason_of(exc)) from None
        try:
            self._depth = 1
            self._sign()
            yield
        finally:
            self._depth = 0
            lock.release()

    def _sign(self) -> None:
        """Write our pid, in place: it is no secret, and nothing depends on it but a message."""
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with contextlib.suppress(OSError):
            fd = os.open(self.holder_path, flags, 0o600)
            try:
                os.write(fd, f"{os.getpid():<20}".encode())
            finally:
                os.close(fd)

    def _holder(self) -> str:
        try:
            data = read_plain(self.holder_path, 64)
        except StoreError:
            data = None
        text = (data or b"").decode("ascii", "replace").strip()
        return text if text.isdigit() else "?"
