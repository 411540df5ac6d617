"""Listening on loopback: a server in a thread, started and stopped at once."""

from __future__ import annotations

import errno
import json
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wxauth_cli.sandbox.door import GET_VERBS, Controls
from wxauth_cli.sandbox.front import Front
from wxauth_cli.sandbox.guard import Limits, bindable
from wxauth_cli.sandbox.state import State

if TYPE_CHECKING:
    import ssl


class PortInUse(OSError):
    """Somebody listens there already."""


@dataclass(frozen=True)
class Running(Controls):
    """A sandbox that listens. All values are synthetic."""

    url: str
    control_url: str
    control_token: str
    appid: str
    secret: str
    front: Front
    stop: Callable[[], None]

    @property
    def state(self) -> State:
        """What it remembers; to be touched under `state.lock` only."""
        return self.front.state

    def control(self, verb: str, **arguments: object) -> dict[str, Any]:
        """Call the control API over HTTP. ValueError with its words if it refuses."""
        from http.client import HTTPConnection
        from urllib.parse import urlsplit

        target = urlsplit(self.control_url)
        connection = HTTPConnection(target.hostname or "", target.port, timeout=30)
        try:
            connection.request(
                "GET" if verb in GET_VERBS else "POST",
                f"{target.path}/{verb}",
                body=json.dumps(arguments) if arguments else None,
                headers={"Authorization": f"Bearer {self.control_token}", "Content-Type": "application/json"},
            )
            response = connection.getresponse()
            answer: dict[str, Any] = json.loads(response.read())
        finally:
            connection.close()
        if response.status != 200:
            raise ValueError(answer.get("error", "refused"))
        return answer

    def close(self) -> None:
        """Stop listening; open connections end. Calling it again does nothing."""
        self.stop()

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def serve_in_thread(
    state: State | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    seed: int | None = None,
    state_file: Path | None = None,
    limits: Limits | None = None,
) -> Running:
    """Listen on loopback; returns once connections are accepted.

    Port 0: any free one. Without `state`, a fresh one on the machine's clock. `state_file`: the world is read from that
    file, where there is one, and kept in it until the server is closed. ValueError for a host that is not loopback,
    PortInUse if the port is taken, StateFileError if the file cannot be used.
    """
    if not bindable(host):
        raise ValueError(f"the sandbox listens on loopback only, not on {host}")
    if state is None:
        state = State(seed, now=time.time)  # noqa: TID251 - a server without a world of its own lives in this one
    close_file = _keep_in(state_file, state, seed)
    try:
        front = Front.of(state)
        listener = _listen(host, port)
    except BaseException:
        close_file()
        raise
    bound = listener.getsockname()[1]
    close_door = _run(front, listener, limits or Limits())

    def stop() -> None:
        close_door()
        close_file()

    url = f"http://{'[::1]' if host == '::1' else host}:{bound}"
    return Running(
        url=url,
        control_url=url + front.control_path,
        control_token=front.control_token,
        appid=state.default.appid,
        secret=state.default.secret,
        front=front,
        stop=stop,
    )


def _keep_in(file: Path | None, state: State, seed: int | None) -> Callable[[], None]:
    if file is None:
        return lambda: None
    from wxauth_cli.sandbox.state_file import keep_in_file

    return keep_in_file(file, state, seed=seed)


def open_wechat_door(
    front: Front,
    *,
    tls: ssl.SSLContext | None,
    host: str = "127.0.0.1",
    port: int = 0,
    limits: Limits | None = None,
) -> tuple[int, Callable[[], None]]:
    """One more door to a sandbox, which goes by the names of WeChat's hosts; its port, and how to close it.

    With `tls` it speaks HTTPS. Without, it takes what a proxy unwrapped, and calls count as HTTPS all the same.
    Errors as of `serve_in_thread`.
    """
    if not bindable(host):
        raise ValueError(f"the sandbox listens on loopback only, not on {host}")
    listener = _listen(host, port)
    bound: int = listener.getsockname()[1]
    return bound, _run(front, listener, limits or Limits(), tls=tls, as_wechat=True)


def open_network_door(
    front: Front, *, host: str, port: int = 0, limits: Limits | None = None
) -> tuple[int, str, Callable[[], None]]:
    """One more door to a sandbox, at an address of the network: its port, its token, and how to close it.

    Every path has to begin with the token; clients get it as part of their base URL. ValueError for what is no IPv4
    or IPv6 address, PortInUse if the port is taken.
    """
    import ipaddress
    import secrets

    ipaddress.ip_address(host)
    token = secrets.token_urlsafe(24)
    listener = _listen(host, port)
    bound: int = listener.getsockname()[1]
    return bound, token, _run(front, listener, limits or Limits(), path_token=token)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio turns Nagle's algorithm off only on sockets that name it: without, every
    # answer waits 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # Not on Windows, where it would let two processes share a port.
        if hasattr(socket, "SO_REUSEPORT"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1" if host == "localhost" else host, port))
        listener.listen(512)
    except OSError as exc:
        listener.close()
        if exc.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortInUse(exc.errno, exc.strerror, str(port)) from None
        raise
    return listener


def _run(
    front: Front,
    listener: socket.socket,
    limits: Limits,
    *,
    tls: ssl.SSLContext | None = None,
    as_wechat: bool = False,
    path_token: str | None = None,
) -> Callable[[], None]:
    from wxauth_cli.sandbox.protocol import Door, Server

    started = threading.Event()
    server = Server(Door(front, limits, as_wechat, path_token), listener, tls)
    thread = threading.Thread(target=server.run, args=(started.set,), name="wxauth-sandbox", daemon=True)
    thread.start()
    started.wait()

    def stop() -> None:
        server.stop()
        thread.join()

    return stop
