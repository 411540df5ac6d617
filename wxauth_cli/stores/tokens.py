"""The access_token cache, and the times before which WeChat need not be asked again."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.stores.document import Clock, Damaged, Document, Warn
from wxauth_cli.stores.lock import Lock
from wxauth_cli.stores.vault import Entry, Vault

_KIND = "token"
FETCH_WAIT_S = 30.0


@dataclass(frozen=True)
class CachedToken:
    """A token as it was fetched. Times are Unix seconds by this machine's clock."""

    appid: str
    api_base: str
    token: Secret
    kind: str
    """`stable` or `legacy`."""
    obtained_at: float
    expires_at: float


@dataclass(frozen=True)
class TokenEntry:
    """What is known of a cached token without reading it."""

    appid: str
    api_base: str
    kind: str
    obtained_at: float
    expires_at: float


@dataclass(frozen=True)
class Cooldown:
    """WeChat refused for a reason that asking again does not mend."""

    errcode: int
    errmsg: str
    until: float
    """Unix seconds."""
    secret_tag: str = ""
    """Keyed hash of the AppSecret that was refused, if it was: another secret need not wait."""


def _described(entry: Entry) -> TokenEntry:
    return TokenEntry(
        entry.key[0],
        entry.key[1] if len(entry.key) > 1 else "",
        entry.text("kind") or "stable",
        entry.number("at"),
        entry.number("until"),
    )


class Tokens:
    """Cached tokens by appid and API address: a sandbox's token is never taken for WeChat's."""

    def __init__(self, vault: Vault, state: Path, lock: Lock, clock: Clock, warn: Warn) -> None:
        self._vault = vault
        self._state = state
        self._lock = lock
        self._clock = clock
        self._cooldowns = Document(state / "cooldowns.json", lock, clock, warn, _cooldowns)

    def entries(self) -> list[TokenEntry]:
        """All cached tokens, without their values."""
        return [_described(entry) for entry in self._vault.entries(_KIND)]

    def get(self, appid: str, api_base: str) -> CachedToken | None:
        """The cached token, alive or not; None if there is none."""
        item = self._vault.get(_KIND, (appid, api_base))
        token = item.value.get("token") if item else None
        if item is None or not isinstance(token, str):
            return None
        known = _described(item.entry)
        secret = Secret(token, SecretKind.ACCESS_TOKEN)
        return CachedToken(appid, api_base, secret, known.kind, known.obtained_at, known.expires_at)

    def put(self, token: CachedToken) -> None:
        """Cache a token in place of the former one."""
        meta = {"kind": token.kind, "at": token.obtained_at, "until": token.expires_at}
        self._vault.put(_KIND, (token.appid, token.api_base), {"token": token.token.reveal()}, meta)

    def clear(self, appid: str, api_base: str | None = None) -> int:
        """Forget the tokens of an app (at one API address, or at all); return how many there were."""
        entries = [
            entry
            for entry in self._vault.entries(_KIND)
            if entry.key[0] == appid and (api_base is None or entry.key[1:] == (api_base,))
        ]
        return sum(self._vault.remove(_KIND, entry.key) for entry in entries)

    def drop(self, appid: str, api_base: str, token: Secret) -> bool:
        """Forget this very token; False if another one, or none, is cached."""
        with self._lock.held():
            known = self.get(appid, api_base)
            if known is None or known.token != token:
                return False
            return self._vault.remove(_KIND, (appid, api_base))

    @contextlib.contextmanager
    def fetching(self, appid: str) -> Iterator[None]:
        """Held while a token is fetched, so that any number of processes fetch once.

        One of 16 locks by the appid's hash: apart from the store's own lock, because a fetch takes long.
        """
        stripe = hashlib.sha256(appid.encode()).hexdigest()[0]
        with Lock(self._state / f"fetch-{stripe}.lock", FETCH_WAIT_S).held():
            yield

    def cooldown(self, appid: str) -> Cooldown | None:
        """The cool-down of an app, if one runs now."""
        found = self._load_cooldowns().get(appid)
        return found if found is not None and self._clock.now() < found.until else None

    def cool_down(self, appid: str, cooldown: Cooldown) -> None:
        """Remember not to ask before `cooldown.until`."""
        with self._lock.held():
            now = self._clock.now()
            kept = {name: item for name, item in self._load_cooldowns().items() if item.until > now}
            self._save_cooldowns({**kept, appid: cooldown})

    def lift_cooldown(self, appid: str) -> bool:
        """Forget a cool-down; False if there was none."""
        with self._lock.held():
            known = dict(self._load_cooldowns())
            if known.pop(appid, None) is None:
                return False
            self._save_cooldowns(known)
            return True

    def _save_cooldowns(self, cooldowns: Mapping[str, Cooldown]) -> None:
        members = {
            appid: {
                "errcode": item.errcode,
                "errmsg": item.errmsg,
                "until": item.until,
                "secret_tag": item.secret_tag,
            }
            for appid, item in cooldowns.items()
        }
        self._cooldowns.save({"apps": members})

    def _load_cooldowns(self) -> dict[str, Cooldown]:
        return self._cooldowns.load(dict)


def _cooldowns(members: Mapping[str, object]) -> dict[str, Cooldown]:
    apps = members.get("apps")
    if not isinstance(apps, dict):
        raise Damaged("apps")
    found = {}
    for appid, value in apps.items():
        if not isinstance(value, dict):
            raise Damaged("app")
        errcode, errmsg, until = value.get("errcode"), value.get("errmsg"), value.get("until")
        if not isinstance(errcode, int) or not isinstance(errmsg, str) or not isinstance(until, (int, float)):
            raise Damaged("cooldown")
        found[appid] = Cooldown(errcode, errmsg, float(until), str(value.get("secret_tag", "")))
    return found
