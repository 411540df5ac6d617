"""Named snapshots: a world put aside, to be taken up again as often as one likes."""

from __future__ import annotations

from dataclasses import dataclass

from wxauth_cli.sandbox import rows
from wxauth_cli.sandbox.state import State

LIMIT = 100


@dataclass(frozen=True)
class Snapshot:
    """A world as it was."""

    saved_at: float
    """The sandbox's time then."""
    rows: dict[str, str]
    bodies: dict[int, str]


class TooManySnapshots(Exception):
    """There are as many as there may be."""


def save(state: State, name: str) -> None:
    """Put the world aside under that name; one of the same name is replaced."""
    if name not in state.snapshots and len(state.snapshots) >= LIMIT:
        raise TooManySnapshots
    state.snapshots[name] = Snapshot(state.now(), *rows.write(state))


def load(state: State, name: str) -> None:
    """Make the world what it was, its clock included: a code that had four minutes left has them again.

    KeyError if there is none of that name.
    """
    snapshot = state.snapshots[name]
    state.reset()
    rows.read(snapshot.rows, snapshot.bodies, state)
    if state.clock.frozen_at is None:
        state.clock.set(snapshot.saved_at)
