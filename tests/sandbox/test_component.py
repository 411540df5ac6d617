"""Third-party platforms: section 4.1, and what their tokens may do (5.3, 6.2)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World


class Platform:
    """A third-party platform and the calls that it makes."""

    def __init__(self, world: World, **arguments: Any) -> None:
        self.world = world
        made = world.control("component", authorize=world.appid, **arguments)
        self.appid, self.secret = made["component_appid"], made["component_appsecret"]
        self.ticket = made["component_verify_ticket"]
        self.authorization = made["authorizations"][0]
        self._token = ""

    def component_token(self, /, *, ip: str = "127.0.0.1", **changes: Any) -> dict[str, Any]:
        usual = {
            "component_appid": self.appid,
            "component_appsecret": self.secret,
            "component_verify_ticket": self.ticket,
        }
        body = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        return self.world.call("POST", "/cgi-bin/component/api_component_token", body=body, ip=ip)

    def fresh_token(self) -> str:
        text: str = self.component_token()["component_access_token"]
        return text

    @property
    def token(self) -> str:
        self._token = self._token or self.fresh_token()
        return self._token

    def api(self, name: str, token: str | None = None, /, **body: Any) -> dict[str, Any]:
        query = {"component_access_token": self.token if token is None else token}
        usual = {"component_appid": self.appid}
        kept = {field: value for field, value in {**usual, **body}.items() if value is not None}
        return self.world.call("POST", f"/cgi-bin/component/{name}", query, body=kept)

    def authorizer_token(self) -> str:
        info = self.api("api_query_auth", authorization_code=self.authorization["authorization_code"])
        text: str = info["authorization_info"]["authorizer_access_token"]
        return text

    def exchange(self, code: str, /, *, ip: str = "127.0.0.1", **changes: Any) -> dict[str, Any]:
        usual = {
            "appid": self.world.appid,
            "js_code": code,
            "grant_type": "authorization_code",
            "component_appid": self.appid,
            # Asking for a token ends the one before.
            "component_access_token": None if "component_access_token" in changes else self.token,
        }
        query = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        return self.world.call("GET", "/sns/component/jscode2session", query, ip=ip)


@pytest.fixture
def platform(world: World) -> Platform:
    return Platform(world)


@fact("4.1")
def test_exchange_needs_no_secret_and_gives_the_same_session(world: World, platform: Platform) -> None:
    answer = platform.exchange(world.login(user="ann"))
    assert list(answer) == ["session_key", "openid", "unionid"]
    assert answer == world.exchange(world.login(user="ann"))


@fact("4.1")
def test_exchange_is_text_plain(world: World, platform: Platform) -> None:
    response = world.send("GET", "/sns/component/jscode2session")
    assert response.header("Content-Type") == "text/plain"


@fact("4.1")
def test_code_is_spent_by_a_platform_too(world: World, platform: Platform) -> None:
    code = world.login()
    assert "openid" in platform.exchange(code)
    assert platform.exchange(code)["errcode"] == 40163
    assert world.exchange(code)["errcode"] == 40163


@fact("4.1")
def test_expired_code_is_40029_with_a_comma_before_the_rid(world: World, platform: Platform) -> None:
    code = world.login()
    world.advance(300)
    answer = platform.exchange(code)
    assert answer["errcode"] == 40029
    assert answer["errmsg"].startswith("invalid code, rid: ")


@fact("4.1")
@pytest.mark.parametrize(
    ("missing", "errcode", "text"),
    [
        ("component_appid", 41018, "missing component_appid, rid: "),
        ("component_access_token", 41021, "missing component_access_token, rid: "),
        ("appid", 41002, "appid missing, rid: "),
        ("js_code", 41008, "missing code, rid: "),
        ("grant_type", 40002, "invalid grant_type, rid: "),
    ],
)
def test_missing_parameter_is_named(world: World, platform: Platform, missing: str, errcode: int, text: str) -> None:
    changes: dict[str, Any] = {missing: None}
    answer = platform.exchange(world.login(), **changes)
    assert answer["errcode"] == errcode
    assert answer["errmsg"].startswith(text)


@fact("4.1")
def test_mini_program_that_has_not_authorised_is_61003(world: World, platform: Platform) -> None:
    other, _ = world.app()
    code = world.login(appid=other)
    answer = platform.exchange(code, appid=other)
    assert answer["errcode"] == 61003
    assert answer["errmsg"].startswith("component is not authorized by this account, rid: ")
    world.control("component", authorize=other)
    assert "openid" in platform.exchange(code, appid=other)


@fact("4.1")
def test_authorisation_taken_back_is_61003_for_exchange_refresh_and_token(world: World, platform: Platform) -> None:
    token = platform.authorizer_token()
    world.control("component", unauthorize=world.appid)
    assert platform.exchange(world.login())["errcode"] == 61003
    refresh = platform.api(
        "api_authorizer_token",
        authorizer_appid=world.appid,
        authorizer_refresh_token=platform.authorization["authorizer_refresh_token"],
    )
    assert refresh["errcode"] == 61003
    assert world.works(token) == 61003


@fact("4.1")
def test_address_that_is_not_registered_is_61004_and_shown(world: World) -> None:
    platform = Platform(world, ip_whitelist=["127.0.0.1"])
    answer = platform.exchange(world.login(), ip="175.11.201.147")
    assert answer["errcode"] == 61004
    assert answer["errmsg"].startswith("access clientip is not registered requestIP: 175.11.201.147 rid: ")
    refused = platform.component_token(ip="175.11.201.147")
    assert refused["errmsg"].startswith("access clientip is not registered requestIP: 175.11.201.147 rid: ")


@fact("4.1")
@pytest.mark.parametrize("entry", ["1.2.3.*", "1.2.3.0/24"])
def test_platform_registers_exact_addresses_only(world: World, entry: str) -> None:
    with pytest.raises(Exception, match="exact addresses"):
        world.control("component", ip_whitelist=[entry])


@fact("4.1")
def test_unknown_component_token_is_40094(world: World, platform: Platform) -> None:
    answer = platform.exchange(world.login(), component_access_token="88_" + "a" * 133)
    assert answer["errcode"] == 40094
    assert answer["errmsg"].startswith("invalid component credential, rid: ")


@fact("4.1")
def test_component_token_that_is_not_the_latest_is_40094(world: World, platform: Platform) -> None:
    first = platform.token
    second = platform.fresh_token()
    assert first != second
    assert platform.exchange(world.login())["errcode"] == 40094
    assert "openid" in platform.exchange(world.login(), component_access_token=second)


@fact("4.1")
def test_component_token_of_another_platform_is_40094(world: World, platform: Platform) -> None:
    other = Platform(world, component_appid="wx00000000000000c2")
    assert platform.exchange(world.login(), component_access_token=other.token)["errcode"] == 40094


@fact("4.1")
def test_expired_component_token_is_42006(world: World, platform: Platform) -> None:
    assert platform.component_token()["expires_in"] == 7200
    token = platform.fresh_token()
    world.advance(7199)
    assert "openid" in platform.exchange(world.login(), component_access_token=token)
    world.advance(1)
    answer = platform.exchange(world.login(), component_access_token=token)
    assert answer["errcode"] == 42006
    assert answer["errmsg"].startswith("component_access_token expired, rid: ")


@fact("4.1")
def test_authorizer_token_where_a_component_token_is_needed_is_48001(world: World, platform: Platform) -> None:
    answer = platform.exchange(world.login(), component_access_token=platform.authorizer_token())
    assert answer["errcode"] == 48001
    assert answer["errmsg"].startswith("api unauthorized, rid: ")


@fact("4.1")
def test_apps_own_token_on_a_component_interface_is_61014(world: World, platform: Platform) -> None:
    token = world.stable()["access_token"]
    answer = platform.api("api_authorizer_token", token, authorizer_appid=world.appid)
    assert answer["errcode"] == 61014
    assert answer["errmsg"].startswith("must use component token for component api rid: ")


@fact("4.1")
def test_component_token_on_a_business_interface_is_61015(world: World, platform: Platform) -> None:
    answer = world.phone(platform.token, "0" * 64)
    assert answer["errcode"] == 61015
    assert answer["errmsg"].startswith("must use biz account token for not component api rid: ")


@fact("4.1")
def test_cgi_bin_token_with_a_platforms_appid_is_61024(world: World, platform: Platform) -> None:
    answer = world.legacy(appid=platform.appid, secret=platform.secret)
    assert answer["errcode"] == 61024
    assert answer["errmsg"].startswith("must use api(api_component_token) to get token for component acct rid: ")


@fact("4.1")
def test_component_token_answer_has_no_errcode(platform: Platform) -> None:
    assert list(platform.component_token()) == ["component_access_token", "expires_in"]


@fact("4.1")
@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"component_appid": None}, 41018),
        ({"component_appid": "wx00000000000000ff"}, 40013),
        ({"component_appsecret": None}, 41004),
        ({"component_appsecret": "0" * 32}, 40125),
        ({"component_verify_ticket": None}, 61006),
        ({"component_verify_ticket": "ticket@@@x"}, 61006),
    ],
)
def test_component_token_names_what_is_wrong(platform: Platform, changes: dict[str, Any], errcode: int) -> None:
    assert platform.component_token(**changes)["errcode"] == errcode


@fact("4.1")
def test_ticket_lives_twelve_hours_then_61005(world: World, platform: Platform) -> None:
    world.advance(12 * 3600 - 1)
    assert "component_access_token" in platform.component_token()
    world.advance(1)
    answer = platform.component_token()
    assert answer["errcode"] == 61005
    assert answer["errmsg"].startswith("component ticket is expired rid: ")


@fact("4.1")
def test_invalid_ticket_has_its_text(platform: Platform) -> None:
    text = platform.component_token(component_verify_ticket="x")["errmsg"]
    assert text.startswith("component ticket is invalid rid: ")


@fact("4.1")
def test_ticket_is_pushed_every_ten_minutes_and_older_ones_still_work(world: World, platform: Platform) -> None:
    assert world.control("component")["component_verify_ticket"] == platform.ticket
    world.advance(600)
    newer = world.control("component")["component_verify_ticket"]
    assert newer != platform.ticket
    assert newer.startswith("ticket@@@")
    assert "component_access_token" in platform.component_token()
    assert "component_access_token" in platform.component_token(component_verify_ticket=newer)


@fact("4.1")
def test_authorization_code_gives_tokens_and_permission_sets(world: World, platform: Platform) -> None:
    answer = platform.api("api_query_auth", authorization_code=platform.authorization["authorization_code"])
    info = answer["authorization_info"]
    assert list(info) == [
        "authorizer_appid",
        "authorizer_access_token",
        "expires_in",
        "authorizer_refresh_token",
        "func_info",
    ]
    assert (info["authorizer_appid"], info["expires_in"]) == (world.appid, 7200)
    assert {"funcscope_category": {"id": 18}} in info["func_info"]
    assert world.works(info["authorizer_access_token"]) == 0


@fact("4.1")
def test_authorization_code_works_once_and_for_an_hour(world: World, platform: Platform) -> None:
    code = platform.authorization["authorization_code"]
    assert "authorization_info" in platform.api("api_query_auth", authorization_code=code)
    assert platform.api("api_query_auth", authorization_code=code)["errcode"] == 61010
    later = world.control("component", authorize=world.appid)["authorizations"][0]["authorization_code"]
    world.advance(3600)
    assert platform.api("api_query_auth", authorization_code=later)["errcode"] == 61010


@fact("4.1")
def test_unknown_authorization_code_is_61009(platform: Platform) -> None:
    answer = platform.api("api_query_auth", authorization_code="queryauthcode@@@x")
    assert answer["errcode"] == 61009
    assert answer["errmsg"].startswith("code is invalid rid: ")


@fact("4.1")
def test_refresh_token_gives_a_new_token_and_stays_the_same(world: World, platform: Platform) -> None:
    refresh_token = platform.authorization["authorizer_refresh_token"]
    first, second = (
        platform.api("api_authorizer_token", authorizer_appid=world.appid, authorizer_refresh_token=refresh_token)
        for _ in range(2)
    )
    assert list(first) == ["authorizer_access_token", "expires_in", "authorizer_refresh_token"]
    assert first["authorizer_refresh_token"] == second["authorizer_refresh_token"] == refresh_token
    assert first["authorizer_access_token"] != second["authorizer_access_token"]


@fact("4.1")
@pytest.mark.parametrize("given", ["", "refreshtoken@@@x", None])
def test_wrong_refresh_token_is_61023(world: World, platform: Platform, given: str | None) -> None:
    answer = platform.api("api_authorizer_token", authorizer_appid=world.appid, authorizer_refresh_token=given)
    assert answer["errcode"] == 61023
    assert answer["errmsg"].startswith("refresh_token is invalid rid: ")


@fact("4.1")
def test_lost_refresh_token_is_found_in_the_authorizer_list(world: World, platform: Platform) -> None:
    answer = platform.api("api_get_authorizer_list", offset=0, count=10)
    assert (answer["total_count"], answer["list"][0]["authorizer_appid"]) == (1, world.appid)
    assert answer["list"][0]["refresh_token"] == platform.authorization["authorizer_refresh_token"]
    assert platform.api("api_get_authorizer_list", offset=1, count=10)["list"] == []
    assert platform.api("api_get_authorizer_list", offset="0")["errcode"] == 47001


@fact("4.1")
def test_component_interfaces_take_both_names_of_the_token(world: World, platform: Platform) -> None:
    query = {"access_token": platform.token}
    body = {"component_appid": platform.appid}
    answer = world.call("POST", "/cgi-bin/component/api_get_authorizer_list", query, body=body)
    assert answer["total_count"] == 1


@fact("4.1")
@pytest.mark.parametrize(
    ("token", "body", "errcode"),
    [
        ("", {}, 41021),
        ("88_" + "a" * 133, {}, 40094),
        (None, {"component_appid": None}, 41018),
        (None, {"authorizer_appid": None}, 41002),
    ],
)
def test_component_interfaces_name_what_is_missing(
    platform: Platform, token: str | None, body: dict[str, Any], errcode: int
) -> None:
    assert platform.api("api_authorizer_token", token, **body)["errcode"] == errcode


@fact("4.1")
def test_authorizer_token_does_business_until_it_expires(world: World, platform: Platform) -> None:
    token = platform.authorizer_token()
    assert world.phone(token, world.control("tap")["code"])["errcode"] == 0
    world.advance(7200)
    assert world.works(token) == 42001


@fact("4.1")
def test_authorizer_token_and_the_apps_own_do_not_touch_each_other(world: World, platform: Platform) -> None:
    own, foreign = world.stable()["access_token"], platform.authorizer_token()
    world.legacy()
    world.stable(force_refresh=True)
    assert world.works(foreign) == 0
    assert world.works(own) == 40001


@fact("6.2")
def test_reset_of_a_session_needs_permission_set_18(world: World) -> None:
    platform = Platform(world, permission_sets=[1, 17])
    token, session = platform.authorizer_token(), world.exchange(world.login())
    arguments = (token, session["openid"], session["session_key"])
    answer = world.checksession(*arguments, path="/wxa/resetusersessionkey")
    assert answer["errcode"] == 61007
    assert answer["errmsg"].startswith("api is unauthorized to component rid: ")
    assert world.checksession(*arguments)["errcode"] == 0
    world.control("component", authorize=world.appid, permission_sets=[18])
    assert world.checksession(*arguments, path="/wxa/resetusersessionkey")["errcode"] == 0


def test_mini_program_cannot_be_made_a_platform(world: World) -> None:
    with pytest.raises(Exception, match="is a mini program"):
        world.control("component", component_appid=world.appid)


def test_secrets_of_a_platform_are_shown_in_the_journal_and_foreign_ones_are_not(world: World) -> None:
    platform = Platform(world)
    platform.exchange(world.login())
    platform.exchange(world.login(), component_access_token="77_" + "Re4l" * 30)
    journal = json.dumps(world.control("journal"))
    assert platform.token in journal
    assert "Re4lRe4l" not in journal
