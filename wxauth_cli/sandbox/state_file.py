"""`--state FILE`: the world in a SQLite file, written before each answer, so that a killed process loses nothing."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from wxauth_cli.sandbox import rows
from wxauth_cli.sandbox.dice import DiceMark
from wxauth_cli.sandbox.journal import Journal
from wxauth_cli.sandbox.state import State

SCHEMA = 1
"""Of the file, as its `user_version`. Raised when older programs would misread it."""
_APPLICATION = 0x77786175
"""Of the file, as its `application_id`: "wxau"."""
_ALL_AGAIN_AFTER = 20_000
_SNAPSHOT = "snapshots\x1f"
_TABLES = (
    "CREATE TABLE row (address TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE object (number INTEGER PRIMARY KEY, value TEXT NOT NULL)",
)


class StateFileError(Exception):
    """The file cannot be used; `why` is `not-ours`, `newer`, `busy`, `other-seed`, `damaged` or `unwritable`."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.detail = detail


class StateFile:
    """Keeps a state in a file for as long as it is open; nobody else can open it meanwhile."""

    def __init__(self, path: Path) -> None:
        """Open or make the file (mode 0600); StateFileError if that cannot be."""
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._db = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as exc:
            reason = exc.strerror if isinstance(exc, OSError) else str(exc)
            raise StateFileError("unwritable", reason or type(exc).__name__) from None
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise
        self._state: State | None = None

    def keep(self, state: State, *, seed: int | None = None) -> bool:
        """Read what the file holds into `state` and write every change of it from now on; whether it held anything.

        StateFileError `other-seed` if a seed is given and it is not that of the file, `damaged` if a row is none.
        """
        try:
            kept = dict(self._db.execute("SELECT address, value FROM row"))
            bodies = dict(self._db.execute("SELECT number, value FROM object"))
            if kept:
                if seed is not None and kept.get("seed") != str(seed):
                    raise StateFileError("other-seed", kept.get("seed", ""))
                if kept.get("seed", "null") != "null" and state.seed is None:
                    # The dice of a seeded world go on where they were.
                    state.reseed(int(kept["seed"]))
                rows.read({name: text for name, text in kept.items() if not name.startswith(_SNAPSHOT)}, bodies, state)
                reader = rows.Reader({})
                for name, text in kept.items():
                    if name.startswith(_SNAPSHOT):
                        state.snapshots[reader.value(name[len(_SNAPSHOT) :])] = reader.value(text)
        except (rows.BadRow, sqlite3.Error, ValueError) as exc:
            raise StateFileError("damaged", str(exc)) from None
        self._state = state
        self._write_all()
        state.keep = self.commit
        return bool(kept)

    def commit(self) -> None:
        """Write what has changed since the last time, whole or not at all."""
        state = self._state
        if state is None:
            return
        with state.lock:
            self._commits += 1
            if state.generation != self._generation or self._commits > _ALL_AGAIN_AFTER:
                self._write_all()
                return
            self._write(*self._changes(state))

    def close(self) -> None:
        """Write what is left, and close the file. Calling it again does nothing."""
        if self._state is not None:
            self.commit()
            self._state.keep = None
            self._state = None
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def _prepare(self) -> None:
        try:
            # Exclusive first: a second process then waits for nothing and is told so.
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            application = self._db.execute("PRAGMA application_id").fetchone()[0]
            tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if application != _APPLICATION and (tables or application):
                raise StateFileError("not-ours")
            if version > SCHEMA:
                raise StateFileError("newer", str(version))
            self._db.execute("PRAGMA journal_mode = WAL")
            # A killed process loses nothing with it; only a machine that loses power may lose its last calls.
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN EXCLUSIVE")
            if not tables:
                for statement in _TABLES:
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
                self._db.execute(f"PRAGMA user_version = {SCHEMA}")
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as exc:
            why = "busy" if isinstance(exc, sqlite3.OperationalError) and "locked" in str(exc) else "not-ours"
            raise StateFileError(why, str(exc)) from None

    def _write_all(self) -> None:
        state = self._state
        assert state is not None
        self._generation, self._commits = state.generation, 0
        self._writer = rows.Writer()
        self._last: dict[str, object] = {}
        self._bodies: dict[int, str] = {}
        self._journalled = max(0, state.journal.count - len(state.journal.entries()))
        self._touched: dict[str, _Table] = {}
        self._db.execute("BEGIN")
        try:
            self._db.execute("DELETE FROM row")
            self._db.execute("DELETE FROM object")
            self._put(*self._changes(state))
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def _changes(self, state: State) -> tuple[list[tuple[str, str]], list[tuple[str]], list[tuple[int, str]]]:
        """Rows to write, addresses to forget, objects to write."""
        writer = self._writer
        writer.found.clear()
        changed: list[tuple[str, str]] = []
        gone: list[tuple[str]] = []
        for address, owner, name, value in rows.parts(state):
            if isinstance(owner, Journal) and address == rows.JOURNAL:
                self._journal(owner, changed, gone)
            elif isinstance(value, dict):
                self._table(address, owner, name, value, changed, gone)
            else:
                self._scalar(address, value, changed)
        self._table("snapshots", state, "snapshots", state.snapshots, changed, gone)
        return changed, gone, self._objects()

    def _scalar(self, address: str, value: object, changed: list[tuple[str, str]]) -> None:
        last = self._last.get(address)
        if last is not None and last == value and type(value) in (float, int, str, DiceMark):
            return
        text = rows.text_of(value, self._writer)
        if text != last:
            changed.append((address, text))
        self._last[address] = value if type(value) in (float, int, str, DiceMark) else text

    def _table(
        self,
        address: str,
        owner: object,
        name: str,
        value: dict[Any, Any],
        changed: list[tuple[str, str]],
        gone: list[tuple[str]],
    ) -> None:
        table = self._touched.get(address)
        if table is None or table is not value:
            if table is not None:
                gone.extend((rows.entry_address(address, key, self._writer),) for key in table)
            table = self._touched[address] = _Table(value)
            if isinstance(owner, dict):
                dict.__setitem__(owner, name, table)
            else:
                setattr(owner, name, table)
        for key in table.touched:
            place = rows.entry_address(address, key, self._writer)
            if key not in table:
                gone.append((place,))
                inner = self._touched.pop(place, _Table({}))
                gone.extend((rows.entry_address(place, name, self._writer),) for name in inner)
                continue
            item = dict.__getitem__(table, key)
            if isinstance(item, dict):
                # It has been reached through this entry, so it is looked at; so are those that were in it before.
                self._table(place, table, key, item, changed, gone)
            else:
                text = self._writer.text(item)
                if table.texts.get(key) != text:
                    table.texts[key] = text
                    changed.append((place, text))
        table.touched.clear()

    def _journal(self, journal: Journal, changed: list[tuple[str, str]], gone: list[tuple[str]]) -> None:
        entries = journal.after(self._journalled)
        start = journal.count - len(entries)
        for index, entry in enumerate(entries, start):
            changed.append((rows.entry_address(rows.JOURNAL, index, self._writer), self._writer.text(entry)))
            if index >= journal.limit:
                gone.append((rows.entry_address(rows.JOURNAL, index - journal.limit, self._writer),))
        self._journalled = journal.count

    def _objects(self) -> list[tuple[int, str]]:
        changed: list[tuple[int, str]] = []
        seen: set[int] = set()
        while len(seen) < len(self._writer.found):
            for number, item in list(self._writer.found.items()):
                if number not in seen:
                    seen.add(number)
                    text = self._writer.body(item)
                    if self._bodies.get(number) != text:
                        self._bodies[number] = text
                        changed.append((number, text))
        return changed

    def _write(
        self, changed: list[tuple[str, str]], gone: list[tuple[str]], objects: Iterable[tuple[int, str]]
    ) -> None:
        if not (changed or gone or objects):
            return
        self._db.execute("BEGIN")
        try:
            self._put(changed, gone, objects)
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            # What was not written is written with all the rest at the next call.
            self._generation = -1
            raise

    def _put(self, changed: list[tuple[str, str]], gone: list[tuple[str]], objects: Iterable[tuple[int, str]]) -> None:
        # First what goes: a row that was replaced is in both lists.
        self._db.executemany("DELETE FROM row WHERE address = ?", gone)
        self._db.executemany("INSERT OR REPLACE INTO row VALUES (?, ?)", changed)
        self._db.executemany("INSERT OR REPLACE INTO object VALUES (?, ?)", objects)


