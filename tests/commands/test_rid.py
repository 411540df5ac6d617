"""`wxauth rid`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.commands.test_exchange import app, calls
from tests.conftest import Cli
from tests.net.fault_server import FaultServer

OLD = "652d44d0-1d0af18b-5b069232"
RECENT = f"{1_800_000_000 - 3600:08x}-612cb3df-20194ddf"

__all__ = ["app"]


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (RECENT, None),
        (f"invalid code, rid: {RECENT}", "sns"),
        (f"invalid code hint: [WiEBWV0sf-Te2URA] rid: {RECENT}", "cgi-bin"),
        (json.dumps({"errcode": 40029, "errmsg": f"invalid code, rid: {RECENT}"}), "sns"),
    ],
)
def test_offline(cli: Cli, text: str, family: str | None) -> None:
    for arguments, stdin in (((text,), ""), (("-",), text)):
        data = cli("rid", *arguments, "--json", stdin=stdin, exit_code=0).json["data"]
        assert (data["rid"], data["time"], data["age_s"]) == (RECENT, 1_799_996_400, 3600)
        assert data["family"] == family
        assert data["lookup"]["possible"] is (family != "sns")


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "2027-01-15 15:00:00 +08:00  60 分钟"), ("en", "2027-01-15 15:00:00 +08:00  60 min")]
)
def test_in_words(cli: Cli, lang: str, words: str) -> None:
    result = cli("rid", RECENT, "--lang", lang, exit_code=0)
    assert words in result.stdout
    assert result.stderr == ""


def test_too_old(cli: Cli) -> None:
    assert cli("rid", OLD, "--json", exit_code=0).json["data"]["lookup"] == {"possible": False, "reason": "too-old"}


def test_from_the_future(cli: Cli) -> None:
    ahead = f"{1_800_000_000 + 300:08x}-612cb3df-20194ddf"
    assert cli("rid", ahead, "--json", exit_code=0).json["data"]["clock_behind_s"] == 300
    assert "behind" in cli("rid", ahead, exit_code=0).stdout
    soon = f"{1_800_000_000 + 2:08x}-612cb3df-20194ddf"
    assert "clock_behind_s" not in cli("rid", soon, "--json", exit_code=0).json["data"]


@pytest.mark.parametrize("text", ["", "40029", "652d44d0-1d0af18b", "rid: none"])
def test_no_rid(cli: Cli, text: str) -> None:
    assert cli("rid", "-", "--json", stdin=text, exit_code=3).json["error"]["code"] == "no-rid"


@pytest.mark.parametrize("text", [f"invalid code, rid: {RECENT}", OLD])
def test_a_lookup_that_cannot_work_is_not_sent(cli: Cli, app: Any, text: str) -> None:
    result = cli("rid", text, "--lookup", "--json", exit_code=3)
    assert result.json["error"]["code"] == "rid-not-kept"
    assert result.json["data"]["lookup"]["possible"] is False
    assert calls(app) == []


def test_lookup_that_finds_nothing(cli: Cli, app: Any) -> None:
    result = cli("rid", RECENT, "--lookup", "--json", exit_code=4)
    assert result.json["error"]["errcode"] == 76001
    assert [finding["id"] for finding in result.json["findings"]] == ["rid-query-unsupported"]
    assert result.json["data"]["rid"] == RECENT


def test_lookup(cli: Cli) -> None:
    token = "80_" + "Kc7vQ2xY" * 16
    record = {
        "invoke_time": 1_799_996_400,
        "cost_in_ms": 30,
        "request_url": f"access_token={token}",
        "request_body": '{"code":"e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144"}',
        "response_body": '{"errcode":40029,"errmsg":"invalid code"}',
        "client_ip": "203.0.113.7",
    }
    answer = json.dumps({"errcode": 0, "errmsg": "ok", "request": record}).encode()
    with FaultServer(lambda c: c.answer(200, answer)) as server:
        env = {"WXAUTH_ACCESS_TOKEN": token, "WXAUTH_API_BASE": server.url}
        result = cli("rid", RECENT, "--lookup", "--json", env=env, exit_code=0)
        words = cli("rid", RECENT, "--lookup", env=env, exit_code=0)
    request = result.json["data"]["request"]
    assert (request["client_ip"], request["cost_in_ms"]) == ("203.0.113.7", 30)
    assert "203.0.113.7" in words.stdout
    for text in (result.stdout, result.stderr, words.stdout, words.stderr):
        assert token[:16] not in text
        assert "e31968a7f94c" not in text
