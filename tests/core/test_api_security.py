"""Signing and encryption of the server API, held against the vectors of Tencent's call guide.

Source of all vectors: developers.weixin.qq.com, "服务端 API 签名" (server/getting_started/api_signature), which prints
a request and its answer with all keys. The public halves of its keys are enough here.
"""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from wxauth_cli.core.api_security import (
    ApiSecurityError,
    Context,
    open_fields,
    open_text,
    seal,
    seal_text,
    sign,
    urlpath,
    verify,
)

APPID = "wxba6223c06417af7b"
KEY, NUMBER = "otUpngOjU+nVQaWJIC3D/yMLV17RKaP6t4Ot9tbnzLY=", "fa05fe1e5bcc79b81ad5ad4b58acf787"
REQUEST = Context(urlpath("/wxa/getuserriskrank"), APPID, 1635927954)
ANSWER = Context(urlpath("/wxa/getuserriskrank"), APPID, 1635927956)
REQUEST_IV, REQUEST_TAG = "fmW/zNxXlytUZBgj", "5qeM/2vZv+6KtScN94IpMg=="
REQUEST_DATA = (
    "0IDVdrPtSPF/Oe2CTXCV2vVNPbVJdJlP2WaTMQnoYLh5iCrrSNfQFh25EnStDMf0hLlVNBCZQtf9NaV0m4aRA4AAYIO7oR/Ge+4y"
    "Y4EmZp5EVPB42xjScgMx5X3D4VdLCfynXIUKUtZHZvk1zmLVE3RauzJgiM1BB1CPmwcENo3MTJ0z8Vfkf5tMv54kOXobDLlV5rfq"
    "KdAX7gM/rP82DgZdt9vvZX44ipdbHIjJvw83ZXAFtvftdVw2Qd8="
)
REQUEST_PLAIN = (
    '{"_n":"o89QaPVsRu1yppIZzvSZc4","_appid":"wxba6223c06417af7b","_timestamp":1635927954,"appid":"wxba62'
    '23c06417af7b","openid":"oEWzBfmdLqhFS2mTXCo2E4Y9gJAM","scene":0,"client_ip":"127.0.0.1"}'
)
ANSWER_IV, ANSWER_TAG = "r2WDQt56rEAmMuoR", "z2BFD8QctKXTuBlhICGOjQ=="
ANSWER_DATA = (
    "HExs66Ik3el+iM4IpeQ7SMEN934FRLFYOd3EmeaIrpP4EPTHckoco6O+PaoRZRa3lqaPRZT7r52f7LUok6gLxc6cdR8C4vpIIfh4"
    "xfLC4L7FNy9GbuMK1hcoi8b7gkWJcwZMkuCFNEDmqn3T49oWzAQOrY4LZnnnykv6oUJotdAsnKvmoJkLK7hRh7M2B1d2UnTnRuoI"
    "yarXc5Iojwoghx4BOvnV"
)
ANSWER_PLAIN = (
    '{"_n":"ShYZpqdVgY+yQVAxNSWhYg","_appid":"wxba6223c06417af7b","_timestamp":1635927956,"errcode":0,"er'
    'rmsg":"getuserriskrank succ","risk_rank":0,"unoin_id":2258658297}'
)
REQUEST_SIGNATURE = (
    "wcSSWHZunjz9VKl9q+If9deiyECXDAELfAJNZ4+5T+NhFr8zfhkwdQtlgQ7nN5xs99R57La9UjBTRBGge2KYyshWtw7HIMPAqWNs"
    "npHvx0b2f7s6Bt7OpfOQLlIfNgepgTVmUwrqW8/7A12szj7tCe/bRFilwnaX6N0w4duHlfL7ic7IIZXouvy9dLRAa5GtEk1eD/LP"
    "WRiKh0SvJ3znPY/pSiQW9zSkXVdj9UGGM8qcKLzPGJ7gSmt3ZOPkFapk9wqFmhJwQj//xN5+hUlr2UiNPMNSHve5Y2ADLsNHqk5t"
    "7RfAZ8nW9/8lzhVt4t+toy1FeehxCGIC8qgmjIl1hg=="
)
ANSWER_SIGNATURE = (
    "Ht0VfQkkEweJ4hU266C14Aj64H9AXfkwNi5zxUZETCvR2svU1ZYdosDhFX/voLj1TyszqKsVxAlENGt7PPZZ8RQX7jnA4SKhiPUh"
    "W4LTbyTenisHJ+ohSfDjYnXavjQsBHspFS+BlPHuSSJ2xyQzw1+HuC6nid09ZL4FnGSYo4OI5MJrSb9xLzIVZMIDuUQchGKi/KaB"
    "1KzxECLEZcfjqbAgmxC7qOmuBLyO1WkHYDM95NJrHJWba5xv4wrwPru9yYTJSNRnlM+zrW5w9pOubC4Jtj3szTAEuOz9AcqUmgaA"
    "vMLNAIa8hfODLRe3n/cu4SgYlN/ZkNRU4QXVNbPGMg=="
)
CALLER = """-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3FoQOmOl5/CF5hF7ta4E
zCy2LaU3Eu2k9DBwQ73J82I53Sx9LAgM1DH3IsYohRRx/BESfbdDI2powvr6QYKV
IC+4Yavwg7gzhZRxWWmT1HruEADCZAgkUCu+9Il/9FPuitPSoIpBd07NqdkkRe82
NBOfrKTdhge/5zd457fl7J81Q5VTIxO8vvq7FSw7k6Jtv+eOjR6SZOWbbUO7f9r4
UuUkXmvdGv21qiqtaO1EMw4tUCELzY73M7NpCH3RorlommYX3P6q0VrkDHrCE0/Q
MhmHsF+46E+IRcJ3wtEj3p/mO1VoCpEhawC1U728ZUTwWNEii8hPEhcNAZTKaQMa
TQIDAQAB
-----END PUBLIC KEY-----
"""
PLATFORM = """-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzkP2qWQKaTWSvcWkXR72
lzeQay/PlEDT9hGfL3E8ojJXZRUwNm9FD6YMeyJBAUTp62DjnsoVhLFMMq0i1t2X
qElBUZ4C+DSao9gT1KQdEZN8v8CddFsoEbYYLY5xo9ICmuws56uyNrLaZ772kXxU
fJtXxqjHvwA2xTvkb847dXWIQTSzk+aCWqTwMSLD2AH90YnOw19fDO/InKJQ/1m6
Nh7HKOxL79kZ1I5SSov+2H7XrIePxqVx3KBrpgZ9YQPJaS3+L8HbxzDHifPCTzGC
u6uJ89ou4yTT73AlAsJ8Cf9/vPIesLw9wPVe+9G31UE0wEBJezfvXQ4PLJV/aWQy
CQIDAQAB
-----END PUBLIC KEY-----
"""


