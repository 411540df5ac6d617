"""Captures and request logs among the inputs of `diagnose` -> one flow; the rest is left to the text reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from wxauth_cli.actions.context import Context
from wxauth_cli.core.errors import InputError
from wxauth_cli.core.model import Event, Exchange, Flow
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.diagnose.endpoints import other_platform

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case
    from wxauth_cli.trace.collect import Input

_WHOLE = ("har", "jsonl", "access")
"""Formats that hold requests and nothing else: their text is not read a second time."""


class Source(NamedTuple):
    """One input: its name, and its bytes as they were given."""

    name: str
    data: bytes


class Captured(NamedTuple):
    """What the captures among the inputs came to."""

    flow: Flow
    whole: frozenset[int]
    """Numbers of the inputs that are captures and nothing else."""
    inputs: tuple[tuple[int, Input], ...]
    """Number of the input, and what it brought."""
    dated: bool
    """Every request has its time, and its time zone is known: what was valid then can be told."""


def captured(run: Context, sources: Sequence[Source], *, since: float | None = None) -> Captured | None:
    """The flow of those inputs that show requests; None where none does. InputError for a broken HAR."""
    from wxauth_cli.trace.collect import collect
    from wxauth_cli.trace.held import hold
    from wxauth_cli.trace.reader import Reader, Unreadable
    from wxauth_cli.trace.study import study

    found: list[tuple[int, Input]] = []
    for number, source in enumerate(sources):
        if not _may_show_requests(source.data):
            continue
        try:
            brought = collect(Reader(BytesIO(source.data)), source.name, number)
        except Unreadable as exc:
            if exc.code == "broken-har" and b'"entries"' in source.data[:4096]:
                raise InputError("capture-broken-har", path=source.name, line=exc.line, position=exc.position) from None
            continue
        if brought.kept:
            found.append((number, brought))
    if not found:
        return None
    whole = frozenset(number for number, item in found if item.format in _WHOLE)
    trace = study([item for _, item in found])
    hold(trace)
    flow = trace.flow
    if since is not None:
        flow = Flow(tuple(item for item in flow.items if not 0 < _began(item) < since))
    source_code = any(_IN_A_PROGRAM.search(source.data, 0, 1 << 20) for source in sources)
    made = tuple(item for item in flow.items if not _only_written(item, source_code))
    if len(made) < len(flow.items):
        flow = Flow(made)
        if not made and not whole:
            return None
    return Captured(flow, whole, tuple(found), not {"times", "zone"} & set(trace.not_seen))


def _only_written(item: object, source_code: bool) -> bool:
    """Whether it is no request to WeChat: another platform's; the address as the documentation prints it, with `APPID`
    and `SECRET` for values; or one that a program composes, with `${code}` in it."""
    if not isinstance(item, Exchange):
        return False
    url = item.request.url
    if "jscode2session" in url and other_platform(url[:200]):
        return True  # another company's mini programs have the same paths
    return _MANUAL.search(url) is not None or (source_code and _COMPOSED.search(url) is not None)


_MANUAL = lazy_pattern(r"[?&]appid=APPID&secret=(?:APP)?SECRET\b")
_COMPOSED = lazy_pattern(r"=(?:\$?\{|\$?%7B)", re.I)
_IN_A_PROGRAM = re.compile(rb"(?:`|[fF$]\")https?://[^`\"\n]{0,300}\{")
"""A template literal of JavaScript, an f-string of Python, an interpolated string of C#."""


def _may_show_requests(data: bytes) -> bool:
    """Whether it is worth reading as a capture: one that is not names no method and no address."""
    head = data[: 1 << 20]
    return any(
        sign in head for sign in (b"http", b"GET ", b"POST ", b'"method"', b'"url"', b"GET\t", b"/sns/", b"/cgi-bin/")
    )


def _began(item: object) -> float:
    return item.at if isinstance(item, Event) else getattr(getattr(item, "timing", None), "started_at", 0.0)


def case_with(case: Case, capture: Captured) -> Case:
    """The case of the texts together with the flow: what both show counts once, as the flow shows it.

    Tokens of the flow are judged by the time at which it ends. A token among the texts is asked about, and now.
    """
    from wxauth_cli.diagnose.flow_case import case_of_flow
    from wxauth_cli.diagnose.flow_evidence import with_payloads

    made = case_of_flow(capture.flow, lang=case.lang, now=case.now, appid=case.appid, notes=case.notes)
    made = with_payloads(made)
    judged_then = capture.dated and not case.tokens
    known = {error.errcode for error in made.errors}
    spoken = () if case.doubted else case.errors
    endpoints = {call.endpoint for call in made.calls}
    # A program's own log names the Referer in words, which no reader of requests takes for a header.
    tells = any(call.referer_appid for call in made.calls)
    carriers = () if tells else tuple(call for call in case.calls if call.referer_appid and None in endpoints)
    return replace(
        made,
        now=made.now if judged_then else case.now,
        appid=case.appid or made.appid,
        # What a text only talks about says nothing beside requests that were really made.
        errors=(*made.errors, *(error for error in spoken if error.errcode is None or error.errcode not in known)),
        calls=(*made.calls, *(call for call in case.calls if call.endpoint not in endpoints), *carriers),
        # Quotes around a code end the address that a flow reads out of a text; the text still shows them.
        codes=(*made.codes, *(code for code in case.codes if code.call is None or code.stripped)),
        rids=(*made.rids, *(rid for rid in case.rids if rid not in made.rids)),
        bundles=(*made.bundles, *case.bundles),
        keys=tuple(dict.fromkeys((*made.keys, *case.keys))),
        tokens=made.tokens if judged_then else case.tokens,
        signs=() if case.doubted else case.signs,
        answers=(*made.answers, *case.answers),
        hidden_reason=case.hidden_reason,
    )
