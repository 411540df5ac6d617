"""Secret items with a non-secret index: each item on its own, none lost when a process dies between the two.

A keyring cannot be listed, so items stand in numbered slots: whatever happens to the index, reading all slots finds
every item, and `purge` can prove that none is left. An item says itself what it is; the index only saves reading it.

Order of writing: a new slot enters the index before its item is written, and leaves it after the item is deleted. So
an item always has an entry, and an entry without an item (a process died in between) is dropped when it is met.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wxauth_cli.core.errors import StoreError
from wxauth_cli.stores.backend import Backend
from wxauth_cli.stores.document import Clock, Damaged, Document, Warn
from wxauth_cli.stores.lock import Lock

SLOTS = 128
"""How many items there can be. Reading an empty slot takes about 2 ms with the Secret Service."""

Key = tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """What the index tells of an item: nothing secret."""

    slot: int
    kind: str
    """`secret`, `token`, `session` or `phone`."""
    key: Key
    meta: Mapping[str, object] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """A number out of `meta`, 0 if it is not there."""
        value = self.meta.get(name)
        return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0

    def text(self, name: str) -> str | None:
        """A text out of `meta`."""
        value = self.meta.get(name)
        return value if isinstance(value, str) else None


@dataclass(frozen=True)
class Item:
    """An item as it was read."""

    entry: Entry
    value: Mapping[str, object]


def slot_name(slot: int) -> str:
    """The name of a slot in the backend."""
    return f"item-{slot:03d}"


def _pack(entry: Entry, value: Mapping[str, object]) -> str:
    body = {"k": entry.kind, "f": list(entry.key), "m": dict(entry.meta), "v": dict(value)}
    return json.dumps(body, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def _unpack(slot: int, text: str | None) -> Item | None:
    """The item in that text; None if the text is none of ours."""
    if text is None:
        return None
    try:
        body = json.loads(text)
        kind, key, meta, value = body["k"], body["f"], body["m"], body["v"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not (isinstance(kind, str) and isinstance(meta, dict) and isinstance(value, dict) and isinstance(key, list)):
        return None
    if not all(isinstance(part, str) for part in key):
        return None
    return Item(Entry(slot, kind, tuple(key), meta), value)


def _entries(members: Mapping[str, object]) -> dict[int, Entry]:
    """The index out of a document; Damaged if anything in it is not as we write it."""
    items = members.get("items")
    if not isinstance(items, dict):
        raise Damaged("items")
    entries: dict[int, Entry] = {}
    for number, value in items.items():
        slot = int(number) if isinstance(number, str) and number.isascii() and number.isdigit() else -1
        if not 0 <= slot < SLOTS or not isinstance(value, dict):
            raise Damaged("slot")
        kind, key, meta = value.get("kind"), value.get("key"), value.get("meta")
        if not isinstance(kind, str) or not isinstance(key, list) or not isinstance(meta, dict):
            raise Damaged("entry")
        if not all(isinstance(part, str) for part in key):
            raise Damaged("key")
        entries[slot] = Entry(slot, kind, tuple(key), meta)
    return entries


class Vault:
    """Items of one backend."""

    def __init__(self, index: Path, lock: Lock, clock: Clock, warn: Warn, open_backend: Callable[[], Backend]) -> None:
        self.document = Document(index, lock, clock, warn, _entries)
        self.lock = lock
        self.clock = clock
        self._open_backend = open_backend
        self._backend: Backend | None = None

    @property
    def backend(self) -> Backend:
        """Where the items are."""
        if self._backend is None:
            self._backend = self._open_backend()
        return self._backend

    def entries(self, kind: str) -> list[Entry]:
        """What the index holds of that kind, oldest slot first. Reads no secret."""
        return [entry for entry in self._index().values() if entry.kind == kind]

    def get(self, kind: str, key: Key) -> Item | None:
        """The item of that key, or None."""
        self.expire()
        entry = _find(self._index(), kind, key)
        if entry is None:
            return None
        item = self.read(entry.slot)
        if item is not None and (item.entry.kind, item.entry.key) == (kind, key):
            return item
        with self.lock.held():  # a process died between index and item, or has just moved it
            self._heal(entry.slot)
            entry = _find(self._index(), kind, key)
            return None if entry is None else self.read(entry.slot)

    def read(self, slot: int) -> Item | None:
        """The item in a slot, or None."""
        return _unpack(slot, self.backend.get(slot_name(slot)))

    def put(
        self, kind: str, key: Key, value: Mapping[str, object], meta: Mapping[str, object], *, fresh: bool = False
    ) -> int:
        """Store an item in place of one with the same key; return its slot.

        `fresh` takes a new slot and leaves the old item, so that a file that names slots can switch over at once.
        """
        with self.lock.held():
            self.expire()
            index = self._index(complete=True)
            old = None if fresh else _find(index, kind, key)
            if old is not None:
                entry = Entry(old.slot, kind, key, meta)
                self.backend.set(slot_name(entry.slot), _pack(entry, value))
                self._save({**index, entry.slot: entry})
                return entry.slot
            index = self._make_room(index)
            slot = next(number for number in range(SLOTS) if number not in index)
            entry = Entry(slot, kind, key, meta)
            self._save({**index, slot: entry})
            try:
                self.backend.set(slot_name(slot), _pack(entry, value))
            except StoreError as exc:
                # After a timeout nobody knows whether the item is there: its entry stays, for `purge` and healing.
                if exc.code != "keyring-timeout":
                    with contextlib.suppress(StoreError):
                        self.backend.delete(slot_name(slot))
                        self._save(index)
                raise
            return slot

    def remove(self, kind: str, key: Key) -> bool:
        """Delete the item of that key; False if there was none."""
        with self.lock.held():
            entry = _find(self._index(), kind, key)
            return entry is not None and self.clear_slot(entry.slot)

    def clear_slot(self, slot: int) -> bool:
        """Delete whatever is in a slot, and its entry; False if it was empty."""
        with self.lock.held():
            existed = self.backend.delete(slot_name(slot))
            index = self._index()
            if index.pop(slot, None) is not None:
                self._save(index)
            return existed

    def expire(self) -> None:
        """Delete items whose time (`until` in their entry) is over."""
        now = self.clock.now()

        def over(entry: Entry) -> bool:
            return 0 < entry.number("until") <= now

        if any(over(entry) for entry in self._index().values()):
            with self.lock.held():
                for entry in [entry for entry in self._index().values() if over(entry)]:
                    self.clear_slot(entry.slot)

    def erase(self) -> list[Entry]:
        """Delete every item and the index, and prove it by reading all slots; return what there was."""
        with self.lock.held():
            gone = []
            for slot in range(SLOTS):
                text = self.backend.get(slot_name(slot))
                if text is not None:
                    item = _unpack(slot, text)
                    self.backend.delete(slot_name(slot))
                    gone.append(item.entry if item else Entry(slot, "other", ()))
            left = [slot for slot in range(SLOTS) if self.backend.get(slot_name(slot)) is not None]
            if left:
                raise StoreError("purge-left", what=", ".join(slot_name(slot) for slot in left))
            return gone

    def rebuild(self) -> dict[int, Entry]:
        """The index made anew from the items themselves."""
        with self.lock.held():
            read = (self.read(slot) for slot in range(SLOTS))
            found = {item.entry.slot: item.entry for item in read if item is not None}
            self._save(found)
            return found

    def _index(self, *, complete: bool = False) -> dict[int, Entry]:
        """The index. A damaged one is made anew from the items; so is, with `complete`, one that is not there."""

        def anew() -> dict[int, Entry]:
            return self.rebuild() if complete or self.document.broken() else {}

        return self.document.load(anew)

    def _save(self, index: Mapping[int, Entry]) -> None:
        items = {
            str(slot): {"kind": entry.kind, "key": list(entry.key), "meta": dict(entry.meta)}
            for slot, entry in sorted(index.items())
        }
        self.document.save({"items": items})

    def _heal(self, slot: int) -> None:
        """Make the entry of a slot agree with its item."""
        index = self._index()
        item = self.read(slot)
        if item is not None:
            index[slot] = item.entry
        else:
            self.backend.delete(slot_name(slot))
            index.pop(slot, None)
        self._save(index)

    def _make_room(self, index: dict[int, Entry]) -> dict[int, Entry]:
        """Where every slot is taken, the session that was used longest ago goes."""
        if len(index) < SLOTS:
            return index
        old = min(
            (entry for entry in index.values() if entry.kind != "secret"),
            key=lambda entry: entry.number("at"),
            default=None,
        )
        if old is None:
            raise StoreError("store-full", limit=SLOTS)
        self.clear_slot(old.slot)
        return {slot: entry for slot, entry in index.items() if slot != old.slot}


def _find(index: Mapping[int, Entry], kind: str, key: Key) -> Entry | None:
    return next((entry for entry in index.values() if entry.kind == kind and entry.key == key), None)
