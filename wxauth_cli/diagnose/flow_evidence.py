"""What a recorded flow holds besides requests and errors: payloads with the keys for them, and the backend's tokens."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from wxauth_cli.core.bundle import BundleError, bundle_of
from wxauth_cli.core.model import Event, Exchange, Flow, Leg
from wxauth_cli.core.secret import HIDDEN, Secret
from wxauth_cli.diagnose.calls import body_of, header, is_wechats
from wxauth_cli.diagnose.case import Case, SeenBundle, SeenError
from wxauth_cli.diagnose.endpoints import CODE2SESSION
from wxauth_cli.diagnose.traffic import traffic

MAX_PAYLOADS = 50
"""Payloads that are judged, and tokens."""
_MAX_BODY = 1 << 20
_MAX_ERROR = 64 * 1024
_WECHATS_WORDS = (b"errcode", b"rid: ", b"req_id", b"invalid code", b"code been used", "错误代码".encode())


def with_payloads(case: Case) -> Case:
    """`case`, made of a flow, with the payloads that the client handed over, the session_keys that WeChat gave, the
    tokens that the backend issued, and the time at which the flow ends.

    A payload's own key is the one that the backend says it used for it (an event `payload-not-opened`).
    """
    flow = case.flow
    keys = dict.fromkeys(_text(item.learnt.get("session_key")) for item in flow.exchanges)
    logins = {call.given("appid") for call in case.to(CODE2SESSION) if call.errcode == 0} - {""}
    ends = [_end(item) for item in flow.items]
    errors = tuple(_passed_on(case))
    return replace(
        case,
        now=max(ends, default=case.now),
        errors=(*case.errors, *errors),
        rids=(*case.rids, *(error.rid for error in errors if error.rid is not None)),
        bundles=(*case.bundles, *_bundles(flow))[:MAX_PAYLOADS],
        keys=(*case.keys, *(key for key in keys if key))[:MAX_PAYLOADS],
        tokens=(*case.tokens, *_tokens(flow, traffic(case).renewed))[:MAX_PAYLOADS],
        appid=case.appid or (next(iter(logins)) if len(logins) == 1 else None),
    )


def _end(item: Exchange | Event) -> float:
    return item.at if isinstance(item, Event) else item.timing.started_at + item.timing.total_ms / 1000


def _text(value: object) -> str:
    """The text in clear; "" where the flow was kept masked."""
    text = value.reveal() if isinstance(value, Secret) else value if isinstance(value, str) else ""
    return "" if HIDDEN in text else text


def _bundles(flow: Flow) -> Iterator[SeenBundle]:
    waiting: SeenBundle | None = None
    for item in flow.items:
        if isinstance(item, Event) and item.what == "payload-not-opened" and waiting is not None:
            used = _text(item.learnt.get("session_key"))
            waiting = SeenBundle(waiting.bundle._replace(session_key=used or None), names_key=bool(used))
        elif isinstance(item, Exchange) and item.leg is Leg.CLIENT_BACKEND:
            if waiting is not None:
                yield waiting
            waiting = _bundle(item)
    if waiting is not None:
        yield waiting


def _bundle(exchange: Exchange) -> SeenBundle | None:
    _, fields = body_of(exchange.request.body, header(exchange.request, "content-type"))
    try:
        bundle = bundle_of(fields)
    except BundleError:
        return None
    signed = bundle.raw_data is not None and bundle.signature
    if HIDDEN in (bundle.encrypted_data or "") + (bundle.raw_data or "") + (bundle.session_key or ""):
        return None
    return SeenBundle(bundle, names_key=False) if bundle.encrypted_data or bundle.cloud_id or signed else None


def _passed_on(case: Case) -> Iterator[SeenError]:
    """WeChat's errors in what the backend answered its client, as long as no exchange of the flow shows them itself."""
    from wxauth_cli.diagnose.reading import read

    known = {error.errcode for error in case.errors}
    looked = 0
    for call in case.calls:
        response = call.exchange.response if call.exchange is not None else None
        if call.leg is not Leg.CLIENT_BACKEND or response is None or looked >= MAX_PAYLOADS:
            continue
        if len(response.body) > _MAX_ERROR or not any(sign in response.body for sign in _WECHATS_WORDS):
            continue
        looked += 1
        body = response.body.decode("utf-8", "replace")
        for _, item in read([("", body)], lang=case.lang, now=case.now).items:
            error = item.error
            if error is None or error.errcode is None or error.scope != "weixin" or error.errcode in known:
                continue
            if is_wechats(error):
                known.add(error.errcode)
                yield replace(error, where=call.where, call=None)


def _tokens(flow: Flow, renewed: frozenset[str]) -> Iterator[str]:
    """Each token once. One that ran out after it was last seen is left out: that is what tokens do. So is one that
    was renewed in time: what else is wrong with it is judged where it was refused."""
    from wxauth_cli.core.jwt import unsafe_decode

    last: dict[str, float] = {}
    for item in flow.exchanges:
        if item.leg is Leg.CLIENT_BACKEND:
            for token in (*_sent(item), *_issued(item)):
                if HIDDEN in token:
                    continue
                last[token] = max(_end(item), last.get(token, 0))
    end = max((_end(item) for item in flow.items), default=0)
    for token, seen_at in last.items():
        if token in renewed:
            continue
        expires = (unsafe_decode(token).claims or {}).get("exp")
        number = isinstance(expires, (int, float)) and not isinstance(expires, bool)
        if not (number and isinstance(expires, (int, float)) and seen_at < expires <= end):
            yield token


def _sent(exchange: Exchange) -> Iterator[str]:
    scheme, _, token = header(exchange.request, "authorization").partition(" ")
    if scheme.lower() == "bearer" and token.startswith("eyJ"):
        yield token


def _issued(exchange: Exchange) -> Iterator[str]:
    """Texts of the answer that begin as a token does."""
    body = exchange.response.body if exchange.response is not None else b""
    try:
        stack: list[object] = [json.loads(body)] if len(body) <= _MAX_BODY else []
    except (ValueError, RecursionError):
        return
    while stack:
        value = stack.pop()
        if isinstance(value, Mapping):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, str) and value.startswith("eyJ") and "." in value:
            yield value
