"""What wxauth keeps: profiles, secrets, access tokens, sessions, codes already sent.

Secrets stand in the OS keyring (or, where the user asks for it each time, in plain files); beside them small files
that hold nothing secret. Everything that writes holds one lock; files are replaced whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

from wxauth_cli.core.errors import StoreError
from wxauth_cli.stores import sandbox_store
from wxauth_cli.stores.backend import Backend, BackendInfo, MemoryBackend
from wxauth_cli.stores.codes import Codes, Phones
from wxauth_cli.stores.document import Clock, Warn
from wxauth_cli.stores.file_backend import FileBackend
from wxauth_cli.stores.files import check_folder, check_home, delete_file, temp_files
from wxauth_cli.stores.lock import Lock
from wxauth_cli.stores.profiles import Profile, Profiles
from wxauth_cli.stores.purge import Purged, purge
from wxauth_cli.stores.sandbox_profiles import SandboxProfile, SandboxProfiles
from wxauth_cli.stores.sessions import RememberedKey, SessionEntry, Sessions
from wxauth_cli.stores.tokens import CachedToken, Cooldown, TokenEntry, Tokens
from wxauth_cli.stores.vault import Vault

__all__ = [
    "Backend",
    "BackendInfo",
    "CachedToken",
    "Cooldown",
    "MemoryBackend",
    "Profile",
    "Purged",
    "RememberedKey",
    "SandboxProfile",
    "SessionEntry",
    "Stores",
    "TokenEntry",
]

PROBE = "probe"
"""Name of the item that a probe writes and deletes."""


class Paths(Protocol):
    """The folders of our own files."""

    @property
    def config(self) -> Path: ...

    @property
    def state(self) -> Path: ...


def service_name(env: Mapping[str, str]) -> str:
    """The keyring's service: one for each WXAUTH_HOME, so that two of them do not overwrite each other."""
    home = env.get("WXAUTH_HOME")
    return f"wxauth-{hashlib.sha256(home.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}" if home else "wxauth"


class Stores:
    """Everything that wxauth keeps, behind one door. Making one touches nothing."""

    def __init__(
        self,
        paths: Paths,
        env: Mapping[str, str],
        clock: Clock,
        *,
        insecure: bool = False,
        backend: Backend | None = None,
    ) -> None:
        self.paths = paths
        self.env = env
        self.clock = clock
        self.insecure = insecure
        self.on_warning: Warn = lambda name, params: None
        """Told what the user should know at once: the name of a sentence in the area `stores`, and its parameters."""
        self.sandbox: str | None = None
        """The sandbox that the run is about: what it remembers stands in files of its own, not in the keyring."""
        self.lock = Lock(paths.state / "store.lock")
        self._backend = backend
        self._probed: BackendInfo | None = None
        self._opened = False

    @cached_property
    def profiles(self) -> Profiles:
        """Apps by name."""
        self._open()
        path = self.paths.config / "profiles.toml"
        return Profiles(path, self.lock, self._vaults, "file" if self.insecure else "keyring", self._sandboxes)

    @cached_property
    def tokens(self) -> Tokens:
        """The access_token cache."""
        self._open()
        return Tokens(self._vault, self.paths.state, self.lock, self.clock, self._warn)

    @cached_property
    def sessions(self) -> Sessions:
        """Remembered session_keys."""
        self._open()
        return Sessions(self._vault, self.clock)

    @cached_property
    def codes(self) -> Codes:
        """Codes already sent."""
        self._open()
        return Codes(self.paths.state, self.lock, self.clock, self._warn)

    @cached_property
    def phones(self) -> Phones:
        """Phone answers of the last ten minutes."""
        return Phones(self._vault, self.codes, self.clock)

    def probe(self) -> BackendInfo:
        """Prove that a secret can be written, read and deleted here and now; StoreError if not.

        A keyring's name proves nothing: a locked one has the same name. Called before anything one-time is sent.
        """
        if self._probed is None:
            self._open()
            backend = self._vault.backend
            with self.lock.held():
                backend.set(PROBE, secrets.token_hex(16))
                if not backend.delete(PROBE):
                    raise StoreError("keyring-not-stored", backend=backend.info().name)
            self._probed = backend.info()
        return self._probed

    def backend_info(self) -> BackendInfo:
        """Which backend is used, without writing to it; StoreError if there is none."""
        return self._vault.backend.info()

    def purge(self) -> Purged:
        """Erase all that is kept, and prove it gone."""
        self._check()
        return purge(self.paths, self.lock, self._vaults, PROBE)

    @cached_property
    def _vaults(self) -> dict[str, Vault]:
        state = self.paths.state

        def keyring() -> Backend:
            if self._backend is not None:
                return self._backend
            from wxauth_cli.stores.keyring_backend import KeyringBackend

            return KeyringBackend(service_name(self.env))

        def files() -> Backend:
            folder = state / "insecure"
            if self.insecure:
                self._warn("insecure", {"path": str(folder)})
            return FileBackend(folder)

        return {
            "keyring": Vault(state / "index.json", self.lock, self.clock, self._warn, keyring),
            "file": Vault(state / "insecure-index.json", self.lock, self.clock, self._warn, files),
        }

    @cached_property
    def _vault(self) -> Vault:
        if self.sandbox is not None:
            return sandbox_store.sandbox_vault(self.paths.state, self.sandbox, self.lock, self.clock, self._warn)
        return self._vaults["file" if self.insecure else "keyring"]

    @cached_property
    def _sandboxes(self) -> SandboxProfiles:
        return SandboxProfiles(self.paths.state, self.lock)

    def _warn(self, name: str, params: Mapping[str, object]) -> None:
        self.on_warning(name, params)

    def _check(self) -> None:
        check_home(self.env, (self.paths.config, self.paths.state))
        for folder in self._folders():
            check_folder(folder)

    def _folders(self) -> tuple[Path, ...]:
        state = self.paths.state
        return (self.paths.config, state, state / "insecure", state / "sandbox", *sandbox_store.folders(state))

    def _open(self) -> None:
        """Once per run: refuse unsafe folders, delete temporary files that a killed process left."""
        if self._opened:
            return
        self._check()
        self._opened = True
        if any(temp_files(folder) for folder in self._folders()):
            # Whoever writes holds the lock: what we find while holding it is nobody's.
            with contextlib.suppress(StoreError), self.lock.held(wait_s=1.0):
                for folder in self._folders():
                    for path in temp_files(folder):
                        delete_file(path)
