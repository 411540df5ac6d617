"""`wxauth sandbox session|clock|fault|journal|state` and `serve --state|--seed` at the command line."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.conftest import NOW, Cli
from tests.sandbox.test_cli import register, serving
from wxauth_cli.sandbox.server import Running


@pytest.fixture
def registered(cli: Cli, wechat: Running) -> Running:
    register(cli, wechat)
    return wechat


def test_clock_freezes_goes_on_and_is_skewed(cli: Cli, registered: Running) -> None:
    text = cli("sandbox", "clock", "--freeze", exit_code=0).stdout
    assert "the clock stands still" in text
    assert "时钟停着" in cli("sandbox", "clock", "--lang", "zh", exit_code=0).stdout
    assert registered.state.clock.frozen_at == NOW
    cli("sandbox", "clock", "--resume", exit_code=0)
    assert registered.state.clock.frozen_at is None
    data = cli("sandbox", "clock", "--skew", "-10m", "--json", exit_code=0).json["data"]
    assert data == {"now": int(NOW), "skew_s": -600.0, "shown_now": int(NOW) - 600}
    assert "off by 90 s" in cli("sandbox", "clock", "--skew", "+90s", exit_code=0).stdout
    assert cli("sandbox", "clock", "--skew", "x", "--json", exit_code=2).json["error"]["code"] == "bad-duration"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["--reset", "--takes-effect"], {"kind": "reset", "takes_effect": True}),
        (["--html502", "--takes-effect"], {"kind": "html502", "takes_effect": True}),
        (["--truncated", "--user", "ann"], {"kind": "truncated", "user": "ann"}),
        (["--ip-not-listed", "--name", "n"], {"kind": "ip-not-listed", "name": "n"}),
        (["--errcode", "45009", "--rate", "0.25"], {"errcode": 45009, "rate": 0.25, "times": None}),
        (["--slow", "2m", "--times", "3"], {"kind": "slow", "delay_s": 120.0, "times": 3}),
    ],
    ids=str,
)
def test_fault_kinds(cli: Cli, registered: Running, words: list[str], shown: dict[str, object]) -> None:
    cli("sandbox", "fault", "/sns/jscode2session", *words, exit_code=0)
    waiting = cli("sandbox", "fault", "--list", "--json", exit_code=0).json["data"]["faults"]
    assert len(waiting) == 1
    assert shown.items() <= waiting[0].items()
    assert waiting[0]["path"] == "/sns/jscode2session"


def test_fault_list_and_clear_by_name(cli: Cli, registered: Running) -> None:
    assert "No fault is waiting" in cli("sandbox", "fault", "--list", exit_code=0).stdout
    text = cli("sandbox", "fault", "--reset", "--rate", "0.5", "--name", "flaky", exit_code=0).stdout
    assert "any interface goes wrong with a probability of 0.5" in text
    cli("sandbox", "fault", "--errcode", "-1", "--user", "ann", exit_code=0)
    table = cli("sandbox", "fault", "--list", exit_code=0).stdout
    assert re.search(r"flaky +reset +any interface +0\.5", table)
    assert re.search(r"1 +-1 +any interface +user=ann +1 +1", table)
    assert "flaky" in cli("sandbox", "fault", "--clear", "--name", "flaky", exit_code=0).stdout
    assert [item["name"] for item in registered.faults()] == ["1"]
    refused = cli("sandbox", "fault", "--clear", "--name", "flaky", "--lang", "zh", exit_code=2)
    assert "flaky" in refused.stderr


def test_session_shows_rotates_ends_and_sets_the_policy(cli: Cli, registered: Running) -> None:
    assert "no session" in cli("sandbox", "session", "ann", exit_code=0).stdout
    registered.login("ann")
    first = registered.session("ann")["session_key"]
    assert first in cli("sandbox", "session", "ann", exit_code=0).stdout
    data = cli("sandbox", "session", "ann", "--rotate", "--json", exit_code=0).json["data"]
    assert data["history"][0]["session_key"] == first
    text = cli("sandbox", "session", "ann", "--expire", "--rotate-every", "1h", "--lang", "zh", exit_code=0).stdout
    assert "没有登录态" in text
    assert "以前的 session_key" in text
    assert registered.session()["rotate_every_s"] == 3600
    other = cli("sandbox", "session", "ann", "--appid", "wx00000000000000aa", "--json", exit_code=0).json["data"]
    assert other["openid"] != data["openid"]


def test_user_steps_and_app_settings(cli: Cli, registered: Running) -> None:
    cli("sandbox", "user", "ann", "--steps", "5", "--steps", "6", exit_code=0)
    assert registered.state.user("ann").steps == (5, 6)
    before = registered.secret
    made = cli("sandbox", "app", registered.appid, "--reset-secret", "--json", exit_code=0).json["data"]
    assert made["secret"] != before
    cli("sandbox", "app", registered.appid, "--personal", "--platform", "group", exit_code=0)
    app = registered.state.default
    assert (app.personal, app.open_platform) == (True, "group")
    cli("sandbox", "app", registered.appid, "--company", exit_code=0)
    assert not app.personal


def test_state_is_saved_loaded_listed_and_dropped(cli: Cli, registered: Running) -> None:
    assert "There is no snapshot yet." in cli("sandbox", "state", exit_code=0).stdout
    assert "Saved as one." in cli("sandbox", "state", "save", "one", exit_code=0).stdout
    registered.advance(500)
    assert "已回到快照 one。" in cli("sandbox", "state", "load", "one", "--lang", "zh", exit_code=0).stdout
    assert registered.now() == NOW
    data = cli("sandbox", "state", "list", "--json", exit_code=0).json["data"]
    assert data == {"snapshots": [{"name": "one", "saved_at": int(NOW)}]}
    assert re.search(r"one +2027-01-15 08:00:00 UTC", cli("sandbox", "state", "list", exit_code=0).stdout)
    assert "gone" in cli("sandbox", "state", "drop", "one", exit_code=0).stdout
    assert cli("sandbox", "state", "load", "one", "--json", exit_code=2).json["error"]["code"] == "sandbox-refused"


@pytest.mark.parametrize("words", [["save"], ["load"], ["drop"], ["list", "x"]])
def test_state_wants_a_name_where_it_needs_one(cli: Cli, registered: Running, words: list[str]) -> None:
    assert cli("sandbox", "state", *words, "--json", exit_code=2).json["error"]["code"] == "state-name"


def some_calls(running: Running) -> None:
    httpx.get(f"{running.url}/sns/jscode2session", params={"appid": running.appid}, trust_env=False)
    running.advance(600)
    httpx.get(f"{running.url}/nowhere", params={"hostile": "\x1b[31mred"}, trust_env=False)


@pytest.mark.parametrize(
    ("words", "errcodes"),
    [
        ([], [41004, 40066]),
        (["/nowhere"], [40066]),
        (["--appid", "wx0123456789abcdef"], []),
        (["--errcode", "41004"], [41004]),
        (["--since", "5m"], [40066]),
        (["--since", "2h"], [41004, 40066]),
        (["--since", "2027-01-15T08:05:00Z"], [40066]),
    ],
    ids=str,
)
def test_journal_is_chosen_from_and_written_as_lines(
    cli: Cli, registered: Running, words: list[str], errcodes: list[int]
) -> None:
    some_calls(registered)
    entries = cli("sandbox", "journal", *words, "--json", exit_code=0).json["data"]["entries"]
    assert [entry["errcode"] for entry in entries] == errcodes
    lines = cli("sandbox", "journal", *words, "--jsonl", exit_code=0).stdout
    assert [json.loads(line) for line in lines.splitlines()] == entries
    assert lines.isascii()
    assert "\x1b" not in lines


@pytest.mark.parametrize(("lang", "lost"), [("zh", "无应答"), ("en", "no answer")])
def test_journal_tells_a_lost_answer_from_a_good_one(cli: Cli, registered: Running, lang: str, lost: str) -> None:
    registered.fault("html502")
    httpx.get(f"{registered.url}/sns/jscode2session", trust_env=False)
    registered.fault("reset")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        httpx.get(f"{registered.url}/sns/jscode2session", trust_env=False)
    text = cli("sandbox", "journal", "--lang", lang, exit_code=0).stdout
    assert "HTTP 502" in text
    assert lost in text


def test_diagnose_reads_the_journal(cli: Cli, registered: Running, tmp_path: Path) -> None:
    query = {"appid": registered.appid, "secret": registered.secret, "grant_type": "authorization_code"}
    query["js_code"] = registered.login()
    for _ in range(2):
        httpx.get(f"{registered.url}/sns/jscode2session", params=query, trust_env=False)
        registered.advance(30)
    path = tmp_path / "calls.har"
    cli("sandbox", "journal", "--har", str(path), exit_code=0)
    findings = cli("diagnose", str(path), "--json", exit_code=10).json["findings"]
    assert "code-reused" in [finding["id"] for finding in findings]


def test_journal_as_har(cli: Cli, registered: Running, tmp_path: Path) -> None:
    some_calls(registered)
    path = tmp_path / "calls.har"
    text = cli("sandbox", "journal", "--errcode", "41004", "--har", str(path), exit_code=0).stdout
    assert "calls: 1" in text
    assert len(json.loads(path.read_text())["log"]["entries"]) == 1
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    refused = cli("sandbox", "journal", "--har", str(path), "--json", exit_code=3).json
    assert refused["error"]["code"] == "output-exists"
    document = cli("sandbox", "journal", "--har", str(path), "--force", "--json", exit_code=0).json
    assert document["data"]["har"] == str(path)
    assert len(json.loads(path.read_text())["log"]["entries"]) == 2
    shown = cli("trace", "show", str(path), exit_code=0).stdout
    assert "41004" in shown


@pytest.mark.parametrize("words", [["--har", "x", "--jsonl"], ["--har", "x", "--follow"], ["--follow", "--json"]])
def test_journal_has_one_form(cli: Cli, registered: Running, words: list[str]) -> None:
    cli("sandbox", "journal", *words, exit_code=2)
    assert not Path("x").exists()


def test_follow_prints_calls_as_they_come_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    with serving(tmp_path, "--json") as server:
        assert server.stdout is not None
        url = json.loads(server.stdout.readline())["data"]["url"]
        httpx.get(f"{url}/before", trust_env=False)
        env = {**os.environ, "WXAUTH_HOME": str(tmp_path), "LANG": "C.UTF-8"}
        argv = [sys.executable, "-m", "wxauth_cli", "sandbox", "journal", "--follow", "--errcode", "40066"]
        follower = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
        try:
            assert follower.stdout is not None
            assert json.loads(follower.stdout.readline())["path"] == "/before"
            httpx.get(f"{url}/sns/jscode2session", trust_env=False)
            httpx.get(f"{url}/later", trust_env=False)
            assert json.loads(follower.stdout.readline())["path"] == "/later"
            follower.send_signal(signal.SIGINT)
            out, err = follower.communicate(timeout=10)
        finally:
            follower.kill()
            follower.communicate()
        assert (follower.returncode, out, err) == (0, "", "")


def test_follow_ends_when_nobody_reads_any_more(tmp_path: Path) -> None:
    with serving(tmp_path, "--json") as server:
        assert server.stdout is not None
        server.stdout.readline()
        env = {**os.environ, "WXAUTH_HOME": str(tmp_path), "LANG": "C.UTF-8"}
        argv = [sys.executable, "-m", "wxauth_cli", "sandbox", "journal", "--follow"]
        follower = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
        try:
            assert follower.stdout is not None
            assert follower.stderr is not None
            # No call has come in, so nothing is written that could fail.
            follower.stdout.close()
            assert follower.wait(timeout=20) == 141
            assert follower.stderr.read() == ""
        finally:
            follower.kill()
            follower.wait()
            follower.stderr.close()


def test_serve_keeps_its_state_even_when_killed(tmp_path: Path) -> None:
    file = tmp_path / "wechat.db"
    with serving(tmp_path, "--json", "--state", str(file)) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())["data"]
        query = {"appid": first["appid"], "secret": first["secret"], "grant_type": "client_credential"}
        token = httpx.get(f"{first['url']}/cgi-bin/token", params=query, trust_env=False).json()["access_token"]
        process.kill()
        process.wait()
    with serving(tmp_path, "--json", "--state", str(file)) as process:
        assert process.stdout is not None
        again = json.loads(process.stdout.readline())["data"]
        assert (again["appid"], again["secret"]) == (first["appid"], first["secret"])
        query = {"access_token": token}
        answer = httpx.get(f"{again['url']}/cgi-bin/get_api_domain_ip", params=query, trust_env=False).json()
        assert "ip_list" in answer
        with serving(tmp_path, "--json", "--name", "second", "--state", str(file)) as second:
            out, _ = second.communicate(timeout=20)
            assert second.returncode == 6
            assert json.loads(out)["error"]["code"] == "sandbox-state-busy"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    assert not file.with_name("wechat.db-wal").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_serve_refuses_a_file_that_is_not_its_own(cli: Cli, tmp_path: Path, lang: str) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("dear diary " * 100)
    result = cli("sandbox", "serve", "--state", str(diary), "--lang", lang, exit_code=6)
    assert result.stdout == ""
    assert "diary.txt" in result.stderr
    assert diary.read_text() == "dear diary " * 100


def test_serve_with_a_seed_stands_still_and_repeats(tmp_path: Path) -> None:
    answers = []
    for _ in range(2):
        with serving(tmp_path, "--json", "--seed", "4") as process:
            assert process.stdout is not None
            data = json.loads(process.stdout.readline())["data"]
            headers = {"Authorization": f"Bearer {data['control_token']}"}
            with httpx.Client(trust_env=False, headers=headers) as http:
                said = [data["appid"], data["secret"], http.post(f"{data['control_url']}/login").text]
                said.append(http.post(f"{data['control_url']}/clock").text)
                refused = http.get(f"{data['url']}/sns/jscode2session")
                said += [refused.text, refused.headers["date"]]
            answers.append(said)
    assert answers[0] == answers[1]
    assert json.loads(answers[0][3]) == {"now": 1_800_000_000, "frozen": True}
