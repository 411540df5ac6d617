"""Clearing quotas and looking at the network: sections 9.3 and 9.4."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World

MONTH_S = 31 * 86400


@pytest.fixture
def token(world: World) -> str:
    text: str = world.stable()["access_token"]
    return text


def used(world: World, token: str, path: str) -> int:
    answer = world.call("POST", "/cgi-bin/openapi/quota/get", {"access_token": token}, body={"cgi_path": path})
    count: int = answer["quota"]["used"]
    return count


def clear(world: World, token: str, appid: Any = None) -> dict[str, Any]:
    return world.call("POST", "/cgi-bin/clear_quota", {"access_token": token}, body={"appid": appid or world.appid})


def clear_by_secret(world: World, /, *, ip: str = "127.0.0.1", **changes: Any) -> dict[str, Any]:
    usual = {"appid": world.appid, "appsecret": world.secret}
    query = {name: value for name, value in {**usual, **changes}.items() if value is not None}
    return world.call("POST", "/cgi-bin/clear_quota/v2", query, ip=ip)


def clear_one(world: World, token: str, path: Any) -> dict[str, Any]:
    return world.call("POST", "/cgi-bin/openapi/quota/clear", {"access_token": token}, body={"cgi_path": path})


@fact("9.3")
def test_clear_quota_forgets_all_counters_of_its_app(world: World, token: str) -> None:
    other, secret = world.app()
    world.legacy()
    world.legacy(appid=other, secret=secret)
    world.works(token)
    assert clear(world, token) == {"errcode": 0, "errmsg": "ok"}
    assert used(world, token, "/cgi-bin/token") == 0
    assert used(world, token, "/cgi-bin/get_api_domain_ip") == 0
    assert used(world, world.stable(appid=other, secret=secret)["access_token"], "/cgi-bin/token") == 1


@fact("9.3")
def test_clear_by_secret_helps_when_the_token_quota_is_gone(world: World) -> None:
    for _ in range(2000):
        world.legacy()
    assert world.legacy()["errcode"] == 45009
    assert clear_by_secret(world) == {"errcode": 0, "errmsg": "ok"}
    assert "access_token" in world.legacy()


@fact("9.3")
def test_both_clear_ten_times_a_month_together_then_48006(world: World, token: str) -> None:
    for _ in range(5):
        assert clear(world, token)["errcode"] == 0
        assert clear_by_secret(world)["errcode"] == 0
    answer = clear(world, token)
    assert answer["errcode"] == 48006
    assert answer["errmsg"].startswith("forbid to clear quota because of reaching the limit rid: ")
    assert clear_by_secret(world)["errcode"] == 48006
    world.advance(MONTH_S)
    assert clear_by_secret(world)["errcode"] == 0


@fact("9.3")
def test_appid_of_another_app_is_49001(world: World, token: str) -> None:
    other, _ = world.app()
    answer = clear(world, token, other)
    assert answer["errcode"] == 49001
    assert answer["errmsg"].startswith("not same appid with appid of access_token rid: ")


@fact("9.3")
def test_missing_appid_is_41002(world: World, token: str) -> None:
    assert world.call("POST", "/cgi-bin/clear_quota", {"access_token": token}, body={})["errcode"] == 41002


@fact("9.3")
def test_clear_by_secret_takes_a_body_too(world: World) -> None:
    body = {"appid": world.appid, "appsecret": world.secret}
    assert world.call("POST", "/cgi-bin/clear_quota/v2", body=body) == {"errcode": 0, "errmsg": "ok"}


@fact("9.3")
@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"appid": None}, 41002),
        ({"appsecret": None}, 41004),
        ({"appid": "wx00000000000000ff"}, 40013),
        ({"appsecret": "0" * 32}, 40125),
    ],
)
def test_clear_by_secret_names_what_is_wrong(world: World, changes: dict[str, Any], errcode: int) -> None:
    assert clear_by_secret(world, **changes)["errcode"] == errcode


@fact("9.3")
def test_whitelist_applies_to_clear_by_secret_and_not_to_clear_by_token(world: World, token: str) -> None:
    world.control("app", appid=world.appid, ip_whitelist=["10.0.0.1"])
    assert clear_by_secret(world)["errcode"] == 40164
    assert clear_by_secret(world, ip="10.0.0.1")["errcode"] == 0
    assert clear(world, token)["errcode"] == 0


@fact("9.3")
def test_one_interface_is_cleared_alone(world: World, token: str) -> None:
    world.legacy()
    world.works(token)
    assert clear_one(world, token, "/cgi-bin/token") == {"errcode": 0, "errmsg": "ok"}
    assert used(world, token, "/cgi-bin/token") == 0
    assert used(world, token, "/cgi-bin/get_api_domain_ip") == 1


@fact("9.3")
def test_one_interface_fifty_times_a_month_then_48006(world: World, token: str) -> None:
    answers = [clear_one(world, token, "/cgi-bin/token")["errcode"] for _ in range(51)]
    assert answers == [0] * 50 + [48006]


@fact("9.3")
@pytest.mark.parametrize(
    ("path", "errcode"), [("/sns/jscode2session", 76022), ("/wxa/nothing", 76021), ("wxa/x", 76003), (5, 76003)]
)
def test_clearing_a_wrong_path(world: World, token: str, path: Any, errcode: int) -> None:
    assert clear_one(world, token, path)["errcode"] == errcode


@fact("9.4")
def test_callback_ip_is_a_list(world: World, token: str) -> None:
    assert world.call("GET", "/cgi-bin/getcallbackip", {"access_token": token}) == {"ip_list": ["127.0.0.1"]}


def check(world: World, token: str, **body: Any) -> dict[str, Any]:
    return world.call("POST", "/cgi-bin/callback/check", {"access_token": token}, body=body)


def with_callback(world: World) -> None:
    from wxauth_cli.sandbox.callbacks import Callback, Format, Mode

    world.state.callbacks.set(world.appid, Callback("http://127.0.0.1:9/", "tok", "A" * 43, Mode.SAFE, Format.JSON))


@fact("9.4")
@pytest.mark.parametrize(("action", "fields"), [("dns", ["dns"]), ("ping", ["ping"]), ("all", ["dns", "ping"])])
def test_callback_check_has_what_was_asked_for(world: World, token: str, action: str, fields: list[str]) -> None:
    with_callback(world)
    answer = check(world, token, action=action, check_operator="UNICOM")
    assert list(answer) == fields
    if "dns" in fields:
        assert answer["dns"] == [{"ip": "127.0.0.1", "real_operator": "UNICOM"}]
    if "ping" in fields:
        assert list(answer["ping"][0]) == ["ip", "from_operator", "package_loss", "time"]


@fact("9.4")
@pytest.mark.parametrize(
    ("body", "errcode", "text"),
    [
        ({"action": "trace", "check_operator": "DEFAULT"}, 40202, "invalid check action"),
        ({"check_operator": "DEFAULT"}, 40202, "invalid check action"),
        ({"action": "all", "check_operator": "MOBILE"}, 40203, "invalid check operator"),
        ({"action": "all"}, 40203, "invalid check operator"),
    ],
)
def test_callback_check_names_what_is_wrong(
    world: World, token: str, body: dict[str, Any], errcode: int, text: str
) -> None:
    with_callback(world)
    answer = check(world, token, **body)
    assert answer["errcode"] == errcode
    assert answer["errmsg"].startswith(f"{text} rid: ")


@fact("9.4")
def test_callback_check_without_a_callback_is_40201(world: World, token: str) -> None:
    answer = check(world, token, action="all", check_operator="DEFAULT")
    assert answer["errcode"] == 40201
    assert answer["errmsg"].startswith("invalid check url rid: ")
