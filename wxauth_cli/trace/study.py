"""All inputs together: one flow, its logins, its facts, and what they cannot show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wxauth_cli.core.model import Event, Exchange, Flow, Leg, OutcomeKind
from wxauth_cli.trace.clocks import align
from wxauth_cli.trace.collect import Input, Seen
from wxauth_cli.trace.exchange import NOT_RECORDED
from wxauth_cli.trace.facts import Fact, facts_of
from wxauth_cli.trace.logins import Login, sort_logins
from wxauth_cli.trace.merge import merged
from wxauth_cli.trace.stamps import begin


@dataclass(frozen=True)
class Trace:
    """What the inputs show, put together."""

    inputs: tuple[Input, ...]
    seen: tuple[Seen, ...]
    """The requests of the flow, in order."""
    events: tuple[Event, ...]
    """What happened without HTTP, in order, each once; only wxauth's own captures have it."""
    logins: tuple[Login, ...]
    login_of: Mapping[int, Login]
    """By place in the flow, from 0."""
    facts: tuple[Fact, ...]
    not_seen: tuple[str, ...]
    """Words of `knowledge/texts/trace.py` (`not-seen.<word>`): what the inputs do not show."""

    @property
    def flow(self) -> Flow:
        """The exchanges and events in order of time, for whoever reads flows."""
        waiting = list(self.events)
        items: list[Exchange | Event] = []
        for item in self.seen:
            while waiting and item.timed and waiting[0].at <= item.exchange.timing.started_at:
                items.append(waiting.pop(0))
            items.append(item.exchange)
        return Flow((*items, *waiting))


def study(inputs: list[Input]) -> Trace:
    """Align the clocks, make one request of what was seen twice, sort into logins, derive facts."""
    begin(inputs)
    align(inputs)
    seen = merged(inputs)
    logins, login_of = sort_logins(seen)
    events: list[Event] = []
    for event in sorted((event for item in inputs for event in item.events), key=lambda event: event.at):
        if event not in events[-20:]:  # the same file given twice
            events.append(event)
    return Trace(
        tuple(inputs),
        tuple(seen),
        tuple(events),
        tuple(logins),
        login_of,
        facts_of(seen, logins, login_of),
        _not_seen(inputs, seen),
    )


def _not_seen(inputs: list[Input], seen: list[Seen]) -> tuple[str, ...]:
    legs = {item.exchange.leg for item in seen}
    steps = {item.exchange.step for item in seen}
    client = [item for item in seen if item.exchange.leg is Leg.CLIENT_BACKEND]
    posts = [item for item in seen if item.exchange.request.method in ("POST", "PUT", "PATCH")]
    answered = [item for item in seen if item.exchange.response is not None]
    bodiless = [item for item in answered if not (item.exchange.response and item.exchange.response.body)]
    silent = [item for item in seen if item.exchange.outcome.error_code == NOT_RECORDED]
    found = {
        "client-leg": Leg.CLIENT_BACKEND not in legs,
        "wechat-leg": Leg.BACKEND_WECHAT not in legs,
        "login-call": bool(client) and 2 not in steps,
        "request-bodies": bool(posts) and not any(item.exchange.request.body for item in posts),
        "answers": bool(answered) and len(bodiless) == len(answered),
        "some-answers": bool(silent) or 0 < len(bodiless) < len(answered),
        "headers": bool(client) and not any(item.exchange.request.headers for item in client),
        "times": any(not item.timed for item in seen),
        "zone": any(item.timed and not item.zoned and item.offset_from in ("none", "reference") for item in inputs),
        "clocks": sum(item.timed for item in inputs) > 1
        and any(item.timed and item.offset_from == "none" for item in inputs),
        "failed-answers": any(
            item.exchange.outcome.kind is OutcomeKind.TRANSPORT and item.exchange.outcome.error_code != NOT_RECORDED
            for item in seen
        ),
        # No capture shows what happens inside the mini program and inside the backend.
        "inside": bool(seen) and not any(item.events for item in inputs),
    }
    return tuple(word for word, holds in found.items() if holds)
