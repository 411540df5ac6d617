"""HTTP/1.1 on asyncio, with httptools as the parser: requests in, answers out, and the limits around both.

A server of its own and not somebody's framework: answers take microseconds here, so what surrounds them is what counts,
and limits, resets and answers that break off are part of the emulator.
"""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import httptools

from wxauth_cli.sandbox.front import Front
from wxauth_cli.sandbox.guard import Limits, inside, plain, refuse
from wxauth_cli.sandbox.messages import Ending, SandboxRequest, SandboxResponse, query_pairs
from wxauth_cli.sandbox.tickets import are_due

if TYPE_CHECKING:
    import ssl

_UPGRADE = re.compile(rb"\r\nUpgrade:", re.IGNORECASE)
"""An offer of HTTP/2 or WebSocket. Java's HttpClient makes one with every first request; WeChat goes on with HTTP/1.1,
while httptools would end the request there and lose its body."""
_PHRASES = {
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    409: "Conflict",
    413: "Content Too Large",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
}
_BACKLOG = 512
TICK_S = 1.0
"""How often it is looked whether WeChat would do something by itself."""


@dataclass(frozen=True)
class Door:
    """Who answers behind a listening socket, and whom.

    `as_wechat`: the door goes by the names of WeChat's hosts, and what comes in was sent as HTTPS. `path_token`: the
    door is open to the network; every path begins with this token, and is nothing to anybody who does not know it.
    """

    front: Front
    limits: Limits
    as_wechat: bool = False
    path_token: str | None = None


