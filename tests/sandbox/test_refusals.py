"""What the control API says when it refuses: in the language of whoever asks, and nothing that steers a terminal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import wxauth_cli.sandbox
from tests.conftest import Cli
from tests.sandbox.test_cli import register
from wxauth_cli.knowledge.texts.sandbox_refusals import TEXTS
from wxauth_cli.sandbox.server import Running


def keys() -> Iterator[str]:
    """Every key that the code names."""
    for path in Path(wxauth_cli.sandbox.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called == "ControlError":
                yield from strings(node.args[0])
            elif called == "refused":
                yield from (f"want.{text}" for text in strings(node.args[2]))


def strings(node: ast.expr) -> list[str]:
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


@pytest.mark.quick
def test_every_refusal_has_its_words_and_all_words_are_used() -> None:
    assert set(keys()) == set(TEXTS)


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (
            ["login", "--appid", "wxyz"],
            "appid 的值 wxyz 不能用，应为：wx 加 16 位小写十六进制",
            "'wxyz' is not wx and 16 lower-case hex",
        ),
        (["event"], "还没有推送地址", "has no callback"),
        (["state", "load", "x"], "没有叫 x 的快照", "no snapshot is called 'x'"),
        (["switch", "sufix=hint"], "没有参数 sufix", "has no argument 'sufix'"),
        (["fault", "/sns/jscode2sesion", "--errcode", "1"], "最接近的是 /sns/jscode2session", "the nearest is /sns/"),
        (["fault", "/x", "--errcode", "1"], "应为：沙箱有的接口", "is not an interface of the sandbox"),
        (["fault", "--slow", "0"], "应为：大于 0、不超过 600 的秒数", "is not a number of seconds above 0"),
        (["tap", "--watermark-appid", "\x1b[31m"], "watermark_appid", "watermark_appid"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_at_the_command_line_in_both_languages(cli: Cli, wechat: Running, words: list[str], zh: str, en: str) -> None:
    register(cli, wechat)
    for lang, said in (("zh", zh), ("en", en)):
        result = cli("sandbox", *words, "--lang", lang, exit_code=2)
        assert said in result.stderr
        assert "\x1b" not in result.stderr
        if lang == "en":
            assert not re.search("[\u4e00-\u9fff]", result.stderr)


def test_a_wrong_token_in_both_languages(cli: Cli, wechat: Running) -> None:
    for lang, said in (("zh", "控制接口需要"), ("en", "the control API wants")):
        env = {"WXAUTH_SANDBOX_TOKEN": "wrong"}
        result = cli("sandbox", "login", "--url", wechat.control_url, "--lang", lang, env=env, exit_code=2)
        assert said in result.stderr


@pytest.mark.parametrize(
    ("accepted", "said"), [("zh-CN,zh;q=0.9,en;q=0.8", "没有动词"), ("en-US,zh;q=0.5", "no verb"), (None, "no verb")]
)
def test_over_http_by_accept_language(wechat: Running, accepted: str | None, said: str) -> None:
    headers = {"Authorization": f"Bearer {wechat.control_token}"} | ({"Accept-Language": accepted} if accepted else {})
    answer = httpx.post(f"{wechat.control_url}/nothing", headers=headers, trust_env=False)
    assert answer.status_code == 404
    assert said in answer.json()["error"]
