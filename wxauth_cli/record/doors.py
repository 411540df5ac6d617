"""The two doors of a recorder, open in a thread of their own."""

from __future__ import annotations

import asyncio
import itertools
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wxauth_cli.record.heard import KEPT_BYTES, Heard
from wxauth_cli.record.relay import ClientSide, Hub
from wxauth_cli.record.target import LOOPBACK, Target

BACKLOG = 512


class CannotListen(Exception):
    """A door cannot be opened: its address, and what the system says."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        super().__init__(host, port)
        self.host = host
        self.port = port
        self.errno = error.errno
        # asyncio's own text names the address again.
        number = error.errno or 0
        self.reason = os.strerror(number) if number > 0 else error.strerror or type(error).__name__


@dataclass(frozen=True)
class Door:
    """What to open."""

    target: Target
    port: int = 0


class Doors:
    """Open from the moment it is made until `close()`. CannotListen if an address is taken."""

    def __init__(
        self,
        doors: Sequence[Door],
        *,
        now: Callable[[], float],
        keep: Callable[[Heard, bool], None],
        refused: Callable[[str], None] = lambda host: None,
        host: str = "127.0.0.1",
        names: frozenset[str] = frozenset(),
        keeps: int = KEPT_BYTES,
    ) -> None:
        """`keeps`: bytes of each body that are kept."""
        count = itertools.count(1)
        self._host = host
        self._doors = doors
        self._hubs = [
            Hub(
                door.target,
                now=now,
                numbered=lambda: next(count),
                keep=keep,
                refused=refused,
                loopback=host in LOOPBACK,
                names=names,
                keeps=keeps,
            )
            for door in doors
        ]
        self.ports: list[int] = []
        self._failed: CannotListen | None = None
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._ended: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="wxauth-record", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._failed is not None:
            self._thread.join()
            raise self._failed

    def url(self, number: int) -> str:
        """The base URL of a door."""
        shown = "[::1]" if self._host == "::1" else "127.0.0.1" if self._host in ("0.0.0.0", "::") else self._host  # noqa: S104
        return f"http://{shown}:{self.ports[number]}"

    def close(self) -> None:
        """End what is going on and close the doors. Calling it again does nothing."""
        if self._ended is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    def __enter__(self) -> Doors:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        self._ended = asyncio.Event()
        servers = []
        try:
            for door, hub in zip(self._doors, self._hubs, strict=True):
                host = "127.0.0.1" if self._host == "localhost" else self._host
                try:
                    server = await self._loop.create_server(
                        lambda hub=hub: ClientSide(hub),  # type: ignore[misc]
                        host,
                        door.port,
                        backlog=BACKLOG,
                    )
                except OSError as exc:
                    self._failed = CannotListen(self._host, door.port, exc)
                    return
                servers.append(server)
                self.ports.append(server.sockets[0].getsockname()[1])
            self._ready.set()
            await self._ended.wait()
        finally:
            for server in servers:
                server.close()
            # What has happened to a connection before this moment belongs into the record.
            for _ in range(2):
                await asyncio.sleep(0)
            for hub in self._hubs:
                for side in list(hub.sides):
                    side.close()
            # One turn of the loop, in which the aborted transports close their sockets.
            await asyncio.sleep(0)
            tasks = [task for task in asyncio.all_tasks(self._loop) if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._ready.set()