def body(iv: str, data: str, tag: str) -> bytes:
    return f'{{"iv":"{iv}","data":"{data}","authtag":"{tag}"}}'.encode()


REQUEST_BODY = body(REQUEST_IV, REQUEST_DATA, REQUEST_TAG)
ANSWER_BODY = body(ANSWER_IV, ANSWER_DATA, ANSWER_TAG)


@pytest.mark.parametrize(
    ("context", "sealed", "plain"),
    [(REQUEST, REQUEST_BODY, REQUEST_PLAIN), (ANSWER, ANSWER_BODY, ANSWER_PLAIN)],
    ids=["request", "answer"],
)
def test_official_bodies_open_and_are_made_byte_for_byte(context: Context, sealed: bytes, plain: str) -> None:
    assert open_text(context, sealed, key=KEY, sym_sn=NUMBER).decode() == plain
    iv = base64.b64decode(json.loads(sealed)["iv"])
    assert seal_text(context, plain.encode(), key=KEY, sym_sn=NUMBER, iv=iv) == sealed
    own = json.loads(plain)
    rest = {name: value for name, value in own.items() if not name.startswith("_")}
    assert seal(context, rest, key=KEY, sym_sn=NUMBER, iv=iv, nonce=own["_n"]) == sealed
    assert open_fields(context, sealed, key=KEY, sym_sn=NUMBER) == rest


def test_official_lengths_and_digest() -> None:
    assert (len(REQUEST_BODY), len(ANSWER_BODY)) == (324, 292)
    assert hashlib.sha256(ANSWER.signed(ANSWER_BODY)).hexdigest() == (
        "f797cafd9e323df336fb427569fbe67e20d5bc96dd68a3f54d66b54e6e08bb27"
    )
    assert REQUEST.aad(NUMBER).decode() == (
        f"https://api.weixin.qq.com/wxa/getuserriskrank|{APPID}|1635927954|{NUMBER}"
    )


def test_official_signatures_hold() -> None:
    assert verify(REQUEST, REQUEST_BODY, REQUEST_SIGNATURE, CALLER)
    assert verify(ANSWER, ANSWER_BODY, ANSWER_SIGNATURE, PLATFORM)


@pytest.mark.parametrize(
    ("context", "sealed", "signature"),
    [
        (ANSWER, ANSWER_BODY + b"\n", ANSWER_SIGNATURE),
        (REQUEST, ANSWER_BODY, ANSWER_SIGNATURE),
        (ANSWER, ANSWER_BODY, REQUEST_SIGNATURE),
        (ANSWER, ANSWER_BODY, "not base64"),
        (ANSWER, ANSWER_BODY, ""),
        (Context(ANSWER.urlpath + "?access_token=x", APPID, ANSWER.timestamp), ANSWER_BODY, ANSWER_SIGNATURE),
    ],
    ids=["line-end", "timestamp", "other-signature", "no-base64", "empty", "query"],
)
def test_any_change_breaks_the_signature(context: Context, sealed: bytes, signature: str) -> None:
    assert not verify(context, sealed, signature, PLATFORM)


