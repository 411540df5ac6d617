"""Verbs of the control API for what happens beside the mini program: platforms, companies, payments, callbacks."""

from __future__ import annotations

from typing import Any

from wxauth_cli.sandbox import arguments as a
from wxauth_cli.sandbox import whitelist
from wxauth_cli.sandbox.arguments import ControlError, Reader
from wxauth_cli.sandbox.callbacks import Callback, Format, Mode, good_token, loopback_url
from wxauth_cli.sandbox.components import ALL_SETS
from wxauth_cli.sandbox.pushes import (
    REVOCABLE,
    TRIES,
    Event,
    Push,
    accepted,
    deliver,
    delivered,
    information_change,
    push,
    verification,
)
from wxauth_cli.sandbox.state import App, State
from wxauth_cli.sandbox.tickets import requests_of
from wxauth_cli.sandbox.userdata import KEY_LIFETIME_S

Arguments = dict[str, Any]
Answer = dict[str, object]


def component(state: State, given: Arguments) -> Answer:
    """A third-party platform as of now: its credentials, the ticket last pushed, who has authorised it.

    `component_appid`: absent for the first one. `authorize`, `unauthorize`: a mini program's appid.
    """
    first = state.components.first()
    appid = given.get("component_appid") or (first.appid if first is not None else f"wx{state.dice.hex(16)}")
    if appid in state.apps:
        raise ControlError("component-is-app", 409, appid=appid)
    found = state.components.get(appid, state.dice)
    now = state.now()
    found.ip_whitelist = given.get("ip_whitelist", found.ip_whitelist)
    if "authorize" in given:
        app = state.app(given["authorize"])
        found.authorize(app.appid, given.get("permission_sets", ALL_SETS), now, state.dice)
    if "unauthorize" in given:
        found.authorizations.pop(given["unauthorize"], None)
    return {
        "component_appid": found.appid,
        "component_appsecret": found.secret,
        "component_verify_ticket": found.ticket(now, state.dice),
        "authorizations": [
            {
                "authorizer_appid": one.appid,
                "authorization_code": one.code,
                "authorizer_refresh_token": one.refresh_token,
                "permission_sets": list(one.permission_sets),
            }
            for one in found.authorizations.values()
        ],
    }


def corp(state: State, given: Arguments) -> Answer:
    """A company on WeCom, its app (linked with a mini program), and the suite that it has installed.

    `corpid`: absent for the first one.
    """
    corps = state.wecom.corps
    found = state.wecom.corp(given.get("corpid") or next(iter(corps), None), state.app().appid, state.dice)
    if "appid" in given:
        found.appid = state.app(given["appid"]).appid
    return {
        "corpid": found.corpid,
        "corpsecret": found.secret,
        "appid": found.appid,
        "suite_id": found.suite_id,
        "suite_secret": found.suite_secret,
        "suite_ticket": found.suite_ticket,
    }


def pay(state: State, given: Arguments) -> Answer:
    """A user pays in an app; the numbers of the trade."""
    app, user = _who(state, given)
    made = state.userdata.pay(app.appid, user, state.now(), state.dice)
    return {
        "openid": state.openid(app.appid, user),
        "transaction_id": made.transaction_id,
        "mch_id": made.mch_id,
        "out_trade_no": made.out_trade_no,
    }


def user_key(state: State, given: Arguments) -> Answer:
    """What `getUserCryptoManager().getLatestUserKey()` gives on the phone."""
    app, user = _who(state, given)
    key = state.userdata.network_keys(app.appid, user, state.now(), state.dice)[0]
    return {
        "encryptKey": key.encrypt_key,
        "iv": key.iv,
        "version": key.version,
        "expireTime": int(key.created_at + KEY_LIFETIME_S),
        "errMsg": "getLatestUserKey:ok",
    }


def callback(state: State, given: Arguments) -> Answer:
    """Set up message push for an app or a third-party platform; WeChat verifies the URL at once, else it is not set.

    Token and EncodingAESKey are made up unless given.
    """
    with state.lock:
        component = state.components.find(given.get("appid", ""))
        owner = state.app(given.get("appid")).appid if component is None else component.appid
        before = state.callbacks.find(owner)
        made = Callback(
            url=given["url"],
            token=given.get("token") or (before.token if before else state.dice.alphanumeric(16)),
            encoding_aes_key=given.get("encoding_aes_key")
            or (before.encoding_aes_key if before else state.dice.alphanumeric(43)),
            mode=given.get("mode", Mode.SAFE),
            format=given.get("format", Format.JSON),
        )
        request, echostr = verification(made, state.shown_now(), state.dice)
    attempt = deliver(request)
    verified = attempt.status == 200 and attempt.body == echostr
    if verified:
        with state.lock:
            state.callbacks.set(owner, made)
    return {
        "appid": owner,
        "url": made.url,
        "token": made.token,
        "encoding_aes_key": made.encoding_aes_key,
        "mode": made.mode.value,
        "format": made.format.value,
        "verified": verified,
        "attempt": attempt.shown(),
    }


