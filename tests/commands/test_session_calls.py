"""`wxauth session check` and `session reset`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.test_exchange import app, calls, login
from tests.conftest import Cli

CHECK = "/wxa/checksession"
RESET = "/wxa/resetusersessionkey"

__all__ = ["app"]


@pytest.fixture
def openid(cli: Cli, app: Any) -> str:
    """A user whose session is remembered."""
    found: str = cli("exchange", login(app), "--json", exit_code=0).json["data"]["openid"]
    return found


def test_current(cli: Cli, app: Any, openid: str) -> None:
    cli.clock.time += 60
    data = cli("session", "check", openid, "--json", exit_code=0).json["data"]
    assert (data["valid"], data["errcode"], data["age_s"]) == (True, 0, 60)
    assert data["steps"][-1]["endpoint"] == "checkSessionKey"


def renew(app: Any) -> None:
    """The user's session gets another key, and this machine does not learn it."""
    app.control("user", user="default", rotate=True)
    login(app)


@pytest.mark.parametrize(("lang", "words"), [("zh", "已不是当前的"), ("en", "is not the current one")])
def test_not_current_is_a_verdict(cli: Cli, app: Any, openid: str, lang: str, words: str) -> None:
    renew(app)
    result = cli("session", "check", openid, "--lang", lang, exit_code=10)
    assert words in result.stdout
    document = cli("session", "check", openid, "--json", exit_code=10).json
    assert (document["ok"], document["error"]) == (False, None)
    assert (document["data"]["valid"], document["data"]["errcode"]) == (False, 87009)


def test_other_refusals(cli: Cli, app: Any, openid: str) -> None:
    app.control("fault", path=CHECK, errcode=48001, times=1)
    result = cli("session", "check", openid, "--json", exit_code=4)
    assert result.json["error"]["errcode"] == 48001
    assert "valid" not in result.json["data"]


def test_a_dead_cached_token_is_fetched_anew_once(cli: Cli, app: Any, openid: str) -> None:
    cli("session", "check", openid, exit_code=0)
    app.control("fault", path=CHECK, errcode=42001, times=1)
    data = cli("session", "check", openid, "--json", exit_code=0).json["data"]
    assert [step["endpoint"] for step in data["steps"]] == [
        "checkSessionKey",
        "getStableAccessToken",
        "checkSessionKey",
    ]


def test_unknown_user(cli: Cli, app: Any) -> None:
    for verb in ("check", "reset"):
        result = cli("session", verb, "oABCD1234567890abcdefghijklm", "--json", exit_code=3)
        assert result.json["error"]["code"] == "no-such-session"
    assert calls(app) == []


def test_session_of_another_app(cli: Cli, app: Any, openid: str) -> None:
    other = app.control("app")
    env = {"WXAUTH_APPID": other["appid"], "WXAUTH_SECRET": other["secret"]}
    cli("session", "check", openid, env=env, exit_code=3)


def test_default_profile_of_another_app(cli: Cli, app: Any, openid: str) -> None:
    for name in ("WXAUTH_APPID", "WXAUTH_SECRET"):
        cli.env.pop(name)
    other = app.control("app")
    add = ("profile", "add", "other", other["appid"], "--secret-file", "-")
    cli(*add, stdin=other["secret"], exit_code=0)
    before = calls(app)
    result = cli("session", "check", openid, "--json", exit_code=2)
    assert result.json["error"]["code"] == "session-of-other-app"
    assert calls(app) == before


@pytest.mark.parametrize("confirm", [(), ("--confirm-appid", "wx0000000000000000"), ("--confirm-appid", "")])
def test_reset_needs_the_appid(cli: Cli, app: Any, openid: str, confirm: tuple[str, ...]) -> None:
    before = calls(app)
    cli("session", "reset", openid, *confirm, exit_code=2)
    assert calls(app) == before


def test_reset(cli: Cli, app: Any, openid: str) -> None:
    old = cli("session", "show", openid, "--reveal", "--json", exit_code=0).json["data"]["session_keys"][0]
    confirm = ("--confirm-appid", app.appid)
    new = cli("session", "reset", openid, *confirm, "--reveal", "--json", exit_code=0).json["data"]
    assert new["session_key"] != old["session_key"]
    assert (new["openid"], new["appid"]) == (openid, app.appid)
    assert calls(app).count(RESET) == 1
    cli("session", "check", openid, exit_code=0)
    kept = cli("session", "show", openid, "--reveal", "--json", exit_code=0).json["data"]["session_keys"]
    assert [key["session_key"] for key in kept] == [new["session_key"], old["session_key"]]


def test_reset_in_words(cli: Cli, app: Any, openid: str) -> None:
    result = cli("session", "reset", openid, "--confirm-appid", app.appid, "--lang", "zh", exit_code=0)
    assert "旧的已作废" in result.stdout


def test_reset_refused_is_not_repeated(cli: Cli, app: Any, openid: str) -> None:
    app.control("fault", path=RESET, errcode=-1, times=1)
    cli("session", "reset", openid, "--confirm-appid", app.appid, exit_code=4)
    assert calls(app).count(RESET) == 1
