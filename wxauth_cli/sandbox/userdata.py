"""What the platform knows of a user's data besides sessions: payloads it made, keys for the network, payments."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from wxauth_cli.sandbox.dice import Dice

PAYLOAD_KEPT_S = 3 * 86400
"""checkEncryptedData knows payloads of the last three days."""
KEY_LIFETIME_S = 3600
PAYMENT_KEPT_S = 300
"""getPaidUnionid answers within five minutes after a payment."""
_KEYS_SHOWN = 3
_KEEP = 10_000


@dataclass
class NetworkKey:
    """A key of the encrypted network channel."""

    encrypt_key: str
    iv: str
    """16 hex digits."""
    version: int
    created_at: float


@dataclass
class Payment:
    """Something that a user has paid for."""

    appid: str
    user: str
    transaction_id: str
    mch_id: str
    out_trade_no: str
    paid_at: float


class UserData:
    """Of all apps and users."""

    def __init__(self) -> None:
        self._payloads: dict[tuple[str, str], float] = {}
        self._keys: dict[tuple[str, str], list[NetworkKey]] = {}
        self._payments: dict[str, Payment] = {}

    def note_payload(self, appid: str, encrypted_data: str, raw: bytes, now: float) -> None:
        """Remember that WeChat made this phone payload: the hash of its Base64 text, and of its bytes."""
        for data in (b"text" + encrypted_data.encode(), b"bytes" + raw):
            _bound(self._payloads)
            kind = "text" if data.startswith(b"text") else "bytes"
            self._payloads[appid, f"{kind}:{hashlib.sha256(data[len(kind) :]).hexdigest()}"] = now

    def payload_made_at(self, appid: str, kind: str, digest: str, now: float) -> float | None:
        """When the payload of that hash was made; None if it is unknown or older than three days."""
        made_at = self._payloads.get((appid, f"{kind}:{digest}"))
        return made_at if made_at is not None and now - made_at <= PAYLOAD_KEPT_S else None

    def network_keys(self, appid: str, user: str, now: float, dice: Dice) -> list[NetworkKey]:
        """The last three keys, the newest first; it is made now if the one before has ended."""
        keys = self._keys.setdefault((appid, user), [])
        if not keys or now - keys[0].created_at >= KEY_LIFETIME_S:
            version = keys[0].version + 1 if keys else 1
            keys.insert(0, NetworkKey(dice.session_key(), dice.hex(16), version, now))
            del keys[_KEYS_SHOWN:]
        return keys

    def pay(self, appid: str, user: str, now: float, dice: Dice) -> Payment:
        """Have the user pay."""
        _bound(self._payments)
        # The shape of a transaction_id is memory: 28 digits that begin with 42.
        made = Payment(appid, user, f"42{dice.number(10**25, 10**26 - 1)}", "1900000109", dice.hex(32), now)
        self._payments[made.transaction_id] = made
        return made

    def payment(self, transaction_id: str, mch_id: str, out_trade_no: str, now: float) -> Payment | None:
        """The payment of that number, or of that merchant and order, if it is not older than five minutes."""
        found = self._payments.get(transaction_id) if transaction_id else None
        if found is None and not transaction_id:
            fits = (one for one in self._payments.values() if (one.mch_id, one.out_trade_no) == (mch_id, out_trade_no))
            found = next(fits, None)
        return found if found is not None and now - found.paid_at <= PAYMENT_KEPT_S else None


def _bound(table: dict[str, Payment] | dict[tuple[str, str], float]) -> None:
    """Make room by forgetting the oldest."""
    if len(table) >= _KEEP:
        del table[next(iter(table))]  # type: ignore[arg-type]
