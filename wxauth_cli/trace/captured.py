"""One request as a capture or a log shows it, before it is known what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

# Named tuples, not data classes: a log has millions of lines, and these are made for each of them.


class Body(NamedTuple):
    """A body, decoded from base64 and content encodings. `note` says why it is not all there:

    `not-recorded`, `dropped-large`, `compressed-<name>`, `broken-<what>`, `cut`.
    """

    data: bytes = b""
    note: str | None = None


NO_BODY = Body()
_NOTHING: Mapping[str, object] = MappingProxyType({})
_NO_PHASES: Mapping[str, float] = MappingProxyType({})


class Captured(NamedTuple):
    """One request and what is known of its answer."""

    number: int
    """Place in its input, from 0 (HAR entry) or 1 (line of a log)."""
    method: str
    url: str
    """Whole, or only path and query where a log has no more."""
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: Body = NO_BODY
    status: int | None = None
    """None: no answer is recorded."""
    http_version: str = "HTTP/1.1"
    response_headers: tuple[tuple[str, str], ...] = ()
    response_body: Body = NO_BODY
    mime_type: str = ""
    """The answer's media type, in small letters."""
    started_at: float | None = None
    """Unix seconds; without a zone in the input it is read as UTC, and `zoned` is False."""
    zoned: bool = True
    total_ms: float = 0.0
    phases_ms: Mapping[str, float] = _NO_PHASES
    """`dns`, `connect`, `tls`, `first_byte`, where measured."""
    failure: str | None = None
    """What the capture says where no answer came: `net::ERR_CONNECTION_REFUSED`."""
    notes: tuple[str, ...] = ()
    """What was odd and put right: `negative-time`, `params-only-body` …"""
    extra: Mapping[str, object] = _NOTHING
    """Our own `_wxauth` of a HAR that wxauth wrote."""
    other: bool = False
    """It is no step of a login: a picture, a script, a page. Nothing else of it was read."""
    server_side: bool = False
    """It comes from the log of a server."""

    def request_header(self, name: str) -> str:
        """The first request header of that name, "" if there is none."""
        return _header(self.request_headers, name)

    def response_header(self, name: str) -> str:
        """The first response header of that name, "" if there is none."""
        return _header(self.response_headers, name)


@dataclass(frozen=True)
class Skipped:
    """An entry or line that could not be read. `reason`: a word of `knowledge/texts/trace.py` (`skip.<reason>`)."""

    index: int
    reason: str
    detail: str = ""
    """The field or character at fault. Untrusted."""
    line: int | None = None


class BadEntry(ValueError):
    """An entry cannot be read: `reason` and `detail` as in `Skipped`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def _header(headers: tuple[tuple[str, str], ...], name: str) -> str:
    wanted = name.lower()
    for key, value in headers:
        if key.lower() == wanted:
            return value
    return ""
