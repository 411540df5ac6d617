"""Profiles: appid and API address in a TOML file that can be read and edited; the secret in the keyring, never here."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from wxauth_cli.core.errors import StoreError, UsageError
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.stores.files import read_plain, replace_file
from wxauth_cli.stores.lock import Lock
from wxauth_cli.stores.sandbox_profiles import SandboxProfile, SandboxProfiles
from wxauth_cli.stores.vault import Vault

Storage = Literal["keyring", "file", "sandbox"]
"""Where a secret is: OS keyring, plain file (`--insecure-storage`), or the file of a running sandbox."""

APPID = re.compile(r"wx[0-9a-f]{16}")
"""Shape of a mini program's appid (developers.weixin.qq.com, 开发设置 → 开发者ID)."""
_NAME = re.compile(r"\w[\w.-]{0,39}")
_LIMIT = 1024 * 1024
_KIND = "secret"
_HEAD = "# Profiles of wxauth. The secrets are not here: `storage` says where, `slot` which item.\n"


@dataclass(frozen=True)
class Profile:
    """One app, by a name. Holds no secret."""

    name: str
    appid: str
    api_base: str | None = None
    """Where WeChat's API is; None: api.weixin.qq.com."""
    storage: Storage = "keyring"
    slot: int = -1
    """The item of the vault that holds the secret; -1 for a sandbox's."""

    @property
    def synthetic(self) -> bool:
        """Whether a sandbox made it."""
        return self.storage == "sandbox"


@dataclass
class _Table:
    default: str | None = None
    profiles: dict[str, Profile] = field(default_factory=dict)


def check_name(name: str) -> str:
    """`name` if it can name a profile (letters, digits, `_ . -`, at most 40); UsageError `bad-profile-name`."""
    if not _NAME.fullmatch(name):
        raise UsageError("bad-profile-name", name=name)
    return name


def check_appid(appid: str) -> str:
    """`appid` without blanks around it if it has the shape of one; UsageError `bad-appid`."""
    appid = appid.strip()
    if not APPID.fullmatch(appid):
        raise UsageError("bad-appid", appid=appid)
    return appid


def check_api_base(url: str) -> str:
    """An API address without its final slash: https, or http on this machine only; UsageError `bad-api-base`."""
    from ipaddress import ip_address
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError("bad-api-base", url=url) from None
    try:
        loopback = ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    plain = not parts.username and not parts.password and not parts.query and not parts.fragment
    if not host or not plain or not (parts.scheme == "https" or (parts.scheme == "http" and loopback)):
        raise UsageError("bad-api-base", url=f"{parts.scheme}://{host}" if host else url)
    return url.strip().rstrip("/")


