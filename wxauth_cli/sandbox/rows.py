"""A world as rows of text, and back: what files and snapshots keep.

A row is an address and a JSON text. A plain attribute of the state, or of a part of it, is one row; a dictionary is
a row per entry; the journal a row per call. An object that can change has a row of its own under a number, and is
referred to by that number wherever it stands: what was one object is one object again. Only dataclasses and
enumerations of this package are made from a row, so a foreign file can bring values and nothing else.
"""

from __future__ import annotations

import base64
import json
import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

from wxauth_cli.sandbox.dice import Dice, DiceMark
from wxauth_cli.sandbox.journal import Journal
from wxauth_cli.sandbox.state import State

PACKAGE = "wxauth_cli.sandbox."
_CLASS = re.compile(r"[a-z_]+(?:\.[a-z_]+)*:\w+")
_UNKEPT = frozenset({"lock", "keep", "generation", "snapshots"})
_SEPARATOR = "\x1f"
JOURNAL = "journal._entries"


class BadRow(ValueError):
    """A text that is no row of ours."""


class Writer:
    """Turns values into texts. Numbers of objects hold as long as the writer lives."""

    def __init__(self) -> None:
        self._numbers: dict[int, tuple[int, object]] = {}
        self.found: dict[int, object] = {}
        """Objects met since this was last emptied, by number."""

    def text(self, value: object) -> str:
        """The value of a row."""
        return json.dumps(self._plain(value), ensure_ascii=False, separators=(",", ":"))

    def body(self, item: object) -> str:
        """The row of an object that can change."""
        return json.dumps(self._fields(item), ensure_ascii=False, separators=(",", ":"))

    def _plain(self, value: object) -> object:
        kind = type(value)
        if kind in (str, int, float, bool) or value is None:
            return value
        if kind is list:
            return [self._plain(item) for item in value]  # type: ignore[attr-defined]
        if kind is tuple:
            return {"t": [self._plain(item) for item in value]}  # type: ignore[attr-defined]
        if isinstance(value, Enum):
            return {"e": [_name(type(value)), value.value]}
        if is_dataclass(value):
            if kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
                return {"o": self._fields(value)}
            return {"r": self._number(value)}
        if isinstance(value, (bytes, bytearray)):
            return {"b": base64.b64encode(value).decode()}
        if isinstance(value, Mapping):
            return {"d": [[self._plain(key), self._plain(item)] for key, item in value.items()]}
        if isinstance(value, (set, frozenset)):
            return {"s": sorted((self._plain(item) for item in value), key=repr)}
        raise TypeError(f"a {kind.__name__} cannot be kept")

    def _fields(self, item: Any) -> list[object]:
        return [_name(type(item)), {name: self._plain(getattr(item, name)) for name in _fields(type(item))}]

    def _number(self, item: object) -> int:
        known = self._numbers.get(id(item))
        if known is None:
            # The object is held, so that its id stays its own.
            known = self._numbers[id(item)] = (len(self._numbers) + 1, item)
        self.found[known[0]] = item
        return known[0]


class Reader:
    """Turns texts into values."""

    def __init__(self, bodies: Mapping[int, str]) -> None:
        self._bodies = bodies
        self._made: dict[int, object] = {}

    def value(self, text: str) -> Any:
        """What a row holds; BadRow if it is none of ours."""
        try:
            return self._value(json.loads(text))
        except (TypeError, KeyError, AttributeError, ImportError, IndexError, RecursionError, ValueError) as exc:
            raise BadRow(f"{type(exc).__name__}: {text[:60]}") from None

    def _value(self, plain: Any) -> Any:
        if isinstance(plain, list):
            return [self._value(item) for item in plain]
        if not isinstance(plain, dict):
            return plain
        ((tag, inner),) = plain.items()
        if tag == "t":
            return tuple(self._value(item) for item in inner)
        if tag == "s":
            return {self._value(item) for item in inner}
        if tag == "d":
            return {self._value(key): self._value(item) for key, item in inner}
        if tag == "b":
            return base64.b64decode(inner)
        if tag == "e":
            return _class(inner[0])(inner[1])
        if tag == "o":
            return self._made_of(inner)
        if tag == "r":
            return self._object(inner)
        raise BadRow(tag[:60])

    def _object(self, number: int) -> object:
        if number not in self._made:
            self._made[number] = self._made_of(json.loads(self._bodies[number]))
        return self._made[number]

    def _made_of(self, plain: Any) -> Any:
        kind = _class(plain[0])
        known = _fields(kind)
        return kind(**{name: self._value(value) for name, value in plain[1].items() if name in known})


def parts(state: State) -> Iterator[tuple[str, object, str, object]]:
    """Every attribute that is kept: its address, its owner, its name there, its value."""
    for name, value in vars(state).items():
        if name in _UNKEPT or callable(value):
            continue
        if isinstance(value, Dice):
            yield name, state, name, value.mark()
        elif _is_part(value):
            for inner, item in vars(value).items():
                if not callable(item):
                    yield f"{name}.{inner}", value, inner, item
        else:
            yield name, state, name, value


