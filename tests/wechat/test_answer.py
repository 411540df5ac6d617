"""Answers are read by their content."""

from __future__ import annotations

import pytest

from wxauth_cli.core.model import HttpResponse, OutcomeKind, Sent
from wxauth_cli.core.secret import Secret
from wxauth_cli.wechat import endpoints
from wxauth_cli.wechat.answer import SHOWN, Answer, beginning, read
from wxauth_cli.wechat.endpoints import Endpoint

SESSION = b'{"session_key":"\\/IkZjK0aJx1oGlq4n3zV1w==","openid":"oABCD1234567890abcdefghijklm"}'
PORTAL = "<!DOCTYPE html><title>欢迎使用酒店无线网络</title>"


def understood(body: bytes, *, status: int = 200, endpoint: Endpoint = endpoints.CODE2SESSION) -> Answer:
    return read(HttpResponse(status, (("Content-Type", "text/plain"),), body), endpoint, Sent.WHOLE)


@pytest.mark.parametrize("body", [SESSION, b"\xef\xbb\xbf" + SESSION, b" \n" + SESSION + b"\n"])
def test_a_session(body: bytes) -> None:
    answer = understood(body)
    assert answer.outcome.kind is OutcomeKind.FINE
    assert answer.learnt["openid"] == "oABCD1234567890abcdefghijklm"
    assert "unionid" not in answer.learnt
    session_key = answer.learnt["session_key"]
    assert isinstance(session_key, Secret)
    assert session_key.reveal() == "/IkZjK0aJx1oGlq4n3zV1w=="


@pytest.mark.parametrize("errcode", ["40029", '"40029"', "40029.0"])
@pytest.mark.parametrize("status", [200, 400, 500])
def test_a_refusal_whatever_the_status(errcode: str, status: int) -> None:
    body = f'{{"errcode":{errcode},"errmsg":"invalid code, rid: 652d44d0-1d0af18b-5b069232"}}'.encode()
    outcome = understood(body, status=status).outcome
    assert (outcome.kind, outcome.errcode) == (OutcomeKind.WECHAT, 40029)
    assert outcome.rid == "652d44d0-1d0af18b-5b069232"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty-answer"),
        (b"  \r\n", "empty-answer"),
        (b"\xef\xbb\xbf", "empty-answer"),
        (SESSION[:-1], "not-json"),
        (SESSION[:30], "not-json"),
        (b"{'errcode': 0}", "not-json"),
        (b'{"errcode":NaN}', "not-json"),
        (SESSION + b"{}", "not-json"),
        (b'"null"', "not-wechat"),
        (b"null", "not-wechat"),
        (b"[]", "not-wechat"),
        (b"0", "not-wechat"),
        (b"ok", "not-wechat"),
        (b"{}", "not-wechat"),
        (b'{"error":"sign in first"}', "not-wechat"),
        (b'{"errcode":"none"}', "not-wechat"),
        (b'{"errcode":true}', "not-wechat"),
        (b'{"errcode":0,"errmsg":"ok"}', "not-wechat"),
        (b'{"openid":"","session_key":"x"}', "not-wechat"),
        (b'{"openid":1,"session_key":"x"}', "not-wechat"),
        (PORTAL.encode(), "not-wechat"),
        (PORTAL.encode("gbk"), "not-wechat"),
        ('{"errcode":40029,"errmsg":"无效的 code"}'.encode("gbk"), "not-wechat"),
        (SESSION.decode().encode("utf-16"), "not-wechat"),
        (b"\x00\x01\x02\xff", "not-wechat"),
        (b'{"errcode":0,"errcode":40029}', "conflicting-fields"),
        (b'{"openid":"a","openid":"b","session_key":"c"}', "conflicting-fields"),
        (b'{"errcode":40029,"openid":"a","session_key":"b"}', "conflicting-fields"),
        (b'{"errcode":0,"errCode":40029}', "conflicting-fields"),
        (b"[" * 5000, "not-wechat"),
        (b'{"a":' * 5000, "not-json"),
    ],
)
def test_what_is_no_answer(body: bytes, code: str) -> None:
    outcome = understood(body).outcome
    assert (outcome.kind, outcome.error_code, outcome.sent) == (OutcomeKind.HTTP, code, Sent.WHOLE)


@pytest.mark.parametrize("status", [301, 302, 307, 308, 401, 403, 404, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("body", [b"", PORTAL.encode(), b'{"errcode":0}', SESSION])
def test_other_statuses(status: int, body: bytes) -> None:
    expected = "redirect-refused" if status < 400 else "http-status"
    assert understood(body, status=status).outcome.error_code == expected


def test_no_content() -> None:
    assert understood(b"", status=204).outcome.error_code == "empty-answer"


def test_every_endpoint_takes_its_own_answer() -> None:
    answers = {
        "getStableAccessToken": b'{"access_token":"80_abc","expires_in":7200}',
        "getAccessToken": b'{"access_token":"80_abc","expires_in":7200}',
        "checkSessionKey": b'{"errcode":0,"errmsg":"ok"}',
        "resetUserSessionKey": b'{"errcode":0,"errmsg":"ok","openid":"o","session_key":"k"}',
        "getPhoneNumber": b'{"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"+8613800008000",'
        b'"purePhoneNumber":"13800008000","countryCode":86,"watermark":{"timestamp":1,"appid":"wx"}}}',
        "getRidInfo": b'{"errcode":0,"errmsg":"ok","request":{"invoke_time":1,"cost_in_ms":2,"request_url":"a=b"}}',
        "code2Session": SESSION,
        "thirdpartyCode2Session": SESSION,
        "WeCom miniprogram jscode2session": b'{"corpid":"ww1","userid":"a","session_key":"k","errcode":0}',
        "getApiDomainIp": b'{"ip_list":["101.226.212.27"]}',
    }
    named = [value for value in vars(endpoints).values() if isinstance(value, Endpoint)]
    assert {item.name for item in named} == set(answers)
    for item in named:
        assert understood(answers[item.name], endpoint=item).outcome.kind is OutcomeKind.FINE
        assert understood(b'{"hello":"world"}', endpoint=item).outcome.error_code == "not-wechat"


def test_numbers_are_secrets() -> None:
    body = b'{"phone_info":{"phoneNumber":"13800008000","purePhoneNumber":"13800008000","countryCode":"86"}}'
    learnt = understood(body, endpoint=endpoints.PHONE_NUMBER).learnt
    assert str(learnt["phoneNumber"]) == "138****8000"
    assert learnt["countryCode"] == "86"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030"])
def test_the_beginning_is_shown_safely(encoding: str) -> None:
    Secret("s3cr3t-s3cr3t-s3cr3t")
    text = "酒店\x1b[31m 无线\u202e 网络 s3cr3t-s3cr3t-s3cr3t " + "很长" * 2000
    if encoding == "gbk":
        text = text.replace("\u202e", "")
    shown = beginning(HttpResponse(200, (), text.encode(encoding)))
    assert shown.startswith("酒店^[[31m 无线")
    assert len(shown) == SHOWN
    assert "s3cr3t" not in shown
    assert shown.isprintable()


def test_no_beginning() -> None:
    assert beginning(None) == ""
    assert beginning(HttpResponse(200)) == ""
