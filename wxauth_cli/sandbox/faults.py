"""Faults on order: an errcode, a slow answer, a proxy's page, a wrong content type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FaultKind(str, Enum):
    """What goes wrong."""

    ERRCODE = "errcode"
    """WeChat refuses with that code, and nothing takes effect."""
    SLOW = "slow"
    """The call takes effect, and the answer comes late."""
    HTML502 = "html502"
    """A proxy in between answers with a page."""
    CONTENT_TYPE = "content-type"
    """The answer is right and its content type is not."""


@dataclass
class Fault:
    """A fault that waits for its call."""

    kind: FaultKind
    path: str | None = None
    appid: str | None = None
    times: int = 1
    errcode: int = 0
    delay_s: float = 0.0
    value: str = ""


class Faults:
    """Faults in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Have it wait."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """No more faults."""
        self._waiting.clear()

    def take(self, path: str, appid: str | None) -> Fault | None:
        """The first that fits this call, counted down."""
        for fault in self._waiting:
            if fault.path in (None, path) and fault.appid in (None, appid):
                fault.times -= 1
                if fault.times == 0:
                    self._waiting.remove(fault)
                return fault
        return None
