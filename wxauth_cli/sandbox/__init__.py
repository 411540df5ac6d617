"""The embedded WeChat: an emulator of api.weixin.qq.com for login, built from what the platform documents and shows.

One pure function, `handle.handle(request, state)`, answers; two doors lead to it, an in-process httpx transport
(`transport`) and a server on loopback (`protocol`, `server`). It shares no code with the client in `wechat`, on
purpose: an emulator that has its client's mistakes proves nothing. Where a behaviour is not promised by the platform
but deduced from what developers saw, a comment says "inferred".

For tests of one's own: `with serve_in_thread() as wechat:`, or the pytest fixture `wechat` (docs/sandbox/python.md).
The names in `__all__` stay as they are; each is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wxauth_cli.sandbox.front import Front
    from wxauth_cli.sandbox.server import PortInUse, Running, serve_in_thread
    from wxauth_cli.sandbox.state import State, Switches
    from wxauth_cli.sandbox.state_file import StateFileError, keep_in_file
    from wxauth_cli.sandbox.transport import httpx_transport

__all__ = [
    "Front",
    "PortInUse",
    "Running",
    "State",
    "StateFileError",
    "Switches",
    "httpx_transport",
    "keep_in_file",
    "serve_in_thread",
]

# No name is that of a module here: the module would take its place as soon as it is imported.
_HOMES = {
    "Front": ("front", "Front"),
    "PortInUse": ("server", "PortInUse"),
    "Running": ("server", "Running"),
    "State": ("state", "State"),
    "StateFileError": ("state_file", "StateFileError"),
    "Switches": ("state", "Switches"),
    "httpx_transport": ("transport", "httpx_transport"),
    "keep_in_file": ("state_file", "keep_in_file"),
    "serve_in_thread": ("server", "serve_in_thread"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(f"{__name__}.{module}"), attribute)
