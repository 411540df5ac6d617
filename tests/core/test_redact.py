"""Nothing that this process holds, and nothing under a secret's name, leaves the redactor."""

from __future__ import annotations

import base64
import copy
import html
import json
import string
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wxauth_cli.knowledge.texts as catalogue
from tests.hanging import no_hang
from wxauth_cli.core.redact import (
    redact_bytes,
    redact_header,
    redact_headers,
    redact_json,
    redact_text,
    redact_url,
)
from wxauth_cli.core.redact_live import plain_forms
from wxauth_cli.core.redact_names import Under, under
from wxauth_cli.core.secret import HIDDEN, LIVE, Secret, SecretKind

WINDOW = 8


def in_longer_base64(offset: int, urlsafe: bool = False) -> Callable[[str], str]:
    encode = base64.urlsafe_b64encode if urlsafe else base64.b64encode
    return lambda value: encode(b"x" * offset + value.encode() + b"tail").decode()


ENCODINGS: dict[str, Callable[[str], str]] = {
    "raw": lambda value: value,
    "percent": lambda value: quote(value, safe=""),
    "percent, every byte": lambda value: "".join(f"%{byte:02x}" for byte in value.encode()),
    "percent twice": lambda value: quote(quote(value, safe=""), safe=""),
    "base64": lambda value: base64.b64encode(value.encode()).decode(),
    "base64url": lambda value: base64.urlsafe_b64encode(value.encode()).decode(),
    "base64 at 1": in_longer_base64(1),
    "base64 at 2": in_longer_base64(2),
    "base64url at 1": in_longer_base64(1, urlsafe=True),
    "base64 in lines": lambda value: base64.encodebytes(b"Authorization: " + value.encode() * 3).decode(),
    "hex": lambda value: value.encode().hex(),
    "HEX": lambda value: value.encode().hex().upper(),
    "JSON": lambda value: json.dumps(value),
    "JSON in JSON": lambda value: json.dumps(json.dumps({"v": json.dumps(value)})),
    "HTML": lambda value: html.escape(value),
    "HTML, numbers": lambda value: "".join(f"&#{ord(char)};" for char in value),
    "unicode escapes": lambda value: "".join(f"\\u{ord(char):04x}" for char in value),
    "percent of JSON": lambda value: quote(json.dumps({"v": value})),
    "a line end inside": lambda value: value[: len(value) // 2] + "\r\n" + value[len(value) // 2 :],
    "UTF-16": lambda value: "\0".join(value),
}
MIXED: dict[str, Callable[[str], str]] = {
    **ENCODINGS,
    "JSON of UTF-16": lambda value: json.dumps("\0".join(value)),
    "percent of UTF-16": lambda value: quote("\0".join(value)),
    "JSON of lines": lambda value: json.dumps(value[: len(value) // 3] + "\n" + value[len(value) // 3 :]),
    "unicode escapes of percent": lambda value: "".join(f"\\u{ord(char):04x}" for char in quote(value, safe="")),
    "HTML of JSON": lambda value: html.escape(json.dumps({"v": value})),
}
SECRETS: dict[str, st.SearchStrategy[str]] = {
    "hex": st.text("0123456789abcdef", min_size=32, max_size=32),
    "base64": st.binary(min_size=16, max_size=16).map(lambda data: base64.b64encode(data).decode()),
    "token": st.text(string.ascii_letters + string.digits + "_-", min_size=100, max_size=140).map(
        lambda text: "71_" + text
    ),
    "code": st.text(string.ascii_letters + string.digits, min_size=32, max_size=32),
    "phone": st.text(string.digits, min_size=9, max_size=9).map(lambda text: "13" + text),
    "password": st.text(string.ascii_letters + string.digits + string.punctuation, min_size=8, max_size=40),
    "jwt key": st.text(string.printable.strip(), min_size=24, max_size=64),
}
PLACES = (
    "{}",
    'errmsg: "{}" rid: 1234-5678',
    "https://api.weixin.qq.com/sns/jscode2session?appid=wx1&x={}&y=1",
    "2026-01-01 00:00:00 INFO 微信登录 {} 完成",
    '{{"data": {{"value": "{}"}}}}',
    "{}{}",
)


def decodings(text: str) -> list[str]:
    """What a reader could make of an output: itself, and itself without the escapes."""
    return [text, *plain_forms(text), text.replace("\0", "")]


def leaks(output: str, value: str, encode: Callable[[str], str]) -> set[str]:
    """Pieces of 8 characters of `value`, and of what encodes 8 characters of it, that stand in `output`."""
    pieces = {value[at : at + WINDOW] for at in range(len(value) - WINDOW + 1)}
    pieces |= {form for piece in pieces for form in plain_forms(piece)}
    pieces = {piece for piece in pieces if len(piece) >= WINDOW}
    hexes = {piece.encode().hex() for piece in pieces}
    found = {piece for text in decodings(output) for piece in pieces | hexes if piece in text or piece in text.lower()}
    # base64: 8 characters of the encoded text itself
    for text in (value, encode(value)):
        for shift in range(3):
            encoded = base64.b64encode(b"\0" * shift + text.encode()).decode()[2 + shift : -4]
            for at in range(len(encoded) - 11):
                if encoded[at : at + 12] in output:
                    found.add(encoded[at : at + 12])
    return found


def check_live(value: str, encoding: str, place: str) -> None:
    LIVE.clear()
    LIVE.add(value)
    text = place.format(*(MIXED[encoding](value),) * 2)
    output = redact_text(text)
    assert not leaks(output, value, MIXED[encoding]), (encoding, place, output)
    assert redact_text(output) == output


cases = st.one_of(
    [st.tuples(strategy, st.sampled_from(sorted(MIXED)), st.sampled_from(PLACES)) for strategy in SECRETS.values()]
)
LENIENT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=2000, deadline=None, suppress_health_check=LENIENT)
@given(cases)
def test_no_live_value_in_any_encoding(case: tuple[str, str, str]) -> None:
    check_live(*case)


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None, suppress_health_check=LENIENT)
@given(cases)
def test_no_live_value_in_any_encoding_at_length(case: tuple[str, str, str]) -> None:
    check_live(*case)


@settings(max_examples=300, deadline=None, suppress_health_check=LENIENT)
@given(st.one_of(list(SECRETS.values())), st.data())
def test_pieces_of_eight_are_found(value: str, data: st.DataObject) -> None:
    LIVE.clear()
    LIVE.add(value)
    start = data.draw(st.integers(0, len(value) - WINDOW))
    end = data.draw(st.integers(start + WINDOW, len(value)))
    output = redact_text(f"<{value[start:end]}>")
    assert not leaks(output, value, ENCODINGS["raw"])


@settings(max_examples=200, deadline=None, suppress_health_check=LENIENT)
@given(st.lists(st.text("ab01", min_size=10, max_size=16), min_size=80, max_size=120, unique=True), st.data())
def test_pieces_of_many_values_that_begin_alike_are_found(ends: list[str], data: st.DataObject) -> None:
    LIVE.clear()
    values = [f"oABCdefg{end}" for end in ends]
    for value in values:
        LIVE.add(value)
    value = data.draw(st.sampled_from(values))
    start = data.draw(st.integers(0, len(value) - WINDOW))
    piece = value[start : start + WINDOW]
    assert redact_text(f"<{piece}>") == "<****>"
    assert redact_text(f"<{value}>") == "<****>"


@pytest.mark.quick
@pytest.mark.parametrize("encoding", sorted(MIXED))
@pytest.mark.parametrize(
    "value", ["tiihtNczf5v6AKRyjwEUhQ==", "0123456789abcdef" * 2, "a/b+c=d&e%f\"g\\h<i>'j", "密钥-key-🔑-äöü-12345"]
)
def test_each_encoding(value: str, encoding: str) -> None:
    check_live(value, encoding, PLACES[1])


@pytest.mark.quick
def test_public_parts_of_a_secret_are_no_secret() -> None:
    jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"
    Secret(jwt, SecretKind.JWT)
    Secret(
        "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEG\nCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n"
    )
    Secret('{"kty":"oct","alg":"HS256","k":"c3VwZXItc2VjcmV0LWtleQ"}')
    assert redact_text(f"token {jwt}") == "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.****"
    assert redact_text("the header eyJhbGciOiJIUzI1NiJ9 says HS256") == "the header eyJhbGciOiJIUzI1NiJ9 says HS256"
    assert redact_text("begins with -----BEGIN PRIVATE KEY-----") == "begins with -----BEGIN PRIVATE KEY-----"
    assert "CCqGSM49AwEHBG0wawIBAQQg" not in redact_text("x CCqGSM49AwEHBG0wawIBAQQg y")
    assert redact_text('a JWK with {"kty":"oct","alg":"HS256"}') == 'a JWK with {"kty":"oct","alg":"HS256"}'
    assert redact_text("k is c3VwZXItc2VjcmV0LWtleQ") == "k is ****"


@pytest.mark.quick
@pytest.mark.parametrize("value", ["00000..0", "abcd.efgh.ijklmnop", '{"k":"x"} is my key', "-----BEGIN nothing"])
def test_what_only_looks_like_a_token_or_key_is_hidden_whole(value: str) -> None:
    LIVE.add(value)
    assert redact_text(f"<{value}> {value.encode().hex()}") == "<****> ****"


@pytest.mark.quick
@pytest.mark.parametrize(
    "value",
    [
        r"00000\r0",
        r"\n000\n000",
        r"0\u00410000",
        "000%410000",
        r"\x41\x42ab",
        "41abcde%",
        "n0000000\\",
        "&#12345;",
        "amp;abc&",
    ],
)
def test_a_value_that_looks_like_an_escape(value: str) -> None:
    for encoding in MIXED:
        for place in ("{}", "{}{}", "%{}", "\\{}", "&{}"):
            check_live(value, encoding, place)


@pytest.mark.quick
def test_values_leave_the_index_when_forgotten() -> None:
    with LIVE.scope():
        LIVE.add("kJ8s7Dh2Kq91LmZx")
        assert redact_text("x kJ8s7Dh2Kq91LmZx") == "x ****"
    assert redact_text("x kJ8s7Dh2Kq91LmZx") == "x kJ8s7Dh2Kq91LmZx"


KEY = "tiihtNczf5v6AKRyjwEUhQ=="
CODE = "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P"
TOKEN = "71_" + "aB3dE" * 24
NAMED = {
    f'{{"session_key":"{KEY}"}}': '{"session_key":"****hQ=="}',
    f"sessionKey={KEY}, openid=oABC": "sessionKey=****hQ==, openid=oABC",
    f"会话 session_key：{KEY}。": "会话 session_key：****hQ==。",
    f"<session_key>{KEY}</session_key>": "<session_key>****hQ==</session_key>",
    f"'session_key' => '{KEY}'": "'session_key' => '****hQ=='",
    f"map[session_key:{KEY} openid:o1]": "map[session_key:****hQ== openid:o1]",
    f"session key: {KEY}": "session key: ****hQ==",
    f'session_keys: ["{KEY}", "{KEY}"]': 'session_keys: ["****hQ==", "****hQ=="]',
    f"?appid=wx1&secret=0123456789abcdef0123456789abcdef&js_code={CODE}": "?appid=wx1&secret=****cdef&js_code=0a1B****",
    f'"code":"{CODE}"': '"code":"0a1B****"',
    '{"phoneNumber":"13812345678"}': '{"phoneNumber":"138****5678"}',
    '{"purePhoneNumber":13812345678}': '{"purePhoneNumber":"138****5678"}',
    "Cookie: sid=abcdef; theme=dark": "Cookie: sid=****; theme=****",
    "Set-Cookie: sid=abc123; Path=/; HttpOnly": "Set-Cookie: sid=****; Path=/; HttpOnly",
    "Authorization: Bearer abcdef123456": "Authorization: Bearer ****",
    'curl -H "Authorization: Bearer abc123def"': 'curl -H "Authorization: Bearer ****"',
    "https%3A//x/%3Faccess_token%3Dabcdef1234567%26y%3D1": "https%3A//x/%3Faccess_token%3D****%26y%3D1",
    "\\u0022session_key\\u0022:\\u0022" + KEY + "\\u0022": "\\u0022session_key\\u0022:\\u0022****hQ==\\u0022",
    html.escape(json.dumps({"session_key": KEY})): "{&quot;session_key&quot;: &quot;****hQ==&quot;}",
    f"got {TOKEN} from cache": "got ****B3dE from cache".replace("B3dE", TOKEN[-4:]),
    "http://user:pass@host/": "http://****@host/",
}


@pytest.mark.quick
@pytest.mark.parametrize("text", NAMED)
def test_values_under_a_secrets_name(text: str) -> None:
    assert redact_text(text) == NAMED[text]
    assert redact_text(NAMED[text]) == NAMED[text]


SPELLINGS = {
    "session_key": (
        "session_key",
        "sessionKey",
        "session-key",
        "SessionKey",
        "SESSION_KEY",
        "sessionkey",
        "wx_session_key",
        "data.session_key",
    ),
    "access_token": ("access_token", "accessToken", "access-token", "ACCESS_TOKEN", "accesstoken", "X-Access-Token"),
    "secret": ("appsecret", "appSecret", "app_secret", "APP_SECRET", "secret", "client-secret", "wxAppSecret"),
    "js_code": ("js_code", "jsCode", "js-code", "JsCode", "loginCode"),
    "authorization": ("Authorization", "authorization", "AUTHORIZATION", "proxy-authorization"),
}
CONTEXTS: dict[str, Callable[[str, str], str]] = {
    "JSON": lambda name, value: json.dumps({"a": 1, name: value, "b": "c"}),
    "JSON, indented": lambda name, value: json.dumps({name: value}, indent=2),
    "JSON in a string": lambda name, value: json.dumps({"body": json.dumps({name: value})}),
    "JSON in a string in a string": lambda name, value: json.dumps(json.dumps({"body": json.dumps({name: value})})),
    "query": lambda name, value: f"GET /x?a=1&{name}={quote(value, safe='')}&b=2 HTTP/1.1",
    "log, equals": lambda name, value: f"2026-01-01 INFO login ok {name}={value} openid=o1",
    "log, colon": lambda name, value: f"[debug] {name}: {value}",
    "log, colon without blank": lambda name, value: f"{name}:{value}",
    "Python": lambda name, value: repr({name: value}),
    "PHP": lambda name, value: f"'{name}' => '{value}',",
    "env": lambda name, value: f'export {name}="{value}"',
    "header": lambda name, value: f"{name}: {value}\r\nHost: x",
    "XML": lambda name, value: f"<xml><{name}>{value}</{name}></xml>",
    "XML, CDATA": lambda name, value: f"<{name}><![CDATA[{value}]]></{name}>",
    "percent-encoded JSON": lambda name, value: quote(json.dumps({name: value})),
    "HTML": lambda name, value: html.escape(json.dumps({name: value})),
}


@settings(max_examples=400, deadline=None, suppress_health_check=LENIENT)
@given(
    st.sampled_from([name for names in SPELLINGS.values() for name in names]),
    st.sampled_from(sorted(CONTEXTS)),
    st.text(string.ascii_letters + string.digits, min_size=20, max_size=60).filter(
        lambda text: any(char.isdigit() for char in text)
    ),
)
def test_foreign_bodies_with_any_spelling(name: str, context: str, value: str) -> None:
    text = CONTEXTS[context](name, value)
    output = redact_text(text)
    assert not leaks(output, value, ENCODINGS["raw"]), output
    assert name.lower() in output.lower()
    assert redact_text(output) == output


@pytest.mark.quick
@pytest.mark.parametrize(
    "text",
    [
        "secret=SECRET&js_code=JSCODE&grant_type=authorization_code",
        "access_token=ACCESS_TOKEN",
        "session_key 用来解密",
        "secret: the secret of the app",
        "session_key == undefined",
        '"code": 40029',
        '"code":"network-timeout"',
        "errcode: 40029",
        '{"errcode":40163,"errmsg":"code been used, rid: 6543fa00-12345678-0a1b2c3d"}',
        "token: required",
        "access_token: NotFound",
        '"secret_form": "base64"',
        '"session_key": "undefined"',
        '"session_key": null',
        "Authorization: Bearer TOKEN",
        '"countryCode": "86"',
        "expires_in=7200",
        'refresh_token = "data.refreshToken"',
        "https://developers.weixin.qq.com/miniprogram/dev/",
        "openid=oGZUI0egBJY1zhBYw2KhdUfwVJJE",
        "a code: 4 characters",
        "iv=r7BXXKkLb8qrSNn05n0qiA==",
        "key: value",
        "phone: 10086",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact_text(text) == text


def test_our_own_sentences_stay() -> None:
    """Every sentence of the catalogue passes unchanged, also while secrets are registered."""
    Secret("e7a91c0d5b3f48629d1e6a7c8b2f4053")
    Secret("tiihtNczf5v6AKRyjwEUhQ==")
    Secret("secret")  # somebody's JWT key
    seen = 0
    for path in Path(catalogue.__path__[0]).glob("*.py"):
        if path.stem == "__init__":
            continue
        for text in import_module(f"wxauth_cli.knowledge.texts.{path.stem}").TEXTS.values():
            for sentence in text:
                assert redact_text(sentence) == sentence
                seen += 1
    assert seen > 200


WORDS = st.sampled_from(
    [
        "login",
        "session_key",
        "code",
        "openid",
        "the",
        "WeChat",
        "微信",
        "登录",
        "失败",
        "后端",
        "appid=wx1a2b3c4d5e6f7a8b",
        "errcode=40029",
        "40163",
        "rid:",
        "6543fa00-12345678-0a1b2c3d",
        "token",
        "access_token",
        "secret",
        "expired,",
        "(errmsg)",
        "[INFO]",
        "2026-01-01T00:00:00Z",
        "127.0.0.1:8080",
        "/sns/jscode2session",
        '{"errcode":0}',
        "ok&done",
        "100%",
        "a+b",
        "C:\\new\\table",
        "\\n",
        "&amp;",
        "%20",
        "POST",
        "GET",
        "null",
        "undefined",
        "true",
        "é",
        "中文，标点。",
        "--",
        "?",
        "&",
    ]
)


# Without the signs that give a name a value: `session_key ==` before a long word is no clean text.
NOISE = st.text(st.characters(exclude_characters=":=>\uff1a\uff1d"), max_size=12)


@settings(max_examples=5000, deadline=None, suppress_health_check=LENIENT)
@given(st.lists(st.one_of(WORDS, NOISE), max_size=12).map(" ".join))
def test_a_text_without_a_secret_is_unchanged(text: str) -> None:
    if not LIVE.values():
        LIVE.add("e7a91c0d5b3f48629d1e6a7c8b2f4053")
        LIVE.add("tiihtNczf5v6AKRyjwEUhQ==")
    assert redact_text(text) == text


@pytest.mark.quick
def test_structures_are_copied_not_changed() -> None:
    value = {
        "session_key": KEY,
        "openid": "oABCDEFGHIJKLMNOPQRSTUVWXYZ12",
        "phone_info": {"phoneNumber": "+8613812345678", "purePhoneNumber": "13812345678", "countryCode": "86"},
        "items": [{"access_token": TOKEN}, 1, None, True, 2.5],
        "nested": json.dumps({"appsecret": "0123456789abcdef0123456789abcdef"}),
        "code": 40029,
        "phone": 13812345678,
    }
    before = copy.deepcopy(value)
    output = redact_json(value)
    assert value == before
    assert output == {
        "session_key": "****hQ==",
        "openid": "oABCDEFGHIJKLMNOPQRSTUVWXYZ12",
        "phone_info": {"phoneNumber": "+86138****5678", "purePhoneNumber": "138****5678", "countryCode": "86"},
        "items": [{"access_token": "****" + TOKEN[-4:]}, 1, None, True, 2.5],
        "nested": '{"appsecret": "****cdef"}',
        "code": 40029,
        "phone": "138****5678",
    }
    shared = redact_json(value, share=True)
    assert isinstance(shared, dict)
    assert shared["openid"] == "****YZ12"
    assert redact_text("openid=oABCDEFGHIJKLMNOPQRSTUVWXYZ12", share=True) == "openid=****YZ12"


@pytest.mark.quick
def test_deep_structures_end() -> None:
    value: object = "x"
    for _ in range(900):
        value = [value]
    assert "****" in json.dumps(redact_json(value))


@pytest.mark.quick
def test_a_key_of_an_object_can_be_a_secret() -> None:
    Secret(KEY)
    assert redact_json({KEY: 1}) == {"****": 1}


@pytest.mark.quick
def test_urls() -> None:
    url = f"https://u:p@api.weixin.qq.com/sns/jscode2session?appid=wx1&secret=abc&js_code={CODE}&grant_type=authorization_code"
    assert redact_url(url) == (
        "https://****@api.weixin.qq.com/sns/jscode2session?appid=wx1&secret=****&js_code=0a1B****&grant_type=authorization_code"
    )
    assert redact_url("https://h/p?a=1&b=%20#frag") == "https://h/p?a=1&b=%20#frag"
    assert redact_url("https://h/p") == "https://h/p"


@pytest.mark.quick
def test_headers() -> None:
    headers = (
        ("Host", "api.weixin.qq.com"),
        ("authorization", "Bearer abc"),
        ("COOKIE", "sid=1; b=2"),
        ("Set-Cookie", "sid=1; Path=/; Max-Age=60; HttpOnly"),
        ("X-Access-Token", "short"),
        ("Referer", f"https://servicewechat.com/wx1/0/page?code={CODE}"),
        ("Content-Type", "application/json"),
    )
    assert redact_headers(headers) == (
        ("Host", "api.weixin.qq.com"),
        ("authorization", "Bearer ****"),
        ("COOKIE", "sid=****; b=****"),
        ("Set-Cookie", "sid=****; Path=/; Max-Age=60; HttpOnly"),
        ("X-Access-Token", "****"),
        ("Referer", "https://servicewechat.com/wx1/0/page?code=0a1B****"),
        ("Content-Type", "application/json"),
    )
    assert redact_header("X-Nothing", "plain") == "plain"


@pytest.mark.quick
def test_bodies() -> None:
    assert redact_bytes(b'{"session_key":"' + KEY.encode() + b'"}') == '{"session_key":"****hQ=="}'
    assert redact_bytes(b"\xff\xfe plain") == "\\xff\\xfe plain"


@pytest.mark.quick
def test_claims_that_hold_a_secret_are_hidden() -> None:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    plain = f"{part({'alg': 'HS256'})}.{part({'sub': '1'})}.c2lnbmF0dXJl"
    telling = f"{part({'alg': 'HS256'})}.{part({'session_key': KEY})}.c2lnbmF0dXJl"
    assert redact_text(plain).count("****") == 1
    assert redact_text(telling).endswith(".****.****")
    assert redact_text(f"%22{plain}%22").endswith(".****%22")


@pytest.mark.quick
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("session_key", Under.SECRET),
        ("wxSessionKey", Under.SECRET),
        ("code", Under.CODE),
        ("errcode", None),
        ("errCode", None),
        ("countryCode", None),
        ("js_code", Under.LOGIN_CODE),
        ("openid", Under.PERSON),
        ("openId", Under.PERSON),
        ("Set-Cookie", Under.COOKIE),
        ("key", None),
        ("secret_form", None),
        ("signature_valid", None),
        ("access_token_expires_in", None),
        ("purePhoneNumber", Under.PHONE),
    ],
)
def test_names(name: str, kind: Under | None) -> None:
    assert under(name) is kind


EVIL = [
    "%41",
    "%25",
    "%",
    "\\",
    "\\u0041",
    "&amp;",
    "&#65;",
    "eyJ",
    "eyJabcd.",
    "%20eyJabcd",
    "abcd:",
    "code=",
    'secret:"',
    'secret=\\"',
    "cookie: ",
    "cookie:a=b",
    "authorization: Bearer ",
    "a",
    "12_",
    "微信小程序登录，",
    "\n",
    "session_keys:[",
    'secret:["a","b",',
    "-----BEGIN PRIVATE KEY-----",
    "://a@",
    "secret%3A",
    "%2525",
    "a_",
    "%5Cu0041",
    "\t",
    "12_" + "a" * 70 + " ",
]


@pytest.mark.parametrize("unit", EVIL)
def test_time_is_linear(unit: str) -> None:
    for number in range(20):
        LIVE.add(f"{number:04d}" + "kJ8s7Dh2Kq91LmZx")
    with no_hang():
        redact_text((unit * (400_000 // len(unit) + 1))[:400_000])


@pytest.mark.quick
def test_a_number_is_hidden_only_if_a_whole_secret_stands_in_it() -> None:
    LIVE.add("13000000000")
    value = {"timestamp": 1700000000, "number": 13000000000, "inside": 8613000000000}
    assert redact_json(value) == {"timestamp": 1700000000, "number": HIDDEN, "inside": HIDDEN}


@pytest.mark.quick
def test_an_appid_that_shares_digits_with_a_secret_stays_readable() -> None:
    LIVE.add("0123456789abcdef" * 2)
    assert redact_text("appid=wx0123456789abcdef&x=0123456789abcdef") == f"appid=wx0123456789abcdef&x={HIDDEN}"


@pytest.mark.parametrize(
    "value", ["my_app_secret", "your-secret-here", "the token", "your_app_secret_123", "APP_SECRET"]
)
def test_a_word_that_stands_for_a_secret_stays(value: str) -> None:
    text = json.dumps({"secret": value})
    assert redact_text(text) == text


@pytest.mark.parametrize(
    "value", ["my-" + "0" * 34 + "123", "the_9aBcD3fGhIjKlMnOpQrStUvWxYz", "my-" + "AbCdEfGhIj" * 3]
)
def test_a_secret_that_begins_like_such_a_word_goes(value: str) -> None:
    assert value[3:-4] not in redact_text(json.dumps({"secret": value}))
