"""Both doors give the same answers; the outer one guards itself."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import pytest

from tests.conftest import NOW
from wxauth_cli.sandbox.front import Front
from wxauth_cli.sandbox.guard import Limits
from wxauth_cli.sandbox.server import PortInUse, Running, serve_in_thread
from wxauth_cli.sandbox.state import State
from wxauth_cli.sandbox.transport import httpx_transport

LIMITS = Limits(header_bytes=8 * 1024, body_bytes=64 * 1024, request_s=0.4)


@pytest.fixture
def guarded() -> Iterator[Running]:
    with serve_in_thread(State(seed=1, now=lambda: NOW), limits=LIMITS) as running:
        yield running


def raw(running: Running, data: bytes, *, wait_s: float = 5.0) -> bytes:
    """What comes back for these bytes until the server closes."""
    target = urlsplit(running.url)
    with socket.create_connection((target.hostname, target.port), timeout=wait_s) as connection:
        connection.sendall(data)
        answer = b""
        try:
            while chunk := connection.recv(65536):
                answer += chunk
        except ConnectionResetError:
            pass
        return answer


def test_two_doors_give_identical_answers() -> None:
    outer = serve_in_thread(State(seed=5, now=lambda: NOW))
    inner_state = State(seed=5, now=lambda: NOW)
    inner = httpx.Client(transport=httpx_transport(Front.of(inner_state)), base_url="https://api.weixin.qq.com")
    appid, secret = outer.appid, outer.secret
    assert (appid, secret) == (inner_state.default.appid, inner_state.default.secret)
    credentials = {"appid": appid, "secret": secret}
    exchange = {**credentials, "js_code": "x", "grant_type": "authorization_code"}
    grant = {**credentials, "grant_type": "client_credential"}
    calls: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", "/sns/jscode2session", {"params": exchange}),
        ("POST", "/sns/jscode2session", {"json": exchange}),
        ("GET", "/cgi-bin/token", {"params": grant}),
        ("POST", "/cgi-bin/stable_token", {"json": grant}),
        ("POST", "/cgi-bin/stable_token", {"content": b"a=1&b=\xff"}),
        ("GET", "/cgi-bin/stable_token", {}),
        ("PUT", "/wxa/checksession", {}),
        ("DELETE", "/nowhere/%E7%A0%81", {"params": {"a": "\u7801 +&="}}),
        ("GET", "/", {}),
    ]
    with outer, inner, httpx.Client(base_url=outer.url, trust_env=False) as over_http:
        for method, path, rest in calls:
            a, b = over_http.request(method, path, **rest), inner.request(method, path, **rest)
            assert (a.status_code, a.content) == (b.status_code, b.content), path
            assert dict(a.headers) == dict(b.headers), path
        assert [entry.query for entry in outer.state.journal.entries()] == [
            entry.query for entry in inner_state.journal.entries()
        ]


def test_fixture_serves_over_real_http(wechat: Running) -> None:
    code = wechat.control("login", user="ann")["code"]
    query = {"appid": wechat.appid, "secret": wechat.secret, "js_code": code, "grant_type": "authorization_code"}
    answer = httpx.get(f"{wechat.url}/sns/jscode2session", params=query, trust_env=False)
    assert answer.headers["content-type"] == "text/plain"
    assert list(json.loads(answer.text)) == ["session_key", "openid", "unionid"]
    assert wechat.control("journal")["entries"][0]["errcode"] == 0


def test_control_refusal_is_a_value_error_with_its_words(wechat: Running) -> None:
    with pytest.raises(ValueError, match="no argument"):
        wechat.control("login", nonsense=1)


def test_whitelist_sees_the_address_of_the_connection(wechat: Running) -> None:
    wechat.control("app", appid=wechat.appid, ip_whitelist=["10.0.0.1"])
    query = {"appid": wechat.appid, "secret": wechat.secret, "js_code": "x", "grant_type": "authorization_code"}
    headers = {"X-Forwarded-For": "10.0.0.1", "X-Real-IP": "10.0.0.1"}
    answer = httpx.get(f"{wechat.url}/sns/jscode2session", params=query, headers=headers, trust_env=False).text
    assert "invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist" in answer


def test_slow_fault_is_late_over_http_and_times_out_in_process(wechat: Running) -> None:
    query = {"appid": wechat.appid, "secret": wechat.secret, "grant_type": "authorization_code"}
    wechat.control("fault", path="/sns/jscode2session", kind="slow", delay_s=0.3)
    code = wechat.control("login")["code"]
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{wechat.url}/sns/jscode2session", params={**query, "js_code": code}, timeout=0.1, trust_env=False)
    again = httpx.get(f"{wechat.url}/sns/jscode2session", params={**query, "js_code": code}, trust_env=False)
    assert json.loads(again.text)["errcode"] == 40163

    waited: list[float] = []
    inner = httpx.Client(
        transport=httpx_transport(wechat.front, sleep=waited.append), base_url="https://api.weixin.qq.com"
    )
    with inner:
        wechat.control("fault", kind="slow", delay_s=30, times=2)
        with pytest.raises(httpx.ReadTimeout):
            inner.get("/sns/jscode2session", timeout=5)
        assert inner.get("/sns/jscode2session", timeout=60).status_code == 200
    assert waited == [5, 30]


def test_an_async_client_in_the_same_process(wechat: Running) -> None:
    """A backend in FastAPI or aiohttp's manner is tested without a socket, many calls at once."""
    query = {"appid": wechat.appid, "secret": wechat.secret, "grant_type": "authorization_code"}
    codes = [wechat.login(user=f"user-{number}") for number in range(20)]

    async def exchange_all() -> list[httpx.Response]:
        async with httpx.AsyncClient(
            transport=httpx_transport(wechat.front), base_url="https://api.weixin.qq.com"
        ) as client:
            wechat.fault("slow", path="/sns/jscode2session", delay_s=0.2, times=20)
            answers = await asyncio.gather(
                *(client.get("/sns/jscode2session", params={**query, "js_code": code}) for code in codes)
            )
            wechat.fault("reset")
            with pytest.raises(httpx.ReadError):
                await client.get("/sns/jscode2session")
            wechat.fault("slow", delay_s=30)
            with pytest.raises(httpx.ReadTimeout):
                await client.get("/sns/jscode2session", timeout=0.05)
            return answers

    answers = asyncio.run(exchange_all())
    assert len({answer.json()["openid"] for answer in answers}) == 20


