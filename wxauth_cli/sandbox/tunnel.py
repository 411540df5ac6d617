"""The proxy of `sandbox run`: what is meant for WeChat's API hosts reaches the sandbox, everything else is refused.

It reads the first line of a connection and then only passes bytes on. Two forms are known: `CONNECT host:443`, behind
which comes TLS that this proxy cannot read, and `GET https://host/…` in clear, which some clients (axios) send to a
proxy instead. Later requests of such a connection reach the same door, so none can leave this machine.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wxauth_cli.sandbox.guard import WECHAT_HOSTS

if TYPE_CHECKING:
    import asyncio

HEAD_BYTES = 64 * 1024
HEAD_S = 10.0
"""For a client to send its first request's head."""
_CHUNK = 64 * 1024
_REMEMBERED = 100


@dataclass(frozen=True)
class Proxy:
    """A proxy that listens on loopback."""

    url: str
    refused: dict[str, int]
    """`host:port` of what was asked for and refused, and how often; the first hundred different ones."""
    close: Callable[[], None]


def open_proxy(*, tls_port: int, clear_port: int) -> Proxy:
    """Listen on a free port of 127.0.0.1; returns once connections are accepted.

    `tls_port` is the sandbox's door for TLS, `clear_port` the one for what arrives unwrapped.
    """
    import asyncio

    refused: dict[str, int] = {}
    loop = asyncio.new_event_loop()
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await _serve(reader, writer, tls_port, clear_port, refused)
        except (OSError, EOFError, ValueError, asyncio.TimeoutError):
            pass  # a client that went, or that speaks no HTTP: nothing of it concerns anybody else
        except asyncio.CancelledError:
            pass  # the proxy ends
        finally:
            tasks.discard(task)
            writer.transport.abort()

    server = loop.run_until_complete(asyncio.start_server(accept, "127.0.0.1", 0, limit=HEAD_BYTES))
    port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, name="wxauth-proxy", daemon=True)
    thread.start()

    async def end() -> None:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def close() -> None:
        if not thread.is_alive():
            return
        asyncio.run_coroutine_threadsafe(end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    return Proxy(f"http://127.0.0.1:{port}", refused, close)


def target_of(line: str) -> tuple[str, str, int]:
    """Verb, host and port of a request line; ValueError if it is none that a proxy gets."""
    words = line.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise ValueError("no request line")
    verb, address, _ = words
    parts = urlsplit(f"//{address}" if verb == "CONNECT" else address)
    if verb == "CONNECT" and "/" in address:
        raise ValueError("no authority")
    if not parts.hostname or (verb != "CONNECT" and parts.scheme not in ("http", "https")):
        raise ValueError("no absolute address")
    return verb, parts.hostname, parts.port or (80 if parts.scheme == "http" else 443)


async def _serve(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    tls_port: int,
    clear_port: int,
    refused: dict[str, int],
) -> None:
    import asyncio

    try:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_S)
    except asyncio.LimitOverrunError:
        await _answer(writer, "431 Request Header Fields Too Large")
        return
    try:
        verb, host, port = target_of(head.split(b"\r\n", 1)[0].decode("latin-1"))
    except ValueError:
        await _answer(writer, "400 Bad Request")
        return
    if host not in WECHAT_HOSTS or port != 443:
        key = f"{host}:{port}"
        if key in refused or len(refused) < _REMEMBERED:
            refused[key] = refused.get(key, 0) + 1
        await _answer(writer, "403 Forbidden", f"wxauth sandbox run: {key} is no HTTPS host of the WeChat API\n")
        return
    door = tls_port if verb == "CONNECT" else clear_port
    there_reader, there_writer = await asyncio.open_connection("127.0.0.1", door)
    try:
        if verb == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connection Established\r\n\r\n")
        else:
            there_writer.write(head)
        await asyncio.gather(_pass_on(reader, there_writer), _pass_on(there_reader, writer))
    finally:
        there_writer.transport.abort()


async def _answer(writer: asyncio.StreamWriter, status: str, why: str = "") -> None:
    body = why.encode("latin-1", "replace")
    head = (f"HTTP/1.1 {status}", "Content-Type: text/plain", f"Content-Length: {len(body)}", "Connection: close")
    writer.write("\r\n".join([*head, "", ""]).encode("latin-1") + body)
    await writer.drain()
    writer.write_eof()


async def _pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while data := await source.read(_CHUNK):
        sink.write(data)
        await sink.drain()
    if sink.can_write_eof():
        sink.write_eof()
