"""Any text in: what it is recognised as. Hostile text: no exception, and quickly."""

from __future__ import annotations

import base64
import json

import pytest

from tests.conftest import NOW
from tests.diagnose import evidence as e
from tests.hanging import no_hang
from wxauth_cli.diagnose.engine import diagnose
from wxauth_cli.diagnose.reading import KINDS, Item, read
from wxauth_cli.diagnose.reading.decode import decode

RID = "652d44d0-1d0af18b-5b069232"
JWT = ".".join(
    base64.urlsafe_b64encode(part).rstrip(b"=").decode()
    for part in (b'{"alg":"HS256","typ":"JWT"}', b'{"sub":"1"}', b"signature-of-32-bytes-signature!")
)


def items(text: str) -> list[Item]:
    return [item for _, item in read([("", text)], lang="en", now=NOW).items]


def kinds(text: str) -> list[str]:
    return [item.kind for item in items(text)]


@pytest.mark.parametrize(
    ("text", "errcode"),
    [
        (f'{{"errcode":40029,"errmsg":"invalid code, rid: {RID}"}}', 40029),
        (f'{{"errcode":"40029","errmsg":"invalid code, rid: {RID}"}}', 40029),
        (f'2026-11-21 10:00:00 ERROR wx answered {{"errcode":40029,"errmsg":"invalid code, rid: {RID}"}} 12ms', 40029),
        (f'"{{\\"errcode\\":40029,\\"errmsg\\":\\"invalid code, rid: {RID}\\"}}"', 40029),
        (f"{{'errcode': 40029, 'errmsg': 'invalid code, rid: {RID}'}}", 40029),
        (f"WxErrorException: 错误代码：40029, 错误信息：invalid code, rid: {RID}", 40029),
        ("WxError(errorCode=40029, errorMsg=invalid code, json=null)", 40029),
        ('{"errmsg":"invalid code","errcode":40029', 40029),
        ('{"data":{"result":{"errcode":40029,"errmsg":"invalid code"}}}', 40029),
        ('{"body":"{\\"errcode\\":40029,\\"errmsg\\":\\"invalid code\\"}"}', 40029),
        ("[40029] invalid code", 40029),
        ("40029: invalid code", 40029),
        ("登录一直报 40029，怎么办", 40029),
        ("invalid code", 40029),
        (f"code been used, rid: {RID}", 40163),
        ("error: code been used, hints: [ req_id: yn930a0760th41 ]", 40163),
        ("system error", -1),
        ('{"errCode":40029,"errMsg":"openapi.phonenumber.getPhoneNumber:fail invalid code"}', 40029),
    ],
)
def test_one_error_in_any_dress(text: str, errcode: int) -> None:
    errors = [item.error for item in items(text) if item.error is not None]
    assert [error.errcode for error in errors] == [errcode]
    if RID in text:
        assert errors[0].rid is not None
        assert errors[0].rid.time == 0x652D44D0


def test_several_errors_keep_their_order_and_lines() -> None:
    text = "ok\n" + e.error(40029, "invalid code") + "\n\n" + e.error(40163, "code been used") + "\n"
    found = [(item.line, item.error.errcode) for item in items(text) if item.error is not None]
    assert found == [(2, 40029), (4, 40163)]


def test_a_request_above_an_error_is_its_request() -> None:
    text = "GET https://api.weixin.qq.com/cgi-bin/token?grant_type=x\n" + e.error(
        40164, "invalid ip 1.2.3.4, not in whitelist"
    )
    error = items(text)[-1].error
    assert error is not None
    assert error.endpoint == "getAccessToken"
    assert error.ip == "1.2.3.4"


