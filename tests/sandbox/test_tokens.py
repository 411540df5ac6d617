"""Access tokens of both kinds: section 5, its matrix of isolation, and the quotas."""

from __future__ import annotations

import re

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World

ADVICE = ", could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r rid: "


@fact("2")
def test_token_answers_have_two_fields_and_a_shape(world: World) -> None:
    for answer in (world.legacy(), world.stable()):
        assert list(answer) == ["access_token", "expires_in"]
        assert re.fullmatch(r"\d\d_[A-Za-z0-9_-]{133}", answer["access_token"])
        assert answer["expires_in"] == 7200


@fact("5.1")
def test_legacy_call_gives_a_new_token_and_the_old_one_five_minutes(world: World) -> None:
    old, new = world.legacy()["access_token"], world.legacy()["access_token"]
    assert old != new
    world.advance(299)
    assert (world.works(old), world.works(new)) == (0, 0)
    world.advance(1)
    assert (world.works(old), world.works(new)) == (40001, 0)


@fact("5.1")
def test_many_legacy_calls_do_not_lengthen_the_grace(world: World) -> None:
    old = world.legacy()["access_token"]
    world.legacy()
    world.advance(200)
    world.legacy()
    world.advance(100)
    assert world.works(old) == 40001


@fact("5.3")
def test_superseded_token_says_invalid_or_not_latest_with_the_advice(world: World) -> None:
    old = world.legacy()["access_token"]
    world.legacy()
    world.advance(300)
    answer = world.call("GET", "/cgi-bin/get_api_domain_ip", {"access_token": old})
    assert answer["errmsg"].startswith("invalid credential, access_token is invalid or not latest" + ADVICE)


@fact("5.3")
def test_token_expires_after_two_hours_with_42001(world: World) -> None:
    token = world.legacy()["access_token"]
    world.advance(7199)
    assert world.works(token) == 0
    world.advance(1)
    answer = world.call("GET", "/cgi-bin/get_api_domain_ip", {"access_token": token})
    assert answer["errcode"] == 42001
    assert answer["errmsg"].startswith("access_token expired rid: ")


@fact("5.3")
@pytest.mark.parametrize(
    ("token", "errcode"),
    [(None, 41001), ("", 41001), ("ACCESS_TOKEN", 40014), ('"quoted"', 40014), ("88_" + "a" * 133, 40001)],
)
def test_bad_token_has_its_own_errcode(world: World, token: str | None, errcode: int) -> None:
    query = {} if token is None else {"access_token": token}
    assert world.call("GET", "/cgi-bin/get_api_domain_ip", query)["errcode"] == errcode


@fact("5.2")
def test_stable_call_returns_the_same_token_with_what_it_has_left(world: World) -> None:
    first = world.stable()
    world.advance(1000)
    assert world.stable() == {"access_token": first["access_token"], "expires_in": 6200}
    world.advance(5899)
    assert world.stable() == {"access_token": first["access_token"], "expires_in": 301}


@fact("5.2")
def test_stable_call_in_the_last_five_minutes_gives_a_new_token_beside_the_old(world: World) -> None:
    old = world.stable()["access_token"]
    world.advance(6900)
    new = world.stable()
    assert new["access_token"] != old
    assert new["expires_in"] == 7200
    world.advance(299)
    assert (world.works(old), world.works(new["access_token"])) == (0, 0)
    world.advance(1)
    assert (world.works(old), world.works(new["access_token"])) == (42001, 0)


@fact("5.2")
def test_stable_call_after_the_end_gives_a_new_token(world: World) -> None:
    old = world.stable()["access_token"]
    world.advance(7200)
    assert world.stable()["access_token"] != old


@fact("5.2")
def test_forced_refresh_kills_the_old_token_at_once(world: World) -> None:
    old = world.stable()["access_token"]
    new = world.stable(force_refresh=True)["access_token"]
    assert (world.works(old), world.works(new)) == (40001, 0)


