"""The one model of what happened: exchanges and events, in order, as a flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Flow and the words have modules of their own, so that a report without exchanges does not load this one.
from wxauth_cli.core.flow import Flow as Flow
from wxauth_cli.core.model_words import Leg as Leg
from wxauth_cli.core.model_words import OutcomeKind as OutcomeKind
from wxauth_cli.core.model_words import Sent as Sent


@dataclass(frozen=True, slots=True)
class Timing:
    """When it began (Unix seconds) and how long its parts took (milliseconds; None: not reached or not measured)."""

    started_at: float
    total_ms: float
    dns_ms: float | None = None
    connect_ms: float | None = None
    tls_ms: float | None = None
    first_byte_ms: float | None = None


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request as it was sent. The URL and the body hold secrets: everything shown goes through the redactor."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An answer as it arrived, its body decoded from any content encoding and capped in size."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    http_version: str = "HTTP/1.1"

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an exchange ended, and what the other side said."""

    kind: OutcomeKind
    sent: Sent = Sent.WHOLE
    error_code: str | None = None
    """For TRANSPORT and HTTP: the kebab word of the error, such as `network-timeout`."""
    errcode: int | None = None
    errmsg: str | None = None
    rid: str | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request and its answer, or its failure."""

    step: int
    leg: Leg
    endpoint: str
    """The platform's name of the call (`code2Session`), or method and path of a backend's."""
    request: HttpRequest
    response: HttpResponse | None
    timing: Timing
    outcome: Outcome
    learnt: Mapping[str, object] = field(default_factory=dict)
    """What the answer told, under the platform's own field names; secrets as `Secret`."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something without HTTP."""

    step: int
    leg: Leg
    what: str
    """Key of a sentence in `knowledge/texts/flow.py`: `login-called`, `button-tapped`, `token-issued` …"""
    at: float
    """Unix seconds."""
    learnt: Mapping[str, object] = field(default_factory=dict)
