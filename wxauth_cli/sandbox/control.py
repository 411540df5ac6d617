"""The control API: what a person does on a phone and on the platform's console, and what goes wrong in between.

POST `{control_url}/{verb}` with a JSON object (journal, har: GET), a JSON object comes back. An unknown verb, argument
or value is refused with 4xx `{"error": "…"}`, and then nothing has changed: arguments are read before anything is done.

`VERBS` is the registry: the description of the API (`control_document`) is made from it, and tests hold the command
line and `door.Controls` against it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum
from typing import Any

from wxauth_cli.core.secret import mask
from wxauth_cli.core.text import Lang
from wxauth_cli.sandbox import arguments as a
from wxauth_cli.sandbox import console
from wxauth_cli.sandbox import verbs_world as world
from wxauth_cli.sandbox.api_keys import ApiCipher, following, make_keys
from wxauth_cli.sandbox.arguments import ControlError, Reader
from wxauth_cli.sandbox.codes import CodeKind
from wxauth_cli.sandbox.endpoints import table
from wxauth_cli.sandbox.endpoints.call import json_object
from wxauth_cli.sandbox.guard import plain
from wxauth_cli.sandbox.messages import SandboxRequest, SandboxResponse
from wxauth_cli.sandbox.mint import TapKind, tap
from wxauth_cli.sandbox.state import App, State, like_a_real_secret
from wxauth_cli.sandbox.verbs_world import OrderedFault

Arguments = dict[str, Any]
Answer = dict[str, object]


class LoginKind(str, Enum):
    """wx.login and its relatives."""

    LOGIN = "login"
    PLUGIN = "plugin"
    WECOM = "wecom"
    """wx.qy.login, in WeCom's client."""


@dataclass(frozen=True)
class Verb:
    """One verb."""

    act: Callable[[State, Arguments], Answer]
    readers: dict[str, Reader]
    method: str = "POST"
    needs: tuple[str, ...] = ()
    """Arguments without which it cannot be done."""
    waits: bool = False
    """It waits for somebody else's answer, so it locks the state itself where it needs it."""


def control(verb: str, request: SandboxRequest, state: State) -> SandboxResponse:
    """Do `verb` with the arguments of the request's body."""
    if verb == "openapi.json" and request.method == "GET":
        from wxauth_cli.sandbox.control_document import document

        return plain(200, document("en", request.path.rpartition("/")[0]))
    try:
        return plain(200, perform(verb, request.method, request.body, dict(request.query), state))
    except ControlError as error:
        refusal = plain(error.status, {"error": error.say(language_of(request))})
        allowed = (("Allow", VERBS[verb].method),) if error.status == 405 else ()
        return replace(refusal, headers=(*refusal.headers, *allowed))


def language_of(request: SandboxRequest) -> Lang:
    """In which language to refuse: Chinese if it comes first in Accept-Language."""
    return "zh" if (request.header("accept-language") or "").strip().lower().startswith("zh") else "en"


def waits(verb: str) -> bool:
    """Whether a verb may take seconds, because somebody else is asked."""
    return verb in VERBS and VERBS[verb].waits


def perform(verb: str, method: str, body: bytes, query: dict[str, str], state: State) -> Answer:
    """The same without HTTP around it; ControlError if it cannot be done."""
    found = VERBS.get(verb)
    if found is None:
        raise ControlError("no-verb", 404, verb=verb[:40], known=", ".join(VERBS))
    if method != found.method:
        raise ControlError("other-method", 405, verb=verb, method=found.method)
    if query and method != "GET":
        raise ControlError("no-query")
    given = json_object(body) if body.strip(b" \t\r\n") else {}
    if given is None:
        raise ControlError("no-object")
    given = {**query, **given}
    arguments = a.read(verb, found.readers, given)
    for name in found.needs:
        if name not in arguments:
            raise ControlError("needs", what=verb, name=name)
    if found.waits:
        return found.act(state, arguments)
    with state.lock:
        return found.act(state, arguments)


def _login(state: State, given: Arguments) -> Answer:
    app, user = state.app(given.get("appid")), state.user(given.get("user", "default"))
    kind = given.get("kind", LoginKind.LOGIN)
    now = state.now()
    if kind is LoginKind.PLUGIN:
        code = state.codes.issue(CodeKind.PLUGIN, app.appid, user.name, now, state.dice)
        return {"code": code.text, "errMsg": "pluginLogin:ok"}
    if kind is LoginKind.WECOM:
        code = state.codes.issue(CodeKind.WECOM, app.appid, user.name, now, state.dice)
        # The name with two underscores is memory.
        return {"code": code.text, "errMsg": "qy__login:ok"}
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
    app, user = state.app(given.get("appid")), state.user(given["user"])
    user.phone = given.get("phone", user.phone)
    user.country_code = given.get("country_code", user.country_code)
    user.risky = given.get("risky", user.risky)
    user.steps = given.get("steps", user.steps)
    if given.get("rotate"):
        state.sessions.rotate_at_next_login(app.appid, user.name)
    return {
        "user": user.name,
        "openid": state.openid(app.appid, user.name),
        "unionid": state.unionid(app.appid, user.name),
    }


