"""API signing and encryption: section 12, request and answer, and the order of its checks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.core.api_security import Context, open_fields, seal, seal_text, sign, verify
from wxauth_cli.sandbox.api_keys import make_keys
from wxauth_cli.sandbox.endpoints import table
from wxauth_cli.sandbox.messages import SandboxResponse
from wxauth_cli.sandbox.state import Switches

PHONE = "/wxa/business/getuserphonenumber"


class Caller:
    """A backend that signs and encrypts, with what the console gave it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.keys: dict[str, str] = world.control("app", appid=world.appid, api_security=True)["api_security"]
        self.token = world.stable()["access_token"]

    def context(self, path: str = PHONE, **changes: Any) -> Context:
        usual = {
            "urlpath": f"https://api.weixin.qq.com{path}",
            "appid": self.world.appid,
            "timestamp": int(self.world.state.now()),
        }
        return Context(**{**usual, **changes})

    def sealed(self, context: Context, fields: dict[str, Any]) -> bytes:
        return seal(context, fields, key=self.keys["sym_key"], sym_sn=self.keys["sym_sn"], iv=bytes(12), nonce="n" * 22)

    def send(
        self,
        path: str,
        fields: dict[str, Any],
        *,
        context: Context | None = None,
        body: bytes | None = None,
        token: str | None = None,
        headers: dict[str, str | None] | None = None,
    ) -> SandboxResponse:
        context = context or self.context(path)
        body = self.sealed(context, fields) if body is None else body
        usual = {
            "Wechatmp-Appid": context.appid,
            "Wechatmp-TimeStamp": str(context.timestamp),
            "Wechatmp-Signature": sign(context, body, self.keys["private_key_pem"]),
            **(headers or {}),
        }
        kept = {name: value for name, value in usual.items() if value is not None}
        return self.world.send("POST", path, {"access_token": token or self.token}, body=body, headers=kept)

    def call(self, path: str, fields: dict[str, Any], **rest: Any) -> dict[str, Any]:
        """The opened answer; an error before the opening comes in plain JSON."""
        response = self.send(path, fields, **rest)
        if response.header("Wechatmp-Signature") is None:
            plain: dict[str, Any] = json.loads(response.body)
            return plain
        return self.opened(path, response)

    def opened(self, path: str, response: SandboxResponse) -> dict[str, Any]:
        context = self.context(path, timestamp=int(response.header("Wechatmp-TimeStamp") or 0))
        assert verify(
            context,
            response.body,
            response.header("Wechatmp-Signature") or "",
            self.keys["platform_public_key_pem"],
        )
        return open_fields(context, response.body, key=self.keys["sym_key"], sym_sn=self.keys["sym_sn"])


@pytest.fixture
def caller(world: World) -> Caller:
    return Caller(world)


@fact("12")
def test_console_gives_the_keys(caller: Caller) -> None:
    assert set(caller.keys) == {
        "sym_key",
        "sym_sn",
        "private_key_pem",
        "sn",
        "platform_public_key_pem",
        "platform_sn",
    }
    assert len(base64.b64decode(caller.keys["sym_key"])) == 32
    for name in ("sym_sn", "sn", "platform_sn"):
        assert len(bytes.fromhex(caller.keys[name])) == 16
    assert caller.keys["private_key_pem"].startswith("-----BEGIN RSA PRIVATE KEY-----")
    assert len({caller.keys[name] for name in ("sym_sn", "sn", "platform_sn")}) == 3


def test_keys_stay_and_are_the_same_for_a_seed(world: World, caller: Caller) -> None:
    assert world.control("app", appid=world.appid)["api_security"] == caller.keys
    assert Caller(World()).keys == caller.keys
    assert world.control("app", appid=world.appid, api_security=False)["api_security"] is None
    assert world.control("app", appid=world.appid, api_security=True)["api_security"] == caller.keys


@fact("12")
def test_signed_call_is_answered_signed_and_encrypted(world: World, caller: Caller) -> None:
    response = caller.send(PHONE, {"code": world.control("tap")["code"]})
    assert list(json.loads(response.body)) == ["iv", "data", "authtag"]
    assert b" " not in response.body
    assert response.header("Wechatmp-Appid") == world.appid
    assert response.header("Wechatmp-Serial") == caller.keys["platform_sn"]
    answer = caller.opened(PHONE, response)
    assert (answer["errcode"], answer["errmsg"]) == (0, "ok")
    assert isinstance(answer["phone_info"], dict)


