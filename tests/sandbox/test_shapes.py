"""Shapes of what the platform hands out: section 2."""

from __future__ import annotations

import re
from base64 import b64decode, urlsafe_b64decode

from tests.sandbox.facts import fact
from tests.sandbox.world import World


@fact("2")
def test_login_code_has_32_letters_and_digits_and_begins_with_0(world: World) -> None:
    assert all(re.fullmatch("0[0-9A-Za-z]{31}", world.login()) for _ in range(50))


@fact("2")
def test_phone_and_plugin_codes_have_64_lower_case_hex_digits(world: World) -> None:
    for code in (world.control("tap")["code"], world.login(kind="plugin")):
        assert re.fullmatch("[0-9a-f]{64}", code)


@fact("2")
def test_session_key_is_base64_of_16_bytes(world: World) -> None:
    key = world.exchange(world.login())["session_key"]
    assert (len(key), key[-2:], len(b64decode(key, validate=True))) == (24, "==", 16)


@fact("2")
def test_iv_is_base64_of_16_bytes(world: World) -> None:
    iv = world.control("tap")["iv"]
    assert (len(iv), iv[-2:], len(b64decode(iv, validate=True))) == (24, "==", 16)


@fact("2")
def test_access_token_is_a_number_and_base64url_and_fits_into_512(world: World) -> None:
    number, _, rest = world.stable()["access_token"].partition("_")
    assert re.fullmatch("[0-9]{2}", number)
    assert urlsafe_b64decode(rest[:132])
    assert len(rest) < 512


@fact("2")
def test_third_party_platforms_appid_looks_like_a_mini_programs(world: World) -> None:
    assert re.fullmatch("wx[0-9a-f]{16}", world.control("component")["component_appid"])


@fact("2")
def test_openpid_has_28_characters_and_begins_with_g(world: World) -> None:
    token, code = world.stable()["access_token"], world.login(kind="plugin")
    answer = world.call("POST", "/wxa/getpluginopenpid", {"access_token": token}, body={"code": code})
    assert re.fullmatch("G[A-Za-z0-9_-]{27}", answer["openpid"])


@fact("2")
def test_symmetric_key_is_base64_of_32_bytes_and_numbers_have_32_hex_digits(world: World) -> None:
    keys = world.control("app", appid=world.appid, api_security=True)["api_security"]
    assert len(b64decode(keys["sym_key"], validate=True)) == 32
    assert all(re.fullmatch("[0-9a-f]{32}", keys[name]) for name in ("sym_sn", "sn", "platform_sn"))


@fact("14")
def test_wx_login_answers_login_ok(world: World) -> None:
    assert world.control("login")["errMsg"] == "login:ok"


@fact("14")
def test_every_wx_login_gives_another_code(world: World) -> None:
    assert len({world.login() for _ in range(100)}) == 100


@fact("1.2")
def test_every_refusal_has_a_rid_of_its_own(world: World) -> None:
    rids = {world.exchange("x")["errmsg"].split("rid: ")[1] for _ in range(100)}
    assert len(rids) == 100
    assert all(re.fullmatch("[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}", rid) for rid in rids)


@fact("1.2")
def test_rid_shows_a_clock_that_is_wrong(world: World) -> None:
    world.control("clock", skew_s=600)
    rid = world.exchange("x")["errmsg"].split("rid: ")[1]
    assert int(rid[:8], 16) == int(world.state.now()) + 600


@fact("1")
def test_success_of_login_and_tokens_has_no_errcode(world: World) -> None:
    answers = (world.exchange(world.login()), world.legacy(), world.stable())
    assert not any("errcode" in answer or "errmsg" in answer for answer in answers)


@fact("10")
def test_right_key_and_wrong_iv_spoil_the_first_16_bytes_alone(world: World) -> None:
    from wxauth_cli.core.crypto import open_cbc

    key = b64decode(world.exchange(world.login())["session_key"])
    made = world.control("tap")
    sealed = b64decode(made["encryptedData"])
    right, wrong = (open_cbc(sealed, key, iv) for iv in (b64decode(made["iv"]), bytes(16)))
    assert right[:16] != wrong[:16]
    assert right[16:] == wrong[16:]