def entries(address: str, table: Mapping[Any, Any], writer: Writer) -> Iterator[tuple[str, object]]:
    """The rows of a dictionary, and of dictionaries in it."""
    for key, value in table.items():
        place = entry_address(address, key, writer)
        if isinstance(value, dict):
            yield from entries(place, value, writer)
        else:
            yield place, value


def entry_address(address: str, key: object, writer: Writer) -> str:
    """The address of an entry."""
    return f"{address}{_SEPARATOR}{writer.text(key)}"


def write(state: State) -> tuple[dict[str, str], dict[int, str]]:
    """All rows, and the bodies of objects by number."""
    writer = Writer()
    rows: dict[str, str] = {}
    for address, owner, _, value in parts(state):
        if isinstance(owner, Journal) and address == JOURNAL:
            first = owner.count - len(owner.entries())
            for index, entry in enumerate(owner.entries()):
                rows[entry_address(address, first + index, writer)] = writer.text(entry)
        elif isinstance(value, dict):
            for place, item in entries(address, value, writer):
                rows[place] = writer.text(item)
        else:
            rows[address] = text_of(value, writer)
    bodies: dict[int, str] = {}
    while len(bodies) < len(writer.found):
        for number, item in list(writer.found.items()):
            if number not in bodies:
                bodies[number] = writer.body(item)
    return rows, bodies


def text_of(value: object, writer: Writer) -> str:
    """The text of a plain attribute; of the dice, their place in a shorter form."""
    if isinstance(value, DiceMark):
        inner = value.generator
        numbers = None if inner is None else [inner[0], array("I", inner[1]).tobytes(), inner[2]]
        return writer.text([value.key, numbers])
    return writer.text(value)


def read(rows: Mapping[str, str], bodies: Mapping[int, str], state: State) -> None:
    """Put what the rows hold into a state that is as at its beginning. BadRow, and nothing is changed, if they cannot.

    A row of a part that there is not is passed over; what has no row stays as it is.
    """
    reader = Reader(bodies)
    values = [(address.split(_SEPARATOR), reader.value(text)) for address, text in rows.items()]
    keys = {key: reader.value(key) for path, _ in values for key in path[1:]}
    places = {address: (owner, name, value) for address, owner, name, value in parts(state)}
    marks = {path[0]: _mark(value) for path, value in values if isinstance(places.get(path[0], ("",) * 3)[2], DiceMark)}
    for _, _, value in places.values():
        if isinstance(value, dict):
            for key in [key for key, item in value.items() if not isinstance(item, dict)]:
                del value[key]
    for path, value in values:
        if path[0] not in places:
            continue
        owner, name, current = places[path[0]]
        if path[0] in marks:
            _set_dice(state, name, marks[path[0]])
        elif path[0] == JOURNAL:
            state.journal.put_back(value)
        elif isinstance(current, dict) and len(path) > 1:
            for key in path[1:-1]:
                current = current.setdefault(keys[key], {})
            current[keys[path[-1]]] = value
        else:
            setattr(owner, name, value)


def _mark(value: Any) -> DiceMark:
    try:
        key, inner = value
        generator = None if inner is None else (inner[0], tuple(array("I", inner[1])), inner[2])
    except (TypeError, ValueError) as exc:
        raise BadRow(str(exc)) from None
    return DiceMark(key, generator)


def _set_dice(state: State, name: str, mark: DiceMark) -> None:
    if name == "dice":
        state.dice.rewind(mark)
    else:
        setattr(state, name, mark)


def _is_part(value: object) -> bool:
    if isinstance(value, dict):
        return False
    return type(value).__module__.startswith(PACKAGE) and not is_dataclass(value) and not isinstance(value, Enum)


def _name(kind: type) -> str:
    if not kind.__module__.startswith(PACKAGE):
        raise TypeError(f"a {kind.__name__} cannot be kept")
    return f"{kind.__module__[len(PACKAGE) :]}:{kind.__name__}"


@cache
def _class(name: str) -> Any:
    if not _CLASS.fullmatch(name):
        raise BadRow(name[:60])
    module, _, word = name.partition(":")
    kind = getattr(import_module(PACKAGE + module), word)
    if not (isinstance(kind, type) and kind.__module__ == PACKAGE + module):
        raise BadRow(name[:60])
    if not (is_dataclass(kind) or issubclass(kind, Enum)):
        raise BadRow(name[:60])
    return kind


_FIELDS: dict[Any, tuple[str, ...]] = {}


def _fields(kind: Any) -> tuple[str, ...]:
    known = _FIELDS.get(kind)
    if known is None:
        known = _FIELDS[kind] = tuple(field.name for field in fields(kind) if field.init)
    return known
