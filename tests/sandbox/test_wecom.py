"""WeCom mini programs: section 4.3 and the suffix of its host (1.1)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World

SUFFIX = (
    r", hint: \[[0-9]+\], from ip: 127\.0\.0\.1, more info at https://open\.work\.weixin\.qq\.com/devtool/query\?e="
)


@pytest.fixture
def corp(world: World) -> dict[str, Any]:
    return world.control("corp")


def gettoken(world: World, corp: dict[str, Any], /, **changes: Any) -> dict[str, Any]:
    usual = {"corpid": corp["corpid"], "corpsecret": corp["corpsecret"]}
    query = {name: value for name, value in {**usual, **changes}.items() if value is not None}
    return world.call("GET", "/cgi-bin/gettoken", query)


def exchange(world: World, token: str, code: str, /, **changes: Any) -> dict[str, Any]:
    usual = {"access_token": token, "js_code": code, "grant_type": "authorization_code"}
    query = {name: value for name, value in {**usual, **changes}.items() if value is not None}
    return world.call("GET", "/cgi-bin/miniprogram/jscode2session", query)


@fact("4.3")
def test_token_has_errcode_first_and_stays_the_same(world: World, corp: dict[str, Any]) -> None:
    first = gettoken(world, corp)
    assert list(first) == ["errcode", "errmsg", "access_token", "expires_in"]
    assert (first["errcode"], first["errmsg"], first["expires_in"]) == (0, "ok", 7200)
    world.advance(100)
    assert gettoken(world, corp) == {**first, "expires_in": 7100}


@fact("4.3")
def test_content_type_is_json_with_a_charset(world: World) -> None:
    assert world.send("GET", "/cgi-bin/gettoken").header("Content-Type") == "application/json; charset=UTF-8"


@fact("4.3")
def test_without_parameters_it_is_the_secret_that_is_missing(world: World) -> None:
    answer = world.call("GET", "/cgi-bin/gettoken")
    assert answer["errcode"] == 41004
    assert re.fullmatch(f"corpsecret missing{SUFFIX}41004", answer["errmsg"])


@fact("4.3")
@pytest.mark.parametrize(
    ("changes", "errcode", "text"),
    [
        ({"corpid": None}, 41002, "corpid missing"),
        ({"corpid": "ww0000000000000000"}, 40013, "invalid corpid"),
        ({"corpsecret": "x"}, 40001, "invalid credential"),
    ],
)
def test_token_names_what_is_wrong_in_the_words_of_wecom(
    world: World, corp: dict[str, Any], changes: dict[str, Any], errcode: int, text: str
) -> None:
    answer = gettoken(world, corp, **changes)
    assert answer["errcode"] == errcode
    assert re.fullmatch(f"{text}{SUFFIX}{errcode}", answer["errmsg"])


@fact("4.3")
def test_repeated_wrong_secrets_ban_the_address_for_an_hour(world: World, corp: dict[str, Any]) -> None:
    wrong = [gettoken(world, corp, corpsecret="x")["errcode"] for _ in range(31)]
    assert wrong == [40001] * 30 + [45009]
    assert gettoken(world, corp)["errmsg"].startswith("api freq out of limit, hint: ")
    world.advance(3600)
    assert gettoken(world, corp)["errcode"] == 0
    assert gettoken(world, corp, corpsecret="x")["errcode"] == 40001


@fact("4.3")
def test_wrong_secrets_long_ago_do_not_count(world: World, corp: dict[str, Any]) -> None:
    for _ in range(29):
        gettoken(world, corp, corpsecret="x")
    world.advance(3600)
    assert [gettoken(world, corp, corpsecret="x")["errcode"] for _ in range(3)] == [40001] * 3


@fact("4.3")
def test_wecom_code_gives_corpid_userid_and_session_key(world: World, corp: dict[str, Any]) -> None:
    token = gettoken(world, corp)["access_token"]
    answer = exchange(world, token, world.login(kind="wecom", user="ann"))
    assert list(answer) == ["corpid", "userid", "session_key", "errcode", "errmsg"]
    assert (answer["corpid"], answer["userid"], answer["errcode"], answer["errmsg"]) == (
        corp["corpid"],
        "ann",
        0,
        "ok",
    )
    assert len(answer["session_key"]) == 24
    assert "openid" not in answer


@fact("4.3")
def test_wx_login_code_is_40029_here_and_stays_usable(world: World, corp: dict[str, Any]) -> None:
    code = world.login()
    answer = exchange(world, gettoken(world, corp)["access_token"], code)
    assert answer["errcode"] == 40029
    assert re.fullmatch(f"invalid code{SUFFIX}40029", answer["errmsg"])
    assert "openid" in world.exchange(code)


@fact("4.3")
def test_wecom_code_is_40029_in_code2session(world: World) -> None:
    assert world.exchange(world.login(kind="wecom"))["errcode"] == 40029


@fact("4.3")
def test_wecom_code_works_once_and_five_minutes(world: World, corp: dict[str, Any]) -> None:
    token = gettoken(world, corp)["access_token"]
    used, old = world.login(kind="wecom"), world.login(kind="wecom")
    assert exchange(world, token, used)["errcode"] == 0
    assert exchange(world, token, used)["errcode"] == 40029
    world.advance(300)
    assert exchange(world, token, old)["errcode"] == 40029


@fact("4.3")
def test_token_has_to_be_of_the_app_that_is_linked_with_the_mini_program(world: World, corp: dict[str, Any]) -> None:
    other, _ = world.app()
    token = gettoken(world, corp)["access_token"]
    assert exchange(world, token, world.login(kind="wecom", appid=other))["errcode"] == 40029
    world.control("corp", appid=other)
    assert exchange(world, token, world.login(kind="wecom", appid=other))["errcode"] == 0


@fact("4.3")
@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"access_token": None}, 41001),
        ({"access_token": "x"}, 40014),
        ({"js_code": None}, 41008),
        ({"js_code": "x"}, 40029),
        ({"grant_type": None}, 40029),
    ],
)
def test_exchange_names_what_is_wrong(
    world: World, corp: dict[str, Any], changes: dict[str, Any], errcode: int
) -> None:
    token = gettoken(world, corp)["access_token"]
    assert exchange(world, token, world.login(kind="wecom"), **changes)["errcode"] == errcode


@fact("4.3")
def test_mini_programs_token_is_40014_here_and_wecoms_is_40001_there(world: World, corp: dict[str, Any]) -> None:
    answer = exchange(world, world.stable()["access_token"], world.login(kind="wecom"))
    assert answer["errcode"] == 40014
    foreign = world.works(gettoken(world, corp)["access_token"])
    assert foreign in (40001, 40014)


@fact("4.3")
def test_expired_token_is_42001(world: World, corp: dict[str, Any]) -> None:
    token = gettoken(world, corp)["access_token"]
    world.advance(7200)
    assert exchange(world, token, world.login(kind="wecom"))["errcode"] == 42001
    assert gettoken(world, corp)["access_token"] != token


def suite_token(world: World, corp: dict[str, Any], /, **changes: Any) -> dict[str, Any]:
    usual = {name: corp[name] for name in ("suite_id", "suite_secret", "suite_ticket")}
    return world.call("POST", "/cgi-bin/service/get_suite_token", body={**usual, **changes})


@fact("4.3")
def test_service_provider_gets_an_open_userid_besides(world: World, corp: dict[str, Any]) -> None:
    made = suite_token(world, corp)
    assert list(made) == ["errcode", "errmsg", "suite_access_token", "expires_in"]
    query = {
        "suite_access_token": made["suite_access_token"],
        "js_code": world.login(kind="wecom", user="ann"),
        "grant_type": "authorization_code",
    }
    answer = world.call("GET", "/cgi-bin/service/miniprogram/jscode2session", query)
    assert (answer["errcode"], answer["userid"], answer["corpid"]) == (0, "ann", corp["corpid"])
    assert answer["open_userid"].startswith("wo")


@fact("4.3")
@pytest.mark.parametrize("name", ["suite_id", "suite_secret", "suite_ticket"])
def test_wrong_suite_credentials_are_40001(world: World, corp: dict[str, Any], name: str) -> None:
    assert suite_token(world, corp, **{name: "x"})["errcode"] == 40001


@fact("4.3")
def test_companys_token_is_40014_for_a_provider(world: World, corp: dict[str, Any]) -> None:
    query = {"suite_access_token": gettoken(world, corp)["access_token"], "js_code": world.login(kind="wecom")}
    assert world.call("GET", "/cgi-bin/service/miniprogram/jscode2session", query)["errcode"] == 40014


@fact("15")
@pytest.mark.parametrize(
    ("host", "path", "there"),
    [
        ("qyapi.weixin.qq.com", "/cgi-bin/gettoken", True),
        ("qyapi.weixin.qq.com:443", "/cgi-bin/gettoken", True),
        ("qyapi.weixin.qq.com", "/cgi-bin/token", False),
        ("api.weixin.qq.com", "/cgi-bin/gettoken", False),
        ("api.weixin.qq.com", "/cgi-bin/token", True),
        ("API2.weixin.qq.com", "/cgi-bin/token", True),
        ("127.0.0.1:8000", "/cgi-bin/gettoken", True),
        ("127.0.0.1:8000", "/cgi-bin/token", True),
    ],
)
def test_host_decides_where_the_sandbox_goes_by_wechats_names(world: World, host: str, path: str, there: bool) -> None:
    answer = json.loads(world.send("GET", path, headers={"Host": host}).body)
    assert (answer["errcode"] != 40066) is there


def test_second_company_is_its_own(world: World, corp: dict[str, Any]) -> None:
    other = world.control("corp", corpid="ww00000000000000aa")
    assert other["corpsecret"] != corp["corpsecret"]
    assert gettoken(world, corp, corpsecret=other["corpsecret"])["errcode"] == 40001
    assert world.control("corp") == corp