def test_a_request_far_above_is_not() -> None:
    text = "GET /cgi-bin/token?grant_type=x\n" + "noise\n" * 20 + e.error(40164, "invalid ip 1.2.3.4, not in whitelist")
    error = items(text)[-1].error
    assert error is not None
    assert error.endpoint is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RID, "rid"),
        (f"rid: {RID}", "rid"),
        (JWT, "jwt"),
        (f"Authorization: Bearer {JWT}", "jwt"),
        (f'some log token="{JWT}" end', "jwt"),
        (e.CODE, "code"),
        (e.PHONE_CODE, "code"),
        ("the code is a mock one", "code"),
        ("undefined", "code"),
        (e.APPID, "appid"),
        ('{"encryptedData":"AAAA","iv":"AAAA"}', "bundle"),
        ('{"detail":{"encryptedData":"AAAA","iv":"AAAA"}}', "bundle"),
        ('{"openid":"o1","session_key":"k"}', "answer"),
        ('{"code":500,"msg":"login failed"}', "backend-answer"),
        ('{"errMsg":"login:fail timeout","errno":5}', "client-error"),
        ('{"errcode":-41003,"errmsg":""}', "sample-code-error"),
        ("-41003", "error"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    found = kinds(text)
    assert set(found) <= set(KINDS)
    assert found[:1] == [kind] or (kind == "error" and found[:1] == ["sample-code-error"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "hello world",
        "12",
        "404 not found",
        "{}",
        "[]",
        "null",
        '{"name":"x"}',
        "z" * 64,
        "2026-11-21",
        "版本 40000 号",
    ],
)
def test_nothing_is_made_of_ordinary_text(text: str) -> None:
    assert kinds(text) == []


def test_the_same_text_twice_counts_once() -> None:
    text = e.error(40163, "code been used")
    reading = read([("a", text), ("b", text)], lang="en", now=NOW)
    assert len(reading.case.errors) == 1


def test_since_drops_what_the_rid_says_is_older() -> None:
    old = f'{{"errcode":40029,"errmsg":"invalid code, rid: {RID}"}}'
    reading = read([("", old + "\n" + e.error(40163, "code been used"))], lang="en", now=NOW, since=NOW - 60)
    assert [error.errcode for error in reading.case.errors] == [40163]
    assert reading.skipped == 1


def test_a_masked_secret_in_a_log_is_not_called_wrong() -> None:
    text = f"GET https://api.weixin.qq.com/sns/jscode2session?appid={e.APPID}&secret=****&js_code=0a3A****\n" + e.error(
        40125, "invalid appsecret"
    )
    findings = e.judge(text).findings
    assert e.confidence_in(findings, "appsecret-wrong") is e.Confidence.LIKELY
    assert e.confidence_in(findings, "code-quoted-or-padded") is None


def test_notes_are_heard() -> None:
    findings = e.judge(e.error(40029, "invalid code"), notes=("只在插件里",)).findings
    assert findings[0].id == "plugin-code"


def test_an_appid_that_is_malformed_is_said_so() -> None:
    findings = e.judge(e.error(40013, "invalid appid"), appid="gh_0123456789ab").findings
    assert findings[0].id == "appid-malformed"
    assert findings[0].confidence is e.Confidence.CERTAIN


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("登录失败 40029".encode(), "登录失败 40029", "utf-8"),
        ("登录失败 40029".encode("utf-8-sig"), "登录失败 40029", "utf-8-sig"),
        ("登录失败 40029".encode("gb18030"), "登录失败 40029", "gb18030"),
        ("登录失败 40029".encode("utf-16"), "登录失败 40029", "utf-16"),
        (b"", "", "utf-8"),
    ],
)
def test_decode(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"\xff\xfe" + b"\x00\xd8" * 50]
)
def test_what_is_no_text(data: bytes) -> None:
    assert decode(data) is None


HOSTILE = {
    "deep": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "deep list": "[" * 100_000,
    "nan": '{"errcode": NaN, "errmsg": "invalid code"}',
    "infinity": '{"errcode": 1e999}',
    "duplicate keys": '{"errcode":0,"errcode":40029,"errmsg":"invalid code"}',
    "huge number": '{"errcode":' + "9" * 5000 + "}",
    "boolean": '{"errcode": true, "errmsg": null}',
    "list errcode": '{"errcode": [40029], "errmsg": {}}',
    "errcodes without values": "errcode" * 20_000,
    "errcodes and colons": "errcode:" * 20_000,
    "quotes": 'errmsg:"' * 20_000,
    "urls": "https://api.weixin.qq.com/sns/" * 20_000,
    "half a url": "https://[/sns/jscode2session?" + "a=b&" * 20_000,
    "dots": "eyJ" + "a." * 50_000,
    "jwt heads": "eyJ" + "a" * 9000 + " " + "eyJhbGci." * 5000,
    "fails": "a:fail " * 20_000,
    "rids": "12345678-" * 20_000,
    "numbers": "40029 " * 20_000,
    "surrogates": '{"errcode":40029,"errmsg":"\\ud800\\udfff"}',
    "controls": "\x1b[2J\x07" * 5000 + '{"errcode":40029}',
    "nul": "\0" * 1000,
    "percent": "js_code=" + "%22" * 20_000,
    "blanks": " " * 500_000 + "x",
    "line ends": "\n" * 200_000,
    "braces": "{" * 50_000 + '"errcode":40029',
    "log of a megabyte": "\n".join(
        f"2026-11-21 10:00:00 INFO user={number} path=/api/login cost=12ms" for number in range(16_000)
    )
    + "\n"
    + json.dumps({"errcode": 40029, "errmsg": "invalid code"}),
    "log of errors": ("x " + json.dumps({"errcode": 40029, "errmsg": "invalid code, rid: " + RID}) + "\n") * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_and_never_raises(text: str) -> None:
    with no_hang():
        reading = read([("x", text)], lang="zh", now=NOW, notes=(text[:5000],))
        diagnosis = diagnose(reading.case)
    assert all(len(finding.evidence) <= 6 for finding in diagnosis.findings)


@pytest.mark.parametrize("name", ["log of a megabyte", "log of errors"])
def test_the_error_in_a_long_log_is_found(name: str) -> None:
    assert e.judge(HOSTILE[name]).findings[0].id == "code-expired"
