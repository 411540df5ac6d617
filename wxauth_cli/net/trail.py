"""How far a request came: written by the network backend while it works, read when it is over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from wxauth_cli.core.model import Sent, Timing


class Clock(Protocol):
    """The time of day and a monotonic time, both in seconds."""

    def now(self) -> float: ...

    def monotonic(self) -> float: ...


class Deadline:
    """One moment by which everything is over."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._end = clock.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Seconds left, `at_most` so many; 0.0 when it has passed."""
        seconds = max(0.0, self._end - self._clock.monotonic())
        return seconds if at_most is None else min(seconds, at_most)


@dataclass
class Trail:
    """The state of one request."""

    clock: Clock
    deadline: Deadline
    handshakes: int
    """TLS handshakes that have to be done before bytes on a stream are the request's own: one for https, one more for
    a proxy that is spoken to over TLS."""
    proxied: bool = False
    sent: Sent = Sent.NOTHING
    fault: str | None = None
    """The kebab word of what went wrong, where the backend knows it better than an exception tells."""
    ended: bool = False
    """The other side closed the connection."""
    dns_ms: float | None = None
    connect_ms: float | None = None
    tls_ms: float | None = None
    first_byte_ms: float | None = None
    wrote_at: float | None = None
    write_failed: bool = False
    started_at: float = field(init=False)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """The request begins now. Called again when the network is first used: loading libraries is no part of it."""
        self.started_at, self.began = self.clock.now(), self.clock.monotonic()

    def since(self, began: float) -> float:
        """Milliseconds since that monotonic time."""
        return (self.clock.monotonic() - began) * 1000

    def fail(self, code: str, *, through_proxy: bool = False) -> None:
        """Remember what went wrong first."""
        if self.fault is None:
            self.fault = "network-proxy" if through_proxy and code != "network-timeout" else code

    def timing(self) -> Timing:
        """The times of it all."""
        return Timing(
            self.started_at, self.since(self.began), self.dns_ms, self.connect_ms, self.tls_ms, self.first_byte_ms
        )
