"""A flow: what happened, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from wxauth_cli.core.model import Event, Exchange


@dataclass(frozen=True)
class Flow:
    """Exchanges and events of one or more logins, in the order in which they began."""

    items: tuple[Exchange | Event, ...] = ()

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Only the items that went over HTTP."""
        return tuple(cast("Exchange", item) for item in self.items if hasattr(item, "request"))

    def __add__(self, other: Flow) -> Flow:
        return Flow(self.items + other.items)
