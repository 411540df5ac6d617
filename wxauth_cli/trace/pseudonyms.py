"""Values that stand in place of secrets and personal data: always the same for the same value, and of its shape.

The shape is kept because diagnosis goes by it: a made-up login code still has 32 characters and repeats the four that
every code repeats, a phone code is 64 hexadecimal digits, a session_key decodes to 16 bytes. Each character is moved
within its kind by an amount that depends on a random salt and on all characters before it, so that a value that was cut
short, changed in case, or had its plus signs turned into blanks on the way still belongs to the whole one. The salt is
forgotten with the object: nothing can be turned back, and two files cannot be joined.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from string import ascii_lowercase, ascii_uppercase, digits
from types import MappingProxyType

from wxauth_cli.core.codes import is_regular

_HEX = re.compile(r"[0-9a-f]{8,}|[0-9A-F]{8,}")
_LOWER_HEX, _UPPER_HEX = "0123456789abcdef", "0123456789ABCDEF"
_LAST = {2: "AQgw", 3: "AEIMQUYcgkosw048"}
"""What the last character of base64 may be, by the characters after the last whole four: the rest of its bits is 0."""
_KEY = re.compile(r"[A-Za-z0-9+/ _-]{21}[AQgw](?:==)?")
_ESCAPE = re.compile(r"%(?:25)*[0-9A-Fa-f]{2}")
_SIGNS = re.compile(r"[^A-Za-z0-9]{4}")
_ACCESS_TOKEN = re.compile(r"[0-9]{1,3}_(?=[A-Za-z0-9_-]{20})")
_CODE_HEAD = re.compile(r"0[0-9A-Za-z][1-3][0-9A-Za-z]{7}")
_PERSON = re.compile(r"o[A-Za-z0-9_-]{27}")
_APP_PART = 6
"""Characters that the openids of one app have in common: they say which app it is, not which person."""
_SAME = str.maketrans(" -_", "++/")
MOBILE_PREFIX = "142"
"""No operator has numbers that begin so, and still they have the form of a mobile number."""
NAMED_KINDS = frozenset({"name", "email", "avatar", "id", "address", "ip"})
"""Kinds whose pseudonym is a name with a number (`name-1`): nothing is diagnosed by their shape."""
_LONGEST_KEPT = 8
"""Characters in a row that a value and what stands for it must not have in common."""


class Pseudonyms:
    """The pseudonyms of one file."""

    def __init__(self, salt: bytes) -> None:
        self._salt = salt
        self._given: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._made_up: set[str] = set()

    @property
    def counts(self) -> dict[str, int]:
        """How many different values of each kind have a pseudonym."""
        return dict(sorted(self._counts.items()))

    def count(self, kind: str) -> int:
        """How many different values of that kind have one."""
        return self._counts[kind]

    @property
    def given(self) -> Mapping[str, str]:
        """Value -> pseudonym, as it grows. The values are the secrets themselves."""
        return MappingProxyType(self._given)

    def kind(self, value: str) -> str:
        """The kind under which `value` was met first."""
        return self._kinds[value]

    def of_kind(self, kind: str) -> list[str]:
        """The values of that kind, in the order in which they were met."""
        return [value for value, its in self._kinds.items() if its == kind]

    def know(self, kind: str, value: str, pseudonym: str) -> str:
        """Have that pseudonym stand for `value`, unless it has one."""
        if value not in self._given:
            self._given[value] = pseudonym
            self._kinds[value] = kind
            self._counts[kind] += 1
            self._made_up.add(pseudonym)
        return self._given[value]

    def find(self, value: str) -> str | None:
        """What stands for `value`, if it was met: itself if it is a pseudonym."""
        return self._given.get(value) or (value if value in self._made_up else None)

    def of(self, kind: str, value: str) -> str:
        """What stands for `value`."""
        known = self.find(value)
        if known is not None:
            return known
        number = self._counts[kind] + 1
        return self.know(kind, value, self._made(kind, value, number))

    def _made(self, kind: str, value: str, number: int) -> str:
        if kind == "ip":
            return _address(value, number)
        if kind == "email":
            return f"email-{number}@example.invalid"
        if kind == "avatar":
            return f"https://example.invalid/avatar-{number}" if "://" in value else f"avatar-{number}"
        if kind in NAMED_KINDS:
            return f"{kind}-{number}"
        if kind == "phone":
            return self._phone(value)
        if kind in ("openid", "unionid"):
            if _PERSON.fullmatch(value):
                return f"{value[:_APP_PART]}-{kind.upper()}-{number}-".ljust(28, "x")[:28]
            return self.fill(value) if len(value) >= 8 else f"{kind}-{number}"
        if _SIGNS.search(value.rstrip("=")) or sum(char.isalnum() and char.isascii() for char in value) * 2 < len(
            value
        ):
            return f"{kind}-{number}"
        made = self.fill(value)
        if kind == "code":
            return _as_code(value, made)
        return f"{kind}-{number}" if _keeps(value, made) else made

    def _phone(self, value: str) -> str:
        """The number's own signs and country code, then a national number that nobody has."""
        places = [index for index, char in enumerate(value) if char.isdigit()]
        national = places[-11:] if len(places) >= 11 else places
        made = list(value)
        filled = self.fill("".join(value[index] for index in national))
        if len(national) == 11:
            filled = MOBILE_PREFIX + filled[3:]
        for index, char in zip(national, filled, strict=True):
            made[index] = char
        return "".join(made)

    def fill(self, value: str, *, base64: bool = False) -> str:
        """`value` with every letter and digit another one of its kind; the beginning depends on the beginning only.

        `base64`: it is known to be that, and still will be. A session_key is known by its form.
        """
        hexed = _HEX.fullmatch(value) is not None
        token = _ACCESS_TOKEN.match(value)
        kept = token.end() if token else 0
        last = len(value.rstrip("=")) - 1
        ends = _LAST.get((last + 1) % 4, "") if not hexed and (base64 or _KEY.fullmatch(value)) else ""
        escaped = {at for match in _ESCAPE.finditer(value) for at in range(*match.span())} if "%" in value else ()
        state = self._salt
        made: list[str] = []
        for at, char in enumerate(value):
            if at < kept or at in escaped:
                made.append(char)
            else:
                alphabet = _alphabet(char, hexed=hexed)
                if at == last and char in ends:
                    alphabet = "".join(one for one in alphabet if one in ends)
                made.append(_moved(char, alphabet, state) if alphabet else char)
            same = char.translate(_SAME).lower().encode("utf-8", "surrogatepass")
            state = hashlib.blake2b(state + same, digest_size=16, key=self._salt).digest()
        return "".join(made)


