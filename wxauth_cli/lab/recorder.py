"""Collects what happens on both legs, in the order in which it began."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Protocol

from wxauth_cli.core.model import Event, Exchange, Flow, HttpRequest, Leg
from wxauth_cli.net.http import Http

_NOWHERE = -1
"""The place of what is not kept."""


class Clock(Protocol):
    """The time of day and a monotonic time, both in seconds."""

    def now(self) -> float: ...

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class Recorder:
    """A flow in the making. The mini program and the backend write to it from their own threads."""

    def __init__(self, http: Http, clock: Clock) -> None:
        self._http = http
        self._clock = clock
        self._lock = Lock()
        self._items: list[Exchange | Event | None] = []
        self._unseen = False

    @property
    def flow(self) -> Flow:
        """All that has ended so far."""
        with self._lock:
            return Flow(tuple(item for item in self._items if item is not None))

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """What happens inside is not kept."""
        self._unseen = True
        try:
            yield
        finally:
            self._unseen = False

    def event(self, step: int, leg: Leg, what: str, **learnt: object) -> None:
        """Note something without HTTP, now."""
        place = self._begin()
        self._put(place, Event(step, leg, what, self._clock.now(), learnt))

    def send(
        self, request: HttpRequest, *, step: int, leg: Leg, endpoint: str, deadline_s: float | None = None
    ) -> tuple[int, Exchange]:
        """Send a request; its place in the flow is that of its beginning. Give what was learnt from it to `learn`."""
        place = self._begin()
        exchange = self._http.send(request, step=step, leg=leg, endpoint=endpoint, deadline_s=deadline_s)
        self._put(place, exchange)
        return place, exchange

    def learn(self, place: int, exchange: Exchange) -> None:
        """Put the exchange with what was learnt in the place of the bare one."""
        self._put(place, exchange)

    def _begin(self) -> int:
        with self._lock:
            if self._unseen:
                return _NOWHERE
            self._items.append(None)
            return len(self._items) - 1

    def _put(self, place: int, item: Exchange | Event) -> None:
        with self._lock:
            if place != _NOWHERE:
                self._items[place] = item
