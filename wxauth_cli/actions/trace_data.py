"""A trace as plain data: what `--json` promises and views draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timezone

from wxauth_cli.core.model import OutcomeKind
from wxauth_cli.core.redact import redact_text, redact_url
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.trace.captured import Skipped
from wxauth_cli.trace.collect import Input, Seen
from wxauth_cli.trace.exchange import NOT_RECORDED
from wxauth_cli.trace.study import Trace


def trace_data(
    found: Trace, t: Texts, *, reveal: bool, wanted: Callable[[Seen], bool] | None = None
) -> dict[str, object]:
    """Inputs, requests, logins, facts, and what is not seen. `wanted` keeps some of the requests."""
    return {
        "inputs": inputs_data(found, t),
        "items": items(found, reveal=reveal, wanted=wanted),
        "events": [
            {
                "step": event.step,
                "leg": event.leg.value,
                "what": event.what,
                "started_at": round(event.at, 3),
                "learnt": dict(event.learnt),
            }
            for event in found.events
        ],
        "logins": _logins(found),
        "facts": [{"kind": fact.kind, "entries": [n + 1 for n in fact.items], **fact.values} for fact in found.facts],
        "not_seen": [{"id": word, "text": t(f"trace.not-seen.{word}")} for word in found.not_seen],
    }


def inputs_data(found: Trace, t: Texts) -> list[dict[str, object]]:
    """What each input was, and how much of it was read."""
    listed = Counter(place.source for item in found.seen for place in item.places)
    once = Counter(source for item in found.seen for source in {place.source for place in item.places})
    return [_input(item, listed[number] - once[number], t) for number, item in enumerate(found.inputs)]


def skipped_count(found: Trace) -> int:
    """Entries and lines of all inputs that could not be read."""
    return sum(item.skipped_count for item in found.inputs)


def failed(item: Seen) -> bool:
    """Whether it is known to have gone wrong."""
    outcome = item.exchange.outcome
    return outcome.kind is not OutcomeKind.FINE and outcome.error_code != NOT_RECORDED


def _input(item: Input, repeated: int, t: Texts) -> dict[str, object]:
    return {
        "name": item.name,
        "format": item.format,
        "producer": item.producer or None,
        "encoding": item.encoding,
        "entries": item.met,
        "kept": item.kept,
        "repeated": repeated,
        "others": item.others,
        "over_limit": item.over_limit,
        "skipped_count": item.skipped_count,
        "skipped": [skipped(one, t) for one in item.skipped],
        "bodies_dropped": item.bodies_dropped,
        "cut": item.cut,
        "garbled": item.garbled,
        "offset_s": item.offset_s,
        "offset_from": item.offset_from,
        "offset_pairs": item.offset_pairs,
    }


def skipped(item: Skipped, t: Texts) -> dict[str, object]:
    """One entry that could not be read: index, line, reason, and the reason in words."""
    return {
        "index": item.index,
        "line": item.line,
        "reason": item.reason,
        "text": t(f"trace.skip.{item.reason}", detail=item.detail),
    }


def items(found: Trace, *, reveal: bool, wanted: Callable[[Seen], bool] | None = None) -> list[dict[str, object]]:
    """One object for each request, `entry` counted from 1 over the whole flow."""
    logins = {id(login): number for number, login in enumerate(found.logins, 1)}
    made: list[dict[str, object]] = []
    before: float | None = None
    for number, item in enumerate(found.seen):
        exchange = item.exchange
        at = exchange.timing.started_at if item.timed else None
        gap = round(at - before, 3) if at is not None and before is not None else None
        before = at if at is not None else before
        if wanted is not None and not wanted(item):
            continue
        outcome = exchange.outcome
        url = exchange.request.url
        login = found.login_of.get(number)
        made.append(
            {
                "entry": number + 1,
                "step": exchange.step,
                "leg": exchange.leg.value,
                "started_at": round(at, 3) if at is not None else None,
                "time": _iso(at) if at is not None else None,
                "gap_s": gap,
                "endpoint": redact_text(exchange.endpoint),
                "method": exchange.request.method,
                "url": url if reveal else redact_url(url),
                "status": exchange.response.status if exchange.response else None,
                "error": outcome.error_code,
                "errcode": outcome.errcode,
                "errmsg": outcome.errmsg,
                "rid": outcome.rid,
                "elapsed_ms": round(exchange.timing.total_ms, 1),
                "learnt": dict(exchange.learnt),
                "login": logins[id(login)] if login is not None else None,
                "seen_in": places(item),
                "notes": list(item.notes),
                "failed": failed(item),
            }
        )
    return made


def places(item: Seen) -> list[dict[str, object]]:
    """Where it was seen: number of the input from 1, and entry or line there."""
    return [{"input": place.source + 1, "index": place.index} for place in item.places]


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _logins(found: Trace) -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for number, login in enumerate(found.logins, 1):
        inside: Sequence[Seen] = [found.seen[index] for index in login.items]
        steps = sorted({item.exchange.step for item in inside})
        made.append(
            {
                "login": number,
                "user": login.user,
                "openid": next(iter(sorted(login.openids)), None),
                "appid": next((item.marks.appid for item in inside if item.marks.appid), None),
                "started_at": round(login.began, 3) if login.began is not None else None,
                "entries": [index + 1 for index in login.items],
                "steps": steps,
                "login_call_seen": login.anchored,
                "failed_entries": [index + 1 for index in login.items if failed(found.seen[index])],
            }
        )
    return made