def test_slow_fault_does_not_hold_up_other_calls(wechat: Running) -> None:
    wechat.control("fault", path="/cgi-bin/token", kind="slow", delay_s=600)
    slow = threading.Thread(
        target=lambda: raw(wechat, b"GET /cgi-bin/token HTTP/1.1\r\nHost: localhost\r\n\r\n", wait_s=30), daemon=True
    )
    slow.start()
    for _ in range(200):
        if wechat.control("journal")["entries"]:
            break
        time.sleep(0.01)
    assert httpx.get(f"{wechat.url}/nowhere", trust_env=False).json()["errcode"] == 40066
    wechat.close()
    slow.join(5)
    assert not slow.is_alive()


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "0.0.0.0", "192.168.1.5", "", "[::1", "a:b:c"]
    + [f"rebind{index}.example:80" for index in range(12)],
)
def test_foreign_host_is_refused(wechat: Running, host: str) -> None:
    answer = raw(wechat, f"GET /cgi-bin/token HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert wechat.state.journal.entries() == ()


def test_missing_or_second_host_is_refused(wechat: Running) -> None:
    for head in (b"", b"Host: localhost\r\nHost: localhost\r\n"):
        answer = raw(wechat, b"GET /cgi-bin/token HTTP/1.1\r\n" + head + b"Connection: close\r\n\r\n")
        assert answer.split(b" ")[1] in (b"400", b"403")
    assert wechat.state.journal.entries() == ()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1234", "LOCALHOST", "[::1]:80"])
def test_own_host_is_served(wechat: Running, host: str) -> None:
    answer = raw(wechat, f"GET /nowhere HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example", "file://"])
def test_foreign_origin_is_refused_and_nothing_is_done(wechat: Running, origin: str) -> None:
    headers = {"Origin": origin, "Authorization": f"Bearer {wechat.control_token}"}
    answer = httpx.post(f"{wechat.control_url}/login", headers=headers, trust_env=False)
    assert answer.status_code == 403
    assert not any(name.startswith("access-control") for name in answer.headers)


