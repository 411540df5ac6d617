"""The door for other processes: an ASGI application, and the limits around it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from wxauth_cli.sandbox.front import Front
from wxauth_cli.sandbox.guard import Limits, inside, plain, refuse
from wxauth_cli.sandbox.messages import Ending, SandboxRequest, SandboxResponse, query_pairs

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


def application(front: Front, limits: Limits, *, as_wechat: bool = False, path_token: str | None = None) -> Application:
    """The ASGI application of `front`. Only HTTP: anything else is an error of the server.

    `as_wechat`: the door goes by the names of WeChat's hosts, and what comes in was sent as HTTPS. `path_token`: the
    door is open to the network; every path begins with this token, and is nothing to anybody who does not know it.
    """

    async def answer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"])
        path = scope["path"] if path_token is None else inside(scope["path"], path_token)
        if path is None:
            await _send(send, plain(403, {"error": "every path here begins with the sandbox's token"}), close=True)
            return
        request = SandboxRequest(
            method=scope["method"],
            path=path,
            query=query_pairs(scope["query_string"]),
            headers=headers,
            client_ip=scope["client"][0] if scope["client"] else "",
            scheme="https" if as_wechat else scope["scheme"],
        )
        refused = refuse(request, as_wechat=as_wechat, any_host=path_token is not None)
        if refused is not None:
            await _send(send, refused, close=True)
            return
        try:
            body = await _body(request, receive, limits)
        except _ClientGone:
            return
        except _TooLarge:
            await _send(send, plain(413, {"error": f"a body may have {limits.body_bytes} bytes"}), close=True)
            return
        request = replace(request, body=body)
        if front.waits(request):
            import asyncio

            response = await asyncio.to_thread(front.respond, request)
        else:
            response = front.respond(request)
        if response.delay_s:
            import asyncio

            await asyncio.sleep(response.delay_s)
        if response.ending is Ending.RESET:
            await scope["wxauth.reset"]()
        else:
            await _send(send, response)

    return answer


class _ClientGone(Exception):
    """The connection ended before the request was whole: nothing of it may take effect."""


class _TooLarge(Exception):
    """The body is longer than it may be."""


async def _body(request: SandboxRequest, receive: Receive, limits: Limits) -> bytes:
    announced = request.header("content-length") or ""
    if announced.isdigit() and int(announced[:12]) > limits.body_bytes:
        raise _TooLarge
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise _ClientGone
        body += message.get("body", b"")
        if len(body) > limits.body_bytes:
            raise _TooLarge
        if not message.get("more_body", False):
            return bytes(body)


async def _send(send: Send, response: SandboxResponse, *, close: bool = False) -> None:
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in response.headers]
    if close:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    # More is said to come and does not: the server ends the connection.
    more = response.ending is Ending.CUT
    await send({"type": "http.response.body", "body": response.body, "more_body": more})
