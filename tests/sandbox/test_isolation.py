"""What touches which token and which session_key (5.4), quotas, the whitelist's entries and a secret that was reset."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.sandbox.arguments import ControlError
from wxauth_cli.sandbox.endpoints import table


def session(world: World) -> tuple[str, str]:
    answer = world.exchange(world.login())
    return answer["openid"], answer["session_key"]


def holds(world: World, openid: str, session_key: str) -> bool:
    """Whether it is the current session_key, asked with a token that the asking itself does not disturb."""
    live = world.state.sessions.live(world.appid, world.state.user_of(world.appid, openid) or "", world.state.now())
    return live is not None and live.session_key == session_key


@fact("5.4")
def test_no_token_call_touches_a_session_key(world: World) -> None:
    openid, key = session(world)
    world.legacy()
    world.stable()
    world.stable(force_refresh=True)
    assert holds(world, openid, key)


@fact("5.4")
def test_legacy_call_leaves_stable_tokens_as_they_are(world: World) -> None:
    stable = world.stable()
    for _ in range(3):
        world.legacy()
    world.advance(301)
    assert world.works(stable["access_token"]) == 0
    assert world.stable()["access_token"] == stable["access_token"]


@fact("5.4")
def test_forced_refresh_leaves_legacy_tokens_as_they_are(world: World) -> None:
    older, newer = world.legacy()["access_token"], world.legacy()["access_token"]
    world.stable(force_refresh=True)
    assert (world.works(older), world.works(newer)) == (0, 0)


@fact("5.4")
def test_login_and_reset_of_a_session_touch_no_token(world: World) -> None:
    legacy, stable = world.legacy()["access_token"], world.stable()["access_token"]
    openid, key = session(world)
    assert world.checksession(stable, openid, key, path="/wxa/resetusersessionkey")["errcode"] == 0
    assert (world.works(legacy), world.works(stable)) == (0, 0)


@fact("5.4")
def test_reset_secret_leaves_tokens_and_sessions_and_ends_the_old_secret(world: World) -> None:
    legacy, stable = world.legacy()["access_token"], world.stable()["access_token"]
    openid, key = session(world)
    secret = world.control("app", appid=world.appid, reset_secret=True)["secret"]
    assert (world.works(legacy), world.works(stable)) == (0, 0)
    assert holds(world, openid, key)
    assert world.stable()["errcode"] == world.legacy()["errcode"] == 40125
    assert world.stable(secret=secret)["access_token"] == stable


@fact("5.2")
def test_stable_token_is_never_handed_out_with_less_than_five_minutes(world: World) -> None:
    for _ in range(60):
        assert world.stable()["expires_in"] > 300
        world.advance(241)


@fact("5.2")
def test_stable_token_is_read_from_a_json_body_alone(world: World) -> None:
    query = {"grant_type": "client_credential", "appid": world.appid, "secret": world.secret}
    assert world.call("POST", "/cgi-bin/stable_token", query)["errcode"] == 44002
    form = f"grant_type=client_credential&appid={world.appid}&secret={world.secret}".encode()
    assert world.call("POST", "/cgi-bin/stable_token", body=form)["errcode"] == 47001


@fact("5.2")
def test_too_early_forced_refresh_does_not_count(world: World) -> None:
    for _ in range(20):
        world.stable(force_refresh=True)
        world.advance(29)
        assert "access_token" in world.stable(force_refresh=True)
        world.advance(1)
    assert world.stable(force_refresh=True)["errcode"] == 45009


@fact("5.1")
def test_legacy_token_call_is_read_from_the_query_alone(world: World) -> None:
    body = {"grant_type": "client_credential", "appid": world.appid, "secret": world.secret}
    assert world.call("POST", "/cgi-bin/token", body=body)["errcode"] == 41002


@fact("5.3")
def test_token_of_another_app_is_good_for_that_app_alone(world: World) -> None:
    other, secret = world.app()
    openid, key = session(world)
    foreign = world.stable(appid=other, secret=secret)["access_token"]
    assert world.works(foreign) == 0
    assert world.checksession(foreign, openid, key)["errcode"] == 40003


@fact("5.5")
@pytest.mark.parametrize("entry", ["1.2.3.4:80", "1.2.*.4", "host", ""])
def test_whitelist_takes_no_port_no_name_and_no_star_in_the_middle(world: World, entry: str) -> None:
    with pytest.raises(ControlError):
        world.control("app", appid=world.appid, ip_whitelist=[entry])


@fact("5.5")
def test_whitelist_has_ten_entries_at_most(world: World) -> None:
    entries = [f"10.0.0.{number}" for number in range(11)]
    world.control("app", appid=world.appid, ip_whitelist=entries[:10])
    with pytest.raises(ControlError):
        world.control("app", appid=world.appid, ip_whitelist=entries)


@fact("5.5")
def test_whitelist_shows_an_ipv6_caller_as_it_is(world: World) -> None:
    world.control("app", appid=world.appid, ip_whitelist=["10.0.0.1"])
    text = world.exchange("x", ip="2001:db8::1")["errmsg"]
    assert text.startswith("invalid ip 2001:db8::1 ipv6 2001:db8::1, not in whitelist, rid: ")


def spend(world: World, path: str) -> None:
    """Everything of a day but one call."""
    limit = table()[path].daily_limit or 0
    world.state.quotas._days[world.appid, path] = (int(world.state.now() + 8 * 3600) // 86400, limit - 1)


@fact("7")
def test_last_call_of_the_day_is_answered_and_the_next_is_45009(world: World) -> None:
    token, path = world.stable()["access_token"], "/wxa/business/getuserphonenumber"
    spend(world, path)
    first, second = world.control("tap")["code"], world.control("tap")["code"]
    assert world.phone(token, first)["errcode"] == 0
    answer = world.phone(token, second)
    assert answer["errcode"] == 45009
    assert answer["errmsg"].startswith("reach max api daily quota limit rid: ")


@fact("9.3")
def test_cleared_quota_lets_calls_through_again_and_the_code_is_unspent(world: World) -> None:
    token, path = world.stable()["access_token"], "/wxa/business/getuserphonenumber"
    spend(world, path)
    codes = [world.control("tap")["code"] for _ in range(2)]
    assert [world.phone(token, code)["errcode"] for code in codes] == [0, 45009]
    cleared = world.call("POST", "/cgi-bin/clear_quota", {"access_token": token}, body={"appid": world.appid})
    assert cleared["errcode"] == 0
    assert world.phone(token, codes[1])["errcode"] == 0


@fact("9.2")
def test_quota_of_one_app_is_not_that_of_another(world: World) -> None:
    other, secret = world.app()
    spend(world, "/cgi-bin/get_api_domain_ip")
    token, foreign = world.stable()["access_token"], world.stable(appid=other, secret=secret)["access_token"]
    assert [world.works(token), world.works(token), world.works(foreign)] == [0, 45009, 0]


@fact("9.2")
def test_quota_begins_anew_at_midnight_in_china(world: World) -> None:
    spend(world, "/cgi-bin/get_api_domain_ip")
    token = world.legacy()["access_token"]
    assert [world.works(token), world.works(token)] == [0, 45009]
    world.advance(86400 - (world.state.now() + 8 * 3600) % 86400)
    assert world.works(world.stable()["access_token"]) == 0


@fact("6.2")
def test_sixty_thousand_resets_of_session_keys_in_a_minute_then_45011(world: World) -> None:
    openid, key = session(world)
    token, path = world.stable()["access_token"], "/wxa/resetusersessionkey"
    world.state.quotas._minutes[world.appid, path] = (int(world.state.now()) // 60, 59_999)
    new = world.checksession(token, openid, key, path=path)["session_key"]
    answer = world.checksession(token, openid, new, path=path)
    assert answer["errcode"] == 45011
    assert answer["errmsg"].startswith("api minute-quota reach limit, must slower, retry next minute rid: ")
    world.advance(60)
    assert world.checksession(token, openid, new, path=path)["errcode"] == 0


FAULTS: list[tuple[int, str]] = [
    (-1, "system error"),
    (40226, "code blocked"),
    (45009, "reach max api daily quota limit"),
    (50002, "user limited"),
]


@fact("3")
@pytest.mark.parametrize(("errcode", "text"), FAULTS)
def test_errcodes_of_code2session_that_need_a_bad_day_come_on_order(world: World, errcode: int, text: str) -> None:
    world.control("fault", path="/sns/jscode2session", errcode=errcode)
    assert world.exchange(world.login())["errmsg"].startswith(f"{text}, rid: ")


@fact("16")
def test_address_not_listed_on_order_names_the_address(world: World) -> None:
    world.control("fault", errcode=40164)
    assert world.exchange("x", ip="10.1.2.3")["errmsg"].startswith("invalid ip 10.1.2.3 ipv6 ::ffff:10.1.2.3, not in")


@fact("16")
def test_slow_answer_after_the_code_was_spent_makes_the_retry_40163(world: World) -> None:
    world.control("fault", path="/sns/jscode2session", kind="slow", delay_s=10)
    code = world.login()
    late: Any = world.send("GET", "/sns/jscode2session", world.query(code))
    assert late.delay_s == 10
    assert world.exchange(code)["errcode"] == 40163
