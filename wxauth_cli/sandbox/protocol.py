"""uvicorn as the sandbox needs it: limits on what arrives, and an end without waiting."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from wxauth_cli.sandbox.asgi import Application
from wxauth_cli.sandbox.guard import Limits, plain

if TYPE_CHECKING:
    import ssl

_UPGRADE = re.compile(rb"\r\nUpgrade:", re.IGNORECASE)
"""An offer of HTTP/2 or WebSocket. Java's HttpClient makes one with every first request; WeChat goes on with HTTP/1.1,
while httptools would end the request there and lose its body."""


def make_server(
    app: Application, limits: Limits, on_started: Callable[[], None], tls: ssl.SSLContext | None = None
) -> Any:
    """A uvicorn server with `run([socket])`, which blocks, and `stop()`, to be called from another thread."""
    import asyncio
    import contextlib
    import socket

    import uvicorn

    class Server(uvicorn.Server):
        """Ends when told to, not at the next tick; signals are the caller's."""

        _loop: asyncio.AbstractEventLoop | None = None
        _ended: asyncio.Event

        async def main_loop(self) -> None:
            self._loop, self._ended = asyncio.get_running_loop(), asyncio.Event()
            on_started()
            await self._ended.wait()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            for listening in self.servers:
                listening.close()
            for task in list(self.server_state.tasks):
                task.cancel()
            for connection in list(self.server_state.connections):
                connection.transport.abort()
            await asyncio.gather(*self.server_state.tasks, return_exceptions=True)
            # One turn of the loop, in which the aborted transports close their sockets.
            await asyncio.sleep(0)

        def stop(self) -> None:
            if self._loop is not None:
                # RuntimeError: the loop has closed, so it has stopped before.
                with contextlib.suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self._ended.set)

    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=_limited(limits),
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=limits.idle_s,
    )
    config.load()
    # Given a context and not files: uvicorn would want the private key on disk.
    config.ssl = tls
    return Server(config)


def _limited(limits: Limits) -> Any:
    """uvicorn's httptools protocol, ended when a request's head grows too large or a request takes too long."""
    import asyncio
    import socket
    import struct

    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    class Protocol(HttpToolsProtocol):
        _head_bytes = 0
        _in_head = True
        _parsed_bytes = 0
        _refused = False
        _timer: Any = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._arrived()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if self._timer is None and not self.transport.is_closing():
                self._wait()
            if self._in_head:
                self._head_bytes += len(data)
                if _UPGRADE.search(data):
                    head, end, rest = data.partition(b"\r\n\r\n")
                    data = _UPGRADE.sub(b"\r\nIgnored:", head) + end + rest
            # The parser keeps an unfinished head however long it grows; asyncio reads at most 256 KB at a time.
            super().data_received(data)
            if self._in_head and self._head_bytes > limits.header_bytes and not self.transport.is_closing():
                self._end(431, f"a request head may have {limits.header_bytes} bytes")

        def on_message_begin(self) -> None:
            self._in_head = True
            super().on_message_begin()
            scope: Any = self.scope
            scope["wxauth.reset"] = self._reset

        def on_url(self, url: bytes) -> None:
            self._parsed_bytes = len(url)
            super().on_url(url)

        def on_header(self, name: bytes, value: bytes) -> None:
            self._parsed_bytes += len(name) + len(value) + 4
            super().on_header(name, value)

        def on_headers_complete(self) -> None:
            # A head that came in one piece, and whatever came with it.
            if self._parsed_bytes > limits.header_bytes and not self._refused:
                self._refused = True
                self._end(431, f"a request head may have {limits.header_bytes} bytes")
            if self._refused:
                return
            self._in_head = False
            self._head_bytes = 0
            super().on_headers_complete()

        def on_body(self, body: bytes) -> None:
            if not self._refused:
                super().on_body(body)

        def on_message_complete(self) -> None:
            if self._refused:
                return
            self._in_head = True
            self._arrived()
            super().on_message_complete()

        def send_400_response(self, msg: str) -> None:
            self._end(400, "this is no HTTP/1.1 request")

        def _wait(self) -> None:
            self._timer = self.loop.call_later(limits.request_s, self._late)

        def _arrived(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def _late(self) -> None:
            self._timer = None
            if not self.transport.is_closing():
                self._end(408, f"a request has to arrive within {limits.request_s:g} seconds")

        async def _reset(self) -> None:
            """End the connection with RST, as a box in between does."""
            raw = self.transport.get_extra_info("socket")
            if raw is not None:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()
            # Until the server has noticed, so that it does not answer for us.
            while not self.transport.is_closing() or (self.cycle is not None and not self.cycle.disconnected):
                await asyncio.sleep(0)

        def _end(self, status: int, why: str) -> None:
            waits = bool(self.pipeline) or (self.cycle is not None and self.cycle.response_started)
            if not waits or (self.cycle is not None and self.cycle.response_complete):
                answer = plain(status, {"error": why})
                lines = [f"HTTP/1.1 {status} Refused", *(f"{name}: {value}" for name, value in answer.headers)]
                self.transport.write("\r\n".join([*lines, "Connection: close", "", ""]).encode() + answer.body)
            self.transport.close()

    return Protocol
