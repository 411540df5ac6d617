"""checkEncryptedData, getUserEncryptKey, getPaidUnionid: section 8."""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b64decode
from typing import Any

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.sandbox.state import Switches


@pytest.fixture
def token(world: World) -> str:
    text: str = world.stable()["access_token"]
    return text


def check(world: World, token: str, digest: Any) -> dict[str, Any]:
    return world.call(
        "POST", "/wxa/business/checkencryptedmsg", {"access_token": token}, body={"encrypted_msg_hash": digest}
    )


def sha256(data: str | bytes) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


@fact("8.1")
def test_phone_payload_of_wechats_is_vaild(world: World, token: str) -> None:
    made = world.control("tap")["encryptedData"]
    answer = check(world, token, sha256(made))
    assert list(answer) == ["errcode", "errmsg", "vaild", "create_time"]
    assert (answer["errcode"], answer["errmsg"], answer["vaild"]) == (0, "ok", True)
    assert answer["create_time"] == int(world.state.now())


@fact("8.1")
def test_hash_is_of_the_base64_text_unless_switched(world: World, token: str) -> None:
    made = world.control("tap")["encryptedData"]
    assert check(world, token, sha256(b64decode(made)))["errcode"] == 1
    other = World(Switches(encrypted_msg_hash="bytes"))
    made = other.control("tap")["encryptedData"]
    token = other.stable()["access_token"]
    assert check(other, token, sha256(b64decode(made)))["errcode"] == 0
    assert check(other, token, sha256(made))["errcode"] == 1


@fact("8.1")
def test_unknown_data_is_errcode_1_with_its_typing_error(world: World, token: str) -> None:
    answer = check(world, token, "0" * 64)
    assert answer["errcode"] == 1
    assert answer["errmsg"].startswith("data not exit rid: ")


@fact("8.1")
def test_data_is_known_for_three_days(world: World) -> None:
    digest = sha256(world.control("tap")["encryptedData"])
    world.advance(3 * 86400)
    assert check(world, world.stable()["access_token"], digest)["errcode"] == 0
    world.advance(1)
    assert check(world, world.stable()["access_token"], digest)["errcode"] == 1


@fact("8.1")
@pytest.mark.parametrize("kind", ["userinfo", "profile", "werun", "share"])
def test_only_phone_data_is_known(world: World, token: str, kind: str) -> None:
    assert check(world, token, sha256(world.control("tap", kind=kind)["encryptedData"]))["errcode"] == 1


@pytest.mark.parametrize("forged", [{"watermark_appid": "wx0000000000000009"}, {"age_s": 60}])
def test_forged_watermark_was_not_made_by_wechat(world: World, token: str, forged: dict[str, Any]) -> None:
    assert check(world, token, sha256(world.control("tap", **forged)["encryptedData"]))["errcode"] == 1


@fact("8.1")
def test_data_of_another_app_is_unknown(world: World, token: str) -> None:
    other, _ = world.app()
    assert check(world, token, sha256(world.control("tap", appid=other)["encryptedData"]))["errcode"] == 1


@fact("8.1")
@pytest.mark.parametrize("digest", [None, "", "0" * 40, "A" * 64, 5])
def test_what_is_no_sha256_is_40097(world: World, token: str, digest: Any) -> None:
    assert check(world, token, digest)["errcode"] == 40097


@fact("8.1")
@pytest.mark.parametrize(("body", "errcode"), [(b"", 44002), (b"encrypted_msg_hash=x", 47001)])
def test_check_wants_json(world: World, token: str, body: bytes, errcode: int) -> None:
    answer = world.call("POST", "/wxa/business/checkencryptedmsg", {"access_token": token}, body=body)
    assert answer["errcode"] == errcode


def keys(
    world: World, token: str, session: dict[str, Any], /, method: str = "GET", **changes: str | None
) -> dict[str, Any]:
    signature = hmac.new(session["session_key"].encode(), b"", hashlib.sha256).hexdigest()
    usual: dict[str, str | None] = {
        "access_token": token,
        "openid": session["openid"],
        "signature": signature,
        "sig_method": "hmac_sha256",
    }
    query = {name: value for name, value in {**usual, **changes}.items() if value is not None}
    return world.call(method, "/wxa/business/getuserencryptkey", query)


