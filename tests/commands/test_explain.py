"""`wxauth explain`: numbers, causes, rids, texts; the endpoint decides what a number means."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Cli
from wxauth_cli.diagnose.causes import slugs
from wxauth_cli.knowledge.errcodes import all_codes


def test_a_number(cli: Cli) -> None:
    result = cli("explain", "40163", exit_code=0)
    assert result.stdout.startswith("40163  code been used")
    assert "code-reused" in result.stdout
    assert result.stderr == ""
    assert "意思" in cli("explain", "40163", "--lang", "zh", exit_code=0).stdout


def test_the_document_of_a_number(cli: Cli) -> None:
    data = cli("explain", "40029", "--json", exit_code=0).json["data"]
    assert data["kind"] == "errcode"
    assert [entry["scope"] for entry in data["entries"]] == ["weixin", "wecom"]
    entry = data["entries"][0]
    assert entry["errcode"] == 40029
    assert {"code-expired", "code-appid-mismatch"} <= {item["id"] for item in entry["causes"]}
    assert all(entry[name] for name in ("cause", "fix", "source", "confidence", "literal", "apis"))


def test_the_endpoint_decides(cli: Cli) -> None:
    login = cli("explain", "40029", "--api", "jscode2session", "--json", exit_code=0).json["data"]["entries"]
    phone = cli("explain", "40029", "--api", "getuserphonenumber", "--json", exit_code=0).json["data"]["entries"]
    assert len(login) == len(phone) == 1
    assert login[0]["cause"] != phone[0]["cause"]
    assert "phone-code-expired-in-panel" in {item["id"] for item in phone[0]["causes"]}
    error = cli("explain", "40029", "--api", "nothing", "--json", exit_code=2).json["error"]
    assert error["code"] == "unknown-api"


@pytest.mark.parametrize("word", ["-1", "-41003", "errcode: 40163", "0"])
def test_a_number_in_other_dress(cli: Cli, word: str) -> None:
    entries = cli("explain", word, "--json", exit_code=0).json["data"]["entries"]
    assert str(entries[0]["errcode"]) in word


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_number(cli: Cli, lang: str) -> None:
    for code in sorted({entry.code for entry in all_codes()})[::7]:
        data = cli("explain", str(code), "--lang", lang, "--json", exit_code=0).json["data"]
        assert all(bool(re.search("[\u4e00-\u9fff]", entry["cause"])) is (lang == "zh") for entry in data["entries"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_cause(cli: Cli, lang: str) -> None:
    for slug in slugs():
        data = cli("explain", slug, "--lang", lang, "--json", exit_code=0).json["data"]
        assert data["kind"] == "cause"
        assert data["id"] == slug
        assert data["title"]
        assert data["fix"]


def test_a_cause_is_drawn(cli: Cli) -> None:
    result = cli("explain", "code-appid-mismatch", exit_code=0, env={"COLUMNS": "60"})
    assert "code-appid-mismatch · error · step 3" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 60


@pytest.mark.parametrize(
    "words",
    [("code", "been", "used"), ('{"errcode":40163,"errmsg":"code been used"}',), ("error: code been used, rid: 1",)],
)
def test_a_text(cli: Cli, words: tuple[str, ...]) -> None:
    entries = cli("explain", *words, "--json", exit_code=0).json["data"]["entries"]
    assert entries[0]["errcode"] == 40163


def test_a_rid_is_read_offline(cli: Cli) -> None:
    data = cli("explain", "652d44d0-1d0af18b-5b069232", "--json", exit_code=0).json["data"]
    assert data["rid"]["time"] == "2023-10-16T14:12:32Z"
    assert data["rid"]["time_beijing"] == "2023-10-16T22:12:32+08:00"
    assert data["rid"]["lookup_open"] is False
    assert "2023-10-16T22:12:32+08:00" in cli("explain", "652d44d0-1d0af18b-5b069232", exit_code=0).stdout


@pytest.mark.parametrize(("word", "near"), [("code-reuse", "code-reused"), ("40164x", "40164"), ("40128", "")])
def test_something_unknown(cli: Cli, word: str, near: str) -> None:
    error = cli("explain", word, "--json", exit_code=3).json["error"]
    assert error["code"] == "explain-unknown"
    assert near in error["hint"]


def test_the_list(cli: Cli) -> None:
    data = cli("explain", "--list", "--json", exit_code=0).json["data"]
    assert len(data["errcodes"]) == len(all_codes())
    assert [item["id"] for item in data["causes"]] == list(slugs())
    drawn = cli("explain", exit_code=0).stdout
    assert "40029" in drawn
    assert "code-reused" in drawn