class Profiles:
    """All profiles: the user's own, and those of running sandboxes."""

    def __init__(
        self, path: Path, lock: Lock, vaults: Mapping[str, Vault], storage: Storage, sandboxes: SandboxProfiles
    ) -> None:
        self.path = path
        self.sandboxes = sandboxes
        self._lock = lock
        self._vaults = vaults
        self._storage: Storage = storage

    def list(self) -> tuple[Profile, ...]:
        """All profiles by name. Reads no secret."""
        own = self._load().profiles
        found = {**own, **{item.name: item for item in map(self._sandboxed, self.sandboxes.names()) if item}}
        return tuple(found[name] for name in sorted(found))

    def get(self, name: str) -> Profile:
        """The profile of that name; UsageError `no-such-profile`."""
        check_name(name)
        profile = self._load().profiles.get(name) or self._sandboxed(name)
        if profile is None:
            raise UsageError("no-such-profile", name=name, names=", ".join(item.name for item in self.list()) or "-")
        return profile

    @property
    def default(self) -> str | None:
        """The name of the profile that is used when none is chosen."""
        return self._load().default

    def secret(self, profile: Profile) -> Secret:
        """The profile's AppSecret; StoreError `secret-missing` if its place does not hold it."""
        sandbox = self.sandboxes.get(profile.name) if profile.synthetic else None
        if sandbox is not None:
            return Secret(sandbox.secret, SecretKind.APPSECRET)
        if profile.storage == "file" and self._storage != "file":
            raise StoreError("secret-in-file", name=profile.name)
        item = self._vaults[profile.storage].read(profile.slot) if profile.storage in self._vaults else None
        value = item.value.get("secret") if item else None
        if item is None or not isinstance(value, str) or item.entry.key != (profile.name, profile.appid):
            raise StoreError("secret-missing", name=profile.name)
        return Secret(value, SecretKind.APPSECRET)

    def add(
        self, name: str, appid: str, secret: Secret, *, api_base: str | None = None, replace: bool = False
    ) -> Profile:
        """Store a profile; the first one becomes the default. UsageError `profile-exists` unless `replace`.

        The new secret goes into a new item and the TOML file switches over to it: whenever the process dies, the
        profile is the old or the new one.
        """
        check_name(name)
        with self._lock.held():
            table = self._load()
            old = table.profiles.get(name)
            if (old is not None and not replace) or self._sandboxed(name) is not None:
                raise UsageError("profile-exists", name=name)
            self._tidy(table)
            vault = self._vaults[self._storage]
            slot = vault.put(_KIND, (name, appid), {"secret": secret.reveal()}, {}, fresh=True)
            profile = Profile(name, appid, api_base, self._storage, slot)
            own = {**table.profiles, name: profile}
            self._save(_Table(table.default or name, own))
            if old is not None:
                self._vaults[old.storage].clear_slot(old.slot)
            return profile

    def use(self, name: str) -> Profile:
        """Make a profile the default."""
        with self._lock.held():
            profile = self.get(name)
            table = self._load()
            self._save(_Table(name, table.profiles))
            return profile

    def remove(self, name: str) -> Profile:
        """Delete a profile and its secret."""
        with self._lock.held():
            profile = self.get(name)
            if profile.synthetic:
                self.sandboxes.remove(name)
            table = self._load()
            if not profile.synthetic:
                self._tidy(table)
                self._vaults[profile.storage].clear_slot(profile.slot)
            rest = {key: item for key, item in table.profiles.items() if key != name}
            if name in table.profiles or table.default == name:
                self._save(_Table(None if table.default == name else table.default, rest))
            return profile

    def add_sandbox(self, sandbox: SandboxProfile) -> None:
        """Write a running sandbox's profile; UsageError `profile-exists` if a profile of one's own has the name."""
        check_name(sandbox.name)
        with self._lock.held():
            if sandbox.name in self._load().profiles:
                raise UsageError("profile-exists", name=sandbox.name)
            self.sandboxes.put(sandbox)

    def sandbox(self, name: str) -> SandboxProfile | None:
        """What the sandbox of that name told of itself; None if none runs under it."""
        return self.sandboxes.get(check_name(name))

    def remove_sandbox(self, name: str, control_url: str) -> bool:
        """Delete the profile of a sandbox that ends, unless another one has taken the name."""
        return self.sandboxes.remove(name, control_url)

    def _sandboxed(self, name: str) -> Profile | None:
        sandbox = self.sandboxes.get(name)
        return None if sandbox is None else Profile(name, sandbox.appid, sandbox.api_base, "sandbox")

    def _tidy(self, table: _Table) -> None:
        """Delete secrets that no profile names: a process died before the TOML file switched over."""
        for storage, vault in self._vaults.items():
            if storage != self._storage:
                continue
            named = {item.slot for item in table.profiles.values() if item.storage == storage}
            for entry in vault.entries(_KIND):
                if entry.slot not in named:
                    vault.clear_slot(entry.slot)

    def _load(self) -> _Table:
        data = read_plain(self.path, _LIMIT)
        if data is None:
            return _Table()
        try:
            return _table(_parse_toml(data.decode("utf-8-sig")))
        except (ValueError, RecursionError) as exc:
            raise StoreError("profiles-unreadable", path=str(self.path), reason=str(exc)[:200]) from None

    def _save(self, table: _Table) -> None:
        import tomli_w

        document: dict[str, Any] = {"default": table.default} if table.default else {}
        document["profiles"] = {
            item.name: {
                "appid": item.appid,
                **({"api_base": item.api_base} if item.api_base else {}),
                "storage": item.storage,
                "slot": item.slot,
            }
            for item in table.profiles.values()
        }
        replace_file(self.path, (_HEAD + tomli_w.dumps(document)).encode())


def _parse_toml(text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


def _table(document: Mapping[str, Any]) -> _Table:
    """The profiles out of a TOML document; ValueError says what is wrong: the file may have been edited by hand."""
    default, tables = document.get("default"), document.get("profiles", {})
    if not (default is None or isinstance(default, str)):
        raise ValueError("default")
    if not isinstance(tables, dict):
        raise ValueError("profiles")
    profiles = {}
    for name, value in tables.items():
        where = f"profiles.{name}"
        if not _NAME.fullmatch(name) or not isinstance(value, dict):
            raise ValueError(where)
        appid, api_base = value.get("appid"), value.get("api_base")
        storage, slot = value.get("storage", "keyring"), value.get("slot", -1)
        if not isinstance(appid, str) or not APPID.fullmatch(appid):
            raise ValueError(f"{where}.appid")
        if storage not in ("keyring", "file"):
            raise ValueError(f"{where}.storage")
        if not isinstance(slot, int) or isinstance(slot, bool):
            raise ValueError(f"{where}.slot")
        if api_base is not None:
            try:
                api_base = check_api_base(str(api_base))
            except UsageError:
                raise ValueError(f"{where}.api_base") from None
        profiles[name] = Profile(name, appid, api_base, cast(Storage, storage), slot)
    return _Table(default, profiles)
