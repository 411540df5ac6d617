"""`wxauth phone`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.test_exchange import Broken, app, calls, ids, login
from tests.conftest import Cli

PHONE = "/wxa/business/getuserphonenumber"
STABLE = "/cgi-bin/stable_token"
NUMBER = "13812345678"

__all__ = ["app"]


@pytest.fixture
def code(app: Any) -> str:
    """A phone code of a user with a number of ours."""
    app.control("user", user="default", phone=NUMBER)
    code: str = app.control("tap", kind="phone")["code"]
    return code


def test_masked_first_then_in_clear(cli: Cli, app: Any, code: str) -> None:
    first = cli("phone", code, "--json", exit_code=0)
    data = first.json["data"]
    assert data["purePhoneNumber"] == "138****5678"
    assert data["countryCode"] == "86"
    assert data["watermark"]["appid"] == app.appid
    assert data["cached"] is False
    assert [step["endpoint"] for step in data["steps"]] == ["getStableAccessToken", "getPhoneNumber"]
    assert "--reveal" in first.stderr
    assert NUMBER not in first.stdout + first.stderr
    cli.clock.time += 599
    second = cli("phone", code, "--reveal", "--json", exit_code=0).json["data"]
    assert second["purePhoneNumber"] == NUMBER
    assert (second["cached"], second["steps"]) == (True, [])
    assert second["obtained_at"] == data["obtained_at"]
    assert calls(app) == [STABLE, PHONE]


def test_the_answer_is_kept_for_ten_minutes(cli: Cli, app: Any, code: str) -> None:
    cli("phone", code, exit_code=0)
    cli.clock.time += 600
    result = cli("phone", code, "--json", exit_code=4)
    assert result.json["error"]["errcode"] == 40029
    assert "10 min ago" in result.stderr
    assert calls(app).count(PHONE) == 2


@pytest.mark.parametrize(("lang", "title"), [("zh", "换到了手机号。"), ("en", "Got the phone number.")])
def test_in_words(cli: Cli, app: Any, code: str, lang: str, title: str) -> None:
    result = cli("phone", "-", "--lang", lang, stdin=code + "\n", exit_code=0)
    assert result.stdout.startswith(title)
    assert "138****5678" in result.stdout


def test_nothing_is_kept_if_told_so(cli: Cli, app: Any, code: str) -> None:
    result = cli("phone", code, "--no-remember", exit_code=0)
    assert "--reveal" not in result.stderr
    cli("phone", code, exit_code=4)


def test_the_users_openid(cli: Cli, app: Any, code: str) -> None:
    other = app.control("user", user="other")["openid"]
    assert cli("phone", code, "--openid", other, "--json", exit_code=4).json["data"]["steps"]


@pytest.mark.parametrize("how", ["environment", "file"])
def test_productions_own_token(cli: Cli, app: Any, code: str, tmp_path: Any, how: str) -> None:
    token = cli("access-token", "get", "--reveal", "--json", exit_code=0).json["data"]["access_token"]
    before = len(calls(app))
    cli.env.pop("WXAUTH_SECRET")
    cli.env.pop("WXAUTH_APPID")
    if how == "file":
        (tmp_path / "token").write_text(token + "\n", encoding="utf-8")
        arguments: tuple[str, ...] = ("--access-token-file", str(tmp_path / "token"))
    else:
        cli.env["WXAUTH_ACCESS_TOKEN"] = token
        arguments = ()
    result = cli("phone", code, *arguments, "--json", exit_code=0)
    assert result.json["data"]["purePhoneNumber"] == "138****5678"
    assert calls(app)[before:] == [PHONE]


def test_a_dead_token_is_dropped_and_the_code_not_sent_again(cli: Cli, app: Any, code: str) -> None:
    cli("access-token", "get", exit_code=0)
    app.control("fault", path=PHONE, errcode=40001, times=1)
    result = cli("phone", code, "--json", exit_code=4)
    assert "dropped" in result.stderr
    assert calls(app) == [STABLE, PHONE]
    cli("phone", code, exit_code=0)
    assert calls(app) == [STABLE, PHONE, STABLE, PHONE]


def test_a_given_token_that_is_dead(cli: Cli, app: Any, code: str) -> None:
    result = cli("phone", code, env={"WXAUTH_ACCESS_TOKEN": "80_" + "x" * 120}, exit_code=4)
    assert "give a current one" in result.stderr
    assert "x" * 8 not in result.stdout + result.stderr


def test_a_login_code_is_not_sent(cli: Cli, app: Any) -> None:
    result = cli("phone", login(app), "--json", exit_code=3)
    assert result.json["error"]["code"] == "wrong-kind-of-code-phone"
    assert ids(result) == ["code-kind-swapped"]
    assert calls(app) == []
    cli("phone", login(app), "--force", exit_code=4)


def test_an_unusual_code_warns(cli: Cli, app: Any, code: str) -> None:
    assert "unlike a phone code" in cli("phone", code[:40], exit_code=4).stderr


def test_the_store_is_tried_first(cli: Cli, app: Any, code: str) -> None:
    cli.backend = Broken(probes=False)
    cli("phone", code, exit_code=6)
    assert calls(app) == []
