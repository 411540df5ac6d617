"""Looking up a rid and quotas: section 9."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import NOW
from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.sandbox.state import Switches


@pytest.fixture
def token(world: World) -> str:
    text: str = world.stable()["access_token"]
    return text


def look_up(world: World, token: str, rid: Any) -> dict[str, Any]:
    return world.call("POST", "/cgi-bin/openapi/rid/get", {"access_token": token}, body={"rid": rid})


def rid_of(answer: dict[str, Any]) -> str:
    text: str = answer["errmsg"].split("rid: ")[1]
    return text


@fact("9.1")
def test_rid_of_a_failed_call_is_found_with_request_and_answer(world: World, token: str) -> None:
    rid = rid_of(world.phone(token, "0" * 64))
    answer = look_up(world, token, rid)
    assert (answer["errcode"], answer["errmsg"]) == (0, "ok")
    request = answer["request"]
    assert list(request) == [
        "invoke_time",
        "cost_in_ms",
        "request_url",
        "request_body",
        "response_body",
        "client_ip",
    ]
    assert request["invoke_time"] == NOW
    assert request["request_url"] == f"access_token={token}"
    assert request["request_body"] == '{"code": "' + "0" * 64 + '"}'
    assert rid in request["response_body"]
    assert request["client_ip"] == "127.0.0.1"


@fact("9.1")
def test_sns_rid_is_76001_and_the_rid_in_the_text_is_that_of_the_lookup(world: World, token: str) -> None:
    rid = rid_of(world.exchange("x"))
    answer = look_up(world, token, rid)
    assert answer["errcode"] == 76001
    assert answer["errmsg"].startswith("rid not found, please check rid: ")
    assert rid_of(answer) != rid


@fact("9.1")
def test_sns_rid_is_76022_with_a_full_width_comma_if_switched_so() -> None:
    world = World(Switches(sns_rid_errcode=76022))
    answer = look_up(world, world.stable()["access_token"], rid_of(world.exchange("x")))
    assert answer["errcode"] == 76022
    assert answer["errmsg"].startswith("could not use this cgi_path，no permission rid: ")


@fact("9.1")
@pytest.mark.parametrize("rid", ["", "x", "61725984-6126f6f9", "61725984-6126f6f9-040F19C4", 5, None])
def test_malformed_rid_is_76002(world: World, token: str, rid: Any) -> None:
    assert look_up(world, token, rid)["errcode"] == 76002


@fact("9.1")
def test_unknown_rid_is_76001(world: World, token: str) -> None:
    assert look_up(world, token, f"{int(NOW):08x}-00000000-00000000")["errcode"] == 76001


@fact("9.1")
def test_rid_older_than_seven_days_is_76004(world: World, token: str) -> None:
    rid = rid_of(world.phone(token, "0" * 64))
    world.advance(7 * 86400 + 1)
    assert look_up(world, world.stable()["access_token"], rid)["errcode"] == 76004


@fact("9.1")
def test_rid_of_another_account_is_76003(world: World, token: str) -> None:
    other, secret = world.app()
    foreign = world.stable(appid=other, secret=secret)["access_token"]
    answer = look_up(world, foreign, rid_of(world.phone(token, "0" * 64)))
    assert answer["errcode"] == 76003
    assert answer["errmsg"].startswith("could not query this rid,no permission rid: ")


def quota(world: World, token: str, path: Any) -> dict[str, Any]:
    return world.call("POST", "/cgi-bin/openapi/quota/get", {"access_token": token}, body={"cgi_path": path})


@fact("9.2")
def test_quota_counts_what_was_used(world: World, token: str) -> None:
    world.legacy()
    world.legacy()
    answer = quota(world, token, "/cgi-bin/token")
    assert answer["errcode"] == 0
    assert answer["quota"] == {"daily_limit": 2000, "used": 2, "remain": 1998}


@fact("9.2")
def test_quota_of_stable_token_has_a_rate_limit(world: World, token: str) -> None:
    answer = quota(world, token, "/cgi-bin/stable_token")
    assert answer["quota"]["daily_limit"] == 500_000
    assert answer["rate_limit"] == {"call_count": 10_000, "refresh_second": 60}


@fact("9.2")
def test_quota_counts_business_calls(world: World, token: str) -> None:
    world.phone(token, world.control("tap")["code"])
    assert quota(world, token, "/wxa/business/getuserphonenumber")["quota"]["used"] == 1


@fact("9.2")
@pytest.mark.parametrize(
    ("path", "errcode"),
    [
        ("/sns/jscode2session", 76022),
        ("/wxa/nothing", 76021),
        ("wxa/checksession", 76003),
        ("/wxa/checksession?x=1", 76003),
        ("", 76003),
        (5, 76003),
    ],
)
def test_quota_of_a_wrong_path(world: World, token: str, path: Any, errcode: int) -> None:
    assert quota(world, token, path)["errcode"] == errcode


@fact("9.4")
def test_api_domain_ip_is_a_list_of_addresses(world: World, token: str) -> None:
    answer = world.call("GET", "/cgi-bin/get_api_domain_ip", {"access_token": token})
    assert list(answer) == ["ip_list"]
    assert all(ip.startswith("203.0.113.") for ip in answer["ip_list"])
