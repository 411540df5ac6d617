"""`wxauth doctor`: each check can pass, and each can fail."""

from __future__ import annotations

import os
import socket
from typing import Any

import pytest

from tests.conftest import Cli
from wxauth_cli.sandbox.server import Running


def app_env(wechat: Running, **more: str) -> dict[str, str]:
    return {"WXAUTH_APPID": wechat.appid, "WXAUTH_SECRET": wechat.secret, "WXAUTH_API_BASE": wechat.url, **more}


def states(document: Any) -> dict[str, str]:
    return {check["id"]: check["state"] for check in document["data"]["checks"]}


def check(document: Any, name: str) -> dict[str, str]:
    found: dict[str, str] = next(item for item in document["data"]["checks"] if item["id"] == name)
    return found


def test_all_works(cli: Cli, wechat: Running) -> None:
    result = cli("doctor", "--json", env=app_env(wechat), exit_code=0)
    assert set(states(result.json).values()) == {"ok"}
    assert result.json["ok"] is True
    assert result.json["findings"] == []
    journal = wechat.control("journal")["entries"]
    assert [(entry["path"], entry["errcode"]) for entry in journal] == [("/sns/jscode2session", 40029)]


@pytest.mark.parametrize(("lang", "verdict"), [("zh", "全部可用。"), ("en", "Everything works.")])
def test_the_verdict_comes_first(cli: Cli, wechat: Running, lang: str, verdict: str) -> None:
    result = cli("doctor", "--lang", lang, env=app_env(wechat), exit_code=0)
    assert result.stdout.startswith(verdict)
    assert result.stderr == ""


def test_a_wrong_secret_is_named(cli: Cli, wechat: Running) -> None:
    result = cli("doctor", "--json", env=app_env(wechat, WXAUTH_SECRET="0" * 32), exit_code=10)
    assert states(result.json)["credentials"] == "failed"
    assert "40125" in check(result.json, "credentials")["detail"]
    assert result.json["findings"][0]["id"] == "appsecret-wrong"
    assert check(result.json, "credentials")["fix"] == result.json["findings"][0]["fix"]


def test_an_unlisted_ip_is_named(cli: Cli, wechat: Running) -> None:
    wechat.control("app", appid=wechat.appid, ip_whitelist=["10.0.0.1"])
    result = cli("doctor", "--json", env=app_env(wechat), exit_code=10)
    assert "40164" in check(result.json, "credentials")["detail"]
    assert result.json["findings"][0]["id"] == "ip-not-whitelisted"


def test_a_clock_that_is_wrong(cli: Cli, wechat: Running) -> None:
    wechat.control("clock", advance_s=600)
    document = cli("doctor", "--json", env=app_env(wechat), exit_code=10).json
    assert states(document)["clock"] == "failed"
    assert "600 s behind" in check(document, "clock")["detail"]


def test_without_a_profile_the_network_is_still_checked(cli: Cli, wechat: Running) -> None:
    document = cli("doctor", "--json", env={"WXAUTH_API_BASE": wechat.url}, exit_code=0).json
    assert states(document)["network"] == "ok"
    assert states(document)["credentials"] == "skipped"


def test_no_network(cli: Cli) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{taken.getsockname()[1]}"
        document = cli("doctor", "--json", env={"WXAUTH_API_BASE": base}, exit_code=10).json
    assert states(document)["network"] == "failed"
    assert check(document, "network")["fix"]
    assert states(document)["credentials"] == "skipped"


def test_offline_sends_nothing(cli: Cli, wechat: Running) -> None:
    document = cli("doctor", "--offline", "--json", env=app_env(wechat), exit_code=0).json
    assert [states(document)[name] for name in ("network", "clock", "credentials")] == ["skipped"] * 3
    assert wechat.control("journal")["entries"] == []


def test_variables_that_matter_are_named_and_not_shown(cli: Cli) -> None:
    env = {"HTTPS_PROXY": "http://user:pass-word-1@proxy.test:3128", "SSL_CERT_FILE": "/some/file"}
    document = cli("doctor", "--offline", "--json", env=env, exit_code=0).json
    detail = check(document, "proxy")["detail"]
    assert "HTTPS_PROXY" in detail
    assert "SSL_CERT_FILE" in detail
    assert "pass-word-1" not in str(document)
    warned = cli("doctor", "--offline", "--json", env={"SSLKEYLOGFILE": "/tmp/keys"}, exit_code=0).json
    assert states(warned)["proxy"] == "warning"


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_folder_that_others_can_read(cli: Cli) -> None:
    folder = cli.home / "config"
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    document = cli("doctor", "--offline", "--json", exit_code=0).json
    assert states(document)["paths"] == "warning"
    assert check(document, "paths")["fix"] == f"Run chmod 700 {folder}"
