"""Secret items in the OS keyring: every call bounded in time, every write read back, every failure told apart."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from wxauth_cli.core.errors import StoreError
from wxauth_cli.stores.backend import ITEM_LIMIT, BackendInfo, utf16_units

if TYPE_CHECKING:
    from queue import SimpleQueue

T = TypeVar("T")

CALL_LIMIT_S = 3.0
"""How long one keyring call may take."""
HARD_LIMIT_S = 12.0
"""When a call is given up though this process still computes."""
_IDLE_S = 0.75
_BUSY_CPU_S = 0.005

_DENIED = ("-25308", "-128", "denied", "not allowed", "dismissed", "cancel")
"""Marks in the text of a keyring's exception: macOS errSecInteractionNotAllowed and userCanceledErr, the Secret
Service's dismissed prompt. The text itself is never shown: it may hold what was to be stored."""
_TOO_LARGE = ("1783", "stub received bad data", "too large", "too long", "size limit", "exceeds")
"""Windows' error for a blob over its limit, and other backends' words for it."""


class KeyringBackend:
    """The keyring of this machine under one service name.

    A call runs in a daemon thread: a keyring that hangs (a D-Bus service that never answers) cannot keep the
    process. After that the keyring counts as hanging for the rest of the run.
    """

    def __init__(self, service: str, *, call_limit_s: float = CALL_LIMIT_S) -> None:
        self.service = service
        self.call_limit_s = call_limit_s
        self._requests: SimpleQueue[tuple[Callable[[], Any], SimpleQueue[tuple[bool, Any]]]] | None = None
        self._keyring: Any = None
        self._failed: tuple[str, dict[str, Any]] | None = None

    def get(self, name: str) -> str | None:
        """The item, or None."""
        value = self._call("get", lambda keyring: keyring.get_password(self.service, name))
        return value if value is None or isinstance(value, str) else str(value)

    def set(self, name: str, value: str) -> None:
        """Store and read back: a keyring may say yes and keep nothing, or less, or give another entry."""
        if utf16_units(value) > ITEM_LIMIT:
            raise StoreError("keyring-oversize", units=utf16_units(value), limit=ITEM_LIMIT)
        self._call("set", lambda keyring: keyring.set_password(self.service, name, value))
        kept = self.get(name)
        if kept is None:
            raise StoreError("keyring-not-stored", backend=self.info().name)
        if kept != value:
            code = "keyring-truncates" if value.startswith(kept) else "keyring-altered"
            raise StoreError(code, backend=self.info().name)

    def delete(self, name: str) -> bool:
        """Delete and prove it gone; False if there was none."""
        if self.get(name) is None:
            return False
        self._call("delete", lambda keyring: keyring.delete_password(self.service, name))
        if self.get(name) is not None:
            raise StoreError("keyring-not-deleted", backend=self.info().name)
        return True

    def info(self) -> BackendInfo:
        """The backend's class and the file its code came from."""
        kind = type(self._look_up())
        module = sys.modules.get(kind.__module__)
        return BackendInfo("keyring", f"{kind.__module__}.{kind.__qualname__}", getattr(module, "__file__", None))

    def _look_up(self) -> Any:
        """The keyring's backend, found once: finding it takes longer than using it."""
        if self._failed is not None:
            code, params = self._failed
            raise StoreError(code, **params)
        if self._keyring is None:
            try:
                self._keyring = self._bounded("open", _find_backend)
                refuse_unfit(self._keyring)
            except StoreError as exc:
                self._failed = (exc.code, dict(exc.params))
                raise
        return self._keyring

    def _call(self, operation: str, work: Callable[[Any], T]) -> T:
        keyring = self._look_up()
        return self._bounded(operation, lambda: work(keyring))

    def _bounded(self, operation: str, work: Callable[[], T]) -> T:
        """The result of `work`; StoreError if it fails or takes too long."""
        from queue import Empty, SimpleQueue
        from threading import Thread

        if self._requests is None:
            self._requests = SimpleQueue()
            Thread(target=_serve, args=(self._requests,), name="keyring", daemon=True).start()
        answer: SimpleQueue[tuple[bool, Any]] = SimpleQueue()
        self._requests.put((work, answer))
        # Real time whatever the run's clock says: this guards the process itself. On a crowded machine a call may be
        # slow because it waits for a processor; it hangs when for a while this process has computed nothing.
        began = time.monotonic()
        cpu, busy_at = time.process_time(), began
        while True:
            try:
                good, value = answer.get(timeout=min(0.25, self.call_limit_s / 4))
                break
            except Empty:
                now = time.monotonic()
                if time.process_time() - cpu > _BUSY_CPU_S:
                    cpu, busy_at = time.process_time(), now
                over = now - began >= self.call_limit_s and now - busy_at >= _IDLE_S
                if over or now - began >= HARD_LIMIT_S:
                    params: dict[str, Any] = {"operation": operation, "limit": f"{self.call_limit_s:g}"}
                    self._failed = ("keyring-timeout", params)
                    raise StoreError("keyring-timeout", **params) from None
        if good:
            result: T = value
            return result
        raise error_of(operation, value) from None


def _serve(requests: SimpleQueue[tuple[Callable[[], Any], SimpleQueue[tuple[bool, Any]]]]) -> None:
    """The thread that talks to the keyring."""
    while True:
        work, answer = requests.get()
        try:
            answer.put((True, work()))
        except BaseException as exc:  # whatever a third-party backend raises is its failure, not ours
            answer.put((False, exc))


def _find_backend() -> Any:
    """The backend that `keyring` chooses; its code is never taken from the current folder."""
    before = sys.path[:]
    here = os.getcwd() if os.path.isdir(".") else ""
    sys.path[:] = [entry for entry in before if entry not in ("", ".", here)]
    try:
        import keyring

        return keyring.get_keyring()
    finally:
        sys.path[:] = before + [entry for entry in sys.path if entry not in before]


def refuse_unfit(keyring: Any) -> None:
    """StoreError for a backend that stores nothing, or stores in clear."""
    kind = type(keyring)
    name = f"{kind.__module__}.{kind.__qualname__}"
    if name == "keyring.backends.fail.Keyring":
        raise StoreError("keyring-unavailable")
    if name == "keyring.backends.null.Keyring":
        raise StoreError("keyring-null", backend=name)
    inner = getattr(keyring, "backends", None) if kind.__name__ == "ChainerBackend" else None
    for candidate in (keyring, *list(inner or ())[:1]):
        if "plaintext" in type(candidate).__qualname__.lower():
            raise StoreError("keyring-plaintext", backend=name)


def error_of(operation: str, exc: BaseException) -> StoreError:
    """What the user can do something about, out of what a keyring raised."""
    names = {kind.__name__ for kind in type(exc).__mro__}
    text = str(exc).lower()
    if "NoKeyringError" in names:
        return StoreError("keyring-unavailable")
    if operation == "open":
        return StoreError("keyring-broken", reason=type(exc).__name__)
    if any(mark in text for mark in _DENIED):
        return StoreError("keyring-denied", operation=operation)
    if "KeyringLocked" in names or "locked" in text:
        return StoreError("keyring-locked", operation=operation)
    if any(mark in text for mark in _TOO_LARGE) or "SizeLimitError" in names:
        return StoreError("keyring-oversize", units="?", limit="?")
    return StoreError("keyring-failed", operation=operation, reason=type(exc).__name__)
