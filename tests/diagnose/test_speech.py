"""How a text speaks of an error in it: `diagnose/reading/speech.py`. `«` marks the error's place."""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode

import pytest

from tests.conftest import Cli
from wxauth_cli.diagnose.reading.speech import LONGEST, Said, Speech
from wxauth_cli.diagnose.reading.text import items_in_text

HAPPENS = (
    "昨天修好了 40029，今天又冒出新的：«40163 code been used",
    "登录已经没问题了（之前是 40029）。现在返回 «40125 invalid appsecret",
    "不是密钥的问题，返回的是 «40164",
    "不报 40164 了，但现在变成 «40125 invalid appsecret",
    "一直报 «40163，是不是要换 code？",
    "2026-11-20 10:00:01 ERROR if the code is not fresh: «40029 invalid code",
    "We fixed 40029, now we get «40163 code been used",
    "It is not the secret. The log is full of «40164",
    "«40029 invalid code",
    "errcode：«40029",
)
ASKED = (
    "如果停留超过五分钟，会返回 «40029 吗？",
    "40029 和 «40163 有什么区别？",
    "测试用例 TC-1\n步骤：用过期的 code 登录\n预期结果：返回 «40029",
    "故意把同一个 code 发了两次，返回 «40163，符合预期",
    "提醒：下周轮换密钥，没更新的服务会报 «40125",
    "错误示例：\n«40029 invalid code",
    "去年返回过 «40029",
    "What would happen after «40163?",
    "As expected:\n«40163 code been used",
    "Such as «40029 and others, says the manual",
    "Status: closed\nThe log said «40125 invalid appsecret",
)
DENIED = (
    "不是 «40029，也不是别的，返回都是 0",
    "日志里没有 «40163",
    "«40163 没有再出现",
    "之前一直报 «40164，已经加白名单解决了，谢谢",
    "No, we are not getting «40164 here",
    "We fixed «40029, now we get 40163 code been used",
    "Adding the domain fixed «40029. Closing.",
    "以上问题已解决：\n«40163 code been used",
)


def judged(marked: str) -> Speech:
    place = marked.index("«")
    text = marked.replace("«", "")
    return Said(text, [item.position for item in items_in_text(text) if item.error is not None]).of(place)


@pytest.mark.parametrize("text", HAPPENS)
def test_what_happens_is_said(text: str) -> None:
    assert judged(text) is Speech.SAID


@pytest.mark.parametrize("text", ASKED)
def test_what_is_asked_planned_expected_or_an_example_is_not_said_to_happen(text: str) -> None:
    assert judged(text) is Speech.ASKED


@pytest.mark.parametrize("text", DENIED)
def test_what_is_not_so_or_is_over_is_denied(text: str) -> None:
    assert judged(text) is Speech.DENIED


def test_words_of_an_error_are_nobody_s_words() -> None:
    assert judged("登录报 invalid ip 203.0.113.9, not in whitelist («40164)") is Speech.SAID


def test_a_long_text_is_a_log() -> None:
    text = "不是 40029。" + "." * LONGEST
    assert Said(text).of(text.index("40029")) is Speech.SAID


def test_a_clause_that_denies_is_not_among_what_was_asserted() -> None:
    assert Said("我们不是插件，登录报 40029").asserted() == "登录报 40029"


def test_no_text_takes_long() -> None:
    began = time.perf_counter()
    for part in ("errcode: 40029 如果 ", "不是", "if ", "{", "“", "以前，", "40029 "):
        items_in_text((part * LONGEST)[: LONGEST - 20] + " 40029 invalid code")
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("40226", "certain"),
        ("40226 code blocked", "certain"),
        ('{"errcode":40226,"errmsg":"code blocked"}', "certain"),
        ("有个用户登录返回 40226", "likely"),
        ("One user cannot log in, the backend says 40226", "likely"),
        ("如果用户有风险，登录会返回 40226 吗？", "possible"),
    ],
)
def test_a_number_in_somebody_s_own_words_is_hearsay(cli: Cli, text: str, confidence: str) -> None:
    result = cli("diagnose", "-", "--json", stdin=text, exit_code=10)
    assert [(item["id"], item["confidence"]) for item in result.json["findings"]] == [("user-high-risk", confidence)]


def test_a_token_inside_a_sentence_is_read_without_the_sentence(cli: Cli) -> None:
    now = int(cli.clock.time)
    parts = ('{"alg":"HS256","typ":"JWT"}', f'{{"sub":"1","iat":{now},"exp":{now + 7200}}}', "0123456789abcdef" * 2)
    token = ".".join(urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts)
    result = cli("diagnose", "-", "--json", stdin=f"别的接口全是 401，token 是 {token}，后端说无效", exit_code=0)
    assert result.json["findings"] == []


def test_an_address_that_a_program_composes_is_no_request(cli: Cli) -> None:
    code = "const r = await get(`https://api.weixin.qq.com/sns/jscode2session?appid=${appid}&js_code=${code}`)"
    assert cli("diagnose", "-", "--json", stdin=code, exit_code=3).json["error"]["code"] == "nothing-recognised"