def event(state: State, given: Arguments) -> Answer:
    """A user changes or takes back what an app was told; WeChat pushes it to the callback, at most three times."""
    kind: Event = given.get("event", Event.REVOKE)
    numbers: tuple[int, ...] = given.get("revoke_info", (6,) if kind is Event.REVOKE else ())
    if kind is Event.CANCELLATION and numbers:
        raise ControlError("cancellation-has-no-revoke-info")
    if kind is Event.TICKET:
        return _ticket(state, given.get("appid"))
    with state.lock:
        appid = given.get("appid") or state.default_appid
        found = state.callbacks.find(appid)
        if found is None:
            raise ControlError("no-callback", 409, appid=appid)
        app, user = _who(state, given)
        message = information_change(
            kind,
            appid=app.appid,
            openid=state.openid(app.appid, user),
            revoke_info=numbers,
            now=state.shown_now(),
            dice=state.dice,
        )
        requests = [push(found, message, app.appid, state.shown_now(), state.dice) for _ in range(TRIES)]
    return _pushed(message, requests)


def _ticket(state: State, appid: str | None) -> Answer:
    """Push the ticket of a third-party platform: a new one if the last is ten minutes old."""
    with state.lock:
        component = state.components.first() if appid is None else state.components.find(appid)
        owner = component.appid if component is not None else appid or state.default_appid
        found = state.callbacks.find(owner)
        if component is None or found is None:
            raise ControlError("no-callback", 409, appid=owner)
        message, requests = requests_of(state, component, found)
    return _pushed(message, requests)


def _pushed(message: dict[str, object], requests: list[Push]) -> Answer:
    attempts = delivered(requests)
    return {
        "message": message,
        "delivered": accepted(attempts[-1]),
        "attempts": [attempt.shown() for attempt in attempts],
    }


def _who(state: State, given: Arguments) -> tuple[App, str]:
    return state.app(given.get("appid")), state.user(given.get("user", "default")).name


@a.takes(type="array", maxItems=whitelist.LIMIT, items=a.address.schema)
def _exact_addresses(name: str, value: object) -> tuple[str, ...]:
    entries: tuple[str, ...] = a.addresses(name, value)
    if any("*" in entry or "/" in entry for entry in entries):
        raise ControlError("exact-addresses", name=name)
    return entries


@a.takes(type="string", pattern="^w[wx][0-9A-Za-z]{0,62}$")
def _corpid(name: str, value: object) -> str:
    text: str = a.label(name, value)
    if not (text.startswith(("ww", "wx")) and text.isascii() and text.isalnum()):
        raise a.refused(name, value, "corpid")
    return text


def _numbers(allowed: frozenset[int] | None) -> Reader:
    which = {"enum": sorted(allowed)} if allowed is not None else {"minimum": 1, "maximum": 999}

    @a.takes(type="array", maxItems=50, items={"type": "integer", **which})
    def reader(name: str, value: object) -> tuple[int, ...]:
        if not isinstance(value, list) or len(value) > 50:
            raise a.refused(name, value, "numbers")
        for number in value:
            fits = isinstance(number, int) and not isinstance(number, bool) and 0 < number < 1_000
            if not fits or (allowed is not None and number not in allowed):
                raise a.refused(name, number, "number")
        return tuple(value)

    return reader


_PORT = "([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"


@a.takes(type="string", pattern=rf"^http://(127\.0\.0\.1|localhost|\[::1\])(:{_PORT})?(/[!\"$->@-~]*)?$", maxLength=500)
def _url(name: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > 500 or not loopback_url(value):
        raise a.refused(name, value, "callback-url")
    return value


@a.takes(type="string", pattern="^[0-9A-Za-z]{3,32}$")
def _token(name: str, value: object) -> str:
    if not isinstance(value, str) or not good_token(value):
        raise a.refused(name, value, "callback-token")
    return value


@a.takes(type="string", pattern="^[0-9A-Za-z]{43}$")
def _aes_key(name: str, value: object) -> str:
    if not isinstance(value, str) or len(value) != 43 or not (value.isascii() and value.isalnum()):
        raise a.refused(name, value, "aes-key")
    return value


COMPONENT: dict[str, Reader] = {
    "component_appid": a.appid,
    "authorize": a.appid,
    "unauthorize": a.appid,
    "permission_sets": _numbers(None),
    "ip_whitelist": _exact_addresses,
}
CORP: dict[str, Reader] = {"corpid": _corpid, "appid": a.appid}
WHO: dict[str, Reader] = {"user": a.label, "appid": a.appid}
CALLBACK: dict[str, Reader] = {
    "url": _url,
    "appid": a.appid,
    "token": _token,
    "encoding_aes_key": _aes_key,
    "mode": a.choice(Mode),
    "format": a.choice(Format),
}
EVENT: dict[str, Reader] = {**WHO, "event": a.choice(Event), "revoke_info": _numbers(REVOCABLE)}
