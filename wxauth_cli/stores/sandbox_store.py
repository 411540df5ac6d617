"""What is remembered while a sandbox is used: synthetic tokens and sessions, in files, so that no keyring is needed."""

from __future__ import annotations

import contextlib
from pathlib import Path

from wxauth_cli.stores.document import Clock, Warn
from wxauth_cli.stores.file_backend import FileBackend
from wxauth_cli.stores.files import delete_file
from wxauth_cli.stores.lock import Lock
from wxauth_cli.stores.vault import Vault


def folder_of(state: Path, name: str) -> Path:
    """The folder of that sandbox's items."""
    return state / "sandbox" / f"{name}.store"


def sandbox_vault(state: Path, name: str, lock: Lock, clock: Clock, warn: Warn) -> Vault:
    """Items of one sandbox. It goes with the sandbox (`forget`)."""
    folder = folder_of(state, name)
    return Vault(folder / "index.json", lock, clock, warn, lambda: FileBackend(folder))


def folders(state: Path) -> tuple[Path, ...]:
    """The folders of all sandboxes, whether they run or not."""
    return tuple(path for path in (state / "sandbox").glob("*.store") if path.is_dir() and not path.is_symlink())


def forget(state: Path, name: str) -> None:
    """Delete all that was remembered of a sandbox: another one of its name has other values."""
    folder = folder_of(state, name)
    if folder.is_dir() and not folder.is_symlink():
        for path in folder.iterdir():
            delete_file(path)
        with contextlib.suppress(OSError):
            folder.rmdir()
