"""Switches: where two behaviours are documented or were seen, both can be had."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.sandbox.state import Switches

RID = "[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}"
HINT = r"hint: \[[\w-]+\]"


def refused_address(world: World, path: str = "/sns/component/jscode2session") -> str:
    made = world.control("component", authorize=world.appid, ip_whitelist=["10.0.0.1"])
    query = {"component_appid": made["component_appid"]}
    if path.startswith("/sns/"):
        answer = world.call("GET", path, query, ip="175.11.201.147")
    else:
        answer = world.call("POST", path, body=query, ip="175.11.201.147")
    text: str = answer["errmsg"]
    return text


@fact("1.1")
def test_address_of_a_platform_stands_between_text_and_rid_without_a_comma(world: World) -> None:
    pattern = f"access clientip is not registered requestIP: 175.11.201.147 rid: {RID}"
    assert re.fullmatch(pattern, refused_address(world))
    assert re.fullmatch(pattern, refused_address(world, "/cgi-bin/component/api_component_token"))


@fact("1.1")
def test_address_of_a_platform_stood_behind_the_hint_in_old_days() -> None:
    pattern = f"access clientip is not registered {HINT} requestIP: 175.11.201.147"
    assert re.fullmatch(pattern, refused_address(World(Switches(suffix="old"))))


@fact("4.1")
def test_other_gateway_says_40090_for_the_same_cause() -> None:
    world = World(Switches(component_ip_errcode=40090))
    text = refused_address(world)
    assert text.startswith("invalid request source (bad client ip), requestIP: 175.11.201.147 rid: ")
    assert world.control("journal")["entries"][-1]["errcode"] == 40090


@fact("1.1")
@pytest.mark.parametrize(
    ("changes", "errcode", "text"),
    [
        ({"secret": "0" * 32}, 40125, "invalid appsecret, view more at http://t.cn/RAEkdVq"),
        ({"appid": "wx0000000000000000"}, 40013, "invalid appid"),
    ],
)
def test_old_texts_of_code2session(changes: dict[str, str], errcode: int, text: str) -> None:
    answer = World(Switches(suffix="old")).exchange("x", **changes)
    assert answer["errcode"] == errcode
    assert re.fullmatch(re.escape(text) + r", hints: \[ req_id: [\w-]{13,17} \]", answer["errmsg"])


@fact("1.1")
def test_old_text_of_the_whitelist_has_one_address() -> None:
    world = World(Switches(suffix="old"))
    world.control("app", appid=world.appid, ip_whitelist=["10.0.0.1"])
    assert re.fullmatch(f"invalid ip 1.2.3.4, not in whitelist {HINT}", world_legacy(world, "1.2.3.4")["errmsg"])


def world_legacy(world: World, ip: str) -> dict[str, Any]:
    query = {"grant_type": "client_credential", "appid": world.appid, "secret": world.secret}
    return world.call("GET", "/cgi-bin/token", query, ip=ip)


@fact("5.3")
def test_old_text_of_a_superseded_token_stops_before_the_advice() -> None:
    world = World(Switches(suffix="old"))
    answer = world.call("GET", "/cgi-bin/get_api_domain_ip", {"access_token": "88_" + "a" * 133})
    assert re.fullmatch(f"invalid credential, access_token is invalid or not latest {HINT}", answer["errmsg"])


@fact("5.1")
def test_old_text_of_the_spent_token_quota_has_no_advice() -> None:
    world = World(Switches(suffix="old"))
    for _ in range(2000):
        world.state.quotas.take(world.appid, "/cgi-bin/token", world.state.now(), daily=2000)
    assert re.fullmatch(f"reach max api daily quota limit {HINT}", world.legacy()["errmsg"])


@fact("7")
def test_hint_still_seen_on_phone_numbers() -> None:
    world = World(Switches(suffix="hint"))
    answer = world.phone(world.stable()["access_token"], world.login())
    assert re.fullmatch(f"invalid code {HINT} rid: {RID}", answer["errmsg"])


@fact("7")
def test_country_code_is_text_and_a_number_if_switched_so() -> None:
    for country_code, written in (("text", "86"), ("number", 86)):
        world = World(Switches(country_code=country_code))  # type: ignore[arg-type]
        answer = world.phone(world.stable()["access_token"], world.control("tap")["code"])
        assert answer["phone_info"]["countryCode"] == written


@fact("3")
def test_sample_of_the_page_has_an_errcode_behind_the_session() -> None:
    answer = (world := World(Switches(login_errcode=True))).exchange(world.login())
    assert list(answer) == ["session_key", "openid", "unionid", "errcode", "errmsg"]
    assert (answer["errcode"], answer["errmsg"]) == (0, "ok")


@fact("4.2")
def test_body_of_get_plugin_openpid_that_is_no_json_is_1022(world: World) -> None:
    token = world.stable()["access_token"]
    answer = world.call("POST", "/wxa/getpluginopenpid", {"access_token": token}, body=b"code=x")
    assert answer["errcode"] == 1022
    assert answer["errmsg"].startswith("invalid json")
    assert world.call("POST", "/wxa/getpluginopenpid", {"access_token": token})["errcode"] == 44002


@fact("9.1")
def test_rid_of_last_week_is_76001_if_switched_so() -> None:
    world = World(Switches(old_rid_errcode=76001))
    rid = world.phone(world.stable()["access_token"], "0" * 64)["errmsg"].split("rid: ")[1]
    world.advance(7 * 86400 + 1)
    token = world.stable()["access_token"]
    answer = world.call("POST", "/cgi-bin/openapi/rid/get", {"access_token": token}, body={"rid": rid})
    assert answer["errcode"] == 76001


def clear(world: World, token: str, path: str = "/cgi-bin/token") -> int:
    errcode: int = world.call("POST", "/cgi-bin/openapi/quota/clear", {"access_token": token}, body={"cgi_path": path})[
        "errcode"
    ]
    return errcode


@fact("9.3")
def test_quota_of_one_interface_is_cleared_fifty_times_a_day_if_switched_so() -> None:
    world = World(Switches(quota_clear_window="day"))
    token = world.stable()["access_token"]
    assert [clear(world, token) for _ in range(51)] == [0] * 50 + [48006]
    world.advance(86400)
    assert clear(world, world.stable()["access_token"]) == 0


@fact("9.3")
def test_quota_clear_keeps_to_the_shops_paths_if_switched_so() -> None:
    world = World(Switches(quota_clear_paths="shop"))
    token = world.stable()["access_token"]
    assert clear(world, token) == 76022
    assert clear(world, token, "/wxa/nothing") == 76021


@fact("9.3")
def test_quota_clear_takes_the_token_of_a_third_party_platform(world: World) -> None:
    made = world.control("component", authorize=world.appid)
    fields = ("component_appid", "component_appsecret", "component_verify_ticket")
    body = {name: made[name] for name in fields}
    token = world.call("POST", "/cgi-bin/component/api_component_token", body=body)["component_access_token"]
    assert clear(world, token) == 0
    info = world.call(
        "POST",
        "/cgi-bin/component/api_query_auth",
        {"component_access_token": token},
        body={
            "component_appid": made["component_appid"],
            "authorization_code": made["authorizations"][0]["authorization_code"],
        },
    )
    assert clear(world, info["authorization_info"]["authorizer_access_token"]) == 0


def test_fault_on_wecoms_host_has_wecoms_words(world: World) -> None:
    world.control("fault", path="/cgi-bin/gettoken", errcode=40013)
    answer = world.call("GET", "/cgi-bin/gettoken")
    assert answer["errmsg"].startswith("invalid corpid, hint: [")


def test_journal_keeps_a_long_query_short(world: World) -> None:
    world.send("GET", "/nowhere", {"a": "x" * 50_000, "b": "y" * 50_000}, headers={"User-Agent": "z" * 50_000})
    world.send("GET", "/" + "p" * 50_000)
    assert len(json.dumps(world.control("journal", detail=True))) < 20_000
    assert dict(world.state.journal.entries()[0].query)["a"].startswith("xxxx")
