"""Malformed requests and many clients at once, over real HTTP against a server in a process of its own."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.sandbox.malformed import BROKEN, Line, Odd, Wrong, judged, odd


class Server:
    """`wxauth sandbox serve`, as somebody runs it."""

    def __init__(self, home: Path) -> None:
        env = {**os.environ, "WXAUTH_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "wxauth_cli", "sandbox", "serve", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=env,
        )
        assert self.process.stdout is not None
        self.data: dict[str, str] = json.loads(self.process.stdout.readline())["data"]
        self.port = urlsplit(self.data["url"]).port or 0

    def send(self, method: str, target: str, body: Any = None, **headers: str) -> dict[str, Any]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, target, None if body is None else json.dumps(body), headers)
            answer: dict[str, Any] = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        return answer

    def control(self, verb: str, **arguments: Any) -> dict[str, Any]:
        path = f"{urlsplit(self.data['control_url']).path}/{verb}"
        method = "GET" if verb == "journal" else "POST"
        bearer = f"Bearer {self.data['control_token']}"
        return self.send(method, path, arguments if method == "POST" else None, Authorization=bearer)

    def exchange(self, code: str) -> dict[str, Any]:
        query = {"appid": self.data["appid"], "secret": self.data["secret"], "js_code": code}
        return self.send("GET", "/sns/jscode2session?" + urlencode({**query, "grant_type": "authorization_code"}))

    def stable(self) -> str:
        body = {"grant_type": "client_credential", "appid": self.data["appid"], "secret": self.data["secret"]}
        text: str = self.send("POST", "/cgi-bin/stable_token", body)["access_token"]
        return text

    def memory_mb(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path)
    yield made
    made.process.send_signal(signal.SIGINT)
    _, errors = made.process.communicate(timeout=15)
    assert (made.process.returncode, errors) == (0, "")


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_http_is_said_to_be_none(server: Server, data: bytes) -> None:
    line = Line(server.port)
    status, content_type, body = line.ask(Odd(data, False))
    line.close()
    assert judged(Odd(data, False), status, content_type, body) in (None, 40066)
    assert "openid" in server.exchange(server.control("login")["code"])


@pytest.mark.slow
def test_thousands_of_malformed_requests_get_wechats_answers_and_leave_memory_flat(server: Server) -> None:
    dice, line = random.Random(20_270_115), Line(server.port)
    right = {
        "appid": server.data["appid"],
        "secret": server.data["secret"],
        "access_token": server.stable(),
        "sig_method": "hmac_sha256",
    }
    errcodes: Counter[int | None] = Counter()
    # What is remembered of calls grows until it is full; then nothing may grow any more.
    full, much_later = 5_000, 12_000
    memory = []
    for count in range(1, much_later + 1):
        right["grant_type"] = dice.choice(["authorization_code", "client_credential"])
        right["js_code"] = server.control("login")["code"] if count % 50 == 0 else "x"
        request = odd(dice, right)
        try:
            errcodes[judged(request, *line.ask(request))] += 1
        except (OSError, EOFError, ValueError, LookupError) as exc:
            raise Wrong(f"{type(exc).__name__} {exc} after {request.data[:300]!r}") from exc
        if count in (full, much_later):
            memory.append(server.memory_mb())
    line.close()
    # Far enough into the interfaces to mean something.
    assert {0, 1001, 40001, 40002, 40013, 40014, 40029, 40066, 40097, 40125, 40221, 40233} <= set(errcodes)
    assert {41001, 41002, 41004, 41008, 41018, 41021, 43001, 43002, 44002, 47001, 76002, 76003} <= set(errcodes)
    assert memory[1] - memory[0] < 5
    assert "openid" in server.exchange(server.control("login")["code"])


CLIENTS = 200


def at_once(work: Any) -> None:
    """Two hundred threads, none of which begins before all are there."""
    gate, failed = threading.Barrier(CLIENTS), []

    def client(number: int) -> None:
        try:
            gate.wait(60)
            work(number)
        except Exception as exc:
            failed.append(exc)

    threads = [threading.Thread(target=client, args=(number,), daemon=True) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failed == []
    assert not any(thread.is_alive() for thread in threads)


def test_two_hundred_clients_who_want_the_same_codes_get_each_once(server: Server) -> None:
    codes = [server.control("login", user=f"user-{number}")["code"] for number in range(10)]
    answers: list[tuple[str, dict[str, Any]]] = []

    def work(number: int) -> None:
        for code in codes[number % 10 :] + codes[: number % 10]:
            answers.append((code, server.exchange(code)))

    at_once(work)
    assert len(answers) == CLIENTS * len(codes)
    for code in codes:
        mine = [answer for asked, answer in answers if asked == code]
        assert Counter(answer.get("errcode", 0) for answer in mine) == {0: 1, 40163: CLIENTS - 1}


def test_two_hundred_clients_lose_no_update(server: Server) -> None:
    """Each logs in its own user, several times over; everything that it was told holds in the end, and was written."""
    told: dict[int, list[dict[str, Any]]] = {number: [] for number in range(CLIENTS)}
    tokens: list[str] = []

    def work(number: int) -> None:
        for _ in range(5):
            code = server.control("login", user=f"user-{number}")["code"]
            told[number].append(server.exchange(code))
        tokens.append(server.stable())

    at_once(work)
    openids = {number: {answer["openid"] for answer in answers} for number, answers in told.items()}
    keys = {number: {answer["session_key"] for answer in answers} for number, answers in told.items()}
    assert all(len(found) == 1 for found in (*openids.values(), *keys.values()))
    assert len(set.union(*openids.values())) == len(set.union(*keys.values())) == CLIENTS
    assert len(set(tokens)) == 1
    entries = server.control("journal")["entries"]
    assert Counter(entry["path"] for entry in entries) == {
        "/sns/jscode2session": 5 * CLIENTS,
        "/cgi-bin/stable_token": CLIENTS,
    }
    quota = server.send(
        "POST", f"/cgi-bin/openapi/quota/get?access_token={tokens[0]}", {"cgi_path": "/cgi-bin/stable_token"}
    )
    assert quota["quota"]["used"] == CLIENTS