class Server:
    """One listening socket: `run` blocks, `stop` may be called from another thread."""

    def __init__(self, door: Door, listener: socket.socket, tls: ssl.SSLContext | None = None) -> None:
        self._door = door
        self._listener = listener
        self._tls = tls
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = asyncio.Event()
        self._connections: set[Connection] = set()

    def run(self, on_started: Callable[[], None]) -> None:
        """Serve until `stop` is called."""
        asyncio.run(self._serve(on_started))

    def stop(self) -> None:
        """End at once; open connections are cut. Calling it again does nothing."""
        if self._loop is not None:
            # RuntimeError: the loop has closed, so it has stopped before.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._ended.set)

    async def _serve(self, on_started: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        server = await self._loop.create_server(
            lambda: Connection(self._door, self._connections), sock=self._listener, ssl=self._tls, backlog=_BACKLOG
        )
        on_started()
        self._tick()
        await self._ended.wait()
        server.close()
        # A turn of the loop for those that have just come, and one in which aborted transports close their sockets.
        await asyncio.sleep(0)
        for connection in list(self._connections):
            connection.abort()
        await asyncio.sleep(0)

    def _tick(self) -> None:
        assert self._loop is not None
        if are_due(self._door.front.state):
            self._loop.run_in_executor(None, self._door.front.tick)
        self._loop.call_later(TICK_S, self._tick)


class Connection(asyncio.Protocol):
    """One connection. Answers come in the order of the requests; while one waits, no more is read."""

    def __init__(self, door: Door, connections: set[Connection]) -> None:
        self._door = door
        self._limits = door.limits
        self._connections = connections
        self._loop = asyncio.get_running_loop()
        self._parser = httptools.HttpRequestParser(self)
        self._transport: Any = None
        self._client_ip = ""
        self._over = False
        """Nothing that comes in is looked at any more."""
        self._in_head = True
        self._head_bytes = 0
        self._parsed_bytes = 0
        self._url = b""
        self._headers: list[tuple[str, str]] = []
        self._body = bytearray()
        self._request = SandboxRequest("", "")
        self._waiting: deque[tuple[SandboxRequest, bool]] = deque()
        self._task: asyncio.Task[None] | None = None
        """The answer that takes its time."""
        self._arriving = False
        self._deadline = 0.0
        self._timer: asyncio.TimerHandle | None = None

    # --- asyncio ---

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        peer = transport.get_extra_info("peername")
        self._client_ip = peer[0] if peer else ""
        self._connections.add(self)
        self._expect_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._over = True
        self._connections.discard(self)
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        if self._over:
            return
        if not self._arriving:
            self._expect_request()
        if self._in_head:
            self._head_bytes += len(data)
            if _UPGRADE.search(data):
                head, end, rest = data.partition(b"\r\n\r\n")
                data = _UPGRADE.sub(b"\r\nIgnored:", head) + end + rest
        try:
            # The parser keeps an unfinished head however long it grows; asyncio reads at most 256 KB at a time.
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            # CONNECT: it has been answered, and what follows is no HTTP.
            self._over = True
        except httptools.HttpParserError:
            self._refuse(400, "this is no HTTP/1.1 request")
        if self._in_head and self._head_bytes > self._limits.header_bytes:
            self._refuse(431, f"a request head may have {self._limits.header_bytes} bytes")

    def pause_writing(self) -> None:
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        if self._task is None and not self._over:
            self._transport.resume_reading()

    def abort(self) -> None:
        """End it without a word more."""
        self._over = True
        if self._task is not None:
            self._task.cancel()
        self._transport.abort()

    # --- httptools ---

    def on_message_begin(self) -> None:
        self._in_head = True
        self._url, self._headers, self._body = b"", [], bytearray()

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._in_head:
            return  # behind a chunked body: nobody here looks at them
        self._parsed_bytes += len(name) + len(value) + 4
        self._headers.append((name.decode("latin-1").lower(), value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        if self._over:
            return
        size = self._parsed_bytes + len(self._url)
        self._in_head, self._head_bytes, self._parsed_bytes = False, 0, 0
        # A head that came in one piece, and whatever came with it.
        if size > self._limits.header_bytes:
            self._refuse(431, f"a request head may have {self._limits.header_bytes} bytes")
            return
        door, (path, query) = self._door, _target(self._url)
        if door.path_token is not None:
            within = inside(path, door.path_token)
            if within is None:
                self._refuse(403, "every path here begins with the sandbox's token")
                return
            path = within
        self._request = request = SandboxRequest(
            method=self._parser.get_method().decode("ascii"),
            path=path,
            query=query_pairs(query),
            headers=tuple(self._headers),
            client_ip=self._client_ip,
            scheme="https" if door.as_wechat else "http",
        )
        refusal = refuse(request, as_wechat=door.as_wechat, any_host=door.path_token is not None)
        if refusal is not None:
            self._end(refusal)
            return
        announced = request.header("content-length") or ""
        if announced.isdigit() and int(announced[:12]) > self._limits.body_bytes:
            self._too_large()
        elif (request.header("expect") or "").lower() == "100-continue" and self._task is None:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        if self._over:
            return
        self._body += body
        if len(self._body) > self._limits.body_bytes:
            self._too_large()

    def on_message_complete(self) -> None:
        if self._over:
            return
        self._in_head, self._arriving = True, False
        self._deadline = self._loop.time() + self._limits.idle_s
        request = self._request
        if self._body:
            request = replace(request, body=bytes(self._body))
        keep = bool(self._parser.should_keep_alive())
        if self._task is None:
            self._answer(request, keep)
        else:
            self._waiting.append((request, keep))

    # --- answers ---

    def _answer(self, request: SandboxRequest, keep: bool) -> None:
        if self._door.front.waits(request):
            self._take_time(self._in_thread(request, keep))
            return
        response = self._door.front.respond(request)
        if response.delay_s:
            self._take_time(self._late(response, request, keep))
        else:
            self._send(response, request, keep)

    def _take_time(self, work: Any) -> None:
        self._transport.pause_reading()
        self._task = self._loop.create_task(work)

    async def _in_thread(self, request: SandboxRequest, keep: bool) -> None:
        response = await self._loop.run_in_executor(None, self._door.front.respond, request)
        await self._late(response, request, keep)

    async def _late(self, response: SandboxResponse, request: SandboxRequest, keep: bool) -> None:
        await asyncio.sleep(response.delay_s)
        self._send(response, request, keep)
        self._task = None
        while self._waiting and self._task is None and not self._over:
            self._answer(*self._waiting.popleft())
        if self._task is None and not self._over:
            self._deadline = self._loop.time() + self._limits.idle_s
            self._transport.resume_reading()

    def _send(self, response: SandboxResponse, request: SandboxRequest, keep: bool) -> None:
        if response.ending is Ending.RESET:
            self._reset()
            return
        keep = keep and response.ending is Ending.WHOLE
        head = _head(response, "" if keep else "Connection: close\r\n")
        self._transport.write(head if request.method == "HEAD" else head + response.body)
        if not keep:
            self._over = True
            self._transport.close()

    def _reset(self) -> None:
        """End the connection with RST, as a box in between does."""
        self._over = True
        raw = self._transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()

    def _too_large(self) -> None:
        self._refuse(413, f"a body may have {self._limits.body_bytes} bytes")

    def _refuse(self, status: int, why: str) -> None:
        self._end(plain(status, {"error": why}))

    def _end(self, answer: SandboxResponse) -> None:
        """Answer that, unless another answer is still to come, and close."""
        if self._over:
            return
        self._over = True
        if self._task is None:
            self._transport.write(_head(answer, "Connection: close\r\n") + answer.body)
        self._transport.close()

    # --- time ---

    def _expect_request(self) -> None:
        """From now on a request has to arrive whole within its time."""
        self._arriving = True
        self._deadline = self._loop.time() + self._limits.request_s
        if self._timer is None or self._timer.when() > self._deadline:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = self._loop.call_at(self._deadline, self._look_at_the_time)

    def _look_at_the_time(self) -> None:
        # One timer for many requests: it is set anew when it has run down, not for each of them.
        if self._over:
            return
        left_s = self._deadline - self._loop.time()
        if left_s > 0 or self._task is not None:
            self._timer = self._loop.call_later(max(left_s, self._limits.request_s / 2), self._look_at_the_time)
        elif self._arriving:
            self._refuse(408, f"a request has to arrive within {self._limits.request_s:g} seconds")
        else:
            self._over = True
            self._transport.close()


def _target(url: bytes) -> tuple[str, bytes]:
    """Path and query of a request line's target; ValueError or httptools' own error if it is none."""
    if url.startswith(b"/"):
        path, _, query = url.partition(b"#")[0].partition(b"?")
    else:
        parts = httptools.parse_url(url)
        path, query = parts.path or b"/", parts.query or b""
    text = path.decode("ascii")
    return unquote(text) if "%" in text else text, query


def _head(response: SandboxResponse, more: str) -> bytes:
    lines = "".join([f"{name}: {value}\r\n" for name, value in response.headers])
    return f"HTTP/1.1 {response.status} {_PHRASES[response.status]}\r\n{lines}{more}\r\n".encode("latin-1")
