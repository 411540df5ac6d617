"""Who may come in: the network only by its own door and with a token, and credentials that look real not at all."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.conftest import NOW, Cli
from tests.sandbox.test_cli import register
from tests.sandbox.world import World
from wxauth_cli.sandbox.arguments import ControlError
from wxauth_cli.sandbox.guard import Limits, inside
from wxauth_cli.sandbox.server import Running, open_network_door, serve_in_thread
from wxauth_cli.sandbox.state import State


class Exposed:
    """A sandbox with a door to the network, here on a loopback address that is not the sandbox's own."""

    def __init__(self, running: Running) -> None:
        self.running = running
        limits = Limits(header_bytes=8 * 1024, body_bytes=64 * 1024, request_s=0.4)
        self.port, self.token, self.close = open_network_door(running.front, host="127.0.0.2", limits=limits)

    def get(self, path: str, **headers: str) -> httpx.Response:
        given = {"Host": "host.docker.internal:8900", **headers}
        return httpx.get(f"http://127.0.0.2:{self.port}{path}", headers=given, trust_env=False)


@pytest.fixture
def exposed() -> Iterator[Exposed]:
    with serve_in_thread(State(seed=3, now=lambda: NOW)) as running:
        made = Exposed(running)
        yield made
        made.close()


def query(running: Running, **changes: str) -> str:
    usual = {"appid": running.appid, "secret": running.secret, "grant_type": "authorization_code", "js_code": "x"}
    return "/sns/jscode2session?" + urlencode({**usual, **changes})


def test_network_is_answered_where_the_path_begins_with_the_token(exposed: Exposed) -> None:
    code = exposed.running.login()
    answer = exposed.get(f"/{exposed.token}{query(exposed.running, js_code=code)}")
    assert "openid" in json.loads(answer.text)
    entry = exposed.running.journal(detail=True)[0]
    assert (entry["path"], entry["client_ip"]) == ("/sns/jscode2session", "127.0.0.1")


@pytest.mark.parametrize("prefix", ["", "/", "/x", "/{token}x", "/x{token}", "/{upper}", "//{token}", "/%00", "/é"])
def test_network_without_the_token_is_403_and_nothing_is_done(exposed: Exposed, prefix: str) -> None:
    path = prefix.format(token=exposed.token, upper=exposed.token.swapcase())
    answer = exposed.get(f"{path}{query(exposed.running)}")
    assert (answer.status_code, list(answer.json())) == (403, ["error"])
    assert exposed.running.journal() == []


def test_network_has_no_control_without_the_control_token(exposed: Exposed) -> None:
    path = f"/{exposed.token}{exposed.running.front.control_path}/journal"
    assert exposed.get(exposed.running.front.control_path + "/journal").status_code == 403
    assert exposed.get(path).status_code == 401
    assert exposed.get(path, Authorization=f"Bearer {exposed.running.control_token}").status_code == 200


def test_page_of_another_origin_is_refused_on_the_network_too(exposed: Exposed) -> None:
    path = f"/{exposed.token}{query(exposed.running)}"
    assert exposed.get(path, Origin="https://evil.example").status_code == 403
    assert exposed.running.journal() == []


def test_door_to_the_network_has_the_same_limits(exposed: Exposed) -> None:
    url = f"http://127.0.0.2:{exposed.port}/{exposed.token}/cgi-bin/stable_token"
    assert httpx.post(url, content=b"x" * 100_000, trust_env=False).status_code == 413
    assert httpx.get(url, headers={"X-A": "a" * 9_000}, trust_env=False).status_code == 431
    assert httpx.get(url, headers={"X-A": "a" * 7_000}, trust_env=False).json()["errcode"] == 43002
    assert httpx.post(url, content=b"x", headers={"X-A": "a" * 9_000}, trust_env=False).status_code == 431
    with socket.create_connection(("127.0.0.2", exposed.port), timeout=5) as slow:
        slow.sendall(b"GET / HT")
        before = time.monotonic()
        assert slow.recv(4096).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - before < 3


def test_own_door_wants_no_token_and_stays_on_loopback(exposed: Exposed) -> None:
    answer = httpx.get(exposed.running.url + query(exposed.running), trust_env=False)
    assert json.loads(answer.text)["errcode"] == 40029
    foreign = {"Host": "host.docker.internal"}
    assert httpx.get(exposed.running.url + "/", headers=foreign, trust_env=False).status_code == 403


def test_closed_door_is_closed(exposed: Exposed) -> None:
    exposed.close()
    with pytest.raises(httpx.ConnectError):
        exposed.get("/")


@pytest.mark.parametrize("host", ["example.com", "", "0.0.0.0:80", "localhost"])
def test_door_opens_at_an_address_only(host: str, wechat: Running) -> None:
    with pytest.raises(ValueError, match="does not appear to be"):
        open_network_door(wechat.front, host=host)


