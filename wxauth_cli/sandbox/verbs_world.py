"""Verbs about the world as a whole: its clock, its faults, its journal, its sessions, its snapshots."""

from __future__ import annotations

from enum import Enum
from typing import Any, Literal, get_args, get_origin, get_type_hints

from wxauth_cli.sandbox import snapshots
from wxauth_cli.sandbox.arguments import ControlError, Reader, address, boolean, one_of
from wxauth_cli.sandbox.faults import CUTS_IN, Fault, FaultKind
from wxauth_cli.sandbox.har import har as as_har
from wxauth_cli.sandbox.journal import Entry
from wxauth_cli.sandbox.sessions import RotationPolicy
from wxauth_cli.sandbox.state import State, Switches
from wxauth_cli.sandbox.tickets import push_due

Arguments = dict[str, Any]
Answer = dict[str, object]


class OrderedFault(str, Enum):
    """The kinds of `fault` besides an errcode."""

    SLOW = "slow"
    HTML502 = "html502"
    CONTENT_TYPE = "content-type"
    RESET = "reset"
    TRUNCATED = "truncated"
    IP = "ip-not-listed"


def clock(state: State, given: Arguments) -> Answer:
    """Stop or go on, move, show wrongly; what differs from a plain clock is in the answer. Tickets of third-party
    platforms that are due by then have been pushed."""
    with state.lock:
        if "freeze" in given:
            state.clock.freeze() if given["freeze"] else state.clock.resume()
        state.advance(given.get("advance_s", 0.0))
        state.clock.skew_s = given.get("skew_s", state.clock.skew_s)
        answer: Answer = {"now": int(state.now())}
        if state.clock.frozen_at is not None:
            answer["frozen"] = True
        if state.clock.skew_s:
            answer["skew_s"] = state.clock.skew_s
            answer["shown_now"] = int(state.shown_now())
    if given.get("advance_s"):
        push_due(state)
    return answer


def fault(state: State, given: Arguments) -> Answer:
    """Order one, clear all or the named one, or list those that wait."""
    if given.get("list"):
        if len(given) > 1:
            raise ControlError("list-alone")
        return {"faults": [_shown(fault) for fault in state.faults.waiting()]}
    if given.get("clear"):
        if set(given) - {"clear", "name"}:
            raise ControlError("clear-alone")
        if not state.faults.clear(given.get("name")) and "name" in given:
            raise ControlError("no-fault", 404, name=given["name"])
        return {}
    state.faults.add(_ordered(given))
    return {}


_NEEDS = {OrderedFault.SLOW: "delay_s", OrderedFault.CONTENT_TYPE: "value"}
_TAKES = {
    **_NEEDS,
    OrderedFault.IP: "value",
    OrderedFault.HTML502: "takes_effect",
    OrderedFault.RESET: "takes_effect",
}


def _ordered(given: Arguments) -> Fault:
    kind = given.get("kind")
    if (kind is None) == ("errcode" not in given):
        raise ControlError("errcode-or-kind")
    which = kind.value if kind else "errcode"
    needs, takes = (_NEEDS.get(kind), _TAKES.get(kind)) if kind else (None, None)
    for name in ("delay_s", "value", "takes_effect"):
        if name == needs and name not in given:
            raise ControlError("needs", what=which, name=name)
        if name in given and name != takes:
            raise ControlError("takes-not", what=which, name=name)
    if kind is OrderedFault.IP and "value" in given:
        address("value", given["value"])
    return Fault(
        kind=FaultKind(which),
        name=given.get("name", ""),
        path=given.get("path"),
        appid=given.get("appid"),
        user=given.get("user"),
        # By rate it goes on until it is cleared, unless told otherwise.
        times=given.get("times", None if "rate" in given else 1),
        rate=given.get("rate", 1.0),
        errcode=given.get("errcode", 0),
        delay_s=given.get("delay_s", 0.0),
        value=given.get("value", ""),
        takes_effect=given.get("takes_effect", False),
    )


def _shown(fault: Fault) -> Answer:
    shown: Answer = {"name": fault.name}
    if fault.kind is FaultKind.ERRCODE:
        shown["errcode"] = fault.errcode
    else:
        shown["kind"] = fault.kind.value
    for name in ("path", "appid", "user", "times"):
        shown[name] = getattr(fault, name)
    shown["rate"] = fault.rate
    if fault.kind is FaultKind.SLOW:
        shown["delay_s"] = fault.delay_s
    if fault.value:
        shown["value"] = fault.value
    if fault.kind in CUTS_IN:
        shown["takes_effect"] = fault.takes_effect
    return shown


