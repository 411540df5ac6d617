"""Who may come in: only this machine, asking for this machine, and not a page in its browser."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from wxauth_cli.sandbox.messages import SandboxRequest, SandboxResponse
from wxauth_cli.sandbox.mint import dump

HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names that mean this machine wherever they are resolved: a foreign page cannot rebind them."""

WECHAT_HOSTS = (
    "api.weixin.qq.com",
    "api2.weixin.qq.com",
    "sh.api.weixin.qq.com",
    "sz.api.weixin.qq.com",
    "hk.api.weixin.qq.com",
    "qyapi.weixin.qq.com",
)
"""The hosts that the sandbox stands in for where it is reached by their own names (`--tls`, `sandbox run`)."""


@dataclass(frozen=True)
class Limits:
    """What one request may cost."""

    header_bytes: int = 64 * 1024
    body_bytes: int = 1024 * 1024
    request_s: float = 10.0
    """For a request to arrive whole."""
    idle_s: int = 60
    """For a connection without a request."""


def bindable(host: str) -> bool:
    """Whether the sandbox may listen there."""
    return host in HOSTS


def refuse(request: SandboxRequest, *, as_wechat: bool = False, any_host: bool = False) -> SandboxResponse | None:
    """The answer to a request that comes from a foreign page or asks for a foreign host; None if it may come in.

    `as_wechat`: it came through a door that goes by WeChat's own names, so these are no foreign hosts. `any_host`: it
    came through the door to the network and knew its token, which a page that rebinds a name does not.
    """
    hosts = [value for name, value in request.headers if name == "host"]
    host = _hostname(f"//{hosts[0]}") if len(hosts) == 1 else None
    if host not in HOSTS and not (as_wechat and host in WECHAT_HOSTS) and not (any_host and len(hosts) == 1):
        return plain(403, {"error": "the sandbox answers to 127.0.0.1, localhost and [::1] only"})
    for name, value in request.headers:
        if name == "origin" and _hostname(value) not in HOSTS:
            return plain(403, {"error": "the sandbox does not answer pages of other origins"})
    return None


def inside(path: str, token: str) -> str | None:
    """The path behind the token with which every path of the door to the network begins; None without it."""
    given, slash, rest = path[1:].partition("/")
    if not hmac.compare_digest(given.encode("utf-8", "replace"), token.encode()):
        return None
    return slash + rest


def has_token(request: SandboxRequest, token: str) -> bool:
    """Whether the request carries the control token."""
    scheme, _, given = (request.header("authorization") or "").partition(" ")
    right = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode())
    return scheme.lower() == "bearer" and right


def plain(status: int, value: object) -> SandboxResponse:
    """A JSON answer of the sandbox itself, not of WeChat."""
    body = dump(value).encode("utf-8", "replace")
    headers = (("Content-Type", "application/json"), ("Content-Length", str(len(body))))
    return SandboxResponse(status, headers, body)


@lru_cache(maxsize=64)
def _hostname(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        if parts.username is not None or parts.path not in ("", "/"):
            return None
        _ = parts.port  # a port that is no number raises
        return parts.hostname
    except ValueError:
        return None