@fact("12")
def test_while_certificates_are_exchanged_both_sign(world: World, caller: Caller) -> None:
    world.control("switch", certificate_rollover=True)
    shown = world.control("app", appid=world.appid)["api_security"]
    assert shown["platform_sn"] == caller.keys["platform_sn"] != shown["next_platform_sn"]
    response = caller.send(PHONE, {"code": world.control("tap")["code"]})
    assert response.header("Wechatmp-Serial") == shown["next_platform_sn"]
    assert response.header("Wechatmp-Serial-Deprecated") == shown["platform_sn"]
    context = caller.context(timestamp=int(response.header("Wechatmp-TimeStamp") or 0))
    for header, key in (("", "next_platform_public_key_pem"), ("-Deprecated", "platform_public_key_pem")):
        signature = response.header(f"Wechatmp-Signature{header}") or ""
        keys = [name for name in shown if name.endswith("public_key_pem")]
        good = [name for name in keys if verify(context, response.body, signature, shown[name])]
        assert good == [key]
    world.control("switch", certificate_rollover=False)
    plain = caller.send(PHONE, {"code": world.control("tap")["code"]})
    assert plain.header("Wechatmp-Serial-Deprecated") is plain.header("Wechatmp-Signature-Deprecated") is None


@fact("12")
def test_answers_plaintext_begins_with_its_own_fields(world: World, caller: Caller) -> None:
    from wxauth_cli.core.api_security import open_text

    response = caller.send(PHONE, {"code": "0" * 64})
    context = caller.context(timestamp=int(response.header("Wechatmp-TimeStamp") or 0))
    plain = json.loads(open_text(context, response.body, key=caller.keys["sym_key"], sym_sn=caller.keys["sym_sn"]))
    assert list(plain)[:3] == ["_n", "_appid", "_timestamp"]
    assert (plain["_appid"], plain["_timestamp"]) == (world.appid, context.timestamp)


@fact("12")
def test_refusal_of_the_interface_is_sealed_too(caller: Caller) -> None:
    answer = caller.call(PHONE, {"code": "0" * 64})
    assert answer["errcode"] == 40029
    assert str(answer["errmsg"]).startswith("invalid code rid: ")


@fact("12")
def test_plain_call_is_40234_once_it_is_switched_on(world: World, caller: Caller) -> None:
    code = world.control("tap")["code"]
    answer = world.phone(caller.token, code)
    assert answer["errcode"] == 40234
    assert answer["errmsg"].startswith("invalid signature rid: ")
    assert caller.call(PHONE, {"code": code})["errcode"] == 0


@fact("12")
@pytest.mark.parametrize("path", sorted(path for path, endpoint in table().items() if endpoint.signs))
def test_every_supporting_interface_refuses_plain_calls(world: World, caller: Caller, path: str) -> None:
    answer = world.call("POST", path, {"access_token": caller.token}, body={"appid": world.appid})
    assert answer["errcode"] == 40234


@fact("12")
@pytest.mark.parametrize(
    "path",
    [
        PHONE,
        "/wxa/getpluginopenpid",
        "/wxa/business/checkencryptedmsg",
        "/wxa/business/getuserencryptkey",
        "/cgi-bin/clear_quota",
        "/cgi-bin/openapi/quota/get",
        "/cgi-bin/openapi/rid/get",
    ],
)
def test_supporting_interfaces_are_those_of_their_pages(path: str) -> None:
    assert table()[path].signs


@fact("12")
def test_tokens_and_code2session_are_never_signed(world: World, caller: Caller) -> None:
    assert "openid" in world.exchange(world.login())
    assert "access_token" in world.legacy()
    assert "access_token" in world.stable()


@fact("12")
def test_interfaces_that_do_not_support_it_take_plain_calls(world: World, caller: Caller) -> None:
    assert world.works(caller.token) == 0


@fact("12")
def test_other_apps_are_not_touched(world: World, caller: Caller) -> None:
    other, secret = world.app()
    token = world.stable(appid=other, secret=secret)["access_token"]
    assert world.phone(token, world.control("tap", appid=other)["code"])["errcode"] == 0


@fact("12")
def test_parameters_of_a_query_stand_in_the_plaintext(world: World, caller: Caller) -> None:
    session = world.exchange(world.login())
    signature = hmac.new(session["session_key"].encode(), b"", hashlib.sha256).hexdigest()
    answer = caller.call(
        "/wxa/business/getuserencryptkey",
        {"openid": session["openid"], "signature": signature, "sig_method": "hmac_sha256"},
    )
    assert answer["errcode"] == 0


@fact("12")
@pytest.mark.parametrize(
    ("name", "errcode", "text"),
    [
        ("Wechatmp-Appid", 40233, "API_Missing_Wechatmp_Appid"),
        ("Wechatmp-TimeStamp", 40231, "API_Missing_Wechatmp_Timestamp"),
        ("Wechatmp-Signature", 40232, "API_Missing_Wechatmp_Signature"),
    ],
)
def test_missing_header_is_named(caller: Caller, name: str, errcode: int, text: str) -> None:
    answer = caller.call(PHONE, {"code": "x"}, headers={name: None})
    assert answer["errcode"] == errcode
    assert answer["errmsg"].startswith(f"{text} rid: ")