def test_preflight_gets_no_permission(wechat: Running) -> None:
    headers = {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST"}
    answer = httpx.options(f"{wechat.control_url}/login", headers=headers, trust_env=False)
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize(
    "header", [None, "Bearer x", "Bearer", "Basic {token}", "{token}", "Bearer {token}x", "Bearer \u00e9"]
)
def test_control_without_its_token_is_401(wechat: Running, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header.format(token=wechat.control_token).encode("latin-1")}
    answer = httpx.post(f"{wechat.control_url}/reset", headers=headers, trust_env=False)
    assert answer.status_code == 401
    assert list(answer.json()) == ["error"]


def test_control_path_cannot_be_guessed_and_differs_each_time(wechat: Running) -> None:
    assert len(wechat.front.control_path) > 16
    assert Front.of(wechat.state).control_path != wechat.front.control_path
    headers = {"Authorization": f"Bearer {wechat.control_token}"}
    assert httpx.post(f"{wechat.url}/login", headers=headers, trust_env=False).json()["errcode"] == 40066


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.1", "::", "example.com", ""])
def test_only_loopback_is_listened_on(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        serve_in_thread(State(now=lambda: NOW), host=host)


def test_listens_on_one_loopback_address(wechat: Running) -> None:
    port = urlsplit(wechat.url).port
    assert port is not None
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", port))


def test_port_in_use_is_said(wechat: Running) -> None:
    with pytest.raises(PortInUse):
        serve_in_thread(State(now=lambda: NOW), port=urlsplit(wechat.url).port or 0)


@pytest.mark.parametrize("chunked", [False, True])
def test_oversize_body_is_413(guarded: Running, chunked: bool) -> None:
    part = b"x" * 16_384
    body: Any = iter([part] * 8) if chunked else part * 8
    try:
        status = httpx.post(f"{guarded.url}/cgi-bin/stable_token", content=body, trust_env=False).status_code
    except (httpx.WriteError, httpx.ReadError):
        status = 413  # the server had answered and closed while the client still wrote
    assert status == 413
    assert guarded.state.journal.entries() == ()


def test_oversize_head_is_431(guarded: Running) -> None:
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: " + b"a" * 9000
    assert raw(guarded, head).startswith(b"HTTP/1.1 431 ")


def test_head_of_many_small_lines_is_431(guarded: Running) -> None:
    head = b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: aaaaaaaaaaaaaaaa\r\n" * 500
    assert raw(guarded, head).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GET / HT",
        b"POST /cgi-bin/stable_token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
    ],
    ids=["nothing", "half-a-head", "half-a-body"],
)
def test_slow_client_is_sent_away(guarded: Running, data: bytes) -> None:
    before = time.monotonic()
    raw(guarded, data)
    assert 0.3 < time.monotonic() - before < 3
    assert guarded.state.journal.entries() == ()


def test_slow_answer_is_no_slow_client(guarded: Running) -> None:
    guarded.control("fault", kind="slow", delay_s=0.8)
    assert httpx.get(f"{guarded.url}/nowhere", trust_env=False).json()["errcode"] == 40066


def test_connection_is_kept_alive_between_calls(guarded: Running) -> None:
    target = urlsplit(guarded.url)
    connection = http.client.HTTPConnection(target.hostname or "", target.port)
    try:
        for _ in range(3):
            connection.request("GET", "/nowhere")
            socket_before = connection.sock
            assert connection.getresponse().read()
            assert connection.sock is socket_before is not None
    finally:
        connection.close()


def test_answers_on_a_kept_connection_come_without_delay(wechat: Running) -> None:
    with httpx.Client(base_url=wechat.url, trust_env=False) as client:
        client.get("/nowhere")
        before = time.monotonic()
        for _ in range(50):
            client.get("/nowhere")
        # With Nagle's algorithm on, each takes 40 ms and all take 2 s.
        assert time.monotonic() - before < 1.0


