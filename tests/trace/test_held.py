"""Secrets of a capture are hidden in all that is shown of it, also where there are more than the redactor can hold."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.trace import make_captures as made
from tests.trace.support import trace
from tests.trace.test_study import server, token
from wxauth_cli.core.secret import LIVE
from wxauth_cli.trace import held


def test_the_secrets_of_a_trace_are_held() -> None:
    found = trace("chrome.har", "backend.jsonl")
    assert LIVE.values() == frozenset()
    assert held.hold(found) == 0
    assert LIVE.values() == {
        made.SECRET, made.ACCESS_TOKEN, made.SESSION_KEY, made.TOKEN, made.CODE, made.PHONE_CODE, made.PHONE,
    }  # fmt: skip


def many(count: int) -> tuple[str, list[str]]:
    lines, secrets = [], [made.SECRET]
    for number in range(count):
        code = f"0a1{number:04d}abcdefghijklmnopqrst{number:04d}w"
        key = base64.b64encode(number.to_bytes(16, "big")[::-1]).decode()
        jwt = token(number)
        secrets += [code, key, jwt.rpartition(".")[2] + jwt[:60]]
        login = made.call(number, 90, "POST", f"{made.HOST}/api/login", {"code": code}, 200, {"data": {"token": jwt}})
        answer = {"openid": f"oTESTsyntheticOpenid{number:08d}", "session_key": key}
        url = made.CODE2SESSION["url"].replace(made.CODE, code)
        lines.append(server(login, made.call(number + 0.02, 50, "GET", url, None, 200, answer)))
    return "\n".join(lines), secrets


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_more_secrets_than_can_be_held_are_said_and_still_hidden(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(held, "MAX_HELD", 20)
    text, secrets = many(30)
    out = tmp_path / "out.har"
    result = cli("trace", "import", "-", "-o", str(out), "--lang", lang, exit_code=0, stdin=text)
    # One AppSecret, thirty keys, tokens and codes.
    assert {"zh": "另外 71 个", "en": "71 more"}[lang] in result.stderr
    shown = cli("trace", "show", "-", "--json", exit_code=0, stdin=text).stdout
    one = cli("trace", "show", "-", "--entry", "60", exit_code=0, stdin=text).stdout
    for place in (result.stdout, out.read_text(encoding="utf-8"), shown, one):
        assert not [secret for secret in secrets if secret in place]
    assert len(json.loads(shown)["data"]["logins"]) == 30
