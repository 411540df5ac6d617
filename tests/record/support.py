"""A server that answers with given bytes, a client that notes what it gets, and a recorder between them."""

from __future__ import annotations

import contextlib
import gzip
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import h11

from wxauth_cli.record.doors import Door, Doors
from wxauth_cli.record.keeper import Keeper
from wxauth_cli.record.target import target_of

PACKED = gzip.compress(b'{"openid":"oAbCd1234567890123456789012x"}', mtime=0)
EVENTS = [b"data: %d\n\n" % number for number in range(5)]


def _ok(body: bytes, *more: bytes, status: bytes = b"200 OK") -> bytes:
    lines = [b"HTTP/1.1 " + status, b"Content-Length: %d" % len(body), *more]
    return b"\r\n".join([*lines, b"", body])


ANSWERS: dict[str, list[bytes]] = {
    "/plain": [_ok(b'{"ok":true}', b"Content-Type: application/json")],
    "/headers": [_ok(b"x", b"sEt-CoOkIe: a=1", b"Set-Cookie: b=2", b"X-Odd:   spaced  ", b"x-latin: \xe9")],
    "/pieces": [b"HTTP/1.1 200 Fine by me\r\nContent-Le", b"ngth: 4\r\n\r\nab", b"cd"],
    "/chunked": [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\n",
        b"2\r\nde\r\n",
        b"0\r\n\r\n",
    ],
    "/trailers": [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n1\r\na\r\n0\r\nX-T: 1\r\n\r\n"
    ],
    "/gzip": [_ok(PACKED, b"Content-Encoding: gzip", b"Content-Type: application/json")],
    "/empty": [b"HTTP/1.1 204 No Content\r\n\r\n"],
    "/unchanged": [b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 12\r\n\r\n'],
    "/moved": [_ok(b"", b"Location: /plain", status=b"302 Found")],
    "/hints": [b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", _ok(b"late")],
    "/failed": [_ok(b"no", status=b"500 Sorry")],
    "/until-close": [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nas long ", b"as it lasts"],
    "/old": [b"HTTP/1.0 200 OK\r\n\r\nold"],
    "/silence": [],
    "/half": [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nnot all"],
    "/half-chunk": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nnot all"],
    "/garbage": [b"220 mail.example ESMTP\r\n\r\n"],
    "/reset": [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nnot"],
    "/sse": [b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n", *EVENTS],
}
CLOSING = {"/until-close", "/old", "/silence", "/half", "/half-chunk", "/garbage", "/sse"}


class Server:
    """Answers by path; several connections at once. `heads` are the requests as they arrived."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.requests: list[tuple[bytes, list[tuple[bytes, bytes]], bytes]] = []
        self.connections = 0
        self.open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop, and reset whatever is open."""
        self._listener.close()
        for connection in list(self.open):
            abort(connection)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self.connections += 1
                self.open.add(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(OSError, h11.RemoteProtocolError):
            rest = b""
            while self._one(connection, rest) is not None:
                rest = self._rest
        self.open.discard(connection)
        connection.close()

    def _one(self, connection: socket.socket, rest: bytes) -> bool | None:
        conn = h11.Connection(h11.SERVER)
        conn.receive_data(rest) if rest else None
        request: Any = None
        body = b""
        while True:
            event = conn.next_event()
            if event is h11.NEED_DATA:
                data = connection.recv(65536)
                if request is None and not data:
                    return None
                conn.receive_data(data)
            elif isinstance(event, h11.Request):
                request = event
                if event.target == b"/too-large":
                    connection.sendall(_ok(b"too large", b"Connection: close", status=b"413 Content Too Large"))
                if conn.they_are_waiting_for_100_continue:
                    connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            elif isinstance(event, h11.Data):
                body += bytes(event.data) if len(body) < 1 << 20 else b""
            elif isinstance(event, h11.EndOfMessage):
                break
            else:
                return None
        self._rest = conn.trailing_data[0]
        self.requests.append((request.target, request.headers.raw_items(), body))
        return self._answer(connection, request, body)

    def _answer(self, connection: socket.socket, request: Any, body: bytes) -> bool | None:
        path = request.target.decode().partition("?")[0]
        if path == "/too-large":
            return None
        if path == "/echo":
            connection.sendall(_ok(b"%d %s" % (len(body), body[:100])))
        elif path.startswith("/slow/"):
            time.sleep(float(path[6:]))
            connection.sendall(_ok(b"slow"))
        elif path == "/socket":
            head = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
            connection.sendall(head + b"\x81\x05hello")
            while data := connection.recv(65536):
                connection.sendall(data[::-1])
            return None
        elif path == "/large":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n")
            for _ in range(200):
                connection.sendall(b"z" * 100_000)
        elif request.method == b"HEAD":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n")
        else:
            for number, piece in enumerate(ANSWERS[path]):
                time.sleep(0.03 if number else 0)
                connection.sendall(piece)
            if path == "/reset":
                time.sleep(0.05)
                abort(connection)
                return None
        wants_close = any(name == b"connection" and value.lower() == b"close" for name, value in request.headers)
        return None if wants_close or path in CLOSING else True


def abort(connection: socket.socket) -> None:
    """End with RST."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def get(
    path: str, *more: str, method: str = "GET", version: str = "1.1", host: str = "127.0.0.1", body: str = ""
) -> bytes:
    """A request as bytes."""
    lines = [f"{method} {path} HTTP/{version}", f"Host: {host}", *more]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", body]).encode("latin-1")


def talk(port: int, *pieces: bytes, pause_s: float = 0.05) -> tuple[bytes, str]:
    """Send the pieces one after the other; all that comes back, and how it ended: `fin`, `reset`, `open`."""
    with socket.create_connection(("127.0.0.1", port), timeout=1.5) as connection:
        got = b""
        for number, piece in enumerate(pieces):
            if number:
                time.sleep(pause_s)
            connection.sendall(piece)
        try:
            while data := connection.recv(65536):
                got += data
        except TimeoutError:
            return got, "open"
        except ConnectionError:
            return got, "reset"
        return got, "fin"


class Heads:
    """What a recorder keeps, as messages."""

    def __init__(self) -> None:
        self.all: list[dict[str, Any]] = []

    def keep(self, heard: Any, open_: bool) -> None:
        self.all.append(heard.message(open_=open_))

    @property
    def over(self) -> list[dict[str, Any]]:
        """The exchanges that are over."""
        return [message for message in self.all if not message["open"]]

    def wait(self, count: int, seconds: float = 5.0) -> list[dict[str, Any]]:
        """The same, when there are so many."""
        until = time.monotonic() + seconds
        while len(self.over) < count and time.monotonic() < until:
            time.sleep(0.005)
        assert len(self.over) >= count, f"{len(self.over)} of {count}"
        return self.over


@contextlib.contextmanager
def relaying(url: str, *, keeper: Keeper | None = None, **options: Any) -> Iterator[tuple[Doors, Heads]]:
    """A recorder before `url`, with nothing behind its second door, that keeps in memory if it has no keeper."""
    heads = Heads()
    keep = heads.keep if keeper is None else keeper.keep
    with Doors([Door(target_of(url, "client"))], now=time.time, keep=keep, **options) as doors:
        yield doors, heads


@contextlib.contextmanager
def recording(
    output: Path, *urls: str, clear: bool = False, now: Callable[[], float] = time.time
) -> Iterator[tuple[Doors, Keeper]]:
    """A recorder that writes; its HAR is there at the end. The second URL stands for WeChat."""
    from wxauth_cli.record.target import WECHAT_ORIGIN

    targets = [target_of(urls[0], "client")]
    targets += [target_of(url, "wechat", origin=WECHAT_ORIGIN) for url in urls[1:]]
    keeper = Keeper(output, clear=clear, env=os.environ)
    with contextlib.closing(keeper), Doors([Door(target) for target in targets], now=now, keep=keeper.keep) as doors:
        yield doors, keeper
    keeper.saved()
