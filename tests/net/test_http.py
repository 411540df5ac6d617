"""Recorded HTTP: every fault is typed, within the deadline, and `sent` is true."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import time
import zlib
from typing import Any

import pytest

from tests.net.certificates import Authority
from tests.net.fault_server import Behaviour, Connection, FaultServer, closed_port, drip, measured, then
from wxauth_cli.actions.context import SystemClock
from wxauth_cli.core.model import Exchange, HttpRequest, Leg, OutcomeKind, Sent
from wxauth_cli.net import backend
from wxauth_cli.net.http import Http

DEADLINE_S = 0.4
OK = b'{"errcode":0}'
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n" + OK


def send(url: str, *, body: bytes = b"", env: dict[str, str] | None = None, deadline_s: float = DEADLINE_S) -> Exchange:
    http = Http(SystemClock(), deadline_s=deadline_s, env=env or {})
    request = HttpRequest("POST" if body else "GET", url, (), body)
    return http.send(request, step=3, leg=Leg.BACKEND_WECHAT, endpoint="code2Session")


def outcome(exchange: Exchange) -> tuple[OutcomeKind, str | None, Sent]:
    return exchange.outcome.kind, exchange.outcome.error_code, exchange.outcome.sent


def test_an_answer_with_its_times() -> None:
    with FaultServer(lambda c: c.answer(200, OK, "Content-Type: text/plain")) as server:
        exchange = send(server.url + "/sns/jscode2session?js_code=a%20b")
    assert outcome(exchange) == (OutcomeKind.FINE, None, Sent.WHOLE)
    assert exchange.response is not None
    assert exchange.response.body == OK
    assert exchange.response.header("content-type") == "text/plain"
    timing = exchange.timing
    assert timing.dns_ms is not None
    assert timing.connect_ms is not None
    assert timing.tls_ms is None
    assert timing.first_byte_ms is not None
    assert timing.total_ms >= timing.connect_ms + timing.first_byte_ms
    head = server.requests[0].decode().lower()
    assert head.startswith("get /sns/jscode2session?js_code=a%20b http/1.1\r\n")
    assert "connection: close" in head
    assert dict(exchange.request.headers)["host"] == f"127.0.0.1:{server.port}"


def closes(connection: Connection) -> None:
    connection.sock.close()


FAULTS: dict[str, tuple[Behaviour, OutcomeKind, str]] = {
    "closed without an answer": (closes, OutcomeKind.TRANSPORT, "network-closed"),
    "reset before headers": (Connection.reset, OutcomeKind.TRANSPORT, "network-reset"),
    "reset in the body": (
        then(lambda c: c.answer(200, OK, length=500), lambda c: c.wait(0.05), Connection.reset),
        OutcomeKind.TRANSPORT,
        "network-reset",
    ),
    "body ends early": (lambda c: c.answer(200, OK, length=500), OutcomeKind.TRANSPORT, "network-closed"),
    "silent": (lambda c: c.wait(10), OutcomeKind.TRANSPORT, "network-timeout"),
    "silent after the head": (
        then(lambda c: c.answer(200, OK, length=500), lambda c: c.wait(10)),
        OutcomeKind.TRANSPORT,
        "network-timeout",
    ),
    "headers drip": (drip(WHOLE * 5, 0.05), OutcomeKind.TRANSPORT, "network-timeout"),
    "body drips": (
        then(lambda c: c.answer(200, b"", length=500), drip(b" " * 500, 0.05)),
        OutcomeKind.TRANSPORT,
        "network-timeout",
    ),
    "not HTTP": (lambda c: c.send(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), OutcomeKind.TRANSPORT, "bad-http"),
    "bad chunk": (
        lambda c: c.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
        OutcomeKind.TRANSPORT,
        "bad-http",
    ),
    "chunks end early": (
        lambda c: c.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}"),
        OutcomeKind.TRANSPORT,
        "network-closed",
    ),
    "endless headers": (
        lambda c: c.send(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000),
        OutcomeKind.TRANSPORT,
        "bad-http",
    ),
    "bad gzip": (lambda c: c.answer(200, b"nogzip", "Content-Encoding: gzip"), OutcomeKind.HTTP, "bad-encoding"),
    "gzip cut": (
        lambda c: c.answer(200, gzip.compress(OK * 9)[:-9], "Content-Encoding: gzip"),
        OutcomeKind.HTTP,
        "bad-encoding",
    ),
    "encodings upon each other": (
        lambda c: c.answer(200, gzip.compress(gzip.compress(OK)), "Content-Encoding: gzip, gzip"),
        OutcomeKind.HTTP,
        "bad-encoding",
    ),
    "not asked for brotli": (lambda c: c.answer(200, OK, "Content-Encoding: br"), OutcomeKind.HTTP, "bad-encoding"),
    "too large": (lambda c: c.answer(200, b" " * (1 << 20) + OK), OutcomeKind.HTTP, "response-too-large"),
    "502": (lambda c: c.answer(502, b"<html>", "Content-Type: text/html"), OutcomeKind.HTTP, "http-status"),
    "429": (lambda c: c.answer(429, b"", "Retry-After: 5"), OutcomeKind.HTTP, "http-status"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_after_sending(name: str) -> None:
    behaviour, kind, code = FAULTS[name]
    with FaultServer(behaviour) as server:
        exchange, seconds = measured(lambda: send(server.url + "/x?secret=abc", body=b'{"code":"1"}'))
        assert outcome(exchange) == (kind, code, Sent.WHOLE)
        assert seconds < DEADLINE_S + 0.5
        assert len(server.requests) == 1
        assert (exchange.response is None) == (kind is OutcomeKind.TRANSPORT)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_not_followed(status: int) -> None:
    with FaultServer(lambda c: c.answer(200, OK)) as target:
        location = f"Location: {target.url}/?secret=abc"
        with FaultServer(lambda c: c.answer(status, b"", location)) as server:
            exchange = send(server.url)
        assert outcome(exchange) == (OutcomeKind.HTTP, "redirect-refused", Sent.WHOLE)
        assert target.connections == 0


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "raw deflate", "identity"])
def test_encodings(encoding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    data = {
        "gzip": gzip.compress(OK),
        "x-gzip": gzip.compress(OK),
        "deflate": zlib.compress(OK),
        "raw deflate": raw.compress(OK) + raw.flush(),
        "identity": OK,
    }[encoding]
    with FaultServer(lambda c: c.answer(200, data, f"Content-Encoding: {encoding.split()[-1]}")) as server:
        exchange = send(server.url)
    assert exchange.response is not None
    assert exchange.response.body == OK


def test_refused() -> None:
    exchange = send(f"http://127.0.0.1:{closed_port()}/")
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, "network-refused", Sent.NOTHING)
    assert exchange.timing.dns_ms is not None
    assert exchange.timing.connect_ms is None


def test_unknown_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    exchange = send("https://nowhere.invalid/")
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, "network-dns", Sent.NOTHING)
    assert exchange.timing.dns_ms is None


def test_a_resolver_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def hangs(host: str, port: int, *args: Any, flags: int = 0, **kwargs: Any) -> Any:
        if flags & socket.AI_NUMERICHOST:
            return real(host, port, *args, flags=flags, **kwargs)
        time.sleep(2)
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    monkeypatch.setattr(socket, "getaddrinfo", hangs)
    exchange, seconds = measured(lambda: send("https://slow.invalid/"))
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, "network-timeout", Sent.NOTHING)
    assert seconds < DEADLINE_S + 0.5


def test_the_next_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer(lambda c: c.answer(200, OK)) as server:
        dead, alive = ("127.0.0.1", closed_port()), ("127.0.0.1", server.port)
        rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in (dead, alive)]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: rows)
        exchange = send(f"http://localhost:{server.port}/")
    assert outcome(exchange) == (OutcomeKind.FINE, None, Sent.WHOLE)


@pytest.mark.parametrize(("connect_s", "deadline_s"), [(5.0, DEADLINE_S), (0.3, 5.0)])
def test_a_server_that_does_not_accept(monkeypatch: pytest.MonkeyPatch, connect_s: float, deadline_s: float) -> None:
    monkeypatch.setattr(backend, "CONNECT_S", connect_s)
    # A full backlog drops SYNs, as a firewall does.
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        waiting = []
        for _ in range(4):
            sock = socket.socket()
            sock.setblocking(False)
            sock.connect_ex(("127.0.0.1", port))
            waiting.append(sock)
        exchange, seconds = measured(lambda: send(f"http://127.0.0.1:{port}/", deadline_s=deadline_s))
        for sock in waiting:
            sock.close()
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, "network-timeout", Sent.NOTHING)
    assert seconds < DEADLINE_S + 0.5


def test_a_server_that_does_not_read() -> None:
    """The request is larger than what the buffers between hold: it left in part, and is said to."""
    with FaultServer(lambda c: c.wait(10), read_request=False) as server:
        exchange, seconds = measured(lambda: send(server.url, body=b"x" * (32 << 20)))
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, "network-timeout", Sent.PARTLY)
    assert seconds < DEADLINE_S + 0.8


def test_a_cold_handshake_has_its_own_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "CONNECT_S", 0.3)
    with FaultServer(lambda c: c.wait(10), read_request=False) as server:
        exchange, seconds = measured(lambda: send(f"https://localhost:{server.port}/", deadline_s=5))
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, "network-timeout", Sent.NOTHING)
    assert seconds < 1.5


@pytest.mark.parametrize("url", ["http://example.com/", "http://10.0.0.1/", "http://127.0.0.1.example.com/"])
def test_plain_http_stays_on_this_machine(url: str) -> None:
    assert outcome(send(url)) == (OutcomeKind.TRANSPORT, "plain-http-refused", Sent.NOTHING)


def test_localhost_that_is_somewhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 80))]
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, flags=0, **k: real(*a, flags=flags, **k) if flags else rows)
    assert outcome(send("http://localhost/")) == (OutcomeKind.TRANSPORT, "plain-http-refused", Sent.NOTHING)


@pytest.mark.parametrize(
    "url", ["", "nonsense", "ftp://127.0.0.1/", "https://", "http://[::1", "http://127.0.0.1:99999/"]
)
def test_unusable_url(url: str) -> None:
    assert outcome(send(url)) == (OutcomeKind.TRANSPORT, "bad-url", Sent.NOTHING)


# --- TLS ---


def test_tls_is_measured(authority: Authority) -> None:
    with FaultServer(lambda c: c.answer(200, OK), tls=authority.server("localhost")) as server:
        exchange = send(server.url, env={"SSL_CERT_FILE": str(authority.ca_file)}, deadline_s=3)
    assert outcome(exchange) == (OutcomeKind.FINE, None, Sent.WHOLE)
    assert exchange.timing.tls_ms is not None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"names": ("localhost",), "expired": True}, "tls-expired"),
        ({"names": ("api.weixin.qq.com",)}, "tls-wrong-host"),
        ({"names": ("127.0.0.2",)}, "tls-wrong-host"),
        ({"names": ("localhost",), "self_signed": True}, "tls-untrusted"),
    ],
)
def test_wrong_certificate(authority: Authority, wrong: dict[str, Any], code: str) -> None:
    names = wrong.pop("names")
    with FaultServer(lambda c: c.answer(200, OK), tls=authority.server(*names, **wrong)) as server:
        exchange = send(server.url, env={"SSL_CERT_FILE": str(authority.ca_file)}, deadline_s=3)
        assert server.requests == []
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, code, Sent.NOTHING)
    assert exchange.timing.connect_ms is not None
    assert exchange.timing.tls_ms is None


def test_our_authority_is_not_trusted_by_default(authority: Authority) -> None:
    with FaultServer(lambda c: c.answer(200, OK), tls=authority.server("localhost")) as server:
        assert outcome(send(server.url, deadline_s=3)) == (OutcomeKind.TRANSPORT, "tls-untrusted", Sent.NOTHING)


def test_the_processes_environment_is_not_asked(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.ca_file))
    monkeypatch.setenv("SSLKEYLOGFILE", str(authority.ca_file.parent / "keys.log"))
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed_port()}")
    with FaultServer(lambda c: c.answer(200, OK), tls=authority.server("localhost")) as server:
        assert outcome(send(server.url, deadline_s=3)) == (OutcomeKind.TRANSPORT, "tls-untrusted", Sent.NOTHING)
    assert not (authority.ca_file.parent / "keys.log").exists()


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [
        (then(lambda c: c.wait(0.05), Connection.reset), "network-tls"),
        (lambda c: c.answer(400, b"plain"), "network-tls"),
        (lambda c: c.wait(10), "network-timeout"),
        (drip(b"\x16\x03\x03\x00\xff" + b"\x00" * 255, 0.05), "network-timeout"),
    ],
    ids=["reset", "plain text", "silent", "drips"],
)
def test_broken_handshake(behaviour: Behaviour, code: str) -> None:
    with FaultServer(behaviour, read_request=False) as server:
        exchange, seconds = measured(lambda: send(f"https://localhost:{server.port}/"))
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, code, Sent.NOTHING)
    assert seconds < DEADLINE_S + 0.5


def test_unreadable_authority(tmp_path: Any) -> None:
    env = {"SSL_CERT_FILE": str(tmp_path / "absent.pem")}
    assert outcome(send("https://localhost:1/", env=env)) == (
        OutcomeKind.TRANSPORT,
        "tls-ca-unreadable",
        Sent.NOTHING,
    )


# --- proxies ---


def tunnel(port: int) -> Behaviour:
    """A proxy that takes CONNECT to anywhere and goes to that port."""

    def behave(connection: Connection) -> None:
        connection.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(("127.0.0.1", port)) as upstream:
            for sock in (connection.sock, upstream):
                sock.settimeout(0.02)
            while not connection.stopped.is_set():
                for source, sink in ((connection.sock, upstream), (upstream, connection.sock)):
                    try:
                        data = source.recv(65536)
                    except TimeoutError:
                        continue
                    if not data:
                        return
                    sink.sendall(data)

    return behave


def test_through_a_proxy(authority: Authority) -> None:
    with (
        FaultServer(lambda c: c.answer(200, OK), tls=authority.server("api.test")) as target,
        FaultServer(tunnel(target.port)) as proxy,
    ):
        env = {"HTTPS_PROXY": f"http://me:word@127.0.0.1:{proxy.port}", "SSL_CERT_FILE": str(authority.ca_file)}
        exchange = send("https://api.test/x?secret=abc", env=env, deadline_s=3)
    assert outcome(exchange) == (OutcomeKind.FINE, None, Sent.WHOLE)
    assert proxy.requests[0].startswith(b"CONNECT api.test:443 HTTP/1.1\r\n")
    assert b"proxy-authorization: basic" in proxy.requests[0].lower()
    assert b"secret" not in proxy.requests[0]
    assert target.requests[0].startswith(b"GET /x?secret=abc ")


def test_through_a_proxy_that_speaks_tls(authority: Authority) -> None:
    with (
        FaultServer(lambda c: c.answer(200, OK), tls=authority.server("api.test")) as target,
        FaultServer(tunnel(target.port), tls=authority.server("localhost")) as proxy,
    ):
        env = {"https_proxy": proxy.url, "SSL_CERT_FILE": str(authority.ca_file)}
        exchange = send("https://api.test/", env=env, deadline_s=3)
    assert outcome(exchange) == (OutcomeKind.FINE, None, Sent.WHOLE)


@pytest.mark.parametrize(
    "behaviour",
    [lambda c: c.answer(407, b"sign in"), lambda c: c.answer(502), closes, Connection.reset],
    ids=["407", "502", "closed", "reset"],
)
def test_proxy_does_not_connect(behaviour: Behaviour) -> None:
    with FaultServer(behaviour) as proxy:
        exchange = send("https://api.test/?secret=abc", env={"ALL_PROXY": f"127.0.0.1:{proxy.port}"})
        assert all(b"secret" not in request for request in proxy.requests)
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, "network-proxy", Sent.NOTHING)


def test_proxy_is_not_there() -> None:
    exchange = send("https://api.test/", env={"HTTPS_PROXY": f"http://127.0.0.1:{closed_port()}"})
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, "network-proxy", Sent.NOTHING)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "ftp://127.0.0.1", "http://", "http://[x"])
def test_proxy_that_cannot_be_used(proxy: str) -> None:
    exchange = send("https://api.test/", env={"HTTPS_PROXY": proxy})
    assert outcome(exchange) == (OutcomeKind.TRANSPORT, "proxy-unsupported", Sent.NOTHING)


# --- what it costs ---

_BOMBED = """
import re, sys
from wxauth_cli.actions.context import SystemClock
from wxauth_cli.core.model import HttpRequest, Leg
from wxauth_cli.net.http import Http
def peak():
    # Not ru_maxrss: that begins with the peak of the process that started this one.
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
def send(path):
    http = Http(SystemClock(), deadline_s=10)
    return http.send(HttpRequest("GET", sys.argv[1] + path), step=3, leg=Leg.BACKEND_WECHAT, endpoint="x")
assert send("/small").outcome.error_code is None
before = peak()
outcome = send("/bomb").outcome
print(outcome.error_code, peak() - before)
"""


def test_gzip_bomb_stays_small() -> None:
    pack = zlib.compressobj(9, wbits=31)
    bomb = b"".join(pack.compress(bytes(1 << 20)) for _ in range(200)) + pack.flush()

    def behave(connection: Connection) -> None:
        is_bomb = b"/bomb" in connection.request
        connection.answer(200, bomb if is_bomb else gzip.compress(OK), "Content-Encoding: gzip")

    with FaultServer(behave) as server:
        done = subprocess.run(
            [sys.executable, "-c", _BOMBED, server.url], capture_output=True, text=True, timeout=30, check=True
        )
    code, kibibytes = done.stdout.split()
    assert code == "response-too-large"
    assert int(kibibytes) < 32 * 1024
