"""`wxauth demo`: the login explained, in both languages and at any width."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import Cli
from wxauth_cli.core.columns import width_of


@pytest.mark.parametrize("columns", ["60", "100"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_output(cli: Cli, golden: Callable[[str, str], None], lang: str, columns: str) -> None:
    result = cli("demo", "--seed", "1", "--lang", lang, env={"COLUMNS": columns}, exit_code=0)
    assert result.stderr == ""
    golden(f"demo-{lang}-{columns}.txt", result.stdout)


@pytest.mark.parametrize("columns", ["20", "40", "60", "80", "120", "200"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(cli: Cli, lang: str, columns: str) -> None:
    result = cli("demo", "--lang", lang, env={"COLUMNS": columns}, exit_code=0)
    assert max(width_of(line) for line in result.stdout.split("\n")) <= int(columns)
    for sign in ("wx.login", "code2Session", "getPhoneNumber"):
        assert sign in result.stdout.replace("\n", "").replace(" ", "")


def test_json(cli: Cli) -> None:
    document = cli("demo", "--json", exit_code=0).json
    assert document["ok"] is True
    steps = document["data"]["steps"]
    assert {step["step"] for step in steps} == set(range(1, 10))
    exchange = next(step for step in steps if step.get("endpoint") == "code2Session")
    assert exchange["leg"] == "backend-wechat"
    assert exchange["status"] == 200
    assert exchange["learnt"]["session_key"].startswith("****")


def test_it_leaves_nothing_behind(cli: Cli) -> None:
    cli("demo", exit_code=0)
    assert not cli.home.exists()
    assert cli.backend.items == {}


def test_masked_unless_revealed(cli: Cli) -> None:
    shown = cli("demo", "--seed", "1", "--json", "--reveal", exit_code=0).json
    key = next(step for step in shown["data"]["steps"] if step.get("endpoint") == "code2Session")["learnt"][
        "session_key"
    ]
    assert len(key) == 24
    for arguments in (("--json",), (), ("-v",)):
        result = cli("demo", "--seed", "1", *arguments, exit_code=0)
        assert key not in result.stdout + result.stderr


def test_servers_that_cannot_start(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    import wxauth_cli.lab.play as play

    def fail(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(play, "serve_in_thread", fail)
    result = cli("demo", exit_code=5)
    assert "[demo-failed]" in result.stderr
