"""What was asked and answered, in order: for the control API, and for looking a rid up."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

_ENTRIES = 4_000
_BODY_BYTES = 4_096
_QUERY_CHARACTERS = 2_048
_HEADER_CHARACTERS = 512
_PATH_CHARACTERS = 512
HEADERS = frozenset({"host", "user-agent", "accept", "content-type", "content-length", "content-encoding"})


@dataclass(frozen=True, slots=True)
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
    request_headers: tuple[tuple[str, str], ...] = ()
    """Those of `HEADERS` only: the others may hold somebody's secrets."""
    content_type: str = ""
    """Of the answer."""
    delay_s: float = 0.0
    """How much later than usual the answer came."""

    @property
    def query_string(self) -> str:
        """The query, encoded again."""
        return urlencode(self.query)


class Journal:
    """The last 4,000 calls. Bodies are cut at 4 KB, queries at 2, so that none of them weighs much."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_ENTRIES)
        self.count = 0
        """Calls so far, those included that are forgotten."""

    def add(self, entry: Entry) -> None:
        """Append."""
        self._entries.append(entry)
        self.count += 1

    def entries(self) -> tuple[Entry, ...]:
        """All, the oldest first."""
        return tuple(self._entries)

    @property
    def limit(self) -> int:
        """How many are remembered."""
        return _ENTRIES

    def put_back(self, entry: Entry) -> None:
        """Append one that has been counted before."""
        self._entries.append(entry)

    def after(self, count: int) -> tuple[Entry, ...]:
        """Those that came after that many; all, if there were fewer (it has begun anew)."""
        new = self.count - count if 0 <= count <= self.count else self.count
        return tuple(islice(self._entries, max(0, len(self._entries) - new), None))

    def by_rid(self, rid: str) -> Entry | None:
        """The call whose answer carried that rid."""
        return next((entry for entry in self._entries if entry.rid == rid), None)


def kept(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The headers that are kept."""
    return tuple((name, value[:_HEADER_CHARACTERS]) for name, value in headers if name in HEADERS)


def cut(body: bytes) -> bytes:
    """As much of a body as is kept."""
    return body[:_BODY_BYTES]


def cut_query(query: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """As much of a query as is kept."""
    if sum(len(name) + len(value) for name, value in query) + len(query) <= _QUERY_CHARACTERS:
        return query
    kept, left = [], _QUERY_CHARACTERS
    for name, value in query:
        if left <= 0:
            break
        kept.append((name[:left], value[: max(0, left - len(name))]))
        left -= len(name) + len(value) + 1
    return tuple(kept)


def cut_path(path: str) -> str:
    """As much of a path as is kept."""
    return path[:_PATH_CHARACTERS]
