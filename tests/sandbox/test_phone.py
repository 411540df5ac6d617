"""getPhoneNumber: section 7."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import NOW
from tests.sandbox.facts import fact
from tests.sandbox.world import World

PATH = "/wxa/business/getuserphonenumber"


@pytest.fixture
def token(world: World) -> str:
    text: str = world.stable()["access_token"]
    return text


def tapped(world: World, **arguments: Any) -> str:
    code: str = world.control("tap", **arguments)["code"]
    return code


@fact("7")
def test_number_comes_with_its_watermark(world: World, token: str) -> None:
    world.control("user", user="ann", phone="13000000000")
    assert world.phone(token, tapped(world, user="ann")) == {
        "errcode": 0,
        "errmsg": "ok",
        "phone_info": {
            "phoneNumber": "13000000000",
            "purePhoneNumber": "13000000000",
            "countryCode": "86",
            "watermark": {"timestamp": int(NOW), "appid": world.appid},
        },
    }


@fact("7")
def test_foreign_number_has_its_prefix_and_the_pure_one_has_not(world: World, token: str) -> None:
    world.control("user", user="ann", phone="51234567", country_code="852")
    info = world.phone(token, tapped(world, user="ann"))["phone_info"]
    assert (info["phoneNumber"], info["purePhoneNumber"], info["countryCode"]) == ("+85251234567", "51234567", "852")


@fact("7")
def test_phone_code_works_once(world: World, token: str) -> None:
    code = tapped(world)
    assert world.phone(token, code)["errcode"] == 0
    answer = world.phone(token, code)
    assert answer["errcode"] == 40029
    assert answer["errmsg"].startswith("invalid code rid: ")


@fact("7")
def test_phone_code_lives_five_minutes(world: World, token: str) -> None:
    code = tapped(world)
    world.advance(300)
    assert world.phone(token, code)["errcode"] == 40029


@fact("7")
def test_login_code_is_40029_here_and_stays_usable(world: World, token: str) -> None:
    code = world.login()
    assert world.phone(token, code)["errcode"] == 40029
    assert "openid" in world.exchange(code)


@fact("7")
def test_plugin_code_is_40029_here(world: World, token: str) -> None:
    assert world.phone(token, world.login(kind="plugin"))["errcode"] == 40029


@fact("5.3")
def test_token_of_another_app_is_40013_and_the_code_survives(world: World, token: str) -> None:
    other, secret = world.app()
    foreign = world.stable(appid=other, secret=secret)["access_token"]
    code = tapped(world)
    answer = world.phone(foreign, code)
    assert answer["errcode"] == 40013
    assert answer["errmsg"].startswith("invalid appid rid: ")
    assert world.phone(token, code)["errcode"] == 0


@fact("7")
def test_openid_in_the_body_has_to_belong_to_the_code(world: World, token: str) -> None:
    ann, bob = (world.control("user", user=name)["openid"] for name in ("ann", "bob"))
    code = tapped(world, user="ann")
    assert world.phone(token, code, openid=bob)["errcode"] == 40003
    assert world.phone(token, code, openid=ann)["errcode"] == 0


@fact("7")
def test_unverified_account_is_48001(world: World, token: str) -> None:
    world.control("app", appid=world.appid, verified=False)
    answer = world.phone(token, tapped(world))
    assert answer["errcode"] == 48001
    assert answer["errmsg"].startswith("api unauthorized rid: ")


@fact("7")
def test_form_body_is_47001_and_the_code_survives(world: World, token: str) -> None:
    code = tapped(world)
    answer = world.call("POST", PATH, {"access_token": token}, body=f"code={code}".encode())
    assert answer["errcode"] == 47001
    assert world.phone(token, code)["errcode"] == 0


@fact("1")
def test_code_in_the_query_is_44002(world: World, token: str) -> None:
    assert world.call("POST", PATH, {"access_token": token, "code": tapped(world)})["errcode"] == 44002


@fact("7")
@pytest.mark.parametrize("body", [{}, {"code": ""}, {"code": 5}, {"code": None}])
def test_missing_code_is_47001(world: World, token: str, body: dict[str, Any]) -> None:
    assert world.call("POST", PATH, {"access_token": token}, body=body)["errcode"] == 47001


@fact("1")
@pytest.mark.parametrize("place", ["body", "header"])
def test_token_outside_the_query_is_41001(world: World, token: str, place: str) -> None:
    code = tapped(world)
    body = {"code": code, **({"access_token": token} if place == "body" else {})}
    headers = {"Authorization": f"Bearer {token}"} if place == "header" else {}
    assert world.call("POST", PATH, body=body, headers=headers)["errcode"] == 41001


@fact("5.5")
def test_whitelist_does_not_apply_to_calls_with_a_token(world: World, token: str) -> None:
    code = tapped(world)
    world.control("app", appid=world.appid, ip_whitelist=["10.0.0.1"])
    assert world.phone(token, code)["errcode"] == 0


def test_answer_is_real_utf8_json(world: World, token: str) -> None:
    response = world.send("POST", PATH, {"access_token": token}, body={"code": tapped(world)})
    assert json.loads(response.body.decode("utf-8"))["errmsg"] == "ok"