@fact("5.2")
def test_forced_refresh_kills_the_overlapping_token_too(world: World) -> None:
    old = world.stable()["access_token"]
    world.advance(6950)
    overlapping = world.stable()["access_token"]
    world.stable(force_refresh=True)
    assert (world.works(old), world.works(overlapping)) == (40001, 40001)


@fact("5.2")
def test_forced_refresh_within_thirty_seconds_does_not_refresh(world: World) -> None:
    first = world.stable(force_refresh=True)["access_token"]
    world.advance(29)
    assert world.stable(force_refresh=True)["access_token"] == first
    assert world.works(first) == 0
    world.advance(1)
    assert world.stable(force_refresh=True)["access_token"] != first


@fact("5.2")
def test_twenty_forced_refreshes_a_day(world: World) -> None:
    for _ in range(20):
        world.stable(force_refresh=True)
        world.advance(30)
    answer = world.stable(force_refresh=True)
    assert answer["errcode"] == 45009
    assert answer["errmsg"].startswith("reach max api daily quota limit rid: ")
    assert "access_token" in world.stable()
    world.advance(86400)
    assert "access_token" in world.stable(force_refresh=True)


@fact("5.2")
def test_stable_quota_of_a_minute(world: World) -> None:
    for _ in range(10_000):
        world.state.quotas.take_minute(world.appid, "/cgi-bin/stable_token", world.state.now(), 10_000)
    answer = world.stable()
    assert answer["errcode"] == 45011
    assert answer["errmsg"].startswith("api minute-quota reach limit, must slower, retry next minute rid: ")
    world.advance(60)
    assert "access_token" in world.stable()


@fact("5.1")
def test_legacy_quota_of_a_day_ends_with_the_advice(world: World) -> None:
    for _ in range(2000):
        world.state.quotas.take(world.appid, "/cgi-bin/token", world.state.now(), daily=2000)
    answer = world.legacy()
    assert answer["errcode"] == 45009
    assert answer["errmsg"].startswith("reach max api daily quota limit" + ADVICE)


@fact("5.4")
def test_neither_kind_invalidates_the_other(world: World) -> None:
    legacy, stable = world.legacy()["access_token"], world.stable()["access_token"]
    world.stable(force_refresh=True)
    assert world.works(legacy) == 0
    stable = world.stable()["access_token"]
    world.legacy()
    world.advance(301)
    assert (world.works(legacy), world.works(stable)) == (40001, 0)


@fact("5.4")
def test_tokens_of_two_apps_do_not_touch(world: World) -> None:
    other, secret = world.app()
    here = world.legacy()["access_token"]
    world.legacy(appid=other, secret=secret)
    world.stable(appid=other, secret=secret, force_refresh=True)
    world.advance(301)
    assert world.works(here) == 0


@fact("1.3")
def test_token_endpoint_looks_at_the_appid_before_grant_type(world: World) -> None:
    assert world.legacy(appid="wx0000000000000000", grant_type=None)["errcode"] == 40013
    assert world.legacy(grant_type=None)["errcode"] == 40002


@fact("5.1")
@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"appid": None}, 41002),
        ({"secret": None}, 41004),
        ({"secret": "0" * 32}, 40125),
        ({"appid": "wx0000000000000000"}, 40013),
        ({"grant_type": "authorization_code"}, 40002),
    ],
)
def test_token_endpoints_refuse_wrong_credentials(world: World, changes: dict[str, str], errcode: int) -> None:
    assert world.legacy(**changes)["errcode"] == errcode
    assert world.stable(**changes)["errcode"] == errcode


@fact("5.5")
def test_frozen_secret_gets_no_token(world: World) -> None:
    world.control("app", appid=world.appid, secret_frozen=True)
    assert world.legacy()["errcode"] == 40243
    assert world.stable()["errcode"] == 40243


def test_force_refresh_has_to_be_a_boolean(world: World) -> None:
    assert world.stable(force_refresh="true")["errcode"] == 47001
