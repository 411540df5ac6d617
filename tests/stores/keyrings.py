"""Keyrings for the tests: a good one that many processes share, and every way in which one can be bad.

Chosen by PYTHON_KEYRING_BACKEND=tests.stores.keyrings.NAME. Items lie as files in the folder WXAUTH_TEST_KEYRING.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordDeleteError, PasswordSetError


class Good(KeyringBackend):
    """Works, fast, for any number of processes."""

    priority = 1  # type: ignore[assignment]

    def _path(self, service: str, name: str) -> Path:
        folder = Path(os.environ["WXAUTH_TEST_KEYRING"])
        return folder / hashlib.sha256(f"{service}\0{name}".encode()).hexdigest()

    def get_password(self, service: str, username: str) -> str | None:
        try:
            return self._path(service, username).read_text("utf-8")
        except FileNotFoundError:
            return None

    def set_password(self, service: str, username: str, password: str) -> None:
        path = self._path(service, username)
        temp = path.with_suffix(f".{os.getpid()}")
        temp.write_text(password, "utf-8")
        temp.replace(path)

    def delete_password(self, service: str, username: str) -> None:
        try:
            self._path(service, username).unlink()
        except FileNotFoundError:
            raise PasswordDeleteError("not found") from None


def _hang() -> None:
    while True:
        time.sleep(3600)


class HangsOnGet(Good):
    def get_password(self, service: str, username: str) -> str | None:
        _hang()
        return None


class HangsOnSet(Good):
    def set_password(self, service: str, username: str, password: str) -> None:
        _hang()


class HangsOnDelete(Good):
    def delete_password(self, service: str, username: str) -> None:
        _hang()


class _HangingPriority(type(KeyringBackend)):  # type: ignore[misc]
    @property
    def priority(cls) -> float:
        if os.environ.get("PYTHON_KEYRING_BACKEND", "").endswith("HangsInPriority"):
            _hang()
        return -1


class HangsInPriority(Good, metaclass=_HangingPriority):
    pass


class Locked(Good):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("Failed to unlock the collection!")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("Failed to unlock the collection!")


class Dismissed(Good):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise InitError("Failed to create the collection: Prompt dismissed..")


class Denied(Good):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError("Can't store password on keychain: (-25308, 'Unknown Error')")


class Fails(Good):
    """A transient fault whose text holds what was to be stored."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringError(f"org.freedesktop.DBus.Error.NoReply for {password}")


class Forgets(Good):
    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Truncates(Good):
    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:20])


class TooSmall(Good):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise OSError(1783, "The stub received bad data")


class OthersEntry(Good):
    def get_password(self, service: str, username: str) -> str | None:
        return "an entry of somebody else"


class Undeletable(Good):
    def delete_password(self, service: str, username: str) -> None:
        pass


class PlaintextKeyring(Good):
    """As `keyrings.alt` has one."""


with contextlib.suppress(KeyError):
    if os.environ["PYTHON_KEYRING_BACKEND"].endswith("HangsAtImport"):
        _hang()
