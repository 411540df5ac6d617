"""A server on loopback that answers as badly as it is told to, and keeps what arrived."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from typing import Any

Behaviour = Callable[["Connection"], None]


class Connection:
    """One accepted connection, its request read."""

    def __init__(self, sock: socket.socket, request: bytes, stopped: threading.Event) -> None:
        self.sock = sock
        self.request = request
        self.stopped = stopped

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def answer(self, status: int, body: bytes = b"", *headers: str, length: int | None = None) -> None:
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body) if length is None else length}", *headers]
        self.send("\r\n".join([*lines, "", ""]).encode() + body)

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()

    def wait(self, seconds: float) -> None:
        """Say nothing for that long, or until the test is over."""
        self.stopped.wait(seconds)


class FaultServer:
    """Use as a context manager; `requests` holds the bytes of every request that arrived."""

    def __init__(self, behaviour: Behaviour, *, tls: ssl.SSLContext | None = None, read_request: bool = True) -> None:
        self.behaviour = behaviour
        self.requests: list[bytes] = []
        self.connections = 0
        self._tls = tls
        self._read_request = read_request
        self._stopped = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://{'localhost' if tls else '127.0.0.1'}:{self.port}"
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> FaultServer:
        self._start(self._accept)
        return self

    def __exit__(self, *error: Any) -> None:
        self._stopped.set()
        with contextlib.suppress(OSError):
            # Wakes accept(); closing a socket does not.
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        for thread in self._threads:
            thread.join(3)
        self._socket.close()

    def _start(self, work: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            sock, _ = self._socket.accept()
            if self._stopped.is_set():
                sock.close()
                return
            self.connections += 1
            self._start(self._serve, sock)

    def _serve(self, sock: socket.socket) -> None:
        sock.settimeout(10)
        with contextlib.suppress(OSError):
            if self._tls is not None:
                sock = self._tls.wrap_socket(sock, server_side=True)
            request = self._read(sock) if self._read_request else b""
            self.requests.append(request)
            self.behaviour(Connection(sock, request, self._stopped))
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_WR)
        with contextlib.suppress(OSError):
            sock.close()

    @staticmethod
    def _read(sock: socket.socket) -> bytes:
        data = b""
        while b"\r\n\r\n" not in data:
            piece = sock.recv(65536)
            if not piece:
                return data
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                while len(body) < int(value):
                    body += sock.recv(65536)
        return head + b"\r\n\r\n" + body


def drip(data: bytes, pause_s: float) -> Behaviour:
    """One byte at a time."""

    def behave(connection: Connection) -> None:
        for index in range(len(data)):
            connection.send(data[index : index + 1])
            connection.wait(pause_s)

    return behave


def then(*behaviours: Behaviour) -> Behaviour:
    """One after the other."""

    def behave(connection: Connection) -> None:
        for behaviour in behaviours:
            behaviour(connection)

    return behave


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def measured(work: Callable[[], Any]) -> tuple[Any, float]:
    """What `work` gives, and how many seconds it took."""
    began = time.monotonic()
    return work(), time.monotonic() - began
