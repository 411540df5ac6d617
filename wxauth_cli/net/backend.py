"""The network backend that httpcore works with: measures each part and keeps one deadline over all of them.

httpx's timeouts are per read: a server that sends one byte at a time keeps such a request alive for ever. Here every
connect, handshake, read and write gets no more than what is left of the whole.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wxauth_cli.core.model import Sent
from wxauth_cli.net import tls
from wxauth_cli.net.proxy import is_loopback
from wxauth_cli.net.trail import Trail

if TYPE_CHECKING:
    import ssl

    import httpcore

CONNECT_S = 5.0
"""At most so long for name and connection together, and so long for a TLS handshake."""
Address = tuple[Any, ...]


class Backend:
    """Opens connections and watches over them. `network` replaces sockets in tests."""

    def __init__(self, trail: Trail, *, loopback_only: bool, network: httpcore.NetworkBackend | None = None) -> None:
        self._trail = trail
        self._loopback_only = loopback_only
        self._network = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Stream:
        """A connection to that host. Every address of the name is tried while time is left."""
        import httpcore

        trail = self._trail
        trail.begin()
        began = trail.began
        if self._network is not None:
            inner = self._network.connect_tcp(host, port, timeout=trail.deadline.left(CONNECT_S))
            trail.connect_ms = trail.since(began)
            return Stream(trail, inner, None)
        addresses = self._resolve(host, port, trail.deadline.left(CONNECT_S))
        trail.dns_ms = trail.since(began)
        connecting = trail.clock.monotonic()
        fault = "network-unreachable"
        for index, (family, address) in enumerate(addresses):
            left = trail.deadline.left(max(0.0, CONNECT_S - trail.since(began) / 1000))
            # A black hole must not use up the time of the addresses behind it.
            share = left / (len(addresses) - index)
            if share <= 0:
                fault = "network-timeout"
                break
            try:
                sock = socket.socket(family, socket.SOCK_STREAM)
            except OSError:
                continue
            try:
                sock.settimeout(share)
                sock.connect(address)
            except OSError as exc:
                sock.close()
                fault = _connect_fault(exc)
                continue
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            trail.connect_ms = trail.since(connecting)
            return Stream(trail, httpcore_stream(sock), sock)
        trail.fail(fault, through_proxy=trail.proxied)
        raise httpcore.ConnectError from None

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> Stream:
        """Never asked for."""
        raise NotImplementedError

    def sleep(self, seconds: float) -> None:
        """Never asked for: httpcore does not retry here."""
        raise NotImplementedError

    def _resolve(self, host: str, port: int, seconds: float) -> list[tuple[int, Address]]:
        """The addresses of a name; only loopback ones where nothing else may be spoken to."""
        import httpcore

        found = _look_up(host, port, seconds)
        if isinstance(found, str):
            self._trail.fail(found, through_proxy=self._trail.proxied)
            raise httpcore.ConnectError from None
        if self._loopback_only:
            found = [item for item in found if is_loopback(str(item[1][0]))]
            if not found:
                self._trail.fail("plain-http-refused")
                raise httpcore.ConnectError from None
        return found


def _look_up(host: str, port: int, seconds: float) -> list[tuple[int, Address]] | str:
    """Addresses, or the word of the failure. The system's resolver knows no timeout, so it gets a thread of its own,
    which nobody waits for at the end."""
    try:
        return _addresses(host, port, socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        pass  # a name
    import threading

    answer: list[list[tuple[int, Address]] | str] = []

    def work() -> None:
        try:
            answer.append(_addresses(host, port))
        except (OSError, UnicodeError):
            answer.append("network-dns")

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(max(seconds, 0.001))
    return answer[0] if answer else "network-timeout"


def _addresses(host: str, port: int, flags: int = 0) -> list[tuple[int, Address]]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    return [(family, address) for family, _, _, _, address in rows]


def _connect_fault(exc: OSError) -> str:
    if isinstance(exc, TimeoutError):
        return "network-timeout"
    if isinstance(exc, ConnectionRefusedError):
        return "network-refused"
    return "network-reset" if exc.errno == errno.ECONNRESET else "network-unreachable"


def httpcore_stream(sock: socket.socket) -> httpcore.NetworkStream:
    """httpcore's own stream over a connected socket: it knows how to speak TLS inside TLS."""
    from httpcore._backends.sync import SyncStream

    return SyncStream(sock)