def test_token_is_long_new_each_time_and_compared_whole(wechat: Running) -> None:
    doors = [open_network_door(wechat.front, host="127.0.0.1") for _ in range(2)]
    for _, _, close in doors:
        close()
    assert len({token for _, token, _ in doors}) == 2
    assert all(len(token) == 32 for _, token, _ in doors)
    assert inside("/tok/a/b", "tok") == "/a/b"
    assert [inside(path, "tok") for path in ("/tok", "/tok/", "/to/k", "/tokk/a", "", "tok/a")] == ["", "/"] + [
        None
    ] * 4


REAL: dict[str, Any] = {"appid": "wx7d3c1b0a99e2f84d", "secret": "9f86d081884c7d659a2feaa0c55ad015"}


def test_credentials_of_a_real_app_are_refused_and_kept_nowhere(world: World) -> None:
    """A backend that was pointed here by mistake: its app is not known here, and its secret is written down nowhere."""
    assert world.exchange("x", **REAL)["errcode"] == 40013
    assert world.exchange("x", secret=REAL["secret"])["errcode"] == 40125
    assert world.legacy(**REAL)["errcode"] == world.stable(**REAL)["errcode"] == 40013
    token = "88_" + "r" * 133
    assert world.works(token) == 40001
    kept = json.dumps(world.control("journal", detail=True)) + json.dumps(world.control("har"))
    assert REAL["secret"] not in kept
    assert token not in kept


def test_named_app_has_a_secret_of_the_sandboxs_own_and_a_real_one_is_not_taken(world: World) -> None:
    made = world.control("app", appid=REAL["appid"])
    assert made["secret"] != REAL["secret"]
    assert world.exchange("x", **REAL)["errcode"] == 40125
    with pytest.raises(Exception, match="secret"):
        world.control("app", **REAL)


# --- an AppSecret of one's own ---------------------------------------------------------------------------------------

LIKE_REAL = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
APPID = "wx0123456789abcdef"


def grant(world: World, secret: str) -> dict[str, Any]:
    given = {"appid": APPID, "secret": secret, "grant_type": "client_credential"}
    return world.call("GET", "/cgi-bin/token", given)


def test_an_app_takes_a_secret_that_somebody_made_up() -> None:
    world = World()
    assert world.control("app", appid=APPID, secret="secret-of-my-tests")["secret"] == "secret-of-my-tests"
    assert "access_token" in grant(world, "secret-of-my-tests")
    made = world.control("app", appid=APPID, reset_secret=True)["secret"]
    assert grant(world, "secret-of-my-tests")["errcode"] == 40125
    # One that was made here is nobody's real one.
    assert world.control("app", appid=APPID, secret=made)["secret"] == made


def test_a_secret_that_looks_real_is_refused_and_makes_no_app() -> None:
    world = World()
    with pytest.raises(ControlError, match="looks real") as refused:
        world.control("app", appid=APPID, secret=LIKE_REAL)
    assert (refused.value.status, LIKE_REAL in refused.value.say("zh")) == (409, False)
    assert APPID not in world.state.apps


def test_a_forced_secret_works_and_is_not_shown_again() -> None:
    world = World()
    answer = world.control("app", appid=APPID, secret=LIKE_REAL, force=True)
    assert answer["secret"] == "****e1f0"
    assert "access_token" in grant(world, LIKE_REAL)
    assert LIKE_REAL not in json.dumps(world.control("journal", detail=True))
    assert world.control("app", appid=APPID)["secret"] == "****e1f0"
    assert world.control("app", appid=APPID, reset_secret=True)["secret"] == world.state.apps[APPID].secret


@pytest.mark.parametrize(
    "given",
    [
        *({"secret": "short"}, {"secret": "with blanks in it"}, {"secret": 123456}, {"secret": "x" * 129}),
        *({"force": True}, {"secret": "made-up", "reset_secret": True}),
    ],
)
def test_what_is_no_secret_is_refused_without_repeating_it(given: dict[str, Any]) -> None:
    world = World()
    with pytest.raises(ControlError) as refused:
        world.control("app", appid=APPID, **given)
    assert str(given.get("secret", "secret")) in ("secret", "made-up") or str(given["secret"]) not in str(refused.value)
    assert APPID not in world.state.apps


@pytest.fixture
def registered(cli: Cli, wechat: Running) -> Running:
    register(cli, wechat)
    return wechat


def test_the_command_reads_it_from_a_file(cli: Cli, registered: Running, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("secret-of-my-tests\n")
    assert "secret-of-my-tests" in cli("sandbox", "app", APPID, "--secret-file", str(file), exit_code=0).stdout
    refused = cli("sandbox", "app", APPID, "--secret-file", "-", stdin=LIKE_REAL + "\n", exit_code=2)
    assert "looks real" in refused.stderr
    assert LIKE_REAL not in refused.stdout + refused.stderr
    words = ("sandbox", "app", APPID, "--secret-file", "-", "--force", "--lang", "zh")
    forced = cli(*words, stdin=LIKE_REAL, exit_code=0)
    assert "****e1f0" in forced.stdout
    assert LIKE_REAL not in forced.stdout + forced.stderr
