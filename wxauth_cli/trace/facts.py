"""What follows from a flow without judging it: retries, gaps, overlaps, loops, rotations, lifetimes. Rules judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from wxauth_cli.core.jwt import unsafe_decode
from wxauth_cli.core.model import Leg, OutcomeKind
from wxauth_cli.trace.clocks import path_of
from wxauth_cli.trace.collect import Seen
from wxauth_cli.trace.logins import Login

LONG_GAP_S = 300.0
"""How long a code may be exchanged (code2Session page): a pause from which on it matters."""
LOOP_ROUNDS = 3
MAX_FACTS = 500


@dataclass(frozen=True)
class Fact:
    """One derived fact. `kind`:

    * `gap`: nothing for `seconds` between two requests of one login
    * `same-code`: one code in `times` requests of one leg, `seconds` between the first two
    * `retry`: the same request again after `seconds`, after `after` (`no-answer`, `error`, `answered`)
    * `overlap`: two logins of one user under way at once
    * `loop-401`: `rounds` of 401, login, 401
    * `parallel-401`: `times` requests refused with one token at once; `refreshes` after it
    * `key-rotation`: another session_key for one openid, after `seconds`
    * `token-lifetime`: `seconds` between iat and exp of a JWT, or expires_in of an access_token (`of`)
    * `token-refused`: 401 for a token that is `age_s` old, its `exp` `left_s` ahead (negative: over)
    """

    kind: str
    items: tuple[int, ...]
    """Places in the flow, from 0."""
    values: Mapping[str, object] = field(default_factory=dict)


def facts_of(seen: list[Seen], logins: list[Login], of: Mapping[int, Login]) -> tuple[Fact, ...]:
    """All facts, by the place of their first request; at most MAX_FACTS."""
    found: list[Fact] = []
    for part in (
        _gaps(seen, logins),
        _same_codes(seen),
        _retries(seen),
        _overlaps(seen, logins),
        _loops(seen, of),
        _parallel(seen),
        _rotations(seen),
        _lifetimes(seen),
        _refused(seen),
    ):
        for fact in part:
            found.append(fact)
            if len(found) >= MAX_FACTS:
                break
    return tuple(sorted(found, key=lambda fact: fact.items))


def _at(item: Seen) -> float:
    return item.exchange.timing.started_at


def _end(item: Seen) -> float:
    return _at(item) + item.exchange.timing.total_ms / 1000


def _status(item: Seen) -> int | None:
    return item.exchange.response.status if item.exchange.response is not None else None


def _gaps(seen: list[Seen], logins: list[Login]) -> Iterator[Fact]:
    for login in logins:
        timed = [number for number in login.items if seen[number].timed]
        for before, after in pairwise(timed):
            seconds = _at(seen[after]) - _end(seen[before])
            if seconds >= LONG_GAP_S:
                yield Fact("gap", (before, after), {"seconds": round(seconds, 1)})


def _same_codes(seen: list[Seen]) -> Iterator[Fact]:
    groups: dict[tuple[str, Leg], list[int]] = defaultdict(list)
    for number, item in enumerate(seen):
        if item.marks.code:
            groups[item.marks.code, item.exchange.leg].append(number)
    for (_, leg), numbers in groups.items():
        if len(numbers) > 1:
            first, second = (seen[number] for number in numbers[:2])
            seconds = round(_at(second) - _at(first), 3) if first.timed and second.timed else None
            yield Fact("same-code", tuple(numbers), {"times": len(numbers), "leg": leg.value, "seconds": seconds})


def _retries(seen: list[Seen]) -> Iterator[Fact]:
    last: dict[tuple[str, str, str, str], int] = {}
    for number, item in enumerate(seen):
        marks = item.marks
        if not marks.body and not marks.code:
            continue
        key = (item.exchange.request.method, path_of(item), marks.body or marks.code, marks.token)
        before = last.get(key)
        last[key] = number
        if before is None or not (item.timed and seen[before].timed):
            continue
        kind = seen[before].exchange.outcome.kind
        after = "no-answer" if kind is OutcomeKind.TRANSPORT else "answered" if kind is OutcomeKind.FINE else "error"
        yield Fact("retry", (before, number), {"seconds": round(_at(item) - _at(seen[before]), 3), "after": after})


def _overlaps(seen: list[Seen], logins: list[Login]) -> Iterator[Fact]:
    spans = []
    for login in logins:
        numbers = [n for n in login.items if seen[n].timed and seen[n].exchange.step in (2, 3)]
        if numbers:
            spans.append((_at(seen[numbers[0]]), max(_end(seen[n]) for n in numbers), numbers[0], login))
    spans.sort(key=lambda span: span[0])
    for index, (_, end, number, login) in enumerate(spans):
        for begin, _, other, second in spans[index + 1 : index + 50]:
            if begin >= end:
                break
            strangers = login.openids and second.openids and login.openids.isdisjoint(second.openids)
            if login.user == second.user or (not strangers and _same_client(seen[number], seen[other])):
                yield Fact("overlap", (number, other), {"seconds": round(end - begin, 3)})


def _same_client(a: Seen, b: Seen) -> bool:
    # One phone's or one DevTools' capture has one user, even where no openid shows it.
    sources = {place.source for place in a.places} & {place.source for place in b.places}
    return (
        bool(sources)
        and not (a.server_side or b.server_side)
        and a.exchange.leg is b.exchange.leg is Leg.CLIENT_BACKEND
    )


def _loops(seen: list[Seen], of: Mapping[int, Login]) -> Iterator[Fact]:
    """401, login, 401, login … in the calls of one client."""
    runs: dict[int, list[int]] = defaultdict(list)
    for number, item in enumerate(seen):
        if item.exchange.leg is not Leg.CLIENT_BACKEND:
            continue
        run = runs[item.places[0].source if not item.server_side else -1 - (of[number].user if number in of else 0)]
        refused = _status(item) == 401
        login = item.exchange.step in (2, 5) and not refused
        if refused:
            # Several refusals in a row are one round; a round ends with a login.
            if not run or seen[run[-1]].exchange.step in (2, 5):
                run.append(number)
        elif login:
            if run and seen[run[-1]].exchange.step not in (2, 5):
                run.append(number)
        else:
            yield from _loop(run, seen)
            run.clear()
    for run in runs.values():
        yield from _loop(run, seen)


def _loop(run: list[int], seen: list[Seen]) -> Iterator[Fact]:
    rounds = sum(_status(seen[number]) == 401 for number in run)
    if rounds >= LOOP_ROUNDS:
        yield Fact("loop-401", tuple(run), {"rounds": rounds})


def _parallel(seen: list[Seen]) -> Iterator[Fact]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(seen):
        if _status(item) == 401 and item.marks.token and item.timed and item.exchange.step == 6:
            groups[item.marks.token].append(number)
    for numbers in groups.values():
        together = [n for n in numbers if _at(seen[n]) < _end(seen[numbers[0]]) + 0.05]
        if len(together) > 1:
            end = max(_end(seen[n]) for n in together)
            refreshes = [
                n
                for n, item in enumerate(seen)
                if item.exchange.step == 5 and _at(seen[numbers[0]]) <= _at(item) <= end + 5
            ]
            yield Fact("parallel-401", (*together, *refreshes), {"times": len(together), "refreshes": len(refreshes)})


def _rotations(seen: list[Seen]) -> Iterator[Fact]:
    last: dict[str, tuple[str, int]] = {}
    for number, item in enumerate(seen):
        marks = item.marks
        if not marks.session_key or not marks.openid:
            continue
        before = last.get(marks.openid)
        if before is not None and before[0] != marks.session_key:
            seconds = round(_at(item) - _at(seen[before[1]]), 3) if item.timed and seen[before[1]].timed else None
            yield Fact("key-rotation", (before[1], number), {"seconds": seconds})
        last[marks.openid] = marks.session_key, number


def _claims(token: str) -> Mapping[str, object]:
    return (unsafe_decode(token).claims or {}) if token.count(".") == 2 and len(token) <= 16384 else {}


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -1e15 < value < 1e15:
        return None
    return float(value)


def _lifetimes(seen: list[Seen]) -> Iterator[Fact]:
    told: set[str] = set()
    for number, item in enumerate(seen):
        expires = _seconds(item.exchange.learnt.get("expires_in"))
        if expires is not None and item.exchange.leg is Leg.BACKEND_WECHAT:
            yield Fact("token-lifetime", (number,), {"of": "access_token", "seconds": expires})
        token = item.marks.issued or item.marks.token
        if not token or token in told:
            continue
        told.add(token)
        claims = _claims(token)
        issued, ends = _seconds(claims.get("iat")), _seconds(claims.get("exp"))
        if issued is not None and ends is not None:
            yield Fact("token-lifetime", (number,), {"of": "jwt", "seconds": ends - issued})


def _refused(seen: list[Seen]) -> Iterator[Fact]:
    issued: dict[str, float] = {}
    for number, item in enumerate(seen):
        if item.marks.issued and item.timed:
            issued.setdefault(item.marks.issued, _at(item))
        token = item.marks.token
        if _status(item) != 401 or not token or not item.timed:
            continue
        claims = _claims(token)
        # The refusing server's own clock judges, where its Date is known.
        now = item.date if item.date is not None else _at(item)
        ends = _seconds(claims.get("exp"))
        began = issued.get(token, _seconds(claims.get("iat")))
        yield Fact(
            "token-refused",
            (number,),
            {
                "age_s": round(now - began, 1) if began is not None else None,
                "left_s": round(ends - now, 1) if ends is not None else None,
            },
        )
