"""`wxauth explain` with what people type: parts of messages, lines of consoles, questions in Chinese and English."""

from __future__ import annotations

import pytest

from tests.conftest import Cli
from wxauth_cli.diagnose.causes import slugs
from wxauth_cli.diagnose.word_search import SPOKEN, search

QUESTIONS = {
    # parts of WeChat's messages
    "code been used": "40163",
    "access_token is invalid or not latest": "40001",
    "invalid credential": "40001",
    "api minute-quota reach limit": "45011",
    "用户风险 40226": "40226",
    "missing code": "41008",
    # what consoles and libraries print
    "getPhoneNumber:fail no permission": "phone-no-permission",
    "getPhoneNumber:fail user deny": "user-deny",
    "getUserProfile:fail can only be invoked by user TAP gesture": "userprofile-not-in-tap",
    "login:fail 登录用户不是该小程序的开发者": "devtools-not-member",
    "the code is a mock one": "mock-code-tourist-appid",
    "request:fail ssl hand shake error": "tls-chain-on-device",
    "request:fail timeout": "client-network",
    "pad block corrupted": "session-key-stale-relogin",
    "Given final block not properly padded": "session-key-stale-relogin",
    "Cannot find any provider supporting AES/CBC/PKCS7Padding": "padding-provider",
    "jwt expired": "token-has-expired",
    "The token is not yet valid (iat)": "clock-skew",
    "cURL error 60": "server-ca-missing",
    "Bearer undefined": "token-undefined",
    # questions
    "code 只能用一次吗": "code-lifetime",
    "how long does session_key live": "session_key-lifetime",
    "什么时候调用 wx.login": "when-to-login",
    "how to get nickname and avatar": "chooseAvatar",
    "用户点了拒绝手机号": "user-deny",
    "rid 怎么查": "rid",
    "what does rid mean": "rid",
    "stable_token 和 token 有什么区别": "stable-token",
    "静默登录": "silent-login",
    "合法域名": "domain-not-listed",
    "系统繁忙": "wechat-busy",
    "串号 看到别人的信息": "cdn-cached-user-data",
    "nginx 丢失 header": "header-dropped-by-proxy",
    "加号变成空格": "plus-became-space",
    "解密出来是乱码": "session-key-stale-relogin",
    "our login loops forever": "relogin-loop",
    "个人小程序能获取手机号吗": "phone-no-permission",
    "手机号按钮要收费吗": "phone-quota",
    "前端可以直接调用 jscode2session 吗": "secret-in-client",
    "can I send session_key to the client": "session-key-sent-to-client",
    "测试环境和正式环境 token 互相顶掉": "token-clobbered",
    "手机时间不对会影响登录吗": "clock-skew",
    "刷新 token 并发": "refresh-race",
    "wx.request 不带 cookie": "cookies-not-kept",
    "rawData 签名不一致": "rawdata-signature-mismatch",
    "企业微信里打不开小程序登录": "wecom-code",
    "gh_ 原始 id 当 appid": "appid-malformed",
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_first_answer_is_the_right_one(cli: Cli, question: str) -> None:
    data = cli("explain", *question.split(" "), "--json", exit_code=0).json["data"]
    first = str(data["entries"][0]["errcode"]) if data["kind"] == "errcode" else data["id"]
    assert first == QUESTIONS[question]


@pytest.mark.parametrize("words", ["今天天气怎么样", "recipe for noodles", "blah blah foo bar", "啊", "?!", "的 了 吗"])
def test_chance_words_find_nothing(cli: Cli, words: str) -> None:
    assert "[explain-unknown]" in cli("explain", *words.split(" "), exit_code=3).stderr


def test_what_people_call_causes_names_causes() -> None:
    assert set(SPOKEN) <= set(slugs())


def test_a_very_long_question_is_searched_quickly() -> None:
    assert search("登录" * 100_000) is not None
    assert search("") == ()
