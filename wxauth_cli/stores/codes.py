"""Codes that this machine has already sent, known by a keyed hash only, and the last phone answers."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path

from wxauth_cli.stores.document import Clock, Damaged, Document, Warn
from wxauth_cli.stores.lock import Lock
from wxauth_cli.stores.vault import Vault

KEPT_CODES = 500
KEPT_S = 7 * 86400
PHONE_S = 600
"""How long a phone answer is kept."""
_KIND = "phone"


class Codes:
    """Which codes were sent, and when.

    A code lives five minutes and holds some 190 random bits: its hash under a key of this machine tells nothing, and
    the key need not be secret. So no keyring is needed to know a code again.
    """

    def __init__(self, state: Path, lock: Lock, clock: Clock, warn: Warn) -> None:
        self._document = Document(state / "codes.json", lock, clock, warn, _shape)
        self._lock = lock
        self._clock = clock

    def sent_at(self, code: str) -> float | None:
        """When this machine last sent the code (Unix seconds); None if it did not."""
        key, sent = self._load()
        return sent.get(_tag(key, code)) if key else None

    def record(self, code: str) -> None:
        """Remember that the code is being sent. Before it is: a run that is killed may have sent it."""
        with self._lock.held():
            key, sent = self._load()
            key = key or secrets.token_hex(32)
            now = self._clock.now()
            sent = {tag: at for tag, at in sent.items() if now - at < KEPT_S}
            sent.pop(_tag(key, code), None)
            sent[_tag(key, code)] = now
            self._document.save({"key": key, "sent": dict(list(sent.items())[-KEPT_CODES:])})

    def forget(self, code: str) -> None:
        """The code was not sent after all: nothing of the request left this machine."""
        with self._lock.held():
            key, sent = self._load()
            if key and sent.pop(_tag(key, code), None) is not None:
                self._document.save({"key": key, "sent": sent})

    def tag(self, code: str) -> str:
        """The keyed hash of a code, the same in every run on this machine."""
        with self._lock.held():
            key, sent = self._load()
            if not key:
                key = secrets.token_hex(32)
                self._document.save({"key": key, "sent": sent})
            return _tag(key, code)

    def _load(self) -> tuple[str, dict[str, float]]:
        return self._document.load(lambda: ("", {}))


def _shape(members: Mapping[str, object]) -> tuple[str, dict[str, float]]:
    key, sent = members.get("key"), members.get("sent")
    if not isinstance(key, str) or len(key) != 64 or not isinstance(sent, dict):
        raise Damaged("codes")
    if not all(isinstance(at, (int, float)) and not isinstance(at, bool) for at in sent.values()):
        raise Damaged("times")
    return key, {str(tag): float(at) for tag, at in sent.items()}


def _tag(key: str, code: str) -> str:
    return hmac.new(key.encode(), code.encode("utf-8", "surrogatepass"), "sha256").hexdigest()[:32]


class Phones:
    """Phone answers, for ten minutes: a second look with `--reveal` need not spend another code."""

    def __init__(self, vault: Vault, codes: Codes, clock: Clock) -> None:
        self._vault = vault
        self._codes = codes
        self._clock = clock

    def get(self, code: str) -> tuple[Mapping[str, object], float] | None:
        """The answer (plain JSON values, not yet `Secret`) and when it came, if that is less than ten minutes ago."""
        item = self._vault.get(_KIND, (self._codes.tag(code),))
        if item is None or not item.entry.number("at") <= self._clock.now() < item.entry.number("until"):
            return None
        return item.value, item.entry.number("at")

    def put(self, code: str, answer: Mapping[str, object]) -> None:
        """Keep an answer (plain JSON values, in clear) for ten minutes."""
        now = self._clock.now()
        self._vault.put(_KIND, (self._codes.tag(code),), answer, {"at": now, "until": now + PHONE_S})

    def forget(self, code: str) -> bool:
        """Delete the answer; False if there was none."""
        return self._vault.remove(_KIND, (self._codes.tag(code),))
