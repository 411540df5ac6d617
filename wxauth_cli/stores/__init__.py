"""What wxauth keeps: profiles, secrets, access tokens, sessions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from wxauth_cli.stores.backend import Backend, MemoryBackend

__all__ = ["Backend", "MemoryBackend", "Stores"]


class Paths(Protocol):
    """The folders of our own files."""

    @property
    def config(self) -> Path: ...

    @property
    def state(self) -> Path: ...


class Clock(Protocol):
    """The time of day in Unix seconds."""

    def now(self) -> float: ...


class Stores:
    """Everything that wxauth keeps, behind one door."""

    def __init__(
        self,
        paths: Paths,
        env: Mapping[str, str],
        clock: Clock,
        *,
        insecure: bool = False,
        backend: Backend | None = None,
    ) -> None:
        self.paths = paths
        self.env = env
        self.clock = clock
        self.insecure = insecure
        self.backend = backend