@fact("12")
def test_headers_are_looked_at_in_the_order_appid_timestamp_signature_body(caller: Caller) -> None:
    wrong: dict[str, str | None] = {
        "Wechatmp-Appid": None,
        "Wechatmp-TimeStamp": None,
        "Wechatmp-Signature": "AAAA",
    }
    seen = []
    for right in ("Wechatmp-Appid", "Wechatmp-TimeStamp", "Wechatmp-Signature"):
        seen.append(caller.call(PHONE, {}, body=b"{}", headers=wrong)["errcode"])
        del wrong[right]
    seen.append(caller.call(PHONE, {}, body=b"{}")["errcode"])
    assert seen == [40233, 40231, 40234, 40235]


@fact("12")
@pytest.mark.parametrize("appid", ["x", "WX0123456789ABCDEF", "wx00000000000000ff"])
def test_malformed_or_unknown_appid_is_40236(caller: Caller, appid: str) -> None:
    assert caller.call(PHONE, {}, headers={"Wechatmp-Appid": appid})["errcode"] == 40236


@fact("12")
def test_appid_that_is_not_the_tokens_is_40237(world: World, caller: Caller) -> None:
    other, _ = world.app()
    assert caller.call(PHONE, {}, headers={"Wechatmp-Appid": other})["errcode"] == 40237


@fact("12")
@pytest.mark.parametrize(("off_s", "errcode"), [(0, 40029), (300, 40029), (-300, 40029), (301, 40240), (-301, 40240)])
def test_timestamp_may_be_five_minutes_off(caller: Caller, off_s: int, errcode: int) -> None:
    context = caller.context(timestamp=int(caller.world.state.now()) + off_s)
    assert caller.call(PHONE, {"code": "x"}, context=context)["errcode"] == errcode


@fact("12")
@pytest.mark.parametrize("text", ["now", "-5", "1e9", "\uff19", "9" * 40])
def test_timestamp_that_is_no_number_is_40240(caller: Caller, text: str) -> None:
    assert caller.call(PHONE, {}, headers={"Wechatmp-TimeStamp": text})["errcode"] == 40240


def pss(caller: Caller, context: Context, body: bytes, *, salt: int = 32, pkcs1: bool = False) -> str:
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key(caller.keys["private_key_pem"].encode(), None)
    assert isinstance(key, RSAPrivateKey)
    way = padding.PKCS1v15() if pkcs1 else padding.PSS(padding.MGF1(SHA256()), salt)
    return base64.b64encode(key.sign(context.signed(body), way, SHA256())).decode()


@fact("12")
@pytest.mark.parametrize(
    "fault", ["pkcs1", "salt", "line-end", "query", "serial", "platform-key", "body-changed", "http"]
)
def test_wrong_signature_is_40234(caller: Caller, fault: str) -> None:
    context = caller.context()
    body = caller.sealed(context, {"code": "x"})
    key = caller.keys["private_key_pem"]
    if fault == "pkcs1":
        signature = pss(caller, context, body, pkcs1=True)
    elif fault == "salt":
        signature = pss(caller, context, body, salt=20)
    elif fault == "line-end":
        signature = sign(context, body + b"\n", key)
    elif fault == "query":
        signature = sign(caller.context(urlpath=f"{context.urlpath}?access_token=x"), body, key)
    elif fault == "serial":
        signature = sign(context, caller.keys["sn"].encode() + b"\n" + body, key)
    elif fault == "platform-key":
        other = Caller(World(seed=99))
        signature = sign(context, body, other.keys["private_key_pem"])
    elif fault == "http":
        signature = sign(caller.context(urlpath=f"http://127.0.0.1{PHONE}"), body, key)
    else:
        signature = sign(context, body.replace(b'"iv"', b' "iv"'), key)
    answer = caller.call(PHONE, {}, context=context, body=body, headers={"Wechatmp-Signature": signature})
    assert answer["errcode"] == 40234


@fact("12")
@pytest.mark.parametrize("fault", ["plain", "sn", "key", "no-nonce", "no-appid", "other-time", "empty"])
def test_body_that_does_not_open_is_40235(world: World, caller: Caller, fault: str) -> None:
    context, keys = caller.context(), dict(caller.keys)
    own: dict[str, Any] = {"_n": "n", "_appid": world.appid, "_timestamp": context.timestamp, "code": "x"}
    if fault == "sn":
        keys["sym_sn"] = keys["sn"]
    elif fault == "key":
        keys["sym_key"] = base64.b64encode(bytes(32)).decode()
    elif fault == "no-nonce":
        del own["_n"]
    elif fault == "no-appid":
        del own["_appid"]
    elif fault == "other-time":
        own["_timestamp"] = str(context.timestamp)
    body = seal_text(context, json.dumps(own).encode(), key=keys["sym_key"], sym_sn=keys["sym_sn"], iv=bytes(12))
    if fault == "plain":
        body = json.dumps(own).encode()
    elif fault == "empty":
        body = b""
    answer = caller.call(PHONE, {}, context=context, body=body)
    assert answer["errcode"] == 40235
    assert answer["errmsg"].startswith("invalid encrypt rid: ")


