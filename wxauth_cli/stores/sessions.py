"""Remembered sessions: for each openid the last session_keys. A payload may be sealed with the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.stores.document import Clock
from wxauth_cli.stores.vault import Entry, Vault

_KIND = "session"
KEPT_KEYS = 3


@dataclass(frozen=True)
class RememberedKey:
    """A session_key and when it was obtained (Unix seconds)."""

    session_key: Secret
    obtained_at: float


@dataclass(frozen=True)
class SessionEntry:
    """What is known of a session without reading its keys."""

    appid: str
    openid: str
    keys: int
    obtained_at: float
    """When the newest key was obtained (Unix seconds)."""
    unionid: str | None = None


def _described(entry: Entry) -> SessionEntry:
    appid, openid = (*entry.key, "", "")[:2]
    return SessionEntry(appid, openid, int(entry.number("keys")), entry.number("at"), entry.text("unionid"))


def _keys(value: Mapping[str, object]) -> tuple[RememberedKey, ...]:
    listed = value.get("keys")
    return tuple(
        RememberedKey(Secret(pair[0], SecretKind.SESSION_KEY), float(pair[1]))
        for pair in (listed if isinstance(listed, list) else ())
        if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], (int, float))
    )


class Sessions:
    """Sessions by appid and openid."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    def list(self, appid: str | None = None) -> tuple[SessionEntry, ...]:
        """The sessions of an app, or all, newest first. Reads no key."""
        found = [_described(entry) for entry in self._vault.entries(_KIND)]
        chosen = [entry for entry in found if appid is None or entry.appid == appid]
        return tuple(sorted(chosen, key=lambda entry: (-entry.obtained_at, entry.openid)))

    def keys(self, appid: str, openid: str) -> tuple[RememberedKey, ...]:
        """The remembered session_keys of a user, newest first; empty if there are none."""
        item = self._vault.get(_KIND, (appid, openid))
        return _keys(item.value) if item else ()

    def put(
        self,
        appid: str,
        openid: str,
        session_key: Secret,
        *,
        obtained_at: float | None = None,
        unionid: str | None = None,
    ) -> None:
        """Remember a session_key before the former ones; the last three are kept."""
        at = self._clock.now() if obtained_at is None else obtained_at
        with self._vault.lock.held():
            item = self._vault.get(_KIND, (appid, openid))
            former = [key for key in (_keys(item.value) if item else ()) if key.session_key != session_key]
            keys = sorted([RememberedKey(session_key, at), *former], key=lambda key: -key.obtained_at)[:KEPT_KEYS]
            meta: dict[str, object] = {"keys": len(keys), "at": keys[0].obtained_at}
            known = unionid or (item.entry.text("unionid") if item else None)
            if known:
                meta["unionid"] = known
            value = {"keys": [[key.session_key.reveal(), key.obtained_at] for key in keys]}
            self._vault.put(_KIND, (appid, openid), value, meta)

    def forget(self, appid: str, openid: str) -> bool:
        """Delete a user's keys; False if there were none."""
        return self._vault.remove(_KIND, (appid, openid))
