"""What was asked and answered, in order: for the control API, and for looking a rid up."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from urllib.parse import urlencode

_ENTRIES = 10_000
_BODY_BYTES = 4_096


@dataclass(frozen=True)
class Entry:
    """One call of the public API."""

    time: float
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    status: int
    errcode: int | None
    """0 where the answer names none; None where it was no answer of WeChat's."""
    rid: str | None
    """As it stands in the answer; None where it has none."""
    appid: str | None
    """Whose call it was, as far as the request tells."""
    client_ip: str
    request_body: bytes
    response_body: bytes

    @property
    def query_string(self) -> str:
        """The query, encoded again."""
        return urlencode(self.query)


class Journal:
    """The last 10,000 calls. Bodies are cut at 4 KB each."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_ENTRIES)

    def add(self, entry: Entry) -> None:
        """Append."""
        self._entries.append(entry)

    def entries(self) -> tuple[Entry, ...]:
        """All, the oldest first."""
        return tuple(self._entries)

    def by_rid(self, rid: str) -> Entry | None:
        """The call whose answer carried that rid."""
        return next((entry for entry in self._entries if entry.rid == rid), None)


def cut(body: bytes) -> bytes:
    """As much of a body as is kept."""
    return body[:_BODY_BYTES]
