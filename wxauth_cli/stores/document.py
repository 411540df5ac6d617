"""A small JSON file of ours with a version: read strictly, replaced whole, set aside and begun anew when damaged."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, NoReturn, Protocol, TypeVar

from wxauth_cli.core.errors import StoreError
from wxauth_cli.stores.files import check_plain, delete_file, read_plain, reason_of, replace_file
from wxauth_cli.stores.lock import Lock

T = TypeVar("T")

VERSION = 1
SIZE_LIMIT = 1024 * 1024
KEPT_BROKEN = 3
"""How many files that were set aside are kept."""

Warn = Callable[[str, Mapping[str, object]], None]
"""Takes the name of a sentence in the area `stores` and its parameters."""


class Clock(Protocol):
    """The time of day in Unix seconds."""

    def now(self) -> float: ...


class Damaged(Exception):
    """The bytes are not a document of ours."""


def _constant(name: str) -> NoReturn:
    raise Damaged(name)


def parse(data: bytes) -> dict[str, object]:
    """The members of a document; Damaged if it is none; StoreError `store-newer` if a later wxauth wrote it."""
    if len(data) > SIZE_LIMIT:
        raise Damaged("size")
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_constant)
    except (ValueError, RecursionError) as exc:
        raise Damaged(type(exc).__name__) from None
    if not isinstance(value, dict):
        raise Damaged("type")
    version = value.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise StoreError("store-newer", version=version, path="")
    if version != VERSION or isinstance(version, bool):
        raise Damaged("version")
    return value


class Document(Generic[T]):
    """One such file, whose members `shape` turns into T (raising Damaged).

    Writers hold the lock; readers need none, because the file is replaced whole.
    """

    def __init__(self, path: Path, lock: Lock, clock: Clock, warn: Warn, shape: Callable[[Mapping[str, object]], T]):
        self.path = path
        self.lock = lock
        self.clock = clock
        self.warn = warn
        self.shape = shape

    def load(self, anew: Callable[[], T]) -> T:
        """What the file says; `anew()` if there is no file, and if it is damaged: then it is set aside first."""
        with contextlib.suppress(Damaged):
            found = self._read()
            return anew() if found is None else found
        with self.lock.held():
            try:
                found = self._read()  # another process may have been here
            except Damaged:
                self._set_aside(self.clock.now())
                found = None
            return anew() if found is None else found

    def exists(self) -> bool:
        """Whether there is such a file."""
        return check_plain(self.path)

    def _read(self) -> T | None:
        data = read_plain(self.path, SIZE_LIMIT)
        if data is None:
            return None
        try:
            return self.shape(parse(data))
        except StoreError as exc:
            exc.params = {**exc.params, "path": str(self.path)}
            raise

    def save(self, members: Mapping[str, object]) -> None:
        """Replace the file."""
        text = json.dumps({"version": VERSION, **members}, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
        replace_file(self.path, text.encode())

    def _set_aside(self, now: float) -> None:
        """Rename a damaged file, so that it can be looked at, and say so. Needs the lock."""
        broken = self.path.with_name(f"{self.path.name}.broken-{int(now)}")
        try:
            self.path.replace(broken)
            broken.chmod(0o600)
        except OSError as exc:
            raise StoreError("store-unwritable", path=str(self.path), reason=reason_of(exc)) from None
        for old in self.broken()[:-KEPT_BROKEN]:
            delete_file(old)
        self.warn("set-aside", {"path": str(self.path), "broken": str(broken)})

    def broken(self) -> list[Path]:
        """The files that were set aside, oldest first."""
        return sorted(self.path.parent.glob(f"{self.path.name}.broken-*"))