@pytest.mark.parametrize(
    ("context", "number"),
    [
        (Context(REQUEST.urlpath + "?access_token=x", APPID, REQUEST.timestamp), NUMBER),
        (ANSWER, NUMBER),
        (Context(REQUEST.urlpath, APPID.upper(), REQUEST.timestamp), NUMBER),
        (REQUEST, NUMBER[::-1]),
    ],
    ids=["query", "timestamp", "appid", "number"],
)
def test_any_change_of_the_additional_data_closes_the_body(context: Context, number: str) -> None:
    with pytest.raises(ApiSecurityError) as caught:
        open_text(context, REQUEST_BODY, key=KEY, sym_sn=number)
    assert caught.value.fault == "auth-tag-mismatch"


@pytest.mark.parametrize(
    ("sealed", "fault"),
    [
        (b"", "not-json"),
        (b"[]", "not-json"),
        (b"\xff", "not-json"),
        (body("AAAA", REQUEST_DATA, REQUEST_TAG), "bad-iv"),
        (body(REQUEST_IV, REQUEST_DATA, "AAAA"), "bad-tag"),
        (body(REQUEST_IV, "*", REQUEST_TAG), "bad-data"),
        (b'{"iv":5}', "bad-iv"),
    ],
)
def test_what_is_no_body_is_named(sealed: bytes, fault: str) -> None:
    with pytest.raises(ApiSecurityError) as caught:
        open_text(REQUEST, sealed, key=KEY, sym_sn=NUMBER)
    assert caught.value.fault == fault


@pytest.mark.parametrize("name", ["_n", "_appid", "_timestamp"])
def test_own_fields_have_to_be_there_and_fit(name: str) -> None:
    plain = json.loads(REQUEST_PLAIN)
    for changed in ({key: value for key, value in plain.items() if key != name}, {**plain, name: ""}):
        sealed = seal_text(REQUEST, json.dumps(changed).encode(), key=KEY, sym_sn=NUMBER, iv=bytes(12))
        with pytest.raises(ApiSecurityError) as caught:
            open_fields(REQUEST, sealed, key=KEY, sym_sn=NUMBER)
        assert caught.value.fault == "field-missing"


def test_own_signature_holds_and_a_key_of_another_kind_is_refused() -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    def private_pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
        return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()

    def public_pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
        return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    key, other = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())
    signature = sign(REQUEST, REQUEST_BODY, private_pem(key))
    assert verify(REQUEST, REQUEST_BODY, signature, public_pem(key))
    assert not verify(REQUEST, REQUEST_BODY, signature, PLATFORM)
    with pytest.raises(ValueError, match="not an RSA key"):
        sign(REQUEST, REQUEST_BODY, private_pem(other))
    with pytest.raises(ValueError, match="not an RSA key"):
        verify(REQUEST, REQUEST_BODY, signature, public_pem(other))


def test_key_of_16_bytes_means_sm4_gcm() -> None:
    """Held against the one published vector: RFC 8998, appendix A.1, whose additional data are bytes of its own."""
    from wxauth_cli.core.api_security import _gcm

    key, iv = base64.b64encode(bytes.fromhex("0123456789abcdeffedcba9876543210")), "00001234567800000000abcd"
    plain = "".join(digit * 16 for digit in ("a", "b", "c", "d", "e", "f", "e", "a"))
    encryptor = _gcm(key.decode(), bytes.fromhex(iv)).encryptor()
    encryptor.authenticate_additional_data(bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
    sealed = encryptor.update(bytes.fromhex(plain)) + encryptor.finalize()
    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    )
    assert encryptor.tag.hex() == "83de3541e4c2b58177e065a9bf7b62ec"
    small = base64.b64encode(bytes(16)).decode()
    body = seal(REQUEST, {"a": 1}, key=small, sym_sn=NUMBER, iv=bytes(12), nonce="n")
    assert open_fields(REQUEST, body, key=small, sym_sn=NUMBER) == {"a": 1}
    with pytest.raises(ApiSecurityError, match="auth-tag-mismatch"):
        open_fields(ANSWER, body, key=small, sym_sn=NUMBER)
    with pytest.raises(ValueError, match="32 bytes"):
        seal(REQUEST, {}, key=base64.b64encode(bytes(24)).decode(), sym_sn=NUMBER, iv=bytes(12), nonce="n")
