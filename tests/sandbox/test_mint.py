"""What a tap gives: sections 10 and 11. Opened with the program's own crypto, which shares no code with the emulator's
endpoints."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from itertools import pairwise
from typing import Any

import pytest

from tests.conftest import NOW
from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.core.crypto import open_cbc, unpad


def opened(detail: dict[str, Any], session_key: str) -> dict[str, Any]:
    plain = unpad(open_cbc(b64decode(detail["encryptedData"]), b64decode(session_key), b64decode(detail["iv"])))
    assert plain is not None
    value: dict[str, Any] = json.loads(plain)
    return value


@pytest.fixture
def session_key(world: World) -> str:
    text: str = world.exchange(world.login(user="ann"))["session_key"]
    return text


@fact("10")
@pytest.mark.parametrize("kind", ["phone", "userinfo", "profile", "werun", "share"])
def test_every_kind_opens_with_the_current_key_and_ends_with_its_watermark(
    world: World, session_key: str, kind: str
) -> None:
    value = opened(world.control("tap", user="ann", kind=kind), session_key)
    assert list(value)[-1] == "watermark"
    assert value["watermark"] == {"timestamp": int(NOW), "appid": world.appid}


@fact("14")
def test_phone_detail_has_code_and_encrypted_data(world: World, session_key: str) -> None:
    detail = world.control("tap", user="ann")
    assert list(detail) == ["code", "encryptedData", "iv", "errMsg"]
    assert detail["errMsg"] == "getPhoneNumber:ok"
    value = opened(detail, session_key)
    assert value["phoneNumber"].endswith(value["purePhoneNumber"])
    assert value["countryCode"] == "86"


@fact("11")
@pytest.mark.parametrize("kind", ["userinfo", "profile"])
def test_raw_data_is_signed_with_the_key_as_text(world: World, session_key: str, kind: str) -> None:
    detail = world.control("tap", user="ann", kind=kind)
    assert list(detail)[:4] == ["rawData", "signature", "encryptedData", "iv"]
    assert detail["signature"] == hashlib.sha1((detail["rawData"] + session_key).encode()).hexdigest()
    assert json.loads(detail["rawData"])["nickName"] == "微信用户"


@fact("10")
def test_userinfo_has_openid_and_unionid_and_profile_has_not(world: World, session_key: str) -> None:
    ids = world.control("user", user="ann")
    info = opened(world.control("tap", user="ann", kind="userinfo"), session_key)
    profile = opened(world.control("tap", user="ann", kind="profile"), session_key)
    assert (info["openId"], info["unionId"]) == (ids["openid"], ids["unionid"])
    assert not {"openId", "unionId"} & set(profile)


@fact("10")
def test_userinfo_without_open_platform_has_no_unionid(world: World, session_key: str) -> None:
    world.control("app", appid=world.appid, open_platform=False)
    assert "unionId" not in opened(world.control("tap", user="ann", kind="userinfo"), session_key)


@fact("10")
def test_werun_has_the_steps_of_thirty_one_days(world: World, session_key: str) -> None:
    steps = opened(world.control("tap", user="ann", kind="werun"), session_key)["stepInfoList"]
    assert len(steps) == 31
    assert {later["timestamp"] - day["timestamp"] for day, later in pairwise(steps)} == {86400}


@fact("10")
def test_share_info_spells_open_gid_with_a_capital_i(world: World, session_key: str) -> None:
    assert "openGId" in opened(world.control("tap", user="ann", kind="share"), session_key)


def test_watermark_can_be_forged(world: World, session_key: str) -> None:
    detail = world.control("tap", user="ann", watermark_appid="wx0123456789abcdef", age_s=3600)
    assert opened(detail, session_key)["watermark"] == {"timestamp": int(NOW) - 3600, "appid": "wx0123456789abcdef"}


@fact("10")
def test_login_in_the_callback_changes_the_key_under_which_data_was_made(world: World, session_key: str) -> None:
    detail = world.control("tap", user="ann")
    world.control("user", user="ann", rotate=True)
    new_key = world.exchange(world.login(user="ann"))["session_key"]
    assert opened(detail, session_key)["countryCode"] == "86"
    wrong = unpad(open_cbc(b64decode(detail["encryptedData"]), b64decode(new_key), b64decode(detail["iv"])))
    assert wrong is None or b"countryCode" not in wrong


def test_data_of_two_users_have_two_keys(world: World, session_key: str) -> None:
    assert world.exchange(world.login(user="bob"))["session_key"] != session_key


@fact("10")
def test_iv_is_new_every_time(world: World) -> None:
    ivs = {world.control("tap")["iv"] for _ in range(20)}
    assert len(ivs) == 20
    assert {len(iv) for iv in ivs} == {24}