def journal(state: State, given: Arguments) -> Answer:
    """Calls of the public API, the oldest first."""
    answer: Answer = {"entries": [_call(entry, given.get("detail", False)) for entry in _chosen(state, given)]}
    if "after" in given:
        answer["next"] = state.journal.count
    return answer


def har(state: State, given: Arguments) -> Answer:
    """The same as HAR."""
    return as_har(_chosen(state, given))


def _chosen(state: State, given: Arguments) -> list[Entry]:
    entries = state.journal.after(given.get("after", 0))
    chosen = [
        entry
        for entry in entries
        if given.get("path") in (None, entry.path)
        and given.get("appid") in (None, entry.appid)
        and ("errcode" not in given or entry.errcode == given["errcode"])
        and entry.time >= given.get("since", 0)
    ]
    return chosen[-given["limit"] :] if "limit" in given else chosen


def _call(entry: Entry, detail: bool) -> Answer:
    call: Answer = {
        "time": entry.time,
        "method": entry.method,
        "path": entry.path,
        "query": dict(entry.query),
        "status": entry.status,
        "errcode": entry.errcode,
        "rid": entry.rid,
        "appid": entry.appid,
    }
    if detail:
        call["client_ip"] = entry.client_ip
        call["delay_s"] = entry.delay_s
        call["request_headers"] = dict(entry.request_headers)
        call["request_body"] = entry.request_body.decode("utf-8", "replace")
        call["content_type"] = entry.content_type
        call["response_body"] = entry.response_body.decode("utf-8", "replace")
    return call


def session(state: State, given: Arguments) -> Answer:
    """A user's session in an app: looked at, given a new key, ended; and how often wx.login replaces keys."""
    app, user = state.app(given.get("appid")), state.user(given.get("user", "default"))
    now = state.now()
    if "rotate_every_s" in given:
        state.sessions.policy = RotationPolicy(given["rotate_every_s"] or None)
    if given.get("rotate"):
        state.sessions.current(app.appid, user.name, now, state.dice).replace(state.dice.session_key(), now)
    if given.get("expire"):
        state.sessions.end(app.appid, user.name, now)
    live = state.sessions.live(app.appid, user.name, now)
    last = state.sessions.last(app.appid, user.name)
    history = [] if last is None else [*last.history, *([] if live else [(last.session_key, last.expires_at)])]
    return {
        "user": user.name,
        "openid": state.openid(app.appid, user.name),
        "session_key": live.session_key if live else None,
        "created_at": int(live.created_at) if live else None,
        "expires_at": int(live.expires_at) if live else None,
        "history": [{"session_key": key, "ended_at": int(at)} for key, at in history],
        "rotate_every_s": state.sessions.policy.min_interval_s or 0,
    }


def world(state: State, given: Arguments) -> Answer:
    """Save, load or drop a snapshot; those that there are."""
    if len(given) > 1:
        raise ControlError("one-of-three")
    for verb, name in given.items():
        if verb != "save" and name not in state.snapshots:
            raise ControlError("no-snapshot", 404, name=name)
        if verb == "drop":
            del state.snapshots[name]
        elif verb == "load":
            snapshots.load(state, name)
        else:
            try:
                snapshots.save(state, name)
            except snapshots.TooManySnapshots:
                raise ControlError("too-many-snapshots", 409, limit=snapshots.LIMIT) from None
    return {
        "snapshots": [{"name": name, "saved_at": int(item.saved_at)} for name, item in sorted(state.snapshots.items())]
    }


def _switches() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for name, kind in get_type_hints(Switches).items():
        if kind is bool:
            found[name] = boolean
        elif get_origin(kind) is Literal:
            found[name] = one_of(*get_args(kind))
    return found


SWITCHES = _switches()
"""Every switch between two behaviours. The rotation of keys has a verb: `session`."""


def switch(state: State, given: Arguments) -> Answer:
    """Choose behaviours where the platform is unclear; how all switches stand."""
    for name, value in given.items():
        setattr(state.switches, name, value)
    return {name: getattr(state.switches, name) for name in SWITCHES}
