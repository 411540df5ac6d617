"""The developer's callback, as the console has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "::1"}
"""Names that are taken, and where they lead whatever a resolver says."""
_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")


class Mode(str, Enum):
    """How messages are sent."""

    PLAIN = "plain"
    SAFE = "safe"


class Format(str, Enum):
    """What they are written in; the console offers both."""

    JSON = "json"
    XML = "xml"


@dataclass(frozen=True)
class Callback:
    """Message push as the console has it."""

    url: str
    token: str
    encoding_aes_key: str
    mode: Mode
    format: Format


class Callbacks:
    """Of all apps."""

    def __init__(self) -> None:
        self._by_app: dict[str, Callback] = {}

    def find(self, appid: str) -> Callback | None:
        """The callback of an app."""
        return self._by_app.get(appid)

    def set(self, appid: str, callback: Callback) -> None:
        """Have messages pushed there."""
        self._by_app[appid] = callback


def loopback_url(text: str) -> bool:
    """Whether a text is an http URL of this machine, without a query or a name in it."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    return parts.scheme == "http" and parts.hostname in LOOPBACK and plain and text.isascii() and text.isprintable()


def good_token(text: str) -> bool:
    """Whether the console would take it: 3 to 32 letters and digits."""
    return _TOKEN.fullmatch(text) is not None
