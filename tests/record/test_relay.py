"""What a client sees through the recorder is what it sees without it; what is heard of it is what was said."""

from __future__ import annotations

import socket
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.record.support import ANSWERS, EVENTS, PACKED, Heads, Server, abort, get, relaying, talk
from wxauth_cli.record.doors import CannotListen, Door, Doors
from wxauth_cli.record.heard import KEPT_BYTES
from wxauth_cli.record.target import target_of


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        yield made


CLOSE = "Connection: close"
CASES: dict[str, tuple[bytes, ...]] = {
    **{path: (get(path, CLOSE),) for path in ANSWERS},
    "HEAD": (get("/plain", CLOSE, method="HEAD"),),
    "HEAD, then GET": (get("/plain", method="HEAD"), get("/plain", CLOSE)),
    "keep-alive": (
        get("/plain"),
        get("/chunked"),
        get("/gzip"),
        get("/empty"),
        get("/unchanged"),
        get("/plain", CLOSE),
    ),
    "pipelined": (get("/plain") + get("/chunked") + get("/plain", CLOSE),),
    "HTTP/1.0": (get("/plain", version="1.0", host="127.0.0.1") + b"",),
    "body": (get("/echo", CLOSE, method="POST", body='{"code":"1"}'),),
    "body in pieces": (get("/echo", CLOSE, "Content-Length: 6", method="POST"), b"abc", b"def"),
    "head in pieces": (b"GET /plain HT", b"TP/1.1\r\nHost: 127.0.0.1\r\nConn", b"ection: close\r\n\r\n"),
    "chunked body": (
        get("/echo", CLOSE, "Transfer-Encoding: chunked", method="POST"),
        b"3\r\nabc\r\n",
        b"3\r\ndef\r\n0\r\n\r\n",
    ),
    "expect": (get("/echo", CLOSE, "Expect: 100-continue", "Content-Length: 3", method="POST"), b"abc"),
    "refused early": (get("/too-large", CLOSE, "Content-Length: 100000000", method="POST"), b"x" * 1000),
    "h2c offered": (
        get(
            "/echo",
            CLOSE,
            "Upgrade: h2c",
            "Connection: Upgrade, HTTP2-Settings",
            "HTTP2-Settings: AAMAAABk",
            method="POST",
            body="abc",
        ),
    ),
    "websocket": (
        get("/socket", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x"),
        b"\x81\x85mask",
        b"\x88\x80",
    ),
    "patch": (get("/echo", CLOSE, method="PATCH", body="x"),),
    "odd method": (get("/echo", CLOSE, method="PROPFIND", body="x"),),
}


@pytest.mark.parametrize("name", CASES)
def test_the_client_sees_what_it_would_have_seen(server: Server, name: str) -> None:
    direct = talk(server.port, *CASES[name])
    with relaying(server.url) as (doors, _):
        assert talk(doors.ports[0], *CASES[name]) == direct
    assert direct[0] or name in ("/silence",)


@pytest.mark.parametrize("name", CASES)
def test_the_server_gets_what_it_would_have_got(server: Server, name: str) -> None:
    host = f"127.0.0.1:{server.port}"
    talk(server.port, *(piece.replace(b"Host: 127.0.0.1\r", f"Host: {host}\r".encode()) for piece in CASES[name]))
    direct, server.requests = server.requests, []
    with relaying(server.url) as (doors, _):
        talk(doors.ports[0], *CASES[name])
    assert server.requests == direct


def test_one_connection_for_one(server: Server) -> None:
    with relaying(server.url) as (doors, _):
        talk(doors.ports[0], get("/plain"), get("/plain"), get("/plain", CLOSE))
        talk(doors.ports[0], get("/plain", CLOSE))
    assert server.connections == 2


def test_what_is_heard(server: Server) -> None:
    with relaying(server.url) as (doors, heads):
        talk(doors.ports[0], get("/gzip?a=1"), get("/echo", CLOSE, "X-Mine: 1", method="POST", body="abc"))
        first, second = heads.wait(2)
    assert first["url"] == f"{server.url}/gzip?a=1"
    assert b64decode(first["response_body"]["data"]) == PACKED
    assert (first["id"], second["id"]) == (1, 2)
    assert ("Host", f"127.0.0.1:{server.port}") in second["request_headers"]
    assert ("X-Mine", "1") in second["request_headers"]
    assert second["request_body"] == {"data": "YWJj", "size": 3}
    assert (second["status"], second["reason"], second["failure"], second["sent"]) == (200, "OK", None, "whole")
    ms = second["ms"]
    assert 0 <= ms["added"] <= ms["total"]
    assert ms["first_byte"] <= ms["total"]


@pytest.mark.parametrize(
    ("path", "status", "failure"),
    [
        ("/silence", None, "network-closed"),
        ("/half", 200, "network-closed"),
        ("/half-chunk", 200, "network-closed"),
        ("/reset", 200, "network-reset"),
        ("/garbage", None, "bad-http"),
        ("/until-close", 200, None),
        ("/old", 200, None),
        ("/hints", 200, None),
        ("/empty", 204, None),
        ("/failed", 500, None),
    ],
)
def test_how_it_ended_is_heard(server: Server, path: str, status: int | None, failure: str | None) -> None:
    with relaying(server.url) as (doors, heads):
        talk(doors.ports[0], get(path, CLOSE))
        (heard,) = heads.wait(1)
    assert (heard["status"], heard["failure"]) == (status, failure)


def test_events_arrive_one_by_one(server: Server) -> None:
    with relaying(server.url) as (doors, heads), socket.create_connection(("127.0.0.1", doors.ports[0])) as client:
        client.sendall(get("/sse"))
        pieces = []
        while data := client.recv(65536):
            pieces.append(data)
        (heard,) = heads.wait(1)
    assert pieces[1:] == EVENTS
    assert b64decode(heard["response_body"]["data"]) == b"".join(EVENTS)


def test_a_long_answer_is_noted_while_it_goes_on(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wxauth_cli.record.relay.SNAPSHOT_S", 0.05)
    with relaying(server.url) as (doors, heads):
        talk(doors.ports[0], get("/sse"))
        heads.wait(1)
    sizes = [message["response_body"]["size"] for message in heads.all if message["open"]]
    assert sizes[0] == 0
    assert any(0 < size < sum(map(len, EVENTS)) for size in sizes)


def test_the_websocket_is_heard_of(server: Server) -> None:
    with relaying(server.url) as (doors, heads):
        talk(doors.ports[0], *CASES["websocket"])
        (heard,) = heads.wait(1)
    assert heard["status"] == 101
    assert heard["failure"] is None
    assert heard["upgraded"] == [8, 7 + 8]


def test_a_large_upload_passes_whole_and_is_kept_in_part(server: Server) -> None:
    size = 50_000_000
    with relaying(server.url) as (doors, heads), socket.create_connection(("127.0.0.1", doors.ports[0])) as client:
        client.sendall(get("/echo", CLOSE, f"Content-Length: {size}", method="POST"))
        for _ in range(size // 100_000):
            client.sendall(b"u" * 100_000)
        got = b""
        while data := client.recv(65536):
            got += data
        (heard,) = heads.wait(1)
    assert got.startswith(b"HTTP/1.1 200 OK")
    assert heard["request_body"]["size"] == size
    assert len(b64decode(heard["request_body"]["data"])) == KEPT_BYTES


def test_a_reader_that_is_slow_gets_all_of_it(server: Server) -> None:
    with relaying(server.url) as (doors, heads), socket.create_connection(("127.0.0.1", doors.ports[0])) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        client.sendall(get("/large", CLOSE))
        time.sleep(0.3)
        assert not heads.over  # it waits for the reader and does not hold it all
        count = 0
        while data := client.recv(1 << 20):
            count += len(data)
        (heard,) = heads.wait(1)
    assert count > 20_000_000
    assert heard["response_body"]["size"] == 20_000_000


def test_fifty_clients_at_once(server: Server) -> None:
    def login(number: int) -> list[bytes]:
        body = f'{{"code":"{number:032d}"}}'
        paths = [get("/echo", method="POST", body=body)] * 9 + [get("/slow/0.05", CLOSE)]
        return [talk(doors.ports[0], *paths, pause_s=0.01)[0]]

    with relaying(server.url) as (doors, heads):
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(login, range(50)))
        heads.wait(500)
    for number, (got,) in enumerate(answers):
        assert got.count(f'{{"code":"{number:032d}"}}'.encode()) == 9
        assert got.endswith(b"slow")
    assert len({message["id"] for message in heads.over}) == 500


def test_nobody_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with relaying(f"http://127.0.0.1:{port}") as (doors, heads):
            got, end = talk(doors.ports[0], get("/login", method="POST", body="{}"))
            (heard,) = heads.wait(1)
            large = talk(doors.ports[0], get("/x", "Content-Length: 5000000", method="POST") + b"x" * 5_000_000)
            head = talk(doors.ports[0], get("/x", method="HEAD"))
    assert got.startswith(b"HTTP/1.1 502 Bad Gateway\r\n")
    assert b"wxauth trace record: http://127.0.0.1" in got
    assert b"network-refused" in got
    assert end == "fin"
    assert (heard["status"], heard["own_answer"], heard["failure"], heard["sent"]) == (
        None,
        502,
        "network-refused",
        "nothing",
    )
    assert large[0].startswith(b"HTTP/1.1 502")
    assert head[0].endswith(b"\r\n\r\n")


def test_a_server_that_is_killed(server: Server) -> None:
    with relaying(server.url) as (doors, heads), socket.create_connection(("127.0.0.1", doors.ports[0])) as client:
        client.sendall(get("/slow/5"))
        time.sleep(0.2)
        server.close()
        with pytest.raises(ConnectionResetError):
            client.recv(100)
        (heard,) = heads.wait(1)
    assert (heard["failure"], heard["sent"]) == ("network-reset", "whole")


def test_a_client_that_goes_away(server: Server) -> None:
    with relaying(server.url) as (doors, heads):
        client = socket.create_connection(("127.0.0.1", doors.ports[0]))
        client.sendall(get("/slow/0.3"))
        time.sleep(0.1)
        abort(client)
        (heard,) = heads.wait(1)
        half = socket.create_connection(("127.0.0.1", doors.ports[0]))
        half.sendall(get("/echo", "Content-Length: 100", method="POST") + b"abc")
        time.sleep(0.1)
        abort(half)
        unsent = heads.wait(2)[1]
    assert (heard["failure"], heard["sent"]) == ("client-gone", "whole")
    assert (unsent["failure"], unsent["sent"], unsent["request_body"]["size"]) == ("client-gone", "partly", 3)


def test_the_end_of_the_recorder_is_heard_of(server: Server) -> None:
    with relaying(server.url) as (doors, heads):
        client = socket.create_connection(("127.0.0.1", doors.ports[0]))
        client.sendall(get("/slow/5"))
        time.sleep(0.2)
    client.close()
    assert [message["failure"] for message in heads.over] == ["recorder-closed"]


def test_a_client_that_left_just_before_the_end_has_left(server: Server) -> None:
    with relaying(server.url) as (doors, heads), socket.create_connection(("127.0.0.1", doors.ports[0])) as client:
        client.sendall(get("/slow/5"))
        time.sleep(0.2)
    assert [message["failure"] for message in heads.over] == ["client-gone"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "a@127.0.0.1", "8.8.8.8"]
)
def test_a_foreign_host_is_turned_away(server: Server, host: str) -> None:
    told: list[str] = []
    with relaying(server.url, refused=told.append) as (doors, heads):
        got, _ = talk(doors.ports[0], get("/plain", host=host))
    assert got.startswith(b"HTTP/1.1 403")
    assert told == [host]
    assert not heads.all
    assert not server.requests


@pytest.mark.parametrize("host", ["localhost:1", "[::1]", "127.0.0.1:99", "Backend.Docker.Internal"])
def test_names_of_this_machine_and_allowed_ones_come_in(server: Server, host: str) -> None:
    with relaying(server.url, names=frozenset({"backend.docker.internal"})) as (doors, _):
        assert talk(doors.ports[0], get("/plain", CLOSE, host=host))[0].startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (get("http://evil.example/"), 400),
        (get("evil.example:443", method="CONNECT"), 405),
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (get("/" + "x" * 70_000)[:-2], 431),
    ],
)
def test_it_is_no_open_proxy(server: Server, request_: bytes, status: int) -> None:
    with relaying(server.url) as (doors, _):
        got, end = talk(doors.ports[0], request_)
    assert got.startswith(f"HTTP/1.1 {status} ".encode())
    assert end in ("fin", "reset")
    assert not server.requests


def test_a_port_that_is_taken(server: Server) -> None:
    with pytest.raises(CannotListen) as caught:
        Doors([Door(target_of(server.url, "client"), server.port)], now=time.time, keep=Heads().keep)
    assert caught.value.port == server.port


def test_nothing_is_left_running(server: Server) -> None:
    before = threading.active_count()
    with relaying(server.url) as (doors, _):
        talk(doors.ports[0], get("/plain", CLOSE))
        doors.close()
        doors.close()
    assert threading.active_count() <= before + 1
