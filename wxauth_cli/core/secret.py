"""Secrets have a type: masked wherever they are printed, in clear only where `.reveal()` is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum


class SecretKind(str, Enum):
    """What it is; decides its mask."""

    APPSECRET = "appsecret"
    SESSION_KEY = "session_key"
    ACCESS_TOKEN = "access_token"  # noqa: S105 - a kind, not a secret
    JWT_KEY = "jwt_key"
    JWT = "jwt"
    CODE = "code"
    PHONE = "phone"
    OTHER = "other"


HIDDEN = "****"
"""What stands in place of what is not shown."""


NO_VALUES = frozenset({"undefined", "[object object]"})
"""What languages write where there is no value: it stands in place of secrets and is none."""


def mask(value: str, kind: SecretKind = SecretKind.OTHER) -> str:
    """What may be shown of `value`.

    A phone number as `138****8000`, a code as its first 4 characters; of anything else the last 4 characters of a
    secret of 20 or more, and nothing of a shorter one. Never more than 7 characters, and never 8 in a row.
    """
    if kind is SecretKind.PHONE:
        return _mask_phone(value)
    if kind is SecretKind.CODE:
        return f"{value[:4]}{HIDDEN}" if len(value) >= 20 else HIDDEN
    return f"{HIDDEN}{value[-4:]}" if len(value) >= 20 else HIDDEN


def _mask_phone(value: str) -> str:
    # The national number is what has to be hidden; a country code and a sign before it say nothing about a person,
    # but a mask that kept any length of prefix would show all of a long value that is no phone number.
    digits = [index for index, char in enumerate(value) if char.isascii() and char.isdigit()]
    if not 11 <= len(digits) <= 15 or any(char not in "0123456789+- ()" for char in value):
        return HIDDEN
    national = digits[-11]
    return f"{value[:national]}{value[national : digits[-8]]}{HIDDEN}{value[digits[-4] :]}"


class Secret:
    """A value that must not be seen. `str()`, `repr()` and formatting give its mask; `reveal()` gives the value.

    Every Secret enters the registry of live values, which the redactor looks for in all that leaves the process.
    It cannot be pickled or copied into something that could be, nor compared in variable time.
    """

    __slots__ = ("_value", "kind")

    def __init__(self, value: str, kind: SecretKind = SecretKind.OTHER) -> None:
        self._value = value
        self.kind = kind
        if value.lower() not in NO_VALUES:
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
        mine, theirs = (secret._value.encode("utf-8", "surrogatepass") for secret in (self, other))
        from hmac import compare_digest  # brings OpenSSL: 3 ms

        return compare_digest(mine, theirs)

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self

    def __reduce_ex__(self, protocol: object) -> str | tuple[object, ...]:
        raise TypeError("a Secret is not pickled")


SHORTEST_LIVE = 6
"""Characters from which on a value can be told from ordinary words."""


_OF_NUMBERS = "0123456789.e+-"


class LiveValues:
    """The registry of secret values that this process holds."""

    def __init__(self) -> None:
        self._values: set[str] = set()
        self._numbers: tuple[int, tuple[str, ...]] = (0, ())
        self.version = 0
        """Counts the changes, so that what was derived from the values can be kept until the next one."""

    def add(self, value: str) -> None:
        """Have `value` redacted from now on.

        Not if it is shorter than 6 characters, nor if it is one short word in small letters (`secret`): hiding that
        would only garble our own sentences, and 8 consecutive characters are what must never be seen.
        """
        if len(value) < SHORTEST_LIVE or value in self._values or value.isspace():
            return
        if len(value) < 8 and value.isascii() and value.isalpha() and value.islower():
            return
        self._values.add(value)
        self.version += 1

    def values(self) -> frozenset[str]:
        """All values registered so far."""
        return frozenset(self._values)

    def numbers(self) -> tuple[str, ...]:
        """Those that can stand in a number as JSON writes it."""
        if self._numbers[0] != self.version:
            self._numbers = self.version, tuple(value for value in self._values if not value.strip(_OF_NUMBERS))
        return self._numbers[1]

    def clear(self) -> None:
        """Forget all (between tests)."""
        self._values.clear()
        self.version += 1

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Forget on leaving what was registered inside: for one record of a batch, whose output is written by then."""
        before = self.values()
        try:
            yield
        finally:
            if self._values != before:
                self._values = set(before)
                self.version += 1


LIVE = LiveValues()