@fact("12")
def test_serial_is_not_needed_unless_switched_and_not_signed(caller: Caller) -> None:
    assert caller.call(PHONE, {"code": "x"}, headers={"Wechatmp-Serial": caller.keys["sn"]})["errcode"] == 40029
    strict = Caller(World(Switches(serial_required=True)))
    answer = strict.call(PHONE, {"code": "x"})
    assert answer["errcode"] == 40230
    assert answer["errmsg"].startswith("API_Missing_Wechatmp_Serial rid: ")
    assert strict.call(PHONE, {"code": "x"}, headers={"Wechatmp-Serial": strict.keys["sn"]})["errcode"] == 40029


@fact("12")
def test_signed_call_to_an_app_without_keys_is_40239(world: World, caller: Caller) -> None:
    world.control("app", appid=world.appid, api_security=False)
    answer = caller.call(PHONE, {"code": "x"})
    assert answer["errcode"] == 40239
    assert answer["errmsg"].startswith("API_NoExist_DevSecretAsym rid: ")


@fact("12")
def test_dead_token_is_said_by_the_interface(world: World, caller: Caller) -> None:
    world.stable(force_refresh=True)
    assert caller.call(PHONE, {"code": "x"})["errcode"] == 40001


@fact("12")
def test_rid_of_a_sealed_refusal_can_be_looked_up(caller: Caller) -> None:
    rid = str(caller.call(PHONE, {"code": "0" * 64})["errmsg"]).split("rid: ")[1]
    assert caller.call("/cgi-bin/openapi/rid/get", {"rid": rid})["errcode"] == 0


@fact("12")
def test_app_may_have_chosen_sm4_gcm(world: World, caller: Caller) -> None:
    assert world.control("switch", api_cipher="SM4_GCM")["api_cipher"] == "SM4_GCM"
    caller.keys = world.control("app", appid=world.appid, api_security=True)["api_security"]
    assert len(base64.b64decode(caller.keys["sym_key"])) == 16
    assert caller.call(PHONE, {"code": world.control("tap")["code"]})["errcode"] == 0
    caller.keys["sym_key"] = base64.b64encode(bytes(32)).decode()
    assert caller.call(PHONE, {"code": "x"})["errcode"] == 40235


@fact("12")
def test_official_request_and_answer_hold_in_the_sandbox(world: World) -> None:
    """The call guide's own request, sent to the sandbox as it stands there: verified and opened, its answer sealed."""
    import dataclasses

    from tests.core import test_api_security as official
    from wxauth_cli.sandbox.endpoints import Endpoint
    from wxauth_cli.sandbox.endpoints.call import Call
    from wxauth_cli.sandbox.messages import SandboxRequest
    from wxauth_cli.sandbox.secured import opened

    own = make_keys(world.appid, world.state.dice)
    app = world.state.app(official.APPID)
    app.api_security = dataclasses.replace(
        own, sym_key=official.KEY, sym_sn=official.NUMBER, public_key_pem=official.CALLER
    )
    then = official.REQUEST.timestamp
    world.state.clock.set(then)
    world.state.clock.freeze()
    headers = (
        ("wechatmp-appid", official.APPID),
        ("wechatmp-timestamp", str(then)),
        ("wechatmp-signature", official.REQUEST_SIGNATURE),
    )
    request = SandboxRequest("POST", "/wxa/getuserriskrank", (), headers, official.REQUEST_BODY)
    endpoint = Endpoint("getUserRiskRank", "POST", lambda call: {}, signs=True)
    inner, sealing = opened(Call(request, world.state, then), endpoint, app)
    fields = {"appid": official.APPID, "openid": "oEWzBfmdLqhFS2mTXCo2E4Y9gJAM", "scene": 0, "client_ip": "127.0.0.1"}
    assert inner.body() == fields
    assert sealing is not None
    plain = json.loads(official.ANSWER_PLAIN)
    world.state.clock.advance(official.ANSWER.timestamp - then)
    answer = {name: value for name, value in plain.items() if not name.startswith("_")}
    body, given = sealing.sealed(answer, Call(request, world.state, then))
    assert open_fields(official.ANSWER, body, key=official.KEY, sym_sn=official.NUMBER) == answer
    assert verify(official.ANSWER, body, dict(given)["Wechatmp-Signature"], own.platform_public_key_pem)
