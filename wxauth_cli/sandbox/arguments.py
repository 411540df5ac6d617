"""Arguments of the control API: each is read by one function that returns the value or raises ControlError.

What a value may be stands beside the function as JSON Schema, for the description of the API.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from wxauth_cli.core.text import Lang
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.sandbox import whitelist
from wxauth_cli.sandbox.state import APPID, DEFAULT_PLATFORM

Choice = TypeVar("Choice", bound=Enum)

MAX_SECONDS = 10 * 365 * 86400
MAX_ERRCODE = 99_999_999
_NAME = r"[^\x00-\x1f\x7f-\xa0\u2028\u2029]"
_OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_ADDRESS = {
    "type": "string",
    "anyOf": [
        {"format": "ipv4"},
        {"format": "ipv6"},
        {"pattern": rf"^({_OCTET}\.){{3}}(\*|{_OCTET}/([12]?[0-9]|3[0-2]))$"},
    ],
}


@dataclass(frozen=True)
class Reader:
    """How an argument is read from its JSON value, and what it may be."""

    read: Callable[[str, object], Any]
    described: Mapping[str, object] | Callable[[], Mapping[str, object]]

    @property
    def schema(self) -> Mapping[str, object]:
        """What it takes, as JSON Schema."""
        return self.described() if callable(self.described) else self.described

    def __call__(self, name: str, value: object) -> Any:
        """The value of the argument of that name; ControlError if it cannot be one."""
        return self.read(name, value)


def takes(**schema: object) -> Callable[[Callable[[str, object], Any]], Reader]:
    """Makes a reader of a function: this is what it takes, as JSON Schema."""
    return lambda function: Reader(function, schema)


class ControlError(Exception):
    """A verb, an argument or a value that there is not."""

    def __init__(self, key: str, status: int = 400, **params: object) -> None:
        super().__init__(key)
        self.status = status
        self._key = key
        self._params = params

    def say(self, lang: Lang = "en") -> str:
        """What is wrong, in a sentence."""
        t = Texts(lang)
        said = {
            name: t(f"sandbox_refusals.{value.key}", **value.params) if isinstance(value, Wanted) else value
            for name, value in self._params.items()
        }
        return t(f"sandbox_refusals.{self._key}", **said)

    def __str__(self) -> str:
        return self.say()


class Wanted(NamedTuple):
    """What a value should have been: words of the catalogue."""

    key: str
    params: Mapping[str, object]


def in_query(reader: Reader) -> Reader:
    """The reader for a value that may stand in a query, where everything is text: numbers and true/false too."""

    def spelt(name: str, value: object) -> Any:
        if isinstance(value, str):
            try:
                plain = json.loads(value)
            except (ValueError, RecursionError):
                plain = value
            if isinstance(plain, (bool, int, float)):
                value = plain
        return reader(name, value)

    return Reader(spelt, reader.described)


@takes(type="integer", minimum=0, maximum=2**53)
def whole(name: str, value: object) -> int:
    """0 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 2**53:
        raise refused(name, value, "whole")
    return value


@takes(type="integer", minimum=-MAX_ERRCODE, maximum=MAX_ERRCODE)
def any_errcode(name: str, value: object) -> int:
    """An errcode, 0 included."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 99_999_999:
        raise refused(name, value, "errcode")
    return value


@takes(type="number", minimum=0, exclusiveMaximum=1e12)
def moment(name: str, value: object) -> float:
    """Unix seconds."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e12:
        raise refused(name, value, "moment")
    return float(value)


@takes(type="string", pattern="^/[ -~]*$", maxLength=200)
def path(name: str, value: object) -> str:
    """A path of the public API, whether there is such an interface or not."""
    if not isinstance(value, str) or not value.startswith("/") or len(value) > 200 or not value.isprintable():
        raise refused(name, value, "path")
    return value


def read(verb: str, readers: Mapping[str, Reader], given: Mapping[str, object]) -> dict[str, Any]:
    """The arguments that were given, read. `null` counts as absent, 5.0 as 5. Nothing is changed by reading."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in readers:
            known = ", ".join(readers) or "none"
            raise ControlError("no-argument", verb=verb, name=name[:40], known=known)
        if value is not None:
            values[name] = readers[name](name, _whole(value))
    return values


def _whole(value: object) -> object:
    """JSON knows one kind of number, so a 5.0 is a whole one."""
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def refused(name: str, value: object, wanted: str, **params: object) -> ControlError:
    """The error for a value that does not fit; `wanted` is a key of the catalogue."""
    return ControlError("value", name=name, value=str(value)[:60], wanted=Wanted(f"want.{wanted}", params))


@takes(type="boolean")
def boolean(name: str, value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise refused(name, value, "boolean")
    return value


@takes(type="string", pattern=f"^{_NAME}+$", minLength=1, maxLength=64)
def label(name: str, value: object) -> str:
    """A name of our own: 1 to 64 characters, no control characters, blanks only as such."""
    if not isinstance(value, str) or not re.fullmatch(f"{_NAME}{{1,64}}", value) or not _encodable(value):
        raise refused(name, value, "label")
    return value


def _encodable(text: str) -> bool:
    """Whether it has no half of a surrogate pair."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


