"""The requests of all inputs that matter, with where each came from, within a bound of memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from wxauth_cli.core.model import Event, Exchange
from wxauth_cli.core.secret import LIVE
from wxauth_cli.trace.captured import Skipped
from wxauth_cli.trace.exchange import Marks, exchange_of
from wxauth_cli.trace.reader import Reader
from wxauth_cli.trace.steps import understand
from wxauth_cli.trace.times import http_date

MAX_KEPT = 20_000
"""Requests of a login that one input may bring; the rest is counted."""
BODY_BUDGET_BYTES = 12 << 20
"""Bytes of bodies that are kept of one input; after that, only short ones are."""
SHORT_BODY_BYTES = 4096
MAX_NAMED = 100
"""Skipped entries that are named one by one; all are counted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request was seen."""

    source: int
    """Number of the input, from 0."""
    index: int
    """Entry of a HAR (from 0) or line of a log (from 1)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One request of a login, as the inputs show it."""

    exchange: Exchange
    marks: Marks
    places: tuple[Place, ...]
    timed: bool
    """Its time is known."""
    server_side: bool
    environment: str = ""
    """`0` (trial), `devtools` or a release, from the Referer."""
    notes: tuple[str, ...] = ()
    date: float | None = None
    """The answer's `Date`, Unix seconds by the answering server's clock."""


@dataclass
class Input:
    """What one input brought."""

    name: str
    format: str = ""
    producer: str = ""
    encoding: str = "utf-8"
    met: int = 0
    kept: int = 0
    others: int = 0
    """Requests that are no step of a login."""
    skipped_count: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    bodies_dropped: int = 0
    zoned: bool = True
    """Its times have a zone (or it has none at all)."""
    timed: bool = False
    server_side: bool = False
    cut: bool = False
    """It breaks off: a HAR that was not closed, a compressed file that was cut."""
    garbled: bool = False
    over_limit: int = 0
    seen: list[Seen] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    offset_s: float = 0.0
    """What was added to its times to bring them onto the common clock."""
    offset_from: str = "none"
    """`reference`, `common-requests`, `dates`, `none`."""
    offset_pairs: int = 0


def collect(reader: Reader, name: str, source: int) -> Input:
    """Read one input to its end. Its secrets are not held by the redactor yet: see `trace.held`."""
    with LIVE.scope():
        return _collect(reader, name, source)


def _collect(reader: Reader, name: str, source: int) -> Input:
    found = Input(name)
    budget = BODY_BUDGET_BYTES
    for item in reader.read():
        if isinstance(item, Skipped):
            found.skipped_count += 1
            if len(found.skipped) < MAX_NAMED:
                found.skipped.append(item)
            continue
        if not item.zoned and item.started_at is not None:
            found.zoned = False
        understood = understand(item)
        if understood is None:
            found.others += 1
            continue
        if found.kept >= MAX_KEPT:
            found.over_limit += 1
            reader.enough()
            continue
        size = len(item.request_body.data) + len(item.response_body.data)
        exchange, marks = exchange_of(understood)
        notes = (*item.notes, *(note for note in (item.request_body.note, item.response_body.note) if note))
        if any(note.startswith(("dropped", "compressed", "cut")) for note in notes):
            found.bodies_dropped += 1
        if size > SHORT_BODY_BYTES and size > budget:
            exchange, notes = _without_bodies(exchange), (*notes, "dropped-budget")
            found.bodies_dropped += 1
        else:
            budget -= size
        found.kept += 1
        found.timed = found.timed or item.started_at is not None
        found.server_side = found.server_side or item.server_side
        found.seen.append(
            Seen(
                exchange,
                marks,
                (Place(source, item.number),),
                item.started_at is not None,
                item.server_side,
                understood.environment,
                notes,
                http_date(item.response_header("date")) if item.response_headers else None,
            )
        )
    found.format, found.producer, found.met = reader.format.value, reader.producer, reader.met
    found.events = reader.events
    found.encoding, found.garbled = reader.text.encoding, reader.text.garbled
    found.cut = reader.text.cut or (reader.fault is not None and reader.fault.code == "end")
    return found


def _without_bodies(exchange: Exchange) -> Exchange:
    response = exchange.response
    return replace(
        exchange,
        request=replace(exchange.request, body=exchange.request.body[:SHORT_BODY_BYTES]),
        response=replace(response, body=b"") if response is not None else None,
    )
