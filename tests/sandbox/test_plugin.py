"""getPluginOpenPId: section 4.2."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World


@pytest.fixture
def token(world: World) -> str:
    text: str = world.stable()["access_token"]
    return text


def openpid(world: World, token: str, code: Any) -> dict[str, Any]:
    return world.call("POST", "/wxa/getpluginopenpid", {"access_token": token}, body={"code": code})


@fact("4.2")
def test_plugin_code_gives_an_openpid_of_28_characters(world: World, token: str) -> None:
    answer = openpid(world, token, world.login(kind="plugin", user="ann"))
    assert list(answer) == ["errcode", "errmsg", "openpid"]
    assert re.fullmatch("[A-Za-z0-9_-]{28}", answer["openpid"])
    again = openpid(world, token, world.login(kind="plugin", user="ann"))
    other = openpid(world, token, world.login(kind="plugin", user="bob"))
    assert again["openpid"] == answer["openpid"] != other["openpid"]


@fact("4.2")
def test_login_code_is_1007_here_and_stays_usable(world: World, token: str) -> None:
    code = world.login()
    answer = openpid(world, token, code)
    assert answer["errcode"] == 1007
    assert answer["errmsg"].startswith("get no data")
    assert "openid" in world.exchange(code)


@fact("4.2")
def test_phone_code_is_1007_here(world: World, token: str) -> None:
    assert openpid(world, token, world.control("tap")["code"])["errcode"] == 1007


@fact("4.2")
def test_plugin_code_works_once_and_five_minutes(world: World, token: str) -> None:
    used, old = world.login(kind="plugin"), world.login(kind="plugin")
    assert openpid(world, token, used)["errcode"] == 0
    assert openpid(world, token, used)["errcode"] == 1007
    world.advance(300)
    assert openpid(world, token, old)["errcode"] == 1007


@fact("4.2")
def test_plugin_code_of_another_app_is_1005(world: World, token: str) -> None:
    other, _ = world.app()
    assert openpid(world, token, world.login(kind="plugin", appid=other))["errcode"] == 1005


@fact("4.2")
@pytest.mark.parametrize("code", [None, "", 5])
def test_missing_plugin_code_is_1001(world: World, token: str, code: Any) -> None:
    assert openpid(world, token, code)["errcode"] == 1001
