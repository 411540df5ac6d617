"""Secrets have a type: masked wherever they are printed, in clear only where `.reveal()` is written."""

from __future__ import annotations

import hmac
from enum import Enum


class SecretKind(str, Enum):
    """What it is; decides its mask."""

    APPSECRET = "appsecret"
    SESSION_KEY = "session_key"
    ACCESS_TOKEN = "access_token"
    JWT_KEY = "jwt_key"
    JWT = "jwt"
    CODE = "code"
    PHONE = "phone"
    OTHER = "other"


def mask(value: str, kind: SecretKind = SecretKind.OTHER) -> str:
    """What may be shown of `value`: a phone number as `138****8000`, a code's first 4 characters, else the last 4
    of a secret of 20 or more characters and nothing of a shorter one."""
    if kind is SecretKind.PHONE:
        return f"{value[:-8]}****{value[-4:]}" if len(value) >= 11 else "****"
    if kind is SecretKind.CODE:
        return f"{value[:4]}****" if len(value) >= 20 else "****"
    return f"****{value[-4:]}" if len(value) >= 20 else "****"


class Secret:
    """A value that must not be seen. `str()`, `repr()` and formatting give its mask; `reveal()` gives the value.

    Every Secret enters the registry of live values, which the redactor looks for in all that leaves the process.
    """

    __slots__ = ("_value", "kind")

    def __init__(self, value: str, kind: SecretKind = SecretKind.OTHER) -> None:
        self._value = value
        self.kind = kind
        LIVE.add(value)

    def reveal(self) -> str:
        """The value in clear."""
        return self._value

    def __str__(self) -> str:
        return mask(self._value, self.kind)

    def __repr__(self) -> str:
        return f"Secret({mask(self._value, self.kind)})"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a Secret is not pickled")


class LiveValues:
    """The registry of secret values that this process holds."""

    def __init__(self) -> None:
        self._values: set[str] = set()
        self.version = 0

    def add(self, value: str) -> None:
        """Have `value` redacted from now on, if it is long enough to be told from ordinary words (6 or more)."""
        if len(value) >= 6 and value not in self._values:
            self._values.add(value)
            self.version += 1

    def values(self) -> frozenset[str]:
        """All values registered so far."""
        return frozenset(self._values)

    def clear(self) -> None:
        """Forget all (between tests, and between the records of a batch)."""
        self._values.clear()
        self.version += 1


LIVE = LiveValues()
