"""The control API: what a person does on a phone and on the platform's console, and what goes wrong in between.

POST `{control_url}/{verb}` with a JSON object (journal: GET), a JSON object comes back. An unknown verb, argument or
value is refused with 4xx `{"error": "…"}`, and then nothing has changed: arguments are read before anything is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from wxauth_cli.sandbox import arguments as a
from wxauth_cli.sandbox.arguments import ControlError, Reader
from wxauth_cli.sandbox.codes import CodeKind
from wxauth_cli.sandbox.endpoints import table
from wxauth_cli.sandbox.endpoints.call import json_object
from wxauth_cli.sandbox.faults import Fault, FaultKind
from wxauth_cli.sandbox.guard import plain
from wxauth_cli.sandbox.messages import SandboxRequest, SandboxResponse
from wxauth_cli.sandbox.mint import TapKind, tap
from wxauth_cli.sandbox.state import App, State

Arguments = dict[str, Any]
Answer = dict[str, object]


class LoginKind(str, Enum):
    """wx.login or wx.pluginLogin."""

    LOGIN = "login"
    PLUGIN = "plugin"


class OrderedFault(str, Enum):
    """The kinds of `fault` besides an errcode."""

    SLOW = "slow"
    HTML502 = "html502"
    CONTENT_TYPE = "content-type"


@dataclass(frozen=True)
class Verb:
    """One verb."""

    act: Callable[[State, Arguments], Answer]
    readers: dict[str, Reader]
    method: str = "POST"


def control(verb: str, request: SandboxRequest, state: State) -> SandboxResponse:
    """Do `verb` with the arguments of the request's body."""
    try:
        return plain(200, perform(verb, request.method, request.body, dict(request.query), state))
    except ControlError as error:
        return plain(error.status, {"error": error.message})


def perform(verb: str, method: str, body: bytes, query: dict[str, str], state: State) -> Answer:
    """The same without HTTP around it; ControlError if it cannot be done."""
    found = VERBS.get(verb)
    if found is None:
        raise ControlError(f"no verb {verb[:40]!r}; there are: {', '.join(VERBS)}", 404)
    if method != found.method:
        raise ControlError(f"{verb} is a {found.method} request", 405)
    if query:
        raise ControlError("arguments stand in the JSON body, not in the query")
    given = json_object(body) if body.strip() else {}
    if given is None:
        raise ControlError("the body is not a JSON object")
    arguments = a.read(verb, found.readers, given)
    with state.lock:
        return found.act(state, arguments)


def _login(state: State, given: Arguments) -> Answer:
    app, user = state.app(given.get("appid")), state.user(given.get("user", "default"))
    kind = given.get("kind", LoginKind.LOGIN)
    now = state.now()
    if kind is LoginKind.PLUGIN:
        code = state.codes.issue(CodeKind.PLUGIN, app.appid, user.name, now, state.dice)
        return {"code": code.text, "errMsg": "pluginLogin:ok"}
    state.sessions.login(app.appid, user.name, now, state.dice)
    code = state.codes.issue(CodeKind.LOGIN, app.appid, user.name, now, state.dice)
    return {"code": code.text, "errMsg": "login:ok"}


def _tap(state: State, given: Arguments) -> Answer:
    app, user = state.app(given.get("appid")), state.user(given.get("user", "default"))
    return tap(
        state,
        app,
        user,
        given.get("kind", TapKind.PHONE),
        watermark_appid=given.get("watermark_appid"),
        age_s=given.get("age_s", 0.0),
    )


def _user(state: State, given: Arguments) -> Answer:
    if "user" not in given:
        raise ControlError("user needs the argument 'user'")
    app, user = state.app(given.get("appid")), state.user(given["user"])
    user.phone = given.get("phone", user.phone)
    user.country_code = given.get("country_code", user.country_code)
    user.risky = given.get("risky", user.risky)
    if given.get("rotate"):
        state.sessions.rotate_at_next_login(app.appid, user.name)
    return {
        "user": user.name,
        "openid": state.openid(app.appid, user.name),
        "unionid": state.unionid(app.appid, user.name),
    }


