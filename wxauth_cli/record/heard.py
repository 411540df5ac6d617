"""One exchange while it passes: what has been seen of it so far."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

KEPT_BYTES = 256 * 1024
"""Of each body, unless told otherwise; what a login sends and gets is a thousandth of that. All of it passes on."""

Headers = list[tuple[str, str]]


class Kept:
    """The beginning of a body, and how long it was."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._parts: list[bytes] = []
        self.kept = 0
        self.size = 0

    def feed(self, data: bytes) -> None:
        """Take a piece."""
        self.size += len(data)
        room = self._most - self.kept
        if room > 0 and data:
            part = bytes(data[:room])
            self._parts.append(part)
            self.kept += len(part)

    def plain(self) -> dict[str, Any]:
        """For the writer: the bytes, and how many there were."""
        return {"data": b64encode(b"".join(self._parts)).decode("ascii"), "size": self.size}


@dataclass
class Heard:
    """What has passed of one request and its answer. Times: Unix seconds in `started_at`, else seconds of a clock
    that never goes back."""

    number: int
    door: str
    origin: str
    started_at: float
    began: float
    method: str = ""
    target: str = ""
    request_version: str = "HTTP/1.1"
    request_headers: Headers = field(default_factory=list)
    request_body: Kept = field(default_factory=Kept)
    sent_whole: bool = False
    forwarded: bool = False
    """Something of it has been passed on."""
    connect_s: float | None = None
    sent_s: float | None = None
    """From the beginning until the whole request was passed on."""
    first_byte_s: float | None = None
    total_s: float | None = None
    status: int | None = None
    reason: str = ""
    response_version: str = "HTTP/1.1"
    response_headers: Headers = field(default_factory=list)
    response_body: Kept = field(default_factory=Kept)
    answered: bool = False
    """The answer has been passed on whole."""
    failure: str | None = None
    own_answer: int | None = None
    """The status that we gave ourselves, because there was nobody to give one."""
    upgraded: bool = False
    to_server: int = 0
    to_client: int = 0
    """Bytes after the protocol was switched."""
    added_s: float = 0.0
    """Spent in here, between the arrival of data and its passing on."""

    def message(self, *, open_: bool) -> dict[str, Any]:
        """All of it as JSON, for the writer."""
        return {
            "id": self.number,
            "open": open_,
            "door": self.door,
            "started_at": self.started_at,
            "method": self.method,
            "url": self.origin + self.target if self.target.startswith("/") else self.origin,
            "request_version": self.request_version,
            "request_headers": self.request_headers,
            "request_body": self.request_body.plain(),
            "status": self.status,
            "reason": self.reason,
            "response_version": self.response_version,
            "response_headers": self.response_headers,
            "response_body": self.response_body.plain(),
            "failure": self.failure,
            "sent": "nothing" if not self.forwarded else "whole" if self.sent_whole else "partly",
            "own_answer": self.own_answer,
            "upgraded": [self.to_server, self.to_client] if self.upgraded else None,
            "ms": {
                "connect": _ms(self.connect_s),
                "send": _ms(self.sent_s),
                "first_byte": _ms(self.first_byte_s),
                "total": _ms(self.total_s),
                "added": _ms(self.added_s),
            },
        }


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 3)
