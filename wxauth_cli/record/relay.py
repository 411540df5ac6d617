"""Two connections, one from the client and one to the server, and what passes between them.

Each client connection has a server connection of its own, so that whatever belongs to a connection (keep-alive, an end
in the middle, a reset, a switched protocol) reaches the other side as it was. Of a request the Host is changed and
nothing else; of an answer nothing at all: its bytes go on as they came, and are read beside that for the record.
Nothing is ever sent twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import h11

from wxauth_cli.net import tls
from wxauth_cli.record.heard import KEPT_BYTES, Heard, Kept
from wxauth_cli.record.target import Target, may_enter

HEAD_BYTES = 64 * 1024
"""Longest head of a request."""
AHEAD_BYTES = 256 * 1024
"""What a client may send of its next requests before the answer to this one is there."""
SNAPSHOT_S = 1.0
"""How often a long answer is noted while it goes on."""
DISCARD_S = 5.0
"""How long the rest of a request is taken that cannot be passed on."""


@dataclass
class Hub:
    """What all connections of one door share."""

    target: Target
    now: Callable[[], float]
    """Unix seconds."""
    numbered: Callable[[], int]
    keep: Callable[[Heard, bool], None]
    """Called with what was heard, and whether it still goes on."""
    refused: Callable[[str], None]
    """Called with the Host of a request that was turned away."""
    loopback: bool = True
    names: frozenset[str] = frozenset()
    keeps: int = KEPT_BYTES
    """Bytes of each body that are kept."""
    sides: set[ClientSide] = field(default_factory=set)


class ClientSide(asyncio.Protocol):
    """The connection that came in, and the exchange that is going on over it."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._transport: Any = None
        self._backend: BackendSide | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._waiting: list[bytes] = []
        """For the server, until there is a connection to it."""
        self._conn = h11.Connection(h11.SERVER, max_incomplete_event_size=HEAD_BYTES)
        self._framer = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEAD_BYTES)
        self._heard: Heard | None = None
        self._ahead = 0
        self._unread = False
        """The answer is no HTTP that we know: it passes on, and is not read."""
        self._tunnel = False
        self._discarding = False
        """The server cannot be reached: the rest of the request is taken, and goes nowhere."""
        self._deaf = False
        """The request was turned away: nothing that still comes is looked at."""
        self._said_all = False
        """The client said that no more comes from it."""
        self._ended = [False, False]
        """After a switch: whether the client, and whether the server, says no more."""
        self._since = 0.0
        """When the data came that is being worked on."""
        self._timer: asyncio.TimerHandle | None = None
        self._noted_bytes = -1
        self._noted_at = 0.0

    # From the client

    def connection_made(self, transport: Any) -> None:
        """Somebody came in."""
        self._transport = transport
        self._hub.sides.add(self)

    def data_received(self, data: bytes) -> None:
        """A piece of a request, or of what both sides agreed on instead."""
        self._since = perf_counter()
        heard = self._heard
        if self._deaf:
            return
        if self._tunnel:
            assert heard is not None
            heard.to_server += len(data)
            self._forward(data)
            return
        if heard is not None and heard.sent_whole:
            self._ahead += len(data)
            if self._ahead > AHEAD_BYTES:
                self._transport.pause_reading()
        self._conn.receive_data(data)
        self._advance()
        if self._heard is not None and not self._heard.sent_whole:
            self._count(self._heard)

    def _count(self, heard: Heard) -> None:
        """What has been done since data came was done for this exchange."""
        heard.added_s += perf_counter() - self._since

    def _advance(self) -> None:
        while not self._tunnel and not self._deaf and not self._transport.is_closing():
            if self._heard is not None and self._heard.sent_whole:
                return  # the next request waits for this one's answer
            try:
                event = self._conn.next_event()
            except h11.RemoteProtocolError as exc:
                self._answer(exc.error_status_hint, "not a request that can be passed on")
                return
            if isinstance(event, h11.Request):
                self._request(event)
            elif isinstance(event, h11.Data):
                self._body(event)
            elif isinstance(event, h11.EndOfMessage):
                self._request_ends(event)
            else:
                return

    def _request(self, event: h11.Request) -> None:
        hub = self._hub
        target = event.target.decode("latin-1")
        hosts = [value.decode("latin-1") for name, value in event.headers if name == b"host"]
        host = hosts[0] if hosts else ""
        if hosts and not may_enter(host, loopback=hub.loopback, names=hub.names):
            hub.refused(host)
            self._answer(403, "this recorder does not answer to that Host")
            return
        if event.method == b"CONNECT" or not target.startswith(("/", "*")):
            self._answer(405 if event.method == b"CONNECT" else 400, "this is a recorder in front of one server")
            return
        heard = self._heard = Heard(hub.numbered(), hub.target.door, hub.target.origin, hub.now(), self._since)
        heard.request_body, heard.response_body = Kept(hub.keeps), Kept(hub.keeps)
        heard.method, heard.target = event.method.decode("latin-1"), target
        heard.request_version = f"HTTP/{event.http_version.decode('latin-1')}"
        raw = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers.raw_items()]
        authority = hub.target.authority
        heard.request_headers = [(name, authority if name.lower() == "host" else value) for name, value in raw]
        self._framer = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEAD_BYTES)
        self._unread = self._discarding = False
        self._noted_bytes, self._noted_at = -1, self._since
        framed = h11.Request(
            method=event.method,
            target=event.target,
            headers=[*event.headers, *([] if hosts else [(b"host", authority.encode("latin-1"))])],
        )
        self._framer.send(framed)
        lines = [f"{heard.method} {target} {heard.request_version}"]
        lines += [f"{name}: {value}" for name, value in heard.request_headers]
        self._forward("\r\n".join([*lines, "", ""]).encode("latin-1"))
        self._note_later()

    def _body(self, event: h11.Data) -> None:
        assert self._heard is not None
        data = bytes(event.data)
        self._heard.request_body.feed(data)
        if not self._discarding:
            self._forward(self._framer.send(event) or b"")

    def _request_ends(self, event: h11.EndOfMessage) -> None:
        heard = self._heard
        assert heard is not None
        heard.sent_whole = True
        if self._discarding:
            self._end()
            return
        self._forward(self._framer.send(event) or b"")
        heard.sent_s = perf_counter() - heard.began
        self._count(heard)
        if heard.answered:  # the server did not wait for the end
            self._finish()
            self._next()
        else:
            self._note()

    def eof_received(self) -> bool:
        """The client will say no more; it may still want to hear the answer."""
        self._said_all = True
        if self._heard is None or self._deaf:
            return False
        if self._tunnel:
            self._ended[0] = True
            if self._ended[1]:
                return False
        else:
            self._conn.receive_data(b"")
        backend = self._backend
        if backend is not None and backend.transport.can_write_eof():
            backend.transport.write_eof()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._hub.sides.discard(self)
        if self._connecting is not None:
            self._connecting.cancel()
        heard = self._heard
        if heard is not None:
            if not heard.answered and not self._tunnel and not self._discarding:
                heard.failure = heard.failure or "client-gone"
            self._finish()
        if self._backend is not None:
            self._backend.transport.abort()

    def pause_writing(self) -> None:
        """The client reads slowly."""
        if self._backend is not None:
            self._backend.pause()

    def resume_writing(self) -> None:
        """It reads again."""
        if self._backend is not None:
            self._backend.resume()

    def pause(self) -> None:
        """Take no more from the client for now."""
        with contextlib.suppress(RuntimeError):
            self._transport.pause_reading()

    def resume(self) -> None:
        """Take from it again."""
        with contextlib.suppress(RuntimeError):
            self._transport.resume_reading()

    # To the server

    def _forward(self, data: bytes) -> None:
        if not data:
            return
        if self._backend is not None:
            self._backend.transport.write(data)
            if self._heard is not None:
                self._heard.forwarded = True
            return
        self._waiting.append(data)
        if self._connecting is None:
            self.pause()
            self._connecting = asyncio.get_running_loop().create_task(self._connect())

    async def _connect(self) -> None:
        target = self._hub.target
        host, port = target.dial or (target.host, target.port)
        began = perf_counter()
        try:
            _, backend = await asyncio.get_running_loop().create_connection(
                lambda: BackendSide(self),
                host,
                port,
                ssl=target.tls,
                server_hostname=target.host if target.tls is not None else None,
            )
        except OSError as exc:
            self._unreachable(_fault_of(exc))
            return
        finally:
            self._connecting = None
        if self._heard is not None:
            self._heard.connect_s = perf_counter() - began
            if self._heard.sent_whole:
                self._heard.sent_s = perf_counter() - self._heard.began
        self._backend = backend
        waiting, self._waiting = self._waiting, []
        for data in waiting:
            self._forward(data)
        self.resume()

    def _unreachable(self, word: str) -> None:
        heard = self._heard
        self._waiting = []
        if heard is None:
            self._transport.close()
            return
        heard.failure = heard.failure or word
        heard.own_answer = 502
        self._discarding = True
        self._write_answer(502, f"{self._hub.target.origin} cannot be reached: {word}", word)
        if heard.sent_whole:
            self._end()
        else:
            self.resume()
            asyncio.get_running_loop().call_later(DISCARD_S, self._end)

    # From the server

    def from_backend(self, data: bytes) -> None:
        """A piece of an answer: read for the record, then passed on as it is."""
        began = perf_counter()
        heard = self._heard
        if self._tunnel:
            assert heard is not None
            heard.to_client += len(data)
            self._transport.write(data)
            return
        if heard is None or self._unread:
            self._transport.write(data)
            return
        if heard.first_byte_s is None:
            heard.first_byte_s = began - heard.began
        self._framer.receive_data(data)
        self._read_answer(heard)
        heard.added_s += perf_counter() - began
        if heard.answered and heard.sent_whole:
            # Noted before the client has it, so that nothing can be seen that is not in the record.
            self._finish()
            self._transport.write(data)
            self._next()
            return
        self._transport.write(data)
        self._note_later()

    def _read_answer(self, heard: Heard) -> None:
        while True:
            try:
                event = self._framer.next_event()
            except h11.RemoteProtocolError:
                self._unread = True
                heard.failure = heard.failure or "bad-http"
                return
            if isinstance(event, h11.Response):
                _take_head(heard, event)
            elif isinstance(event, h11.InformationalResponse):
                if event.status_code == 101:
                    _take_head(heard, event)
                    self._switch(heard)
                    return
            elif isinstance(event, h11.Data):
                heard.response_body.feed(bytes(event.data))
            elif isinstance(event, h11.EndOfMessage):
                heard.answered = True
                return
            else:
                return

    def _switch(self, heard: Heard) -> None:
        heard.upgraded = self._tunnel = True
        heard.to_client = len(self._framer.trailing_data[0])
        early = self._conn.trailing_data[0]
        self._note()
        if early:
            heard.to_server = len(early)
            self._forward(early)

    def backend_ended(self) -> bool:
        """The server will say no more. True: the connection to it stays open for what the client says."""
        self._ended[1] = True
        if self._tunnel and not self._ended[0] and self._transport.can_write_eof():
            with contextlib.suppress(OSError, RuntimeError):
                self._transport.write_eof()
            return True
        return False

    def backend_lost(self, exc: Exception | None) -> None:
        """The server has gone: so do we, in the way in which it went."""
        heard = self._heard
        if heard is not None:
            if not heard.answered and not self._tunnel and not self._unread:
                self._framer.receive_data(b"")
                with contextlib.suppress(h11.RemoteProtocolError):
                    self._ends_with_connection(heard)
            if not heard.answered and not self._tunnel:
                reset = isinstance(exc, ConnectionResetError)
                heard.failure = heard.failure or ("network-reset" if reset else "network-closed")
            self._finish()
        if isinstance(exc, ConnectionResetError):
            self._reset()
        elif not self._transport.is_closing():
            self._transport.close()

    def _ends_with_connection(self, heard: Heard) -> None:
        """An answer without a length is whole when the connection ends."""
        event = self._framer.next_event()
        while isinstance(event, h11.Data):
            heard.response_body.feed(bytes(event.data))
            event = self._framer.next_event()
        heard.answered = isinstance(event, h11.EndOfMessage)

    # The record

    def _note(self) -> None:
        """Note what there is so far."""
        heard = self._heard
        if heard is None:
            return
        self._noted_bytes = heard.response_body.kept + heard.request_body.kept
        self._noted_at = perf_counter()
        self._hub.keep(heard, True)

    def _note_later(self) -> None:
        if self._timer is None:
            wait = max(0.0, SNAPSHOT_S - (perf_counter() - self._noted_at))
            self._timer = asyncio.get_running_loop().call_later(wait, self._timed)

    def _timed(self) -> None:
        self._timer = None
        heard = self._heard
        if heard is not None and self._noted_bytes != heard.response_body.kept + heard.request_body.kept:
            self._note()

    def _finish(self) -> None:
        """The exchange is over: note it."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        heard, self._heard = self._heard, None
        if heard is not None:
            heard.total_s = perf_counter() - heard.began
            self._hub.keep(heard, False)

    def _next(self) -> None:
        """Be ready for the next request, which may be there already."""
        rest, ended = self._conn.trailing_data
        self._conn = h11.Connection(h11.SERVER, max_incomplete_event_size=HEAD_BYTES)
        self._ahead = 0
        self.resume()
        if rest:
            self._since = perf_counter()
            self._conn.receive_data(rest)
            self._advance()
        elif ended:
            self._transport.close()

    # Our own words

    def _answer(self, status: int, text: str) -> None:
        """Turn a request away."""
        self._write_answer(status, text, "")
        if self._heard is not None:
            self._heard.failure, self._heard.own_answer = "bad-http", status
            self._finish()
        # Closing with data unread would take the answer back on its way.
        self._deaf = True
        if self._transport.can_write_eof():
            self._transport.write_eof()
        asyncio.get_running_loop().call_later(DISCARD_S, self._end)

    def _write_answer(self, status: int, text: str, word: str) -> None:
        from http import HTTPStatus

        body = json.dumps({"error": f"wxauth trace record: {text}"}).encode() + b"\n"
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\nX-Wxauth-Recorder: {word or 'refused'}\r\n\r\n"
        )
        with_body = self._heard is None or self._heard.method != "HEAD"
        self._transport.write(head.encode("latin-1") + (body if with_body else b""))

    def _end(self) -> None:
        self._finish()
        if not self._transport.is_closing():
            self._transport.close()

    def _reset(self) -> None:
        raw = self._transport.get_extra_info("socket")
        if raw is not None:
            with contextlib.suppress(OSError):
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()

    def close(self) -> None:
        """End it now: the recorder is being closed."""
        heard = self._heard
        if heard is not None:
            if not heard.answered and not self._tunnel:
                # Who ended its side before an answer came has most likely given up.
                heard.failure = heard.failure or ("client-gone" if self._said_all else "recorder-closed")
            self._finish()
        self._transport.abort()


class BackendSide(asyncio.Protocol):
    """The connection to the server."""

    def __init__(self, client: ClientSide) -> None:
        self._client = client
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        """It stands."""
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """A piece of an answer."""
        self._client.from_backend(data)

    def eof_received(self) -> bool:
        """The server will say no more."""
        return self._client.backend_ended()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._client.backend_lost(exc)

    def pause_writing(self) -> None:
        """The server reads slowly."""
        self._client.pause()

    def resume_writing(self) -> None:
        """It reads again."""
        self._client.resume()

    def pause(self) -> None:
        """Take no more from the server for now."""
        with contextlib.suppress(RuntimeError):
            self.transport.pause_reading()

    def resume(self) -> None:
        """Take from it again."""
        with contextlib.suppress(RuntimeError):
            self.transport.resume_reading()


def _take_head(heard: Heard, event: h11.Response | h11.InformationalResponse) -> None:
    heard.status = event.status_code
    heard.reason = event.reason.decode("latin-1")
    heard.response_version = f"HTTP/{event.http_version.decode('latin-1')}"
    heard.response_headers = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers.raw_items()
    ]


def _fault_of(exc: OSError) -> str:
    import ssl

    if isinstance(exc, ssl.SSLError):
        return tls.fault_of(exc)
    if isinstance(exc, socket.gaierror):
        return "network-dns"
    if isinstance(exc, ConnectionRefusedError):
        return "network-refused"
    if isinstance(exc, TimeoutError):
        return "network-timeout"
    if isinstance(exc, ConnectionResetError):
        return "network-reset"
    return "network-unreachable"