@takes(type="string", pattern="^wx[0-9a-f]{16}$")
def appid(name: str, value: object) -> str:
    """`wx` and 16 lower-case hex digits."""
    if not isinstance(value, str) or not APPID.fullmatch(value):
        raise refused(name, value, "appid")
    return value


@takes(type="string", pattern="^[!-~]{6,128}$")
def secret(name: str, value: object) -> str:
    """An AppSecret of the developer's own. It is not repeated when it is refused."""
    if not isinstance(value, str) or not re.fullmatch(r"[!-~]{6,128}", value):
        raise refused(name, "…", "secret")
    return value


def _of_digits(low: int, high: int) -> dict[str, int]:
    return {"minimum": 10 ** (low - 1) if low > 1 else 0, "maximum": 10**high - 1}


def digits(low: int, high: int) -> Reader:
    """A text of that many digits; a whole number is taken too."""

    @takes(
        anyOf=[{"type": "string", "pattern": f"^[0-9]{{{low},{high}}}$"}, {"type": "integer", **_of_digits(low, high)}]
    )
    def reader(name: str, value: object) -> str:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not re.fullmatch(f"[0-9]{{{low},{high}}}", text):
            raise refused(name, value, "digits", low=low, high=high)
        return text

    return reader


@takes(type="number", minimum=0, maximum=MAX_SECONDS)
def seconds(name: str, value: object) -> float:
    """Seconds from 0 to ten years."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= MAX_SECONDS:
        raise refused(name, value, "seconds")
    return float(value)


@takes(type="number", minimum=-MAX_SECONDS, maximum=MAX_SECONDS)
def any_seconds(name: str, value: object) -> float:
    """Seconds up to ten years into either direction."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= MAX_SECONDS:
        raise refused(name, value, "any-seconds")
    return float(value)


@takes(type="number", exclusiveMinimum=0, maximum=600)
def delay(name: str, value: object) -> float:
    """Seconds that somebody waits: more than 0, at most ten minutes."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 600 or math.isnan(value):
        raise refused(name, value, "delay")
    return float(value)


@takes(type="integer", minimum=1, maximum=1_000_000)
def count(name: str, value: object) -> int:
    """From 1 to a million."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1_000_000:
        raise refused(name, value, "count")
    return value


@takes(type="integer", minimum=-MAX_ERRCODE, maximum=MAX_ERRCODE, **{"not": {"const": 0}})
def errcode(name: str, value: object) -> int:
    """An errcode other than 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value == 0 or abs(value) > 99_999_999:
        raise refused(name, value, "nonzero-errcode")
    return value


@takes(type="number", exclusiveMinimum=0, maximum=1)
def rate(name: str, value: object) -> float:
    """A probability above 0, at most 1."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 1:
        raise refused(name, value, "rate")
    return float(value)


@takes(type="string", anyOf=[{"format": "ipv4"}, {"format": "ipv6"}])
def address(name: str, value: object) -> str:
    """An IP address."""
    if not isinstance(value, str) or not whitelist.valid(value) or "/" in value or "*" in value:
        raise refused(name, value, "address")
    return value


@takes(type="array", maxItems=31, items={"type": "integer", "minimum": 0, "maximum": 1_000_000})
def steps(name: str, value: object) -> tuple[int, ...]:
    """Steps of up to 31 days, today's last."""
    if not isinstance(value, list) or len(value) > 31:
        raise refused(name, value, "steps")
    for item in value:
        if isinstance(item, bool) or not isinstance(item, int) or not 0 <= item <= 1_000_000:
            raise refused(name, item, "step")
    return tuple(value)


def choice(kind: type[Choice]) -> Reader:
    """One of an enumeration's values."""

    @takes(type="string", enum=[item.value for item in kind])
    def reader(name: str, value: object) -> Choice:
        for item in kind:
            if item.value == value:
                return item
        raise refused(name, value, "one-of", values=", ".join(item.value for item in kind))

    return reader


@takes(type="array", maxItems=whitelist.LIMIT, items=_ADDRESS)
def addresses(name: str, value: object) -> tuple[str, ...]:
    """The entries of an IP whitelist."""
    if not isinstance(value, list) or len(value) > whitelist.LIMIT:
        raise refused(name, value, "addresses", limit=whitelist.LIMIT)
    for entry in value:
        if not isinstance(entry, str) or not whitelist.valid(entry):
            raise refused(name, entry, "whitelist-entry")
    return tuple(value)


@takes(anyOf=[{"type": "boolean"}, {"type": "string", "pattern": f"^{_NAME}+$", "minLength": 1, "maxLength": 64}])
def platform(name: str, value: object) -> str | bool:
    """An Open Platform account: true for the usual one, false for none, or its name."""
    if isinstance(value, bool):
        return DEFAULT_PLATFORM if value else False
    named: str = label(name, value)
    return named


@takes(type="string", pattern="^[ -~]*$", maxLength=200)
def header_value(name: str, value: object) -> str:
    """What can stand in a header."""
    if not isinstance(value, str) or len(value) > 200 or not value.isascii() or not (value + "x").isprintable():
        raise refused(name, value, "header")
    return value


def one_of(*values: bool | int | str) -> Reader:
    """One of these values."""

    @takes(enum=list(values))
    def reader(name: str, value: object) -> object:
        if not any(type(value) is type(item) and value == item for item in values):
            raise refused(name, value, "one-of", values=", ".join(map(str, values)))
        return value

    return reader
