"""The control API: every verb, and that a refused call changes nothing."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from tests.conftest import NOW
from tests.sandbox.world import World
from wxauth_cli.sandbox.arguments import ControlError
from wxauth_cli.sandbox.messages import SandboxRequest
from wxauth_cli.sandbox.state import State


def snapshot(state: State) -> bytes:
    """Everything that a verb could have changed; randomness too, so that even a rolled die shows."""
    members = {name: value for name, value in vars(state).items() if name not in ("lock", "clock")}
    return pickle.dumps((members, state.now(), state.clock.skew_s, state.clock.frozen_at))


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("login", {"x": 1}),
        ("login", {"kind": "phone"}),
        ("login", {"appid": "wx123"}),
        ("login", {"appid": "WX0123456789ABCDEF"}),
        ("login", {"user": ""}),
        ("login", {"user": 5}),
        ("login", {"user": "a\nb"}),
        ("login", {"user": "fresh", "appid": "wx0000000000000001", "kind": "bad"}),
        ("tap", {"kind": "address"}),
        ("tap", {"age_s": "1"}),
        ("tap", {"age_s": True}),
        ("user", {}),
        ("user", {"user": "fresh", "risky": "yes"}),
        ("user", {"user": "fresh", "phone": "+8613"}),
        ("user", {"user": "fresh", "country_code": "086x"}),
        ("user", {"user": "fresh", "rotate": 1}),
        ("app", {"ip_whitelist": "1.2.3.4"}),
        ("app", {"ip_whitelist": ["1.2.3.4:80"]}),
        ("app", {"ip_whitelist": ["1.2.3.4"] * 11}),
        ("app", {"secret_frozen": 1}),
        ("app", {"verified": True, "secret": "x"}),
        ("app", {"open_platform": 5}),
        ("app", {"api_security": "on"}),
        ("clock", {"advance_s": -1}),
        ("clock", {"advance_s": "5"}),
        ("clock", {"advance_s": 10**12}),
        ("fault", {}),
        ("fault", {"errcode": 0}),
        ("fault", {"errcode": "40029"}),
        ("fault", {"errcode": -1, "kind": "slow", "delay_s": 1}),
        ("fault", {"kind": "slow"}),
        ("fault", {"kind": "slow", "delay_s": 0}),
        ("fault", {"kind": "html502", "delay_s": 1}),
        ("fault", {"kind": "content-type"}),
        ("fault", {"kind": "content-type", "value": "a\r\nb: c"}),
        ("fault", {"kind": "errcode", "errcode": -1}),
        ("fault", {"errcode": -1, "path": "/sns/nothing"}),
        ("fault", {"errcode": -1, "times": 0}),
        ("fault", {"errcode": -1, "times": 1.5}),
        ("fault", {"clear": True, "times": 2}),
        ("fault", {"clear": "yes"}),
        ("reset", {"x": 1}),
        ("nothing", {}),
    ],
    ids=str,
)
def test_unknown_verb_argument_or_value_is_refused_and_changes_nothing(
    world: World, verb: str, arguments: dict[str, Any]
) -> None:
    world.login()
    before = snapshot(world.state)
    request = SandboxRequest(
        "POST",
        f"{world.front.control_path}/{verb}",
        headers=(("authorization", f"Bearer {world.front.control_token}"),),
        body=json.dumps(arguments).encode(),
    )
    response = world.front.respond(request)
    assert 400 <= response.status < 500
    answer = json.loads(response.body)
    assert list(answer) == ["error"]
    assert answer["error"]
    assert snapshot(world.state) == before


@pytest.mark.parametrize("body", [b"[]", b"x", b"{", b'"login"', b"\xff"])
def test_body_that_is_no_object_is_refused(world: World, body: bytes) -> None:
    request = SandboxRequest(
        "POST",
        f"{world.front.control_path}/login",
        headers=(("authorization", f"Bearer {world.front.control_token}"),),
        body=body,
    )
    assert world.front.respond(request).status == 400


@pytest.mark.parametrize(("verb", "method"), [("journal", "POST"), ("login", "GET"), ("reset", "DELETE")])
def test_wrong_method_is_405(world: World, verb: str, method: str) -> None:
    request = SandboxRequest(
        method,
        f"{world.front.control_path}/{verb}",
        headers=(("authorization", f"Bearer {world.front.control_token}"),),
    )
    assert world.front.respond(request).status == 405


def test_null_counts_as_absent(world: World) -> None:
    assert world.control("login", user=None, appid=None, kind=None)["errMsg"] == "login:ok"
    assert world.control("app", appid=world.appid, api_security=None)["api_security"] is None


def test_login_answers_as_wx_login_does(world: World) -> None:
    assert set(world.control("login")) == {"code", "errMsg"}
    assert world.control("login", kind="plugin")["errMsg"] == "pluginLogin:ok"


def test_apps_and_users_come_into_being_when_named(world: World) -> None:
    code = world.login(user="somebody", appid="wx00000000000000aa")
    secret = world.control("app", appid="wx00000000000000aa")["secret"]
    assert "openid" in world.exchange(code, appid="wx00000000000000aa", secret=secret)


def test_app_without_appid_is_a_new_one(world: World) -> None:
    first, second = world.control("app"), world.control("app")
    assert len({first["appid"], second["appid"], world.appid}) == 3
    assert set(first) == {"appid", "secret", "api_security"}


def test_app_keeps_what_is_not_named(world: World) -> None:
    world.control("app", appid=world.appid, secret_frozen=True)
    world.control("app", appid=world.appid, verified=True)
    assert world.exchange(world.login())["errcode"] == 40243


def test_user_keeps_what_is_not_named_and_its_ids(world: World) -> None:
    made = world.control("user", user="ann", phone="13000000001")
    again = world.control("user", user="ann", country_code="852")
    assert made == again
    assert (world.state.user("ann").phone, world.state.user("ann").country_code) == ("13000000001", "852")


def test_unionid_of_an_unbound_app_is_null(world: World) -> None:
    world.control("app", appid=world.appid, open_platform=False)
    assert world.control("user", user="ann")["unionid"] is None


def test_clock_moves_forward_and_tells_unix_seconds(world: World) -> None:
    assert world.control("clock") == {"now": int(NOW)}
    assert world.control("clock", advance_s=90) == {"now": int(NOW) + 90}
    assert world.control("clock") == {"now": int(NOW) + 90}


def test_journal_has_public_calls_only_in_order(world: World) -> None:
    code = world.login()
    world.exchange(code)
    refused = world.exchange(code)
    world.call("GET", "/nowhere", {"a": "b"})
    entries = world.control("journal")["entries"]
    assert [entry["errcode"] for entry in entries] == [0, 40163, 40066]
    assert entries[1] == {
        "time": NOW,
        "method": "GET",
        "path": "/sns/jscode2session",
        "query": world.query(code),
        "status": 200,
        "errcode": 40163,
        "rid": refused["errmsg"].split("rid: ")[1],
        "appid": world.appid,
    }
    assert entries[0]["rid"] is None
    assert (entries[2]["appid"], entries[2]["query"]) == (None, {"a": "b"})


@pytest.mark.parametrize("appid", ["wx0123456789abcdef", None], ids=["foreign-app", "own-app"])
def test_secrets_of_a_real_app_are_not_handed_out(world: World, appid: str | None) -> None:
    secret, token = "5ecre7" * 5 + "ab", "81_" + "Re4l" * 30
    world.exchange("x", appid=appid or world.appid, secret=secret)
    world.legacy(appid=appid or world.appid, secret=secret)
    world.stable(appid=appid or world.appid, secret=secret)
    world.call("POST", "/cgi-bin/stable_token", body=f"appid=x&secret={secret}&access_token={token}".encode())
    world.works(token)
    world.control("app", appid=appid)
    kept = repr(world.control("journal")) + repr(world.state.journal.entries())
    assert secret[:8] not in kept
    assert token[:8] not in kept
    assert secret != world.control("app", appid=appid or world.appid)["secret"]


def test_journal_knows_the_app_of_token_and_body(world: World) -> None:
    token = world.stable()["access_token"]
    world.phone(token, "x")
    assert [entry["appid"] for entry in world.control("journal")["entries"]] == [world.appid, world.appid]


def test_reset_forgets_all_but_the_app_of_the_serve_line(world: World) -> None:
    world.control("app", appid=world.appid, secret_frozen=True)
    world.control("fault", errcode=-1)
    world.advance(60)
    code = world.login()
    token = world.legacy()
    assert world.control("reset") == {}
    assert world.control("journal") == {"entries": []}
    assert world.control("clock") == {"now": int(NOW)}
    assert world.exchange(code)["errcode"] == 40029
    assert "access_token" not in token
    assert "openid" in world.exchange(world.login())


def test_seed_makes_everything_repeatable() -> None:
    assert snapshot(World(seed=3).state) == snapshot(World(seed=3).state)
    assert World(seed=3).login() == World(seed=3).login()
    assert World(seed=3).login() != World(seed=4).login()


def test_error_names_the_argument_and_shows_no_control_character(world: World) -> None:
    with pytest.raises(ControlError, match=r"kind: .* is not one of login, plugin") as caught:
        world.control("login", kind="\x1b[31m")
    assert "\x1b" not in str(caught.value)