class _Table(dict[Any, Any]):
    """A dictionary that knows which entries were reached: what was not reached has not changed."""

    def __init__(self, values: dict[Any, Any]) -> None:
        super().__init__(values)
        self.touched: dict[Any, None] = dict.fromkeys(values)
        self.texts: dict[Any, str] = {}

    def __getitem__(self, key: Any) -> Any:
        self.touched[key] = None
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        if key in self:
            self.touched[key] = None
        return super().get(key, default)

    def setdefault(self, key: Any, default: Any = None) -> Any:
        self.touched[key] = None
        return super().setdefault(key, default)

    def __setitem__(self, key: Any, value: Any) -> None:
        self.touched[key] = None
        super().__setitem__(key, value)

    def __delitem__(self, key: Any) -> None:
        self._forget(key)
        super().__delitem__(key)

    def pop(self, key: Any, *default: Any) -> Any:
        self._forget(key)
        return super().pop(key, *default)

    def popitem(self) -> Any:
        key, value = super().popitem()
        self._forget(key)
        return key, value

    def update(self, *given: Any, **more: Any) -> None:
        for key, value in dict(*given, **more).items():
            self[key] = value

    def clear(self) -> None:
        for key in list(self):
            self._forget(key)
        super().clear()

    def values(self) -> Any:
        self.touched.update(dict.fromkeys(self))
        return super().values()

    def items(self) -> Any:
        self.touched.update(dict.fromkeys(self))
        return super().items()

    def _forget(self, key: Any) -> None:
        self.touched[key] = None
        self.texts.pop(key, None)


def keep_in_file(path: Path, state: State, *, seed: int | None = None) -> Callable[[], None]:
    """Have `state` kept in that file; how to close it. StateFileError if that cannot be."""
    file = StateFile(path)
    try:
        file.keep(state, seed=seed)
    except BaseException:
        file.close()
        raise
    return file.close
