"""The door for the same process: a transport for an httpx client, without sockets."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from wxauth_cli.sandbox.front import Front
from wxauth_cli.sandbox.messages import Ending, SandboxRequest, query_pairs

if TYPE_CHECKING:
    import httpx


def httpx_transport(
    front: Front, *, client_ip: str = "127.0.0.1", sleep: Callable[[float], None] = time.sleep
) -> httpx.BaseTransport:
    """A transport that answers for every host; pass it to `httpx.Client(transport=…)`.

    A slow answer waits, or fails like a socket would when the client's read timeout is shorter.
    A connection that is reset, or ends in the middle of an answer, fails like that of a socket.
    """
    import httpx

    class Transport(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            response = front.respond(
                SandboxRequest(
                    method=request.method,
                    path=request.url.path,
                    query=query_pairs(request.url.query),
                    headers=tuple((name.lower(), value) for name, value in request.headers.multi_items()),
                    body=request.read(),
                    client_ip=client_ip,
                    scheme=request.url.scheme,
                )
            )
            patience_s = request.extensions.get("timeout", {}).get("read")
            if patience_s is not None and response.delay_s > patience_s:
                sleep(patience_s)
                raise httpx.ReadTimeout("the sandbox answers later than the client waits", request=request)
            if response.delay_s:
                sleep(response.delay_s)
            if response.ending is Ending.RESET:
                raise httpx.ReadError("the sandbox resets the connection", request=request)
            if response.ending is Ending.CUT:
                raise httpx.RemoteProtocolError("the sandbox ends its answer in the middle", request=request)
            return httpx.Response(response.status, headers=list(response.headers), content=response.body)

    return Transport()
