"""API signing and encryption at the door of an interface: a request is verified and opened, its answer sealed.

`urlpath` is always that of https://api.weixin.qq.com, however the sandbox is reached. Headers are looked at in this
order: appid, timestamp, signature; then the body is opened. Errors that stop here are answered in plain JSON, because
nothing is known to be shared yet; errors of the interface itself are signed and encrypted (both inferred).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wxauth_cli.core import api_security
from wxauth_cli.core.api_security import ApiSecurityError, Context
from wxauth_cli.sandbox.api_keys import ApiKeys, following
from wxauth_cli.sandbox.endpoints import Endpoint
from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.errors import Refusal
from wxauth_cli.sandbox.mint import dump
from wxauth_cli.sandbox.state import APPID, App

_HEADERS = ("wechatmp-appid", "wechatmp-timestamp", "wechatmp-signature")


@dataclass(frozen=True)
class Sealing:
    """How the answer of one call is to be sealed."""

    app: App
    keys: ApiKeys
    path: str

    def sealed(self, value: Mapping[str, object], call: Call) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        """The body and the headers of an answer."""
        dice = call.state.dice
        context = Context(api_security.urlpath(self.path), self.app.appid, int(call.state.shown_now()))
        body = api_security.seal(
            context,
            value,
            key=self.keys.sym_key,
            sym_sn=self.keys.sym_sn,
            iv=dice.bytes(api_security.IV_BYTES),
            nonce=dice.alphanumeric(22),
        )
        whose = (("Wechatmp-Appid", self.app.appid), ("Wechatmp-TimeStamp", str(context.timestamp)))
        serial = self.keys.platform_sn
        signature = api_security.sign(context, body, self.keys.platform_private_key_pem)
        if not call.state.switches.certificate_rollover:
            return body, (*whose, ("Wechatmp-Serial", serial), ("Wechatmp-Signature", signature))
        # Which of the two the developer has: it finds its own number and verifies the signature beside it.
        newer = following(self.app.appid, dice)
        return body, (
            *whose,
            ("Wechatmp-Serial", newer.sn),
            ("Wechatmp-Signature", api_security.sign(context, body, newer.private_key_pem)),
            ("Wechatmp-Serial-Deprecated", serial),
            ("Wechatmp-Signature-Deprecated", signature),
        )


def opened(call: Call, endpoint: Endpoint, app: App | None) -> tuple[Call, Sealing | None]:
    """The call as its interface sees it, and how to answer. Nothing happens to interfaces that cannot be signed.

    A call that is not signed is let through where the app has not switched this on, else it is 40234.
    """
    request = call.request
    if not endpoint.signs or app is None:
        return call, None
    given = [request.header(name) for name in _HEADERS]
    if not any(given):
        if app.api_security is not None:
            raise Refusal(40234)
        return call, None
    context = _context(call, app)
    signature = given[2]
    if call.state.switches.serial_required and not request.header("wechatmp-serial"):
        raise Refusal(40230)
    if not signature:
        raise Refusal(40232)
    keys = app.api_security
    if keys is None:
        # Signed, and nothing configured: the public key is what is missed first (inferred).
        raise Refusal(40239)
    if not api_security.verify(context, request.body, signature, keys.public_key_pem):
        raise Refusal(40234)
    try:
        fields = api_security.open_fields(context, request.body, key=keys.sym_key, sym_sn=keys.sym_sn)
    except ApiSecurityError:
        raise Refusal(40235) from None
    return _unwrapped(call, endpoint, fields), Sealing(app, keys, request.path)


def _context(call: Call, app: App) -> Context:
    appid, timestamp = (call.request.header(name) for name in _HEADERS[:2])
    if not appid:
        raise Refusal(40233)
    if not APPID.fullmatch(appid) or appid not in call.state.apps:
        raise Refusal(40236)
    if appid != app.appid:
        raise Refusal(40237)
    if not timestamp:
        raise Refusal(40231)
    # That a timestamp which is no number counts as one from another time is inferred.
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise Refusal(40240)
    if abs(call.state.shown_now() - int(timestamp)) > api_security.WINDOW_S:
        raise Refusal(40240)
    return Context(api_security.urlpath(call.request.path), appid, int(timestamp))


def _unwrapped(call: Call, endpoint: Endpoint, fields: dict[str, object]) -> Call:
    """The plain request: parameters of the query stand in the body too while it is encrypted."""
    query = call.request.query
    if endpoint.verb == "query":
        query += tuple((name, value) for name, value in fields.items() if isinstance(value, str))
    body = dump(fields).encode("utf-8", "replace")
    return replace(call, request=replace(call.request, query=query, body=body))