class Stream:
    """One connection. On it the request's own bytes are told from a proxy's by the number of handshakes done."""

    def __init__(
        self, trail: Trail, inner: httpcore.NetworkStream, sock: socket.socket | None, handshakes: int = 0
    ) -> None:
        self._trail = trail
        self._inner = inner
        self._sock = sock
        self._handshakes = handshakes

    @property
    def _is_ours(self) -> bool:
        return self._handshakes == self._trail.handshakes

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has arrived."""
        import httpcore

        trail = self._trail
        if self._is_ours and trail.sent is not Sent.NOTHING and not trail.write_failed:
            # httpcore reads when it has written all.
            trail.sent = Sent.WHOLE
        left = trail.deadline.left()
        if left <= 0:
            trail.fail("network-timeout")
            raise httpcore.ReadTimeout from None
        try:
            data = self._inner.read(max_bytes, timeout=left)
        except httpcore.TimeoutException:
            trail.fail("network-timeout")
            raise
        except Exception:
            trail.fail("network-reset", through_proxy=not self._is_ours)
            raise httpcore.ReadError from None
        if not data:
            trail.ended = True
        elif self._is_ours and trail.first_byte_ms is None and trail.wrote_at is not None:
            trail.first_byte_ms = trail.since(trail.wrote_at)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send it all. From the first byte that may have left on, the request counts as partly sent."""
        import httpcore

        trail = self._trail
        view = memoryview(buffer)
        while view:
            left = trail.deadline.left()
            if left <= 0:
                self._write_failed("network-timeout")
                raise httpcore.WriteTimeout from None
            if self._is_ours and trail.sent is Sent.NOTHING:
                # Before, not after: what a failing call has handed over cannot be known.
                trail.sent = Sent.PARTLY
            try:
                if self._sock is None:
                    self._inner.write(bytes(view), timeout=left)
                    count = len(view)
                else:
                    self._sock.settimeout(left)
                    count = self._sock.send(view)
            except (TimeoutError, httpcore.TimeoutException):
                self._write_failed("network-timeout")
                raise httpcore.WriteTimeout from None
            except Exception:
                self._write_failed("network-reset")
                raise httpcore.WriteError from None
            view = view[count:]
        if self._is_ours:
            trail.wrote_at = trail.clock.monotonic()

    def _write_failed(self, code: str) -> None:
        if self._is_ours:
            self._trail.write_failed = True
        self._trail.fail(code, through_proxy=not self._is_ours)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        """The connection with TLS on it, its certificate verified."""
        import httpcore

        trail = self._trail
        last = self._handshakes + 1 == trail.handshakes
        began = trail.clock.monotonic()
        left = trail.deadline.left(CONNECT_S)
        try:
            if left <= 0:
                raise TimeoutError
            if self._sock is not None and not hasattr(self._sock, "unwrap"):
                self._sock.settimeout(left)
                wrapped: socket.socket = ssl_context.wrap_socket(self._sock, server_hostname=server_hostname)
                stream = Stream(trail, httpcore_stream(wrapped), wrapped, self._handshakes + 1)
            else:
                inner = self._inner.start_tls(ssl_context, server_hostname, timeout=left)
                stream = Stream(trail, inner, None, self._handshakes + 1)
        except httpcore.TimeoutException:
            self.close()
            trail.fail("network-timeout")
            raise httpcore.ConnectTimeout from None
        except Exception as exc:
            self.close()
            cause = exc if isinstance(exc, OSError) else exc.__cause__
            trail.fail(tls.fault_of(cause) if isinstance(cause, OSError) else "network-tls", through_proxy=not last)
            raise httpcore.ConnectError from None
        if last:
            trail.tls_ms = trail.since(began)
        return stream

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def get_extra_info(self, info: str) -> Any:
        """Passed on."""
        return self._inner.get_extra_info(info)
