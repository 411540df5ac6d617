"""Erasing all that wxauth keeps, and proving it gone by reading again."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wxauth_cli.core.errors import StoreError
from wxauth_cli.stores.files import delete_file, temp_files
from wxauth_cli.stores.lock import Lock
from wxauth_cli.stores.sandbox_store import folders as sandbox_folders
from wxauth_cli.stores.vault import Entry, Vault

_OURS = ("profiles.toml", "index.json*", "insecure-index.json*", "cooldowns.json*", "codes.json*")
_LOCKS = "*.lock"
_HOLDERS = "*.pid"


class Paths(Protocol):
    """The folders of our own files."""

    @property
    def config(self) -> Path: ...

    @property
    def state(self) -> Path: ...


@dataclass(frozen=True)
class Purged:
    """What was erased."""

    items: tuple[tuple[str, Entry], ...]
    """`keyring` or `file`, and what the item was."""
    files: tuple[Path, ...]
    locks: tuple[Path, ...]
    """Lock files, which stay: they are empty, and deleting one under a waiting process would let two in."""
    keyring: str
    """`erased`, or the word of the error that says there is no keyring and so nothing in it."""


def _files(paths: Paths) -> list[Path]:
    state = paths.state
    found = [path for folder in (paths.config, state) for pattern in _OURS for path in folder.glob(pattern)]
    for folder in (state / "insecure", state / "sandbox", *sandbox_folders(state)):
        found += [path for path in folder.glob("*") if not path.is_dir()]
    for folder in (paths.config, state, state / "insecure", state / "sandbox"):
        found += temp_files(folder)
    return sorted(set(found))


def purge(paths: Paths, lock: Lock, vaults: Mapping[str, Vault], probe: str) -> Purged:
    """Erase items, then files. Where the keyring cannot be reached though items should be in it, StoreError, and the
    files that lead to them stay."""
    if not paths.state.exists() and not paths.config.exists():
        with contextlib.suppress(StoreError):
            return Purged(tuple(("keyring", entry) for entry in vaults["keyring"].erase()), (), (), "erased")
        return Purged((), (), (), "keyring-unavailable")
    with lock.held():
        items: list[tuple[str, Entry]] = [("file", entry) for entry in vaults["file"].erase()]
        keyring = "erased"
        vault = vaults["keyring"]
        try:
            vault.backend.delete(probe)
            items += [("keyring", entry) for entry in vault.erase()]
        except StoreError as exc:
            if exc.code not in ("keyring-unavailable", "keyring-null") or _expected(paths, vault):
                raise
            keyring = exc.code
        files = _files(paths)
        for path in files:
            delete_file(path)
        for path in paths.state.glob(_HOLDERS):
            delete_file(path)
        left = _files(paths)
        if left:
            raise StoreError("purge-left", what=", ".join(map(str, left)))
        for folder in (paths.state / "insecure", *sandbox_folders(paths.state), paths.state / "sandbox", paths.config):
            with contextlib.suppress(OSError):
                folder.rmdir()
    return Purged(tuple(items), tuple(files), tuple(sorted(paths.state.glob(_LOCKS))), keyring)


def _expected(paths: Paths, vault: Vault) -> bool:
    """Whether our files say that there are items in the keyring."""
    if vault.document.exists() or vault.document.broken():
        return True
    path = paths.config / "profiles.toml"
    return path.exists() and 'storage = "keyring"' in path.read_text("utf-8", "replace")
