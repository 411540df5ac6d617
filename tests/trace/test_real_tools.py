"""Captures and logs that real tools make here, of a login on the sandbox over real HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.components import program
from tests.conftest import Cli
from tests.trace.support import outline, trace_of

if TYPE_CHECKING:
    from wxauth_cli.sandbox.server import Running


def exchange_url(wechat: Running, code: str) -> str:
    return (
        f"{wechat.url}/sns/jscode2session?appid={wechat.appid}&secret={wechat.secret}"
        f"&js_code={code}&grant_type=authorization_code"
    )


def login_code(wechat: Running) -> str:
    return str(wechat.control("login")["code"])


CLIENT = """
import logging, sys, httpx
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stdout)
with httpx.Client(trust_env=False) as client:
    for _ in range(2):
        print("answer:", client.get(sys.argv[1]).text)
"""


def test_what_httpx_logs_is_read(wechat: Running) -> None:
    code = login_code(wechat)
    # In a process of its own: in this one our redaction of logs may be at work already.
    done = subprocess.run(
        [sys.executable, "-c", CLIENT, exchange_url(wechat, code)], capture_output=True, timeout=30, check=True
    )
    # An application logs the answer behind it, as many do.
    found = trace_of(done.stdout)
    assert outline(found) == [(3, "backend-wechat", "code2Session", 200)] * 2
    assert [item.exchange.outcome.errcode for item in found.seen] == [None, 40163]
    assert [fact.kind for fact in found.facts] == ["same-code", "retry"]
    assert found.seen[0].marks.code == code


def test_what_curl_prints_is_read(cli: Cli, wechat: Running) -> None:
    done = subprocess.run(
        [program("curl"), "-sv", "--noproxy", "*", exchange_url(wechat, login_code(wechat))],
        capture_output=True,
        timeout=20,
        check=True,
    )
    result = cli("trace", "show", "-", "--json", exit_code=0, stdin=done.stderr + b"\n" + done.stdout)
    items = result.json["data"]["items"]
    assert [(item["step"], item["endpoint"], item["status"]) for item in items] == [(3, "code2Session", 200)]
    assert "openid" in items[0]["learnt"]


@pytest.mark.parametrize("redirect", [False, True], ids=["file", "stdin"])
def test_what_wxauth_writes_is_the_same_flow(cli: Cli, tmp_path: Path, redirect: bool) -> None:
    path = tmp_path / "demo.har"
    # The demo plays the whole flow on a sandbox of its own.
    cli("demo", "--trace", str(path), "--lang", "en", exit_code=0)
    written: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["log"]
    argv = ("trace", "show", "-" if redirect else str(path), "--json")
    data = cli(*argv, exit_code=0, stdin=path.read_bytes() if redirect else b"").json["data"]
    told = [
        (entry["_wxauth"]["step"], entry["_wxauth"]["leg"], entry["_wxauth"]["endpoint"], entry["response"]["status"])
        for entry in sorted(written["entries"], key=lambda entry: entry["startedDateTime"])
    ]
    assert sorted((item["step"], item["leg"], item["endpoint"], item["status"]) for item in data["items"]) == sorted(
        told
    )
    assert len(data["logins"]) == 1
    assert data["inputs"][0]["producer"].startswith("wxauth")
    events = [event["what"] for event in written["_wxauth"]["events"]]
    assert sorted(event["what"] for event in data["events"]) == sorted(events)
    assert {"login-called", "token-issued", "token-verified"} <= set(events)
    assert data["not_seen"] == []
    shown = cli("trace", "show", str(path), "--lang", "en", exit_code=0, env={"COLUMNS": "200"}).stdout
    assert "wx.login gives a code" in shown
    again = tmp_path / "again.har"
    cli("trace", "import", str(path), "-o", str(again), exit_code=0)
    # What was masked once may be masked further; when and what stays.
    names = ("step", "leg", "what", "startedDateTime")
    kept = json.loads(again.read_text(encoding="utf-8"))["log"]["_wxauth"]["events"]
    assert [[event[name] for name in names] for event in kept] == [
        [event[name] for name in names]
        for event in sorted(written["_wxauth"]["events"], key=lambda e: e["startedDateTime"])
    ]


def test_a_request_of_the_sandbox_is_wechats_whatever_its_host() -> None:
    line = 'HTTP Request: GET http://127.0.0.1:8181/sns/jscode2session?js_code=1 "HTTP/1.1 200 OK"'
    assert outline(trace_of(line)) == [(3, "backend-wechat", "code2Session", 200)]
