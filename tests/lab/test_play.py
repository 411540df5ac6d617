"""The healthy login, over real HTTP."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.conftest import FakeClock
from wxauth_cli.core.model import Event, Leg, OutcomeKind
from wxauth_cli.core.secret import Secret
from wxauth_cli.lab.backend import Backend, Running
from wxauth_cli.lab.miniprogram import MiniProgram, StepFailed
from wxauth_cli.lab.play import play_healthy_login
from wxauth_cli.lab.recorder import Recorder
from wxauth_cli.net.http import Http
from wxauth_cli.sandbox.server import Running as Sandbox


def test_the_steps_come_in_order() -> None:
    flow = play_healthy_login(FakeClock(), seed=1).flow
    shown = [(item.step, item.what if isinstance(item, Event) else item.endpoint) for item in flow.items]
    assert shown == [
        (1, "login-called"),
        (2, "POST /login"),
        (3, "code2Session"),
        (4, "token-issued"),
        (5, "token-received"),
        (6, "GET /me"),
        (7, "token-verified"),
        (8, "button-tapped"),
        (8, "POST /phone"),
        (9, "payload-opened"),
        (8, "POST /phone"),
        (9, "getStableAccessToken"),
        (9, "getPhoneNumber"),
    ]
    assert all(exchange.outcome.kind is OutcomeKind.FINE for exchange in flow.exchanges)
    assert {exchange.leg for exchange in flow.exchanges} == {Leg.CLIENT_BACKEND, Leg.BACKEND_WECHAT}


def test_both_ways_give_the_same_number() -> None:
    flow = play_healthy_login(FakeClock(), seed=1).flow
    numbers = [item.learnt["purePhoneNumber"] for item in flow.items if "purePhoneNumber" in item.learnt]
    assert len(numbers) == 2
    assert all(isinstance(number, Secret) for number in numbers)
    assert numbers[0] == numbers[1]


def test_no_session_key_reaches_the_mini_program() -> None:
    flow = play_healthy_login(FakeClock(), seed=1).flow
    (key,) = [item.learnt["session_key"] for item in flow.items if "session_key" in item.learnt]
    assert isinstance(key, Secret)
    for exchange in flow.exchanges:
        if exchange.leg is Leg.CLIENT_BACKEND:
            assert exchange.response is not None
            assert key.reveal().encode() not in exchange.response.body


def test_a_seed_repeats_it_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*"))
    threads = threading.active_count()
    first, second = (play_healthy_login(FakeClock(), seed=7).flow for _ in range(2))
    assert [item.learnt for item in first.items] == [item.learnt for item in second.items]
    assert [item.learnt for item in play_healthy_login(FakeClock(), seed=8).flow.items] != [
        item.learnt for item in first.items
    ]
    assert set(tmp_path.rglob("*")) == before
    assert threading.active_count() == threads


@pytest.fixture
def backend(wechat: Sandbox, clock: FakeClock) -> Backend:
    recorder = Recorder(Http(clock), clock)
    return Backend(
        recorder, clock, wechat=wechat.url, appid=wechat.appid, secret=Secret(wechat.secret), jwt_key=b"k" * 32
    )


def post(backend: Backend, path: str, body: object, token: str = "") -> tuple[int, dict[str, object]]:
    return backend.answer("POST", path, f"Bearer {token}" if token else "", json.dumps(body).encode())


def test_what_the_backend_refuses(backend: Backend, wechat: Sandbox, clock: FakeClock) -> None:
    code = wechat.control("login")["code"]
    status, answer = post(backend, "/login", {"code": code})
    assert status == 200
    token = str(answer["token"])
    assert post(backend, "/login", {"code": code}) == (502, {"error": "WeChat refused"})
    assert backend.answer("GET", "/me", f"Bearer {token}", b"") == (200, {"user_id": 10001})
    assert backend.answer("GET", "/me", "", b"")[0] == 401
    assert backend.answer("GET", "/me", f"Bearer {token[:-2]}xx", b"")[0] == 401
    header, payload, _ = token.split(".")
    assert backend.answer("GET", "/me", f"Bearer {header}.{payload}.", b"")[0] == 401
    assert backend.answer("GET", "/nothing", "", b"")[0] == 404
    assert backend.answer("POST", "/login", "", b"not JSON")[0] == 400
    other = wechat.control("tap", kind="phone", watermark_appid="wx0000000000000000")
    sealed = {name: other[name] for name in ("encryptedData", "iv")}
    assert post(backend, "/phone", sealed, token) == (400, {"error": "sealed for another app"})
    assert post(backend, "/phone", {"encryptedData": "x", "iv": "y"}, token) == (400, {"error": "cannot be opened"})
    clock.time += 7200
    assert backend.answer("GET", "/me", f"Bearer {token}", b"")[0] == 401


def test_the_server_refuses_what_is_too_large(backend: Backend) -> None:
    with Running(backend) as listening, pytest.raises(Exception, match="413"):
        urlopen(Request(f"{listening.url}/login", data=b"x" * 70_000), timeout=5)


def test_a_failed_step_is_named(backend: Backend, wechat: Sandbox, clock: FakeClock) -> None:
    recorder = Recorder(Http(clock), clock)
    wechat.control("fault", path="/sns/jscode2session", errcode=40029, times=1)
    with Running(backend) as listening, pytest.raises(StepFailed) as caught:
        MiniProgram(recorder, wechat, listening.url).login()
    assert caught.value.step == 2
