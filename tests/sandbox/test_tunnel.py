"""The proxy of `sandbox run`: WeChat's API reaches the sandbox, nothing else reaches anything."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator

import pytest

from tests.sandbox.test_tls import NOW, trusting
from wxauth_cli.sandbox.authority import make_authority, server_context
from wxauth_cli.sandbox.server import Running, open_wechat_door, serve_in_thread
from wxauth_cli.sandbox.tunnel import Proxy, open_proxy, target_of


@pytest.fixture
def running() -> Iterator[Running]:
    with serve_in_thread(seed=1) as sandbox:
        yield sandbox


@pytest.fixture
def way(running: Running) -> Iterator[tuple[Proxy, ssl.SSLContext]]:
    authority = make_authority(NOW)
    tls_port, close_tls = open_wechat_door(running.front, tls=server_context(authority, NOW))
    clear_port, close_clear = open_wechat_door(running.front, tls=None)
    proxy = open_proxy(tls_port=tls_port, clear_port=clear_port)
    yield proxy, trusting(authority.certificate_pem)
    proxy.close()
    close_clear()
    close_tls()


def dial(proxy: Proxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(proxy.url.rpartition(":")[2])), timeout=10)


def raw(proxy: Proxy, head: bytes) -> bytes:
    with dial(proxy) as connection:
        connection.sendall(head)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


@pytest.mark.parametrize("host", ["api.weixin.qq.com", "API2.weixin.qq.com", "qyapi.weixin.qq.com"])
def test_a_tunnel_to_wechat_ends_at_the_sandbox(running: Running, way: tuple[Proxy, ssl.SSLContext], host: str) -> None:
    proxy, context = way
    with dial(proxy) as connection:
        connection.sendall(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n".encode())
        assert connection.recv(65536) == b"HTTP/1.1 200 Connection Established\r\n\r\n"
        with context.wrap_socket(connection, server_hostname=host.lower()) as tls:
            tls.sendall(f"GET /cgi-bin/token HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            while piece := tls.recv(65536):
                answer += piece
    # A path of the other host is no path of WeCom's.
    assert b'"errcode":%d,' % (40066 if host.startswith("qyapi") else 41002) in answer
    assert [entry["path"] for entry in running.control("journal")["entries"]] == ["/cgi-bin/token"]


def test_a_request_in_clear_reaches_the_sandbox_as_https(running: Running, way: tuple[Proxy, ssl.SSLContext]) -> None:
    running.control("app", appid=running.appid, require_https=True)
    answer = raw(
        way[0],
        f"GET https://api.weixin.qq.com/sns/jscode2session?appid={running.appid} HTTP/1.1\r\n"
        "Host: api.weixin.qq.com\r\nConnection: close\r\n\r\n".encode(),
    )
    assert b'"errcode":41004,' in answer


def test_a_second_request_of_a_connection_cannot_leave_either(way: tuple[Proxy, ssl.SSLContext]) -> None:
    answer = raw(
        way[0],
        b"GET https://api.weixin.qq.com/cgi-bin/token HTTP/1.1\r\nHost: api.weixin.qq.com\r\n\r\n"
        b"GET https://example.com/ HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n",
    )
    assert answer.count(b"HTTP/1.1 ") == 2
    assert b"HTTP/1.1 403 " in answer


@pytest.mark.parametrize(
    ("head", "place"),
    [
        (b"CONNECT example.com:443 HTTP/1.1", "example.com:443"),
        (b"CONNECT mp.weixin.qq.com:443 HTTP/1.1", "mp.weixin.qq.com:443"),
        (b"CONNECT api.weixin.qq.com:80 HTTP/1.1", "api.weixin.qq.com:80"),
        (b"CONNECT api.weixin.qq.com.evil.example:443 HTTP/1.1", "api.weixin.qq.com.evil.example:443"),
        (b"CONNECT 127.0.0.1:22 HTTP/1.1", "127.0.0.1:22"),
        (b"CONNECT [::1]:22 HTTP/1.1", "::1:22"),
        (b"GET http://api.weixin.qq.com/ HTTP/1.1", "api.weixin.qq.com:80"),
        (b"GET https://example.com/ HTTP/1.1", "example.com:443"),
        (b"POST http://169.254.169.254/latest HTTP/1.1", "169.254.169.254:80"),
    ],
)
def test_everything_else_is_refused_and_noted(way: tuple[Proxy, ssl.SSLContext], head: bytes, place: str) -> None:
    proxy, _ = way
    for _ in range(2):
        answer = raw(proxy, head + b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 403 Forbidden\r\n")
        assert place.encode() in answer
    assert proxy.refused == {place: 2}


@pytest.mark.parametrize(
    "head",
    [
        b"nonsense",
        b"GET / HTTP/1.1",
        b"CONNECT :443 HTTP/1.1",
        b"CONNECT api.weixin.qq.com:99999 HTTP/1.1",
        b"CONNECT api.weixin.qq.com:443 HTTP/2.0",
        b"GET ftp://api.weixin.qq.com/ HTTP/1.1",
        b"CONNECT http://[::1 HTTP/1.1",
        b"\xff\xfe \x00 HTTP/1.1",
    ],
)
def test_what_is_no_request_of_a_proxy_is_answered_so(way: tuple[Proxy, ssl.SSLContext], head: bytes) -> None:
    assert raw(way[0], head + b"\r\n\r\n").startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert way[0].refused == {}


def test_an_endless_head_is_cut_off(way: tuple[Proxy, ssl.SSLContext]) -> None:
    assert raw(way[0], b"CONNECT api.weixin.qq.com:443 HTTP/1.1\r\nX: " + b"a" * 70_000).startswith(b"HTTP/1.1 431 ")


def test_only_so_many_refusals_are_remembered(way: tuple[Proxy, ssl.SSLContext]) -> None:
    for number in range(120):
        raw(way[0], f"CONNECT host{number}.example:443 HTTP/1.1\r\n\r\n".encode())
    assert len(way[0].refused) == 100


def test_close_ends_what_is_open_and_may_be_called_twice(running: Running) -> None:
    clear_port, close_clear = open_wechat_door(running.front, tls=None)
    proxy = open_proxy(tls_port=clear_port, clear_port=clear_port)
    silent, tunnelled = dial(proxy), dial(proxy)
    tunnelled.sendall(b"CONNECT api.weixin.qq.com:443 HTTP/1.1\r\n\r\n")
    assert tunnelled.recv(100).startswith(b"HTTP/1.1 200 ")
    began = time.monotonic()
    proxy.close()
    proxy.close()
    close_clear()
    assert time.monotonic() - began < 2
    for connection in (silent, tunnelled):
        with contextlib.suppress(ConnectionResetError):
            assert connection.recv(100) == b""
        connection.close()
    assert "wxauth-proxy" not in {thread.name for thread in threading.enumerate()}


def test_target_of_reads_both_forms() -> None:
    assert target_of("CONNECT api.weixin.qq.com:443 HTTP/1.1") == ("CONNECT", "api.weixin.qq.com", 443)
    assert target_of("GET https://api.weixin.qq.com/x?y HTTP/1.0") == ("GET", "api.weixin.qq.com", 443)
    assert target_of("GET http://api.weixin.qq.com:8080/ HTTP/1.1") == ("GET", "api.weixin.qq.com", 8080)