def _app(state: State, given: Arguments) -> Answer:
    _check_secret(state, given)
    app: App = state.app(given["appid"]) if "appid" in given else state.new_app()
    for name in ("ip_whitelist", "secret_frozen", "verified", "personal", "escape_slashes", "require_https"):
        if name in given:
            setattr(app, name, given[name])
    if "open_platform" in given:
        app.open_platform = given["open_platform"] or None
    if given.get("reset_secret"):
        app.secret, app.secret_may_be_real = state.dice.hex(32), False
    if "secret" in given and given["secret"] != app.secret:
        app.secret, app.secret_may_be_real = given["secret"], like_a_real_secret(given["secret"])
    if "api_security" in given:
        cipher = ApiCipher(state.switches.api_cipher)
        app.api_security = make_keys(app.appid, state.dice, cipher) if given["api_security"] else None
    keys = app.api_security
    secret = mask(app.secret) if app.secret_may_be_real else app.secret
    shown = keys.shown() if keys is not None else None
    if shown is not None and state.switches.certificate_rollover:
        newer = following(app.appid, state.dice)
        shown.update(next_platform_public_key_pem=newer.public_key_pem, next_platform_sn=newer.sn)
    return {"appid": app.appid, "secret": secret, "api_security": shown}


def _check_secret(state: State, given: Arguments) -> None:
    """A secret of one's own may be set; one that looks real has no business here, unless it is said to be meant."""
    if "secret" in given and given.get("reset_secret"):
        raise ControlError("secret-or-reset")
    if "force" in given and "secret" not in given:
        raise ControlError("needs", what="force", name="secret")
    secret = given.get("secret", "")
    if like_a_real_secret(secret) and not given.get("force") and not state.has_secret(secret):
        raise ControlError("real-secret", 409)


def _read_api_path(name: str, value: object) -> str:
    if not isinstance(value, str) or value not in table():
        near = get_close_matches(str(value), table(), 1, 0.75)
        raise a.refused(name, value, "interface-near" if near else "interface", near=near[0] if near else "")
    return value


# The table is long, and only the description needs it as a whole.
_api_path = Reader(_read_api_path, lambda: {"type": "string", "enum": list(table())})


def _reset(state: State, given: Arguments) -> Answer:
    state.reset()
    return {}


_CHOICE: dict[str, Reader] = {
    "path": a.path,
    "appid": a.appid,
    "errcode": a.in_query(a.any_errcode),
    "since": a.in_query(a.moment),
    "after": a.in_query(a.whole),
    "limit": a.in_query(a.count),
}

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
            "steps": a.steps,
            "rotate": a.boolean,
        },
        needs=("user",),
    ),
    "app": Verb(
        _app,
        {
            "appid": a.appid,
            "ip_whitelist": a.addresses,
            "secret_frozen": a.boolean,
            "reset_secret": a.boolean,
            "secret": a.secret,
            "force": a.boolean,
            "verified": a.boolean,
            "personal": a.boolean,
            "open_platform": a.platform,
            "escape_slashes": a.boolean,
            "require_https": a.boolean,
            "api_security": a.boolean,
        },
    ),
    "clock": Verb(world.clock, {"advance_s": a.seconds, "freeze": a.boolean, "skew_s": a.any_seconds}, waits=True),
    "fault": Verb(
        world.fault,
        {
            "path": _api_path,
            "times": a.count,
            "rate": a.rate,
            "appid": a.appid,
            "user": a.label,
            "errcode": a.errcode,
            "kind": a.choice(OrderedFault),
            "delay_s": a.delay,
            "value": a.header_value,
            "takes_effect": a.boolean,
            "name": a.label,
            "list": a.boolean,
            "clear": a.boolean,
        },
    ),
    "journal": Verb(world.journal, {**_CHOICE, "detail": a.in_query(a.boolean)}, "GET"),
    "har": Verb(world.har, _CHOICE, "GET"),
    "switch": Verb(world.switch, world.SWITCHES),
    "session": Verb(
        world.session,
        {
            "user": a.label,
            "appid": a.appid,
            "rotate": a.boolean,
            "expire": a.boolean,
            "rotate_every_s": a.seconds,
        },
    ),
    "state": Verb(world.world, {"save": a.label, "load": a.label, "drop": a.label}),
    "reset": Verb(_reset, {}),
    "component": Verb(console.component, console.COMPONENT),
    "corp": Verb(console.corp, console.CORP),
    "pay": Verb(console.pay, console.WHO),
    "user_key": Verb(console.user_key, console.WHO),
    "callback": Verb(console.callback, console.CALLBACK, needs=("url",), waits=True),
    "event": Verb(console.event, console.EVENT, waits=True),
}
