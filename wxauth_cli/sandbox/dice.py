"""Randomness that can be repeated: everything that the sandbox makes up comes from here."""

from __future__ import annotations

import base64
import hmac
import random
import string
from dataclasses import dataclass
from typing import Any

_ALPHANUMERIC = string.digits + string.ascii_letters
_URL_SAFE = _ALPHANUMERIC + "-_"


@dataclass(frozen=True)
class DiceMark:
    """A place in the order of values."""

    key: bytes
    """What stable values depend on."""
    generator: tuple[Any, ...] | None
    """The generator's inner state; None: it has no seed."""


class Dice:
    """With a seed the same values in the same order, else unpredictable ones."""

    def __init__(self, seed: int | None) -> None:
        # Values of an emulator: with a seed they are meant to be predictable.
        self._random = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311
        self._key = self._random.randbytes(32) if seed is not None else random.SystemRandom().randbytes(32)

    def mark(self) -> DiceMark:
        """Where they are now."""
        return DiceMark(self._key, self._random.getstate() if type(self._random) is random.Random else None)

    def rewind(self, mark: DiceMark) -> None:
        """Go on from there: the same values come again, if there is a seed."""
        self._key = mark.key
        if mark.generator is not None and type(self._random) is random.Random:
            self._random.setstate(mark.generator)

    def chance(self, rate: float) -> bool:
        """Whether something of that probability happens."""
        return self._random.random() < rate

    def bytes(self, count: int) -> bytes:
        """That many bytes."""
        return self._random.getrandbits(8 * count).to_bytes(count, "big")

    def hex(self, count: int) -> str:
        """That many lower-case hex digits."""
        return f"{self._random.getrandbits(4 * count):0{count}x}"

    def alphanumeric(self, count: int) -> str:
        """That many letters and digits."""
        return "".join(self._random.choices(_ALPHANUMERIC, k=count))

    def url_safe(self, count: int) -> str:
        """That many characters of the Base64url alphabet."""
        return "".join(self._random.choices(_URL_SAFE, k=count))

    def number(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return self._random.randint(low, high)

    def session_key(self) -> str:
        """Base64 of 16 bytes: 24 characters that end with `==`."""
        return base64.b64encode(self.bytes(16)).decode()

    def stable(self, *words: str, length: int) -> str:
        """Letters and digits that depend on the words only: an openid is the same whenever it is asked for."""
        digest = hmac.digest(self._key, "\x00".join(words).encode(), "sha512")
        text = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return text[:length]

    def stable_hex(self, *words: str) -> str:
        """32 lower-case hex digits that depend on the words only."""
        return hmac.digest(self._key, "\x00".join(words).encode(), "sha256").hex()[:32]

    def stable_number(self, *words: str, below: int) -> int:
        """A number that depends on the words only."""
        digest = hmac.digest(self._key, "\x00".join(words).encode(), "sha256")
        return int.from_bytes(digest[:8], "big") % below