def _keeps(value: str, made: str) -> bool:
    """Whether a run of signs and escapes, which stay as they are, is long enough to give the value away."""
    run = 0
    for old, new in zip(value, made, strict=True):
        run = run + 1 if old == new else 0
        if run >= _LONGEST_KEPT:
            return True
    return False


def _alphabet(char: str, *, hexed: bool) -> str:
    if hexed:
        return _UPPER_HEX if char.isupper() else _LOWER_HEX if not char.isdigit() else digits
    if not char.isascii():
        return "x" + char
    return (
        digits if char.isdigit() else ascii_uppercase if char.isupper() else ascii_lowercase if char.islower() else ""
    )


def _moved(char: str, alphabet: str, state: bytes) -> str:
    if not char.isascii():
        return alphabet[0]
    if alphabet in (_LOWER_HEX, _UPPER_HEX):
        alphabet = alphabet[10:]  # a letter stays a letter
    step = 1 + int.from_bytes(state[:4], "big") % (len(alphabet) - 1)
    return alphabet[(alphabet.index(char) + step) % len(alphabet)]


def _as_code(value: str, made: str) -> str:
    """A made-up login code with the marks that all login codes have in common."""
    if not _CODE_HEAD.match(value.lower() if not value[1:2].isdigit() else value):
        return made
    made = value[0] + made[1] + value[2] + made[3:]
    return made[:27] + made[3:7] + made[31:] if is_regular(value) else made


def _address(value: str, number: int) -> str:
    """An address of the ranges for documentation (RFC 5737, RFC 3849); when those are used up, for benchmarks."""
    if ":" in value and "." not in value:
        return f"2001:db8::{number:x}"
    head = value[: value.rindex(":") + 1] if ":" in value else ""
    for first, net in ((0, "192.0.2"), (254, "198.51.100"), (508, "203.0.113")):
        if number - first <= 254:
            return f"{head}{net}.{number - first}"
    rest = number - 763
    return f"{head}198.{18 + (rest >> 16) % 2}.{(rest >> 8) & 255}.{rest & 255}"
