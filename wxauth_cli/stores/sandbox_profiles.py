"""The profile of a running sandbox: synthetic values in a file of mode 0600, so that it never needs a keyring."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from wxauth_cli.stores import sandbox_store
from wxauth_cli.stores.files import check_folder, delete_file, ensure_folder, read_plain, replace_file
from wxauth_cli.stores.lock import Lock

_LIMIT = 16 * 1024
_SUFFIX = ".json"


@dataclass(frozen=True)
class SandboxProfile:
    """What a sandbox tells of itself. Every value is invented by it."""

    name: str
    appid: str
    secret: str
    api_base: str
    control_url: str
    control_token: str


class SandboxProfiles:
    """One file for each sandbox that runs."""

    def __init__(self, state: Path, lock: Lock) -> None:
        self.folder = state / "sandbox"
        self._state = state
        self._lock = lock

    def names(self) -> list[str]:
        """The names of the sandboxes' profiles."""
        if not check_folder(self.folder):
            return []
        found = (name for name in os.listdir(self.folder) if name.endswith(_SUFFIX) and not name.startswith("."))
        return sorted(name[: -len(_SUFFIX)] for name in found)

    def get(self, name: str) -> SandboxProfile | None:
        """The profile of that name; None if there is none, or if its file is damaged."""
        if not check_folder(self.folder):
            return None
        data = read_plain(self.folder / f"{name}{_SUFFIX}", _LIMIT)
        try:
            members = json.loads(data or b"")
            profile = SandboxProfile(**members)
        except (ValueError, TypeError, RecursionError):
            return None
        texts = (profile.appid, profile.secret, profile.api_base, profile.control_url, profile.control_token)
        good = all(isinstance(text, str) for text in texts)
        return profile if good and profile.name == name else None

    def put(self, profile: SandboxProfile) -> None:
        """Write a profile in place of a former sandbox's of the same name, and forget what was remembered of that."""
        with self._lock.held():
            ensure_folder(self.folder)
            sandbox_store.forget(self._state, profile.name)
            replace_file(self.folder / f"{profile.name}{_SUFFIX}", json.dumps(asdict(profile)).encode())

    def remove(self, name: str, control_url: str | None = None) -> bool:
        """Delete a profile; with `control_url` only if it is still that sandbox's. False if nothing was deleted."""
        if not check_folder(self.folder):
            return False
        with self._lock.held():
            if control_url is not None:
                profile = self.get(name)
                if profile is None or profile.control_url != control_url:
                    return False
            sandbox_store.forget(self._state, name)
            return delete_file(self.folder / f"{name}{_SUFFIX}")