def _app(state: State, given: Arguments) -> Answer:
    app: App = state.app(given["appid"]) if "appid" in given else state.new_app()
    for name in ("ip_whitelist", "secret_frozen", "verified", "escape_slashes", "require_https"):
        if name in given:
            setattr(app, name, given[name])
    if "open_platform" in given:
        app.open_platform = given["open_platform"] or None
    return {"appid": app.appid, "secret": app.secret, "api_security": None}


def _clock(state: State, given: Arguments) -> Answer:
    state.advance(given.get("advance_s", 0.0))
    return {"now": int(state.now())}


def _fault(state: State, given: Arguments) -> Answer:
    if given.get("clear"):
        if len(given) > 1:
            raise ControlError("'clear' stands alone")
        state.faults.clear()
        return {}
    state.faults.add(_ordered(given))
    return {}


def _ordered(given: Arguments) -> Fault:
    kind = given.get("kind")
    if (kind is None) == ("errcode" not in given):
        raise ControlError("fault needs either 'errcode' or 'kind'")
    needs = {OrderedFault.SLOW: "delay_s", OrderedFault.CONTENT_TYPE: "value"}.get(kind) if kind else None
    for name in ("delay_s", "value"):
        if (name in given) != (name == needs):
            which = kind.value if kind else "errcode"
            raise ControlError(f"{which!r} {'needs' if name == needs else 'does not take'} the argument {name!r}")
    return Fault(
        kind=FaultKind(kind.value) if kind else FaultKind.ERRCODE,
        path=given.get("path"),
        appid=given.get("appid"),
        times=given.get("times", 1),
        errcode=given.get("errcode", 0),
        delay_s=given.get("delay_s", 0.0),
        value=given.get("value", ""),
    )


def _api_path(name: str, value: object) -> str:
    if not isinstance(value, str) or value not in table():
        raise a.refused(name, value, f"one of {', '.join(table())}")
    return value


def _journal(state: State, given: Arguments) -> Answer:
    return {
        "entries": [
            {
                "time": entry.time,
                "method": entry.method,
                "path": entry.path,
                "query": dict(entry.query),
                "status": entry.status,
                "errcode": entry.errcode,
                "rid": entry.rid,
                "appid": entry.appid,
            }
            for entry in state.journal.entries()
        ]
    }


def _reset(state: State, given: Arguments) -> Answer:
    state.reset()
    return {}


VERBS: dict[str, Verb] = {
    "login": Verb(_login, {"user": a.label, "appid": a.appid, "kind": a.choice(LoginKind)}),
    "tap": Verb(
        _tap,
        {
            "user": a.label,
            "appid": a.appid,
            "kind": a.choice(TapKind),
            "watermark_appid": a.label,
            "age_s": a.any_seconds,
        },
    ),
    "user": Verb(
        _user,
        {
            "user": a.label,
            "appid": a.appid,
            "phone": a.digits(4, 15),
            "country_code": a.digits(1, 4),
            "risky": a.boolean,
            "rotate": a.boolean,
        },
    ),
    "app": Verb(
        _app,
        {
            "appid": a.appid,
            "ip_whitelist": a.addresses,
            "secret_frozen": a.boolean,
            "verified": a.boolean,
            "open_platform": a.platform,
            "escape_slashes": a.boolean,
            "require_https": a.boolean,
            "api_security": a.off,
        },
    ),
    "clock": Verb(_clock, {"advance_s": a.seconds}),
    "fault": Verb(
        _fault,
        {
            "path": _api_path,
            "times": a.count,
            "appid": a.appid,
            "errcode": a.errcode,
            "kind": a.choice(OrderedFault),
            "delay_s": a.delay,
            "value": a.header_value,
            "clear": a.boolean,
        },
    ),
    "journal": Verb(_journal, {}, "GET"),
    "reset": Verb(_reset, {}),
}
