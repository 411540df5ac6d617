"""The door for the same process: a transport for an httpx client, without sockets."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from wxauth_cli.sandbox.front import Front
from wxauth_cli.sandbox.messages import Ending, SandboxRequest, SandboxResponse, query_pairs

if TYPE_CHECKING:
    import httpx

    class Transport(httpx.BaseTransport, httpx.AsyncBaseTransport):
        """What both kinds of client take."""


def httpx_transport(
    front: Front, *, client_ip: str = "127.0.0.1", sleep: Callable[[float], None] = time.sleep
) -> Transport:
    """A transport that answers for every host; pass it to `httpx.Client(transport=…)` or `httpx.AsyncClient(…)`.

    A slow answer waits, or fails like a socket would when the client's read timeout is shorter.
    A connection that is reset, or ends in the middle of an answer, fails like that of a socket.
    """
    import httpx

    class InProcess(httpx.BaseTransport, httpx.AsyncBaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            response = _answer(front, request, request.read(), client_ip)
            if response.delay_s:
                sleep(_wait_s(request, response))
            return _as_received(request, response)

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            response = _answer(front, request, await request.aread(), client_ip)
            if response.delay_s:
                import anyio

                await anyio.sleep(_wait_s(request, response))
            return _as_received(request, response)

    return cast("Transport", InProcess())


def _answer(front: Front, request: httpx.Request, body: bytes, client_ip: str) -> SandboxResponse:
    return front.respond(
        SandboxRequest(
            method=request.method,
            path=request.url.path,
            query=query_pairs(request.url.query),
            headers=tuple((name.lower(), value) for name, value in request.headers.multi_items()),
            body=body,
            client_ip=client_ip,
            scheme=request.url.scheme,
        )
    )


def _patience_s(request: httpx.Request) -> float:
    patience_s = request.extensions.get("timeout", {}).get("read")
    return float("inf") if patience_s is None else patience_s


def _wait_s(request: httpx.Request, response: SandboxResponse) -> float:
    return min(response.delay_s, _patience_s(request))


def _as_received(request: httpx.Request, response: SandboxResponse) -> httpx.Response:
    import httpx

    if response.delay_s > _patience_s(request):
        raise httpx.ReadTimeout("the sandbox answers later than the client waits", request=request)
    if response.ending is Ending.RESET:
        raise httpx.ReadError("the sandbox resets the connection", request=request)
    if response.ending is Ending.CUT:
        raise httpx.RemoteProtocolError("the sandbox ends its answer in the middle", request=request)
    return httpx.Response(response.status, headers=list(response.headers), content=response.body)
