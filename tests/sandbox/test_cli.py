"""`wxauth sandbox …`: the server in a process of its own, and the clients of its control API."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.conftest import NOW, Cli
from wxauth_cli.actions.context import Paths
from wxauth_cli.actions.sandbox import duration
from wxauth_cli.core.errors import UsageError
from wxauth_cli.sandbox.server import Running
from wxauth_cli.stores import SandboxProfile, Stores

CLIENTS = ["login", "tap", "user", "app", "clock", "fault", "journal", "reset"]


def register(cli: Cli, running: Running, name: str = "sandbox") -> None:
    stores = Stores(Paths.of(cli.env), cli.env, cli.clock, backend=cli.backend)
    stores.profiles.add_sandbox(
        SandboxProfile(name, running.appid, running.secret, running.url, running.control_url, running.control_token)
    )


@pytest.fixture
def registered(cli: Cli, wechat: Running) -> Running:
    register(cli, wechat)
    return wechat


@contextmanager
def serving(home: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    env = {
        **os.environ,
        "WXAUTH_HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "wxauth_cli", "sandbox", "serve", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_prints_one_line_registers_and_ends_with_0(tmp_path: Path, number: signal.Signals) -> None:
    profile = tmp_path / "state" / "sandbox" / "sandbox.json"
    with serving(tmp_path, "--json") as process:
        assert process.stdout is not None
        document = json.loads(process.stdout.readline())
        assert (document["schema"], document["command"], document["ok"]) == ("wxauth/1", "sandbox serve", True)
        data = document["data"]
        assert set(data) == {"url", "control_url", "control_token", "appid", "secret"}
        assert re.fullmatch("wx[0-9a-f]{16}", data["appid"])
        assert re.fullmatch("[0-9a-f]{32}", data["secret"])
        assert profile.stat().st_mode & 0o777 == 0o600
        headers = {"Authorization": f"Bearer {data['control_token']}"}
        code = httpx.post(f"{data['control_url']}/login", headers=headers, trust_env=False).json()["code"]
        query = {"appid": data["appid"], "secret": data["secret"], "js_code": code, "grant_type": "authorization_code"}
        assert "openid" in json.loads(
            httpx.get(f"{data['url']}/sns/jscode2session", params=query, trust_env=False).text
        )
        process.send_signal(number)
        rest, errors = process.communicate(timeout=10)
        assert (process.returncode, rest, errors) == (0, "", "")
    assert not profile.exists()


def test_serve_ends_at_once_though_a_slow_answer_is_under_way(tmp_path: Path) -> None:
    with serving(tmp_path, "--json") as process:
        assert process.stdout is not None
        data = json.loads(process.stdout.readline())["data"]
        headers = {"Authorization": f"Bearer {data['control_token']}"}
        fault = {"kind": "slow", "delay_s": 600}
        httpx.post(f"{data['control_url']}/fault", headers=headers, json=fault, trust_env=False)
        target = urlsplit(data["url"])
        with socket.create_connection((target.hostname, target.port)) as connection:
            connection.sendall(b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n")
            time.sleep(0.2)
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=5)
    assert process.returncode == 0


def test_second_serve_under_a_name_says_that_it_takes_it_and_keeps_it(tmp_path: Path) -> None:
    profile = tmp_path / "state" / "sandbox" / "sandbox.json"
    with serving(tmp_path, "--json") as first:
        assert first.stdout is not None
        first.stdout.readline()
        with serving(tmp_path, "--json", "--lang", "zh") as second:
            assert second.stdout is not None
            url = json.loads(second.stdout.readline())["data"]["control_url"]
            first.send_signal(signal.SIGTERM)
            first.communicate(timeout=10)
            assert json.loads(profile.read_text())["control_url"] == url
            second.send_signal(signal.SIGTERM)
            _, errors = second.communicate(timeout=10)
    assert (first.returncode, second.returncode) == (0, 0)
    assert errors == "配置档 sandbox 原先属于另一个沙箱，现在改为指向这一个。\n"
    assert not profile.exists()


def test_serve_for_people_shows_the_next_commands(tmp_path: Path) -> None:
    with serving(tmp_path, "--name", "other", "--lang", "zh") as process:
        assert process.stdout is not None
        lines: list[str] = []
        while not lines or "Ctrl-C" not in lines[-1]:
            lines.append(process.stdout.readline())
        text = "".join(lines)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
    assert text.startswith("沙箱正在监听。")
    assert "wxauth sandbox login --profile other" in text
    assert re.search("secret +[0-9a-f]{32}", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_serve_on_a_taken_port_is_a_clear_error(cli: Cli, wechat: Running, lang: str) -> None:
    port = str(urlsplit(wechat.url).port)
    result = cli("sandbox", "serve", "--port", port, "--lang", lang, exit_code=5)
    assert result.stdout == ""
    assert port in result.stderr
    assert "port-in-use" in result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.1", "example.com"])
def test_serve_refuses_to_leave_this_machine(cli: Cli, host: str) -> None:
    result = cli("sandbox", "serve", "--host", host, exit_code=2)
    assert "sandbox-not-loopback" in result.stderr


def test_serve_leaves_a_profile_of_ones_own_alone(cli: Cli) -> None:
    from wxauth_cli.core.secret import Secret

    stores = Stores(Paths.of(cli.env), cli.env, cli.clock, backend=cli.backend)
    stores.profiles.add("mine", "wx0123456789abcdef", Secret("s" * 32))
    result = cli("sandbox", "serve", "--name", "mine", exit_code=2)
    assert "profile-exists" in result.stderr
    assert stores.profiles.get("mine").appid == "wx0123456789abcdef"


def test_login_prints_the_code_and_the_next_command(cli: Cli, registered: Running) -> None:
    result = cli("sandbox", "login", exit_code=0)
    match = re.search(r"code +(0[0-9A-Za-z]{31})", result.stdout)
    assert match
    assert f"wxauth exchange {match[1]} --profile sandbox" in result.stdout
    assert result.stderr == ""
    assert match[1] not in result.stderr


def test_login_json_holds_the_code_in_clear(cli: Cli, registered: Running) -> None:
    document = cli("sandbox", "login", "--user", "ann", "--json", exit_code=0).json
    assert (document["command"], document["ok"]) == ("sandbox login", True)
    query = {
        "appid": registered.appid,
        "secret": registered.secret,
        "js_code": document["data"]["code"],
        "grant_type": "authorization_code",
    }
    answer = httpx.get(f"{registered.url}/sns/jscode2session", params=query, trust_env=False)
    assert "openid" in json.loads(answer.text)


def test_plugin_login_names_no_next_command(cli: Cli, registered: Running) -> None:
    assert "wxauth exchange" not in cli("sandbox", "login", "--kind", "plugin", exit_code=0).stdout


def test_tap_shows_the_detail_object(cli: Cli, registered: Running) -> None:
    detail = cli("sandbox", "tap", "--json", exit_code=0).json["data"]
    assert list(detail) == ["code", "encryptedData", "iv", "errMsg"]
    text = cli("sandbox", "tap", "--kind", "werun", "--lang", "zh", exit_code=0).stdout
    assert text.startswith("e.detail")
    assert "wxauth phone" not in text


def test_tap_forges_the_watermark(cli: Cli, registered: Running) -> None:
    detail = cli(
        "sandbox", "tap", "--watermark-appid", "wx0123456789abcdef", "--age", "1h", "--json", exit_code=0
    ).json["data"]
    from base64 import b64decode

    from wxauth_cli.core.crypto import open_cbc, unpad

    session = registered.state.sessions.live(registered.appid, "default", NOW)
    assert session is not None
    plain = unpad(open_cbc(b64decode(detail["encryptedData"]), b64decode(session.session_key), b64decode(detail["iv"])))
    assert plain is not None
    assert json.loads(plain)["watermark"] == {"timestamp": int(NOW) - 3600, "appid": "wx0123456789abcdef"}


def test_user_and_app_show_what_was_made(cli: Cli, registered: Running) -> None:
    user = cli("sandbox", "user", "ann", "--phone", "51234567", "--country-code", "852", "--risky", exit_code=0).stdout
    assert re.search("openid +o[A-Za-z0-9_-]{27}", user)
    made = registered.state.user("ann")
    assert (made.phone, made.country_code, made.risky) == ("51234567", "852", True)
    cli("sandbox", "app", registered.appid, "--no-open-platform", "--not-verified", exit_code=0)
    assert (registered.state.default.open_platform, registered.state.default.verified) == (None, False)
    zh = cli("sandbox", "user", "ann", "--lang", "zh", exit_code=0).stdout
    assert "没有绑定开放平台" in zh


def test_app_whitelist_is_set_and_emptied(cli: Cli, registered: Running) -> None:
    words = ["--ip-whitelist", "10.0.0.1", "--ip-whitelist", "10.1.*", "--json"]
    cli("sandbox", "app", registered.appid, "--ip-whitelist", "10.0.0.1", "--ip-whitelist", "10.1.2.*", exit_code=0)
    assert registered.state.default.ip_whitelist == ("10.0.0.1", "10.1.2.*")
    refused = cli("sandbox", "app", registered.appid, *words, exit_code=2).json
    assert refused["error"]["code"] == "sandbox-refused"
    assert "ip_whitelist" in refused["error"]["message"]
    assert registered.state.default.ip_whitelist == ("10.0.0.1", "10.1.2.*")
    cli("sandbox", "app", registered.appid, "--any-ip", exit_code=0)
    assert registered.state.default.ip_whitelist == ()


def test_clock_moves_the_sandbox(cli: Cli, registered: Running) -> None:
    assert cli("sandbox", "clock", "--json", exit_code=0).json["data"] == {"now": int(NOW)}
    assert "2027-01-15 08:05:01 UTC" in cli("sandbox", "clock", "301", exit_code=0).stdout
    assert registered.state.now() == NOW + 301


@pytest.mark.parametrize(
    ("options", "errcode"), [(["--errcode", "-1"], -1), (["--errcode", "45009"], 45009)], ids=["minus", "plus"]
)
def test_fault_with_an_errcode(cli: Cli, registered: Running, options: list[str], errcode: int) -> None:
    text = cli("sandbox", "fault", "/sns/jscode2session", *options, "--times", "2", exit_code=0).stdout
    assert "/sns/jscode2session" in text
    url = f"{registered.url}/sns/jscode2session"
    answers = [json.loads(httpx.get(url, trust_env=False).text)["errcode"] for _ in range(3)]
    assert answers == [errcode, errcode, 41002]


def test_fault_kinds_and_clear(cli: Cli, registered: Running) -> None:
    cli("sandbox", "fault", "--html502", exit_code=0)
    assert httpx.get(f"{registered.url}/x", trust_env=False).status_code == 502
    cli("sandbox", "fault", "--content-type", "text/html", exit_code=0)
    assert httpx.get(f"{registered.url}/x", trust_env=False).headers["content-type"] == "text/html"
    cli("sandbox", "fault", "--slow", "20s", "--times", "5", exit_code=0)
    assert "已取消" in cli("sandbox", "fault", "--clear", "--lang", "zh", exit_code=0).stdout
    before = time.monotonic()
    httpx.get(f"{registered.url}/x", trust_env=False)
    assert time.monotonic() - before < 10


@pytest.mark.parametrize("words", [[], ["--html502", "--errcode", "5"], ["--clear", "--html502"]])
def test_fault_wants_exactly_one_kind(cli: Cli, registered: Running, words: list[str]) -> None:
    assert "fault-choose-one" in cli("sandbox", "fault", *words, exit_code=2).stderr


def test_journal_lists_the_calls(cli: Cli, registered: Running) -> None:
    assert "No call has come in yet." in cli("sandbox", "journal", exit_code=0).stdout
    httpx.get(f"{registered.url}/sns/jscode2session", trust_env=False)
    text = cli("sandbox", "journal", exit_code=0).stdout
    assert re.search(r"08:00:00 +GET /sns/jscode2session +41002 +6b49d200-", text)
    entries = cli("sandbox", "journal", "--json", exit_code=0).json["data"]["entries"]
    assert set(entries[0]) == {"time", "method", "path", "query", "status", "errcode", "rid", "appid"}


def test_reset_says_so(cli: Cli, registered: Running) -> None:
    registered.control("clock", advance_s=60)
    assert "at its beginning" in cli("sandbox", "reset", exit_code=0).stdout
    assert registered.state.now() == NOW


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verb", CLIENTS)
def test_without_a_sandbox_every_client_says_how_to_start_one(cli: Cli, verb: str, lang: str) -> None:
    words = {"user": ["ann"], "fault": ["--html502"]}.get(verb, [])
    result = cli("sandbox", verb, *words, "--lang", lang, exit_code=2)
    assert result.stdout == ""
    assert "wxauth sandbox serve" in result.stderr


def test_ended_sandbox_is_a_network_error(cli: Cli, registered: Running) -> None:
    registered.close()
    document = cli("sandbox", "login", "--json", exit_code=5).json
    assert document["error"]["code"] == "sandbox-unreachable"


def test_url_takes_the_token_from_the_environment(cli: Cli, wechat: Running) -> None:
    env = {"WXAUTH_SANDBOX_TOKEN": wechat.control_token}
    result = cli("sandbox", "login", "--url", wechat.control_url + "/", exit_code=0, env=env)
    assert re.search("wxauth exchange 0[0-9A-Za-z]{31}\n", result.stdout)
    assert "no-sandbox-token" in cli("sandbox", "login", "--url", wechat.control_url, exit_code=2).stderr
    wrong = cli("sandbox", "login", "--url", wechat.control_url, exit_code=2, env={"WXAUTH_SANDBOX_TOKEN": "x"})
    assert "sandbox-refused" in wrong.stderr


def test_url_finds_the_profile_that_it_belongs_to(cli: Cli, wechat: Running) -> None:
    register(cli, wechat, "other")
    assert "--profile other" in cli("sandbox", "login", "--url", wechat.control_url, exit_code=0).stdout
    assert "--profile other" in cli("sandbox", "login", "--profile", "other", exit_code=0).stdout
    assert "no-sandbox" in cli("sandbox", "login", "--profile", "typo", exit_code=2).stderr


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:1/x",
        "http://evil.example:80/x",
        "http://127.0.0.1/x",
        "x",
        "http://[::1",
        "ftp://localhost:1",
    ],
)
def test_control_token_is_sent_to_this_machine_only(cli: Cli, url: str) -> None:
    result = cli("sandbox", "login", "--url", url, exit_code=2, env={"WXAUTH_SANDBOX_TOKEN": "token"})
    assert "bad-sandbox-url" in result.stderr


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("90s", 90), ("10m", 600), ("2h", 7200), ("3d", 259200), ("0.5", 0.5)]
)
def test_durations(text: str, seconds: float) -> None:
    assert duration(text) == seconds


@pytest.mark.parametrize("text", ["", "x", "-5", "1w", "1e9", "99999999999", "5 m", "\u0661"])
def test_bad_durations_are_usage_errors(text: str) -> None:
    with pytest.raises(UsageError):
        duration(text)


def test_serve_opens_to_the_network_when_asked_and_then_with_a_token(tmp_path: Path) -> None:
    with serving(tmp_path, "--json", "--expose", "127.0.0.3") as process:
        assert process.stdout is not None
        data = json.loads(process.stdout.readline())["data"]
        target = urlsplit(data["network_url"])
        assert (target.scheme, target.hostname, len(target.path)) == ("http", "127.0.0.3", 33)
        answer = httpx.get(f"{data['network_url']}/cgi-bin/token", headers={"Host": "backend:1"}, trust_env=False)
        assert answer.json()["errcode"] == 41002
        bare = f"http://{target.netloc}/cgi-bin/token"
        assert httpx.get(bare, trust_env=False).status_code == 403
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
    assert process.returncode == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(bare, trust_env=False)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_expose_takes_an_address(cli: Cli, lang: str) -> None:
    result = cli("sandbox", "serve", "--expose", "somewhere", "--lang", lang, exit_code=2)
    assert "sandbox-expose" in result.stderr
    assert "0.0.0.0" in result.stderr
