"""A request and a response, whatever door they come through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class SandboxRequest:
    """One HTTP request."""

    method: str
    path: str
    """Percent-decoded, without the query."""
    query: tuple[tuple[str, str], ...] = ()
    """Decoded pairs in their order, empty values and repeated names included."""
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case."""
    body: bytes = b""
    client_ip: str = "127.0.0.1"
    scheme: str = "http"

    def header(self, name: str) -> str | None:
        """The first header of that name (in lower case)."""
        for key, value in self.headers:
            if key == name:
                return value
        return None

    def parameter(self, name: str) -> str:
        """The first query value of that name; "" if absent. Which of several counts is inferred."""
        for key, value in self.query:
            if key == name:
                return value
        return ""


class Ending(Enum):
    """How the answer's way ends."""

    WHOLE = "whole"
    CUT = "cut"
    """The body is shorter than its Content-Length, then the connection ends."""
    RESET = "reset"
    """The connection is reset before the first byte."""


@dataclass(frozen=True)
class SandboxResponse:
    """One HTTP answer."""

    status: int
    """0: none, the connection was reset."""
    headers: tuple[tuple[str, str], ...]
    body: bytes
    delay_s: float = 0.0
    """How long a door waits before it passes the answer on (a `slow` fault)."""
    ending: Ending = Ending.WHOLE

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def query_pairs(raw: bytes | str) -> tuple[tuple[str, str], ...]:
    """The pairs of a query string: only `&` separates, `+` is a blank, bytes that are no UTF-8 become U+FFFD."""
    text = raw.decode("latin-1") if isinstance(raw, bytes) else raw
    if "%" not in text and "+" not in text and text.isascii():
        # Nothing is encoded, as in most calls: three times as fast.
        pairs = (part.partition("=") for part in text.split("&") if part)
        return tuple((name, value) for name, _, value in pairs)
    return tuple(parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="replace"))