@pytest.mark.parametrize(
    "data", [b"\x16\x03\x01\x02\x00\x01", b"nonsense\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 50]
)
def test_bytes_that_are_no_http_are_400(guarded: Running, data: bytes) -> None:
    assert raw(guarded, data).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("name", ["Upgrade", "upgrade", "UPGRADE"])
@pytest.mark.parametrize("what", ["h2c", "websocket"])
def test_an_offer_of_another_protocol_costs_no_body(wechat: Running, name: str, what: str) -> None:
    """Java's HttpClient offers HTTP/2 with its first request."""
    grant = {"grant_type": "client_credential", "appid": wechat.appid, "secret": wechat.secret}
    body = json.dumps({**grant, "note": "\r\nUpgrade: stays"}).encode()
    head = (
        "POST /cgi-bin/stable_token HTTP/1.1\r\nHost: 127.0.0.1\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n"
        f"{name}: {what}\r\nConnection: Upgrade, HTTP2-Settings\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    last = f"GET /cgi-bin/token?{urlencode(grant)} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
    answer = raw(wechat, head + body + last)
    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert answer.count(b'{"access_token":') == 2


def test_requests_in_one_piece_are_answered_in_their_order_also_behind_a_slow_one(wechat: Running) -> None:
    wechat.control("fault", path="/cgi-bin/token", kind="slow", delay_s=0.2)
    ask = "GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n"
    pieces = [ask.format("/cgi-bin/token", ""), ask.format("/a", ""), ask.format("/b", "Connection: close\r\n")]
    answer = raw(wechat, "".join(pieces).encode())
    assert answer.count(b"HTTP/1.1 200 OK") == 3
    assert answer.index(b"41002") < answer.index(b"40066") < answer.rindex(b"40066")
    assert [entry.path for entry in wechat.state.journal.entries()] == ["/cgi-bin/token", "/a", "/b"]


def test_a_client_that_asks_first_may_send_its_body(wechat: Running) -> None:
    head = b"POST /cgi-bin/stable_token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n"
    answer = raw(wechat, head + b"Expect: 100-continue\r\nConnection: close\r\n\r\n{}")
    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")


def test_a_body_of_many_small_chunks_is_read_at_once_and_trailers_are_passed_over(wechat: Running) -> None:
    head = b"POST /cgi-bin/stable_token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunks = b"1\r\n \r\n" * 150_000 + b"2\r\n{}\r\n0\r\nHost: evil.example\r\nX: " + b"a" * 60_000 + b"\r\n\r\n"
    last = b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 10_000 + b"\r\nConnection: close\r\n\r\n"
    before = time.monotonic()
    answer = raw(wechat, head + chunks + last)
    assert time.monotonic() - before < 3
    assert (answer.count(b"HTTP/1.1 200 OK"), b"41002" in answer, b"40066" in answer) == (2, True, True)


def test_head_has_no_body_and_http_1_0_ends_the_connection(wechat: Running) -> None:
    answer = raw(wechat, b"HEAD /cgi-bin/token HTTP/1.0\r\nHost: localhost\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert (b"Content-Length: " in head, body) == (True, b"")


def test_a_connection_without_requests_is_closed_in_silence() -> None:
    with serve_in_thread(State(seed=1, now=lambda: NOW), limits=Limits(request_s=0.2, idle_s=0)) as running:
        answer = raw(running, b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.count(b"HTTP/1.1") == 1


def test_a_client_that_has_gone_does_not_end_the_server(wechat: Running) -> None:
    wechat.control("fault", kind="slow", delay_s=0.2, times=3)
    target = urlsplit(wechat.url)
    for _ in range(3):
        with socket.create_connection((target.hostname, target.port)) as line:
            line.sendall(b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n")
    time.sleep(0.4)
    assert httpx.get(f"{wechat.url}/nowhere", trust_env=False).json()["errcode"] == 40066


def test_one_code_is_exchanged_once_by_many_clients(wechat: Running) -> None:
    code = wechat.control("login")["code"]
    query = urlencode(
        {"appid": wechat.appid, "secret": wechat.secret, "js_code": code, "grant_type": "authorization_code"}
    )
    answers: list[dict[str, Any]] = []

    def exchange() -> None:
        answers.append(json.loads(httpx.get(f"{wechat.url}/sns/jscode2session?{query}", trust_env=False).text))

    threads = [threading.Thread(target=exchange) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.get("errcode", 0) for answer in answers) == [0] + [40163] * 15


def test_closing_twice_is_harmless() -> None:
    running = serve_in_thread(State(now=lambda: NOW))
    running.close()
    running.close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(running.url, trust_env=False)
