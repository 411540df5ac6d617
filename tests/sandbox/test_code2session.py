"""code2Session: section 3, and the order of checks of section 1.3."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.sandbox.state import Switches


@fact("3")
def test_success_has_session_key_openid_unionid_in_this_order_and_no_errcode(world: World) -> None:
    body = world.send("GET", "/sns/jscode2session", world.query(world.login())).body
    assert list(json.loads(body)) == ["session_key", "openid", "unionid"]


@fact("2")
def test_identifiers_have_their_shapes(world: World) -> None:
    code = world.login()
    answer = world.exchange(code)
    assert re.fullmatch("0[0-9A-Za-z]{31}", code)
    assert re.fullmatch("[A-Za-z0-9+/]{22}==", answer["session_key"])
    assert re.fullmatch("o[A-Za-z0-9_-]{27}", answer["openid"])
    assert re.fullmatch("o[A-Za-z0-9_-]{27}", answer["unionid"])
    assert re.fullmatch("wx[0-9a-f]{16}", world.appid)
    assert re.fullmatch("[0-9a-f]{32}", world.secret)


@fact("3")
def test_no_unionid_without_open_platform(world: World) -> None:
    world.control("app", appid=world.appid, open_platform=False)
    assert list(world.exchange(world.login())) == ["session_key", "openid"]


@fact("2")
def test_unionid_is_equal_and_openid_differs_across_apps_of_one_platform(world: World) -> None:
    other, secret = world.app(open_platform=True)
    here = world.exchange(world.login(user="ann"))
    there = world.exchange(world.login(user="ann", appid=other), appid=other, secret=secret)
    assert here["unionid"] == there["unionid"]
    assert here["openid"] != there["openid"]


@fact("2")
def test_unionid_differs_across_platforms(world: World) -> None:
    other, secret = world.app(open_platform="another")
    here = world.exchange(world.login())
    there = world.exchange(world.login(appid=other), appid=other, secret=secret)
    assert here["unionid"] != there["unionid"]


@fact("2")
def test_openid_stays_and_differs_between_users(world: World) -> None:
    first, again = world.exchange(world.login(user="ann")), world.exchange(world.login(user="ann"))
    other = world.exchange(world.login(user="bob"))
    assert first["openid"] == again["openid"] != other["openid"]


@fact("3")
def test_used_code_is_40163_until_it_expires_and_40029_later(world: World) -> None:
    code = world.login()
    world.exchange(code)
    world.advance(299)
    used = world.exchange(code)
    assert (used["errcode"], used["errmsg"].split(", rid")[0]) == (40163, "code been used")
    world.advance(1)
    assert world.exchange(code)["errcode"] == 40029


@fact("3")
def test_code_lives_five_minutes(world: World) -> None:
    young, old = world.login(), world.login(user="bob")
    world.advance(299)
    assert "openid" in world.exchange(young)
    world.advance(1)
    assert world.exchange(old)["errcode"] == 40029


@fact("3")
def test_later_login_does_not_cancel_an_unused_code(world: World) -> None:
    first, second = world.login(), world.login()
    assert first != second
    assert "openid" in world.exchange(second)
    assert "openid" in world.exchange(first)


@fact("3")
@pytest.mark.parametrize("code", ["the code is a mock one", "0" * 32, "x", "undefined"])
def test_unknown_code_is_40029(world: World, code: str) -> None:
    answer = world.exchange(code)
    assert (answer["errcode"], answer["errmsg"].split(", rid")[0]) == (40029, "invalid code")


@fact("3")
def test_code_of_another_app_is_40029_and_stays_usable(world: World) -> None:
    other, secret = world.app()
    code = world.login()
    assert world.exchange(code, appid=other, secret=secret)["errcode"] == 40029
    assert "openid" in world.exchange(code)


@fact("3")
def test_foreign_exchange_consumes_the_code_if_switched_so() -> None:
    world = World(Switches(foreign_exchange_consumes=True))
    other, secret = world.app()
    code = world.login()
    assert world.exchange(code, appid=other, secret=secret)["errcode"] == 40029
    assert world.exchange(code)["errcode"] == 40163


@fact("3")
@pytest.mark.parametrize("kind", ["phone", "plugin"])
def test_codes_of_other_pools_are_40029(world: World, kind: str) -> None:
    code = world.control("tap")["code"] if kind == "phone" else world.login(kind="plugin")
    assert re.fullmatch("[0-9a-f]{64}", code)
    assert world.exchange(code)["errcode"] == 40029


@fact("3")
def test_risky_user_is_40226_and_the_code_survives(world: World) -> None:
    world.control("user", user="ann", risky=True)
    code = world.login(user="ann")
    answer = world.exchange(code)
    assert (answer["errcode"], answer["errmsg"].split(", rid")[0]) == (40226, "code blocked")
    world.control("user", user="ann", risky=False)
    assert "openid" in world.exchange(code)


@fact("3")
def test_hundred_exchanges_of_a_user_in_a_minute_then_45011_with_its_odd_blanks(world: World) -> None:
    for _ in range(100):
        assert "openid" in world.exchange(world.login())
    code = world.login()
    answer = world.exchange(code)
    assert answer["errcode"] == 45011
    assert answer["errmsg"].startswith("api minute-quota reach limit  mustslower  retry next minute, rid: ")
    assert "openid" in world.exchange(world.login(user="bob"))
    world.advance(60)
    assert "openid" in world.exchange(code)


MISSING: list[tuple[dict[str, Any], int, str]] = [
    ({"appid": None}, 41002, "appid missing"),
    ({"appid": ""}, 41002, "appid missing"),
    ({"secret": None}, 41004, "appsecret missing"),
    ({"secret": None, "appsecret": "x"}, 41004, "appsecret missing"),
    ({"js_code": None}, 41008, "missing code"),
    ({"js_code": None, "code": "x"}, 41008, "missing code"),
    ({"grant_type": None}, 40002, "invalid grant_type"),
    ({"grant_type": "client_credential"}, 40002, "invalid grant_type"),
    ({"appid": "wx0000000000000000"}, 40013, "invalid appid"),
    ({"secret": "0" * 32}, 40125, "invalid appsecret"),
]


@fact("3")
@pytest.mark.parametrize(("changes", "errcode", "text"), MISSING, ids=[f"{row[0]}" for row in MISSING])
def test_wrong_parameter_has_its_own_errcode(world: World, changes: dict[str, Any], errcode: int, text: str) -> None:
    answer = world.exchange(world.login(), **changes)
    assert (answer["errcode"], answer["errmsg"].split(", rid")[0]) == (errcode, text)


@fact("1")
@pytest.mark.parametrize("dirt", [" ", "?secret=x", "+"])
def test_polluted_appid_is_40013(world: World, dirt: str) -> None:
    assert world.exchange(world.login(), appid=world.appid + dirt)["errcode"] == 40013


@fact("1")
def test_parameters_in_a_post_body_are_41002(world: World) -> None:
    assert world.call("POST", "/sns/jscode2session", body=world.query(world.login()))["errcode"] == 41002


@fact("5.5")
def test_frozen_secret_is_40243(world: World) -> None:
    world.control("app", appid=world.appid, secret_frozen=True)
    assert world.exchange(world.login())["errcode"] == 40243
    assert world.exchange(world.login(), secret="0" * 32)["errcode"] == 40125


def test_access_token_sent_along_is_ignored_dead_or_alive(world: World) -> None:
    other, secret = world.app()
    alive = world.stable(appid=other, secret=secret)["access_token"]
    for token in (alive, "nonsense", ""):
        assert "openid" in world.exchange(world.login(), access_token=token)


@fact("1.3")
def test_whitelist_comes_before_everything_else(world: World) -> None:
    world.control("app", appid=world.appid, ip_whitelist=["10.0.0.1"])
    answer = world.exchange("", secret=None, grant_type=None)
    assert answer["errcode"] == 40164
    assert answer["errmsg"].startswith("invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist, rid: ")


@fact("1.1")
def test_whitelist_of_cgi_bin_has_no_comma_before_the_rid(world: World) -> None:
    world.control("app", appid=world.appid, ip_whitelist=["10.0.0.1"])
    assert world.legacy()["errmsg"].startswith("invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist rid: ")
    assert world.stable()["errcode"] == 40164


@fact("5.5")
@pytest.mark.parametrize(
    ("entry", "ip", "passes"),
    [
        ("1.2.3.4", "1.2.3.4", True),
        ("1.2.3.4", "1.2.3.5", False),
        ("1.2.3.*", "1.2.3.200", True),
        ("1.2.3.*", "1.2.4.1", False),
        ("1.2.3.0/24", "1.2.3.9", True),
        ("1.2.3.4", "::ffff:1.2.3.4", True),
        ("1.2.3.4", "somewhere", False),
    ],
)
def test_whitelist_takes_addresses_stars_and_networks(world: World, entry: str, ip: str, passes: bool) -> None:
    world.control("app", appid=world.appid, ip_whitelist=[entry])
    assert ("openid" in world.exchange(world.login(), ip=ip)) is passes


@fact("1.3")
def test_parameters_then_appid_then_secret_then_code(world: World) -> None:
    wrong = {"appid": "wx0000000000000000", "secret": "0" * 32}
    assert world.exchange("", **wrong)["errcode"] == 41008
    assert world.exchange("x", **wrong)["errcode"] == 40013
    assert world.exchange("x", secret="0" * 32)["errcode"] == 40125
    assert world.exchange("x")["errcode"] == 40029


@fact("1.3")
def test_probing_credentials_consumes_nothing(world: World) -> None:
    code = world.login()
    assert world.exchange("probe")["errcode"] == 40029
    assert "openid" in world.exchange(code)
