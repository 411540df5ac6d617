"""The client: what it sends, what it repeats, what it says of a failure, and what never leaks."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import FakeClock
from tests.net.fault_server import Behaviour, Connection, FaultServer, closed_port, drip, measured, then
from wxauth_cli.actions.context import SystemClock
from wxauth_cli.core.errors import ExitCode, NetworkError, WechatRefused, WxauthError
from wxauth_cli.core.model import Exchange, Leg, OutcomeKind, Sent
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.knowledge.error_words import error_view
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.net.http import Http
from wxauth_cli.render.har import write_har
from wxauth_cli.wechat.client import Client

APPID = "wx0123456789abcdef"
APPSECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
CODE = "043CKLll2n47v94491pl2nVIsi3CKLlr"
PHONE_CODE = "e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144"
TOKEN = "80_" + "Kc7vQ2xY" * 16
SESSION_KEY = "AAECAwQFBgcICQoLDA0ODw=="
OPENID = "oABCD1234567890abcdefghijklm"
SESSION = json.dumps({"session_key": SESSION_KEY, "openid": OPENID}).encode()
CANARIES = (APPSECRET, CODE, PHONE_CODE, TOKEN, SESSION_KEY)
DEADLINE_S = 0.4


def secret() -> Secret:
    return Secret(APPSECRET, SecretKind.APPSECRET)


def token() -> Secret:
    return Secret(TOKEN, SecretKind.ACCESS_TOKEN)


def client(url: str, *, clock: Any = None, deadline_s: float = DEADLINE_S) -> Client:
    return Client(Http(clock or SystemClock(), deadline_s=deadline_s, env={}), url)


CALLS: dict[str, Callable[[Client], Exchange]] = {
    "code2session": lambda c: c.code2session(APPID, secret(), CODE),
    "stable_token": lambda c: c.stable_token(APPID, secret()),
    "forced token": lambda c: c.stable_token(APPID, secret(), force_refresh=True),
    "token": lambda c: c.token(APPID, secret()),
    "check_session": lambda c: c.check_session(token(), OPENID, Secret(SESSION_KEY)),
    "reset_session": lambda c: c.reset_session(token(), OPENID, Secret(SESSION_KEY)),
    "phone_number": lambda c: c.phone_number(token(), PHONE_CODE, OPENID),
    "rid_info": lambda c: c.rid_info(token(), "652d44d0-1d0af18b-5b069232"),
}
SAFE = {"stable_token", "check_session", "rid_info"}
"""Calls that may be repeated after something was sent."""


def request_of(name: str) -> tuple[str, str, dict[str, str], Any]:
    """Method, path, query and JSON body of the call as it arrives."""
    with FaultServer(lambda c: c.answer(200, b'{"errcode":40013,"errmsg":"invalid appid"}')) as server:
        CALLS[name](client(server.url))
    (raw,) = server.requests
    head, _, body = raw.partition(b"\r\n\r\n")
    method, target, _ = head.split(b"\r\n")[0].decode().split(" ")
    parts = urlsplit(target)
    query = {key: values[0] for key, values in parse_qs(parts.query, strict_parsing=True).items()}
    assert (b"content-type: application/json" in head.lower()) == bool(body)
    return method, parts.path, query, json.loads(body) if body else None


def test_requests_are_as_documented() -> None:
    signature = "75c022993d64e3ac224c1c9d6f2b4c6eb53f22f6c7aa6be94428577d11d12fd5"
    signed = {"access_token": TOKEN, "openid": OPENID, "signature": signature, "sig_method": "hmac_sha256"}
    credential = {"grant_type": "client_credential", "appid": APPID, "secret": APPSECRET}
    stable = ("POST", "/cgi-bin/stable_token", {})
    assert request_of("code2session") == (
        "GET",
        "/sns/jscode2session",
        {"appid": APPID, "secret": APPSECRET, "js_code": CODE, "grant_type": "authorization_code"},
        None,
    )
    assert request_of("stable_token") == (*stable, {**credential, "force_refresh": False})
    assert request_of("forced token") == (*stable, {**credential, "force_refresh": True})
    assert request_of("token") == ("GET", "/cgi-bin/token", credential, None)
    assert request_of("check_session") == ("GET", "/wxa/checksession", signed, None)
    assert request_of("reset_session") == ("GET", "/wxa/resetusersessionkey", signed, None)
    assert request_of("phone_number") == (
        "POST",
        "/wxa/business/getuserphonenumber",
        {"access_token": TOKEN},
        {"code": PHONE_CODE, "openid": OPENID},
    )
    assert request_of("rid_info") == (
        "POST",
        "/cgi-bin/openapi/rid/get",
        {"access_token": TOKEN},
        {"rid": "652d44d0-1d0af18b-5b069232"},
    )


@pytest.mark.parametrize(
    ("code", "arrives"),
    [('"0a3" &=+%#', '"0a3" &=+%#'), ("无效\u202e", "无效\u202e"), ("a\nb", "a\nb"), ("\udcff", "\\udcff")],
)
def test_a_strange_code_arrives_as_it_is(code: str, arrives: str) -> None:
    with FaultServer(lambda c: c.answer(200, SESSION)) as server:
        client(server.url).code2session(APPID, secret(), code)
    target = server.requests[0].split(b" ")[1].decode()
    assert parse_qs(urlsplit(target).query)["js_code"] == [arrives]


def test_against_the_sandbox(wechat: Any) -> None:
    made = client(wechat.url, deadline_s=5)
    appsecret = Secret(wechat.secret, SecretKind.APPSECRET)
    code = wechat.control("login")["code"]
    session = made.code2session(wechat.appid, appsecret, code)
    assert session.outcome.kind is OutcomeKind.FINE
    assert (session.step, session.leg, session.endpoint) == (3, Leg.BACKEND_WECHAT, "code2Session")
    again = made.code2session(wechat.appid, appsecret, code)
    assert again.outcome.errcode == 40163
    access = made.stable_token(wechat.appid, appsecret).learnt["access_token"]
    assert isinstance(access, Secret)
    openid, key = session.learnt["openid"], session.learnt["session_key"]
    assert isinstance(openid, str)
    assert isinstance(key, Secret)
    assert made.check_session(access, openid, key).outcome.kind is OutcomeKind.FINE
    assert made.check_session(access, openid, Secret(SESSION_KEY)).outcome.errcode == 87009
    new = made.reset_session(access, openid, key).learnt["session_key"]
    assert isinstance(new, Secret)
    assert new != key
    assert made.check_session(access, openid, key).outcome.errcode == 87009
    phone = made.phone_number(access, wechat.control("tap", kind="phone")["code"])
    assert isinstance(phone.learnt["phoneNumber"], Secret)
    assert made.probe().outcome.errcode == 41002
    assert len(made.flow.exchanges) == 9


# --- faults ---

FAULTS: dict[str, tuple[Behaviour, str]] = {
    "closed": (lambda c: c.sock.close(), "network-closed"),
    "reset": (Connection.reset, "network-reset"),
    "reset in the body": (
        then(lambda c: c.answer(200, SESSION[:9], length=500), lambda c: c.wait(0.05), Connection.reset),
        "network-reset",
    ),
    "silent": (lambda c: c.wait(10), "network-timeout"),
    "drips": (drip(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + b" " * 900, 0.05), "network-timeout"),
    "cut JSON": (lambda c: c.answer(200, SESSION[:40]), "not-json"),
    "bad chunk": (
        lambda c: c.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
        "bad-http",
    ),
    "HTML 502": (lambda c: c.answer(502, b"<html>Bad Gateway"), "http-status"),
    "503": (lambda c: c.answer(503), "http-status"),
    "429": (lambda c: c.answer(429, b"", "Retry-After: 9"), "http-status"),
    "204": (lambda c: c.send(b"HTTP/1.1 204 No Content\r\n\r\n"), "empty-answer"),
    "empty": (lambda c: c.answer(200), "empty-answer"),
    "portal": (lambda c: c.answer(200, "<html>欢迎".encode(), "Content-Type: text/html"), "not-wechat"),
    "GBK": (lambda c: c.answer(200, '{"errcode":1,"errmsg":"无效"}'.encode("gbk")), "not-wechat"),
    "twice": (lambda c: c.answer(200, b'{"errcode":0,"errcode":40029}'), "conflicting-fields"),
    "moved": (lambda c: c.answer(302, b"", f"Location: https://x.test/?secret={APPSECRET}"), "redirect-refused"),
    "bomb": (lambda c: c.answer(200, b" " * (2 << 20)), "response-too-large"),
    "bad gzip": (lambda c: c.answer(200, b"{}", "Content-Encoding: gzip"), "bad-encoding"),
    "echoes": (lambda c: c.answer(200, b"<pre>" + c.request), "not-wechat"),
}


def assert_clean(text: str) -> None:
    for canary in CANARIES:
        for start in range(len(canary) - 7):
            assert canary[start : start + 8] not in text, "eight characters of a secret in a row"


def told(error: WxauthError) -> Iterator[str]:
    """Everything that an error could be printed as."""
    yield from traceback.format_exception(type(error), error, error.__traceback__)
    yield f"{error} {error!r} {error.args} {error.params}"
    for lang in ("zh", "en"):
        words = error_view(error, Texts(lang))  # type: ignore[arg-type]
        assert words.message
        assert words.hint
        yield f"{words.message} {words.hint}"


@pytest.mark.parametrize("call", ["code2session", "phone_number", "token", "stable_token"])
@pytest.mark.parametrize("fault", FAULTS)
def test_fault(fault: str, call: str, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    behaviour, code = FAULTS[fault]
    clock = SystemClock()
    with FaultServer(behaviour) as server:
        made = client(server.url, clock=clock)
        exchange, seconds = measured(lambda: CALLS[call](made))
    assert seconds < DEADLINE_S + 0.5
    assert exchange.outcome.error_code == code
    assert exchange.outcome.sent is Sent.WHOLE
    assert len(server.requests) == len(made.flow.exchanges) <= (3 if call in SAFE else 1)
    with pytest.raises(NetworkError) as caught:
        made.require(exchange)
    error = caught.value
    assert error.exit_code == ExitCode.NETWORK
    assert error.__cause__ is None
    assert error.__context__ is None
    assert error.flow == made.flow
    har = tmp_path / "trace.har"
    write_har(har, made.flow)
    for text in (*told(error), caplog.text, har.read_text(encoding="utf-8")):
        assert_clean(text)


def test_the_portal_is_quoted_and_the_target_named() -> None:
    with FaultServer(FAULTS["portal"][0]) as server:
        made = client(server.url)
        with pytest.raises(NetworkError) as caught:
            made.require(made.code2session(APPID, secret(), CODE))
    assert "<html>欢迎" in error_view(caught.value, Texts("zh")).message
    with FaultServer(FAULTS["moved"][0]) as server:
        made = client(server.url)
        with pytest.raises(NetworkError) as caught:
            made.require(made.code2session(APPID, secret(), CODE))
    assert "https://x.test/" in error_view(caught.value, Texts("en")).message


@pytest.mark.parametrize("call", CALLS)
def test_refused_connections_are_tried_three_times(call: str) -> None:
    clock = FakeClock()
    began = clock.time
    made = client(f"http://127.0.0.1:{closed_port()}", clock=clock, deadline_s=20)
    exchange = CALLS[call](made)
    assert (exchange.outcome.error_code, exchange.outcome.sent) == ("network-refused", Sent.NOTHING)
    assert len(made.flow.exchanges) == 3
    assert clock.time - began == pytest.approx(0.3 + 0.6)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "busy",
    [
        lambda c: c.answer(200, b'{"errcode":-1,"errmsg":"system error"}'),
        lambda c: c.answer(502, b"<html>"),
        lambda c: c.answer(503),
        lambda c: c.answer(504),
    ],
    ids=["-1", "502", "503", "504"],
)
def test_busy_is_repeated_only_where_nothing_is_spent(call: str, busy: Behaviour) -> None:
    with FaultServer(busy) as server:
        made = client(server.url, clock=FakeClock(), deadline_s=20)
        CALLS[call](made)
        assert len(server.requests) == (3 if call in SAFE else 1)


@pytest.mark.parametrize("errcode", [40001, 40013, 40029, 40125, 40163, 40164, 40226, 41002, 42001, 45009, 45011])
def test_a_refusal_is_not_repeated(errcode: int) -> None:
    body = json.dumps({"errcode": errcode, "errmsg": "no rid: 652d44d0-1d0af18b-5b069232"}).encode()
    with FaultServer(lambda c: c.answer(200, body)) as server:
        made = client(server.url, clock=FakeClock(), deadline_s=20)
        exchange = made.stable_token(APPID, secret())
        assert len(server.requests) == 1
    with pytest.raises(WechatRefused) as caught:
        made.require(exchange)
    error = caught.value
    assert (error.errcode, error.rid) == (errcode, "652d44d0-1d0af18b-5b069232")
    assert (error.exit_code, error.flow) == (ExitCode.WECHAT, made.flow)
    for text in told(error):
        assert_clean(text)


def test_busy_then_well() -> None:
    answers = [b'{"errcode":-1,"errmsg":"system error"}', b'{"access_token":"80_abc","expires_in":7200}']
    with FaultServer(lambda c: c.answer(200, answers.pop(0))) as server:
        made = client(server.url, clock=FakeClock(), deadline_s=20)
        exchange = made.require(made.stable_token(APPID, secret()))
    assert exchange.learnt["expires_in"] == 7200
    assert [item.outcome.kind for item in made.flow.exchanges] == [OutcomeKind.WECHAT, OutcomeKind.FINE]


def test_the_deadline_covers_all_attempts() -> None:
    def slow(connection: Connection) -> None:
        connection.wait(0.25)
        connection.answer(503)

    with FaultServer(slow) as server:
        made = client(server.url, deadline_s=0.7)
        _, seconds = measured(lambda: made.stable_token(APPID, secret()))
    assert seconds < 1.2
    assert len(server.requests) == 2