@fact("8.2")
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_network_keys_by_either_verb(world: World, token: str, method: str) -> None:
    session = world.exchange(world.login())
    answer = keys(world, token, session, method)
    assert list(answer) == ["errcode", "errmsg", "key_info_list"]
    (key,) = answer["key_info_list"]
    assert list(key) == ["encrypt_key", "version", "expire_in", "iv", "create_time"]
    assert len(b64decode(key["encrypt_key"])) == 16
    assert re.fullmatch("[0-9a-f]{16}", key["iv"])
    assert (key["version"], key["expire_in"], key["create_time"]) == (1, 3600, int(world.state.now()))


@fact("8.2")
def test_network_key_is_the_phones(world: World, token: str) -> None:
    session = world.exchange(world.login(user="ann"))
    phone = world.control("user_key", user="ann")
    (key,) = keys(world, token, session)["key_info_list"]
    assert (phone["encryptKey"], phone["iv"], phone["version"]) == (key["encrypt_key"], key["iv"], key["version"])
    assert phone["expireTime"] == key["create_time"] + 3600
    assert phone["errMsg"] == "getLatestUserKey:ok"


@fact("8.2")
def test_network_key_lives_an_hour_and_three_are_listed(world: World) -> None:
    session = world.exchange(world.login())
    listed: list[dict[str, Any]] = []
    for _ in range(5):
        listed = keys(world, world.stable()["access_token"], session)["key_info_list"]
        world.advance(3600)
    assert [key["version"] for key in listed] == [5, 4, 3]
    assert [key["expire_in"] for key in listed] == [3600, 0, 0]


@fact("8.2")
@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"signature": "0" * 64}, 87009),
        ({"sig_method": "sha1"}, 87008),
        ({"access_token": "88_" + "a" * 133}, 40001),
    ],
)
def test_network_keys_name_what_is_wrong(world: World, token: str, changes: dict[str, str], errcode: int) -> None:
    assert keys(world, token, world.exchange(world.login()), **changes)["errcode"] == errcode


@fact("8.2")
def test_network_keys_of_an_ended_session_are_87007(world: World) -> None:
    session = world.exchange(world.login())
    world.advance(3 * 86400)
    assert keys(world, world.stable()["access_token"], session)["errcode"] == 87007


def paid(world: World, token: str, openid: str, **numbers: str) -> dict[str, Any]:
    return world.call("GET", "/wxa/getpaidunionid", {"access_token": token, "openid": openid, **numbers})


@fact("8.3")
def test_paid_unionid_by_either_number(world: World, token: str) -> None:
    trade = world.control("pay", user="ann")
    unionid = world.control("user", user="ann")["unionid"]
    by_transaction = paid(world, token, trade["openid"], transaction_id=trade["transaction_id"])
    assert by_transaction == {"unionid": unionid, "errcode": 0, "errmsg": "ok"}
    order = {"mch_id": trade["mch_id"], "out_trade_no": trade["out_trade_no"]}
    assert paid(world, token, trade["openid"], **order) == by_transaction


@fact("8.3")
def test_paid_unionid_is_there_for_five_minutes(world: World, token: str) -> None:
    trade = world.control("pay")
    world.advance(300)
    assert paid(world, token, trade["openid"], transaction_id=trade["transaction_id"])["errcode"] == 0
    world.advance(1)
    answer = paid(world, token, trade["openid"], transaction_id=trade["transaction_id"])
    assert answer["errcode"] == 89300
    assert answer["errmsg"].startswith("invalid trade rid: ")


@fact("8.3")
def test_trade_of_another_user_or_none_is_89300(world: World, token: str) -> None:
    trade = world.control("pay", user="ann")
    bob = world.control("user", user="bob")["openid"]
    assert paid(world, token, bob, transaction_id=trade["transaction_id"])["errcode"] == 89300
    assert paid(world, token, trade["openid"])["errcode"] == 89300
    order = {"mch_id": trade["mch_id"], "out_trade_no": "x"}
    assert paid(world, token, trade["openid"], **order)["errcode"] == 89300


@fact("8.3")
def test_app_without_open_platform_is_89002(world: World, token: str) -> None:
    world.control("app", appid=world.appid, open_platform=False)
    trade = world.control("pay")
    answer = paid(world, token, trade["openid"], transaction_id=trade["transaction_id"])
    assert answer["errcode"] == 89002
    assert answer["errmsg"].startswith("open not exists rid: ")


@fact("8.3")
def test_foreign_openid_is_40003(world: World, token: str) -> None:
    assert paid(world, token, "oNobodyNobodyNobodyNobodyNob", transaction_id="1")["errcode"] == 40003
