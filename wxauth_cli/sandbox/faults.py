"""Faults on order: errcodes, addresses that are not listed, late, cut, lost and foreign answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wxauth_cli.sandbox.dice import Dice


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
    RESET = "reset"
    """The connection is reset, and no answer comes."""
    TRUNCATED = "truncated"
    """The call takes effect; its answer ends in the middle, and with it the connection."""
    IP = "ip-not-listed"
    """40164, whatever the app's whitelist says."""


CUTS_IN = frozenset({FaultKind.HTML502, FaultKind.RESET})
"""Kinds after which it is open whether the call took effect."""


@dataclass
class Fault:
    """A fault that waits for its call."""

    kind: FaultKind
    name: str = ""
    path: str | None = None
    appid: str | None = None
    user: str | None = None
    times: int | None = 1
    """Calls that it still hits; None: any number."""
    rate: float = 1.0
    """How probable it is for each call that fits."""
    errcode: int = 0
    delay_s: float = 0.0
    value: str = ""
    takes_effect: bool = False
    """For the kinds in CUTS_IN: the call takes effect all the same."""


class Faults:
    """Faults in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._named = 0

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, fault: Fault) -> None:
        """Have it wait. Without a name it gets a number; one of the same name is replaced."""
        if fault.name:
            self.clear(fault.name)
        else:
            taken = {waiting.name for waiting in self._waiting}
            while not fault.name or fault.name in taken:
                self._named += 1
                fault.name = str(self._named)
        self._waiting.append(fault)

    def clear(self, name: str | None = None) -> bool:
        """No more faults, or not that one; whether there was any."""
        kept = [fault for fault in self._waiting if name is not None and fault.name != name]
        found = len(kept) < len(self._waiting)
        self._waiting[:] = kept
        return found

    def waiting(self) -> tuple[Fault, ...]:
        """Those that wait, the first first."""
        return tuple(self._waiting)

    def ask_user(self, path: str, appid: str | None) -> bool:
        """Whether it matters for this call whose it is."""
        return any(fault.user is not None and _fits(fault, path, appid) for fault in self._waiting)

    def take(self, path: str, appid: str | None, user: str | None, dice: Dice) -> Fault | None:
        """The first that fits this call and happens, counted down."""
        for fault in self._waiting:
            if not _fits(fault, path, appid) or fault.user not in (None, user):
                continue
            if fault.rate < 1 and not dice.chance(fault.rate):
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times == 0:
                    self._waiting.remove(fault)
            return fault
        return None


def _fits(fault: Fault, path: str, appid: str | None) -> bool:
    return fault.path in (None, path) and fault.appid in (None, appid)
