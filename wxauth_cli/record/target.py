"""Where a door leads, and who may come in through it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import ssl

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names that mean this machine wherever they are resolved: a foreign page cannot rebind them."""
WECHAT_ORIGIN = "https://api.weixin.qq.com"


class BadTarget(ValueError):
    """Not an address to record: the message is the word of what is wrong with it."""


@dataclass(frozen=True)
class Target:
    """The one server behind a door."""

    door: str
    """`client` or `wechat`: which leg comes in here."""
    origin: str
    """As it stands in the record: scheme, host, port."""
    host: str
    port: int
    authority: str
    """What the server gets as Host: what it would get from a client that asked it directly."""
    tls: ssl.SSLContext | None = None
    dial: tuple[str, int] | None = None
    """Connect there instead; the TLS name stays `host`."""


def target_of(url: str, door: str, *, origin: str = "", tls: ssl.SSLContext | None = None) -> Target:
    """The target that a URL names. BadTarget: `scheme`, `host`, `port`, `path` or `user`.

    `origin` stands in the record instead of the URL. `tls` is needed where the URL is HTTPS.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise BadTarget("port") from None
    if parts.scheme not in ("http", "https"):
        raise BadTarget("scheme")
    host = parts.hostname or ""
    if not host or any(char.isspace() or ord(char) < 33 for char in parts.netloc):
        raise BadTarget("host")
    if parts.username is not None or parts.password is not None:
        raise BadTarget("user")
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise BadTarget("path")
    if port == 0:
        raise BadTarget("port")
    secure = parts.scheme == "https"
    return Target(
        door=door,
        origin=origin or f"{parts.scheme}://{parts.netloc}",
        host=host,
        port=port or (443 if secure else 80),
        authority=parts.netloc,
        tls=tls if secure else None,
    )


def hostname_of(host: str) -> str | None:
    """The name in a Host header, in small letters; None if it is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # a port that is no number raises
    except ValueError:
        return None
    if parts.username is not None or parts.path or parts.query:
        return None
    return parts.hostname


def may_enter(host: str, *, loopback: bool, names: frozenset[str] = frozenset()) -> bool:
    """Whether a request for that Host may come in.

    Names of this machine always; other names only if they were allowed, because the page of a stranger can have its
    name resolved to this machine. An address cannot be rebound: where the door is open to others, any will do.
    """
    name = hostname_of(host)
    if name is None:
        return False
    if name in LOOPBACK or name in names:
        return True
    if loopback:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
