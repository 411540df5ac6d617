"""Redaction of a record while it is being made: each exchange as soon as it is over.

What `trace.redaction` does to a whole file at once, with the same made-up values from the first exchange to the last.
It differs in one thing: a value that is only known as a secret from a later exchange on cannot be replaced in what has
been written. When the record is finished, `late` does that.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from wxauth_cli.core.secret import LIVE
from wxauth_cli.trace.known_values import PERSONS, KnownValues
from wxauth_cli.trace.redaction import NOT_SEARCHED, Redaction
from wxauth_cli.trace.remade import Remade

MOST_SEARCHED = 50_000
"""Values that are looked for outside their own fields; each costs some 3 KB. When there are more, the search begins
anew with those that come: what stands under its name is replaced all the same."""


class RunningRedaction(Redaction):
    """One redaction over all exchanges of a record."""

    def __init__(self, salt: bytes, public_secret: Callable[[str], bytes | None] = lambda token: None) -> None:
        super().__init__(salt, public_secret)
        self._room = 0  # what becomes of a text may be another thing after the next exchange
        self._so_far = KnownValues()
        self._taken = 0

    def entry(self, value: dict[str, Any]) -> dict[str, Any]:
        """A copy of one HAR entry with made-up values for secrets and persons."""
        self._remade, self._known = Remade(), None
        self.value(value)
        self._take()
        remade = self._remade.made(
            self.names,
            self.value,
            lambda raw: self.leaf(raw, "rawData", 1),
            lambda name, value: self._values.named(name, value) or value,
        )
        self._take()
        for old, new in remade.items():
            self._so_far.add(old, new, person=False)
        self._known = self._so_far
        made = self.value(value)
        assert isinstance(made, dict)
        return made

    def late(self, text: str) -> str:
        """A line that was written before, with the values replaced that have become known since."""
        return self._so_far.replaced(text)

    def _take(self) -> None:
        """Have what was met looked for."""
        fresh = list(islice(self.names.given.items(), self._taken, None))
        self._taken += len(fresh)
        if len(self._so_far) > MOST_SEARCHED:
            LIVE.clear()
            self._so_far = KnownValues()
        for value, made in fresh:
            kind = self.names.kind(value)
            self._so_far.add(value, made, person=kind in PERSONS)
            if kind not in NOT_SEARCHED:
                LIVE.add(value)
