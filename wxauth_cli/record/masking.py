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
from wxauth_cli.trace.known_values import PERSONS, SHORTEST, KnownValues, forms_of, is_common
from wxauth_cli.trace.pseudonyms import Pseudonyms
from wxauth_cli.trace.redaction import Redaction
from wxauth_cli.trace.remade import Remade

MOST_SEARCHED = 5000
"""Values that are looked for outside their own fields; each costs some 25 KB. When there are more, the search begins
anew with those that come: what stands under its name is replaced all the same."""
_WORDS_OF_A_LANGUAGE = frozenset({"name", "avatar", "address", "ip"})
"""Kinds whose values are looked for as they are, and not in pieces."""


class Known(KnownValues):
    """Values so far; grows without a pattern being built anew."""

    def __init__(self, names: Pseudonyms) -> None:
        super().__init__({}, names)
        self._given: dict[str, str] = {}
        self._by_start: dict[str, dict[str, str]] = {}
        self._short: dict[str, str] = {}
        self.count = 0

    def add(self, value: str, made: str, *, person: bool, anew: bool = False) -> None:
        """Have `made` stand for `value` from now on; `anew`: even where something else did."""
        self._given[value] = made
        self.count += 1
        if is_common(value, person=person):
            return
        for form, new in forms_of(value, made):
            place = self._short if len(form) < SHORTEST else self._by_start.setdefault(form[:SHORTEST], {})
            if anew:
                place[form] = new
            else:
                place.setdefault(form, new)
            if person or form.isdigit() or len(value) < 8:
                self._words.add(form)

    def replaced(self, text: str) -> str:
        """`text` with every known value replaced."""
        starts = self._by_start
        parts: list[str] = []
        last = at = 0
        end = len(text) - SHORTEST + 1
        while at < end:
            forms = starts.get(text[at : at + SHORTEST])
            form = max((form for form in forms if text.startswith(form, at)), key=len, default="") if forms else ""
            if form and forms is not None and self._stands_alone(form, text, at):
                parts += (text[last:at], forms[form])
                at = last = at + len(form)
            else:
                at += 1
        made = "".join((*parts, text[last:])) if parts else text
        for form, new in self._short.items():
            at = made.find(form)
            while at >= 0:
                if self._stands_alone(form, made, at):
                    made = made[:at] + new + made[at + len(form) :]
                    at += len(new) - len(form)
                at = made.find(form, at + len(form))
        return made


class RunningRedaction(Redaction):
    """One redaction over all exchanges of a record."""

    def __init__(self, salt: bytes, public_secret: Callable[[str], bytes | None] = lambda token: None) -> None:
        super().__init__(salt, public_secret)
        self._so_far = Known(self.names)
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
            self._so_far.add(old, new, person=False, anew=True)
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
        if self._so_far.count > MOST_SEARCHED:
            LIVE.clear()
            self._so_far = Known(self.names)
        for value, made in fresh:
            kind = self.names.kind(value)
            self._so_far.add(value, made, person=kind in PERSONS)
            if kind not in _WORDS_OF_A_LANGUAGE:
                LIVE.add(value)
