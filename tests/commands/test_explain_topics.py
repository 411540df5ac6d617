"""`explain` on topics: scopes, privacy, the table of errno, the history of profiles, login and session; Markdown."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Cli
from wxauth_cli.diagnose.causes import slugs
from wxauth_cli.diagnose.explaining import slug_of
from wxauth_cli.diagnose.lookalikes import SETS
from wxauth_cli.knowledge.errcodes import all_codes
from wxauth_cli.knowledge.topics import all_topics, search, topic

SCOPES = (
    "userLocation", "userFuzzyLocation", "userLocationBackground", "record", "camera", "bluetooth", "writePhotosAlbum",
    "addPhoneContact", "addPhoneCalendar", "werun", "userInfo", "address", "invoiceTitle", "invoice",
)  # fmt: skip

ASKED = [
    ("scope.werun", "scope.werun"),
    ("SCOPE.WERUN", "scope.werun"),
    ("getUserProfile", "getUserProfile"),
    ("wx.getUserProfile", "getUserProfile"),
    ("wx.getUserInfo", "getUserInfo"),
    ("session_key lifetime", "session_key-lifetime"),
    ("session_key 有效期多久", "session_key-lifetime"),
    ("how long does a session_key last", "session_key-lifetime"),
    ("code 有效期", "code-lifetime"),
    ("how long is a code valid", "code-lifetime"),
    ("when should I call wx.login", "when-to-login"),
    ("什么时候调用 wx.login", "when-to-login"),
    ("wx.checkSession", "when-to-checksession"),
    ("什么时候调用 checkSession", "when-to-checksession"),
    ("用户换手机后 openid 会变吗", "new-phone"),
    ("what changes on a new phone", "new-phone"),
    ("difference between openid and unionid", "openid-or-unionid"),
    ("openid 和 unionid 的区别", "openid-or-unionid"),
    ("token 有效期多久", "own-token-lifetime"),
    ("scope 被拒绝了怎么办", "scopes"),
    ("privacy", "privacy"),
    ("隐私协议没同意", "privacy"),
    ("errno", "client-errno"),
    ("登录流程", "login-flow"),
]


@pytest.mark.parametrize(("words", "expected"), ASKED)
def test_a_topic_is_found_by_name_and_by_free_words(cli: Cli, words: str, expected: str) -> None:
    data = cli("explain", words, "--json", exit_code=0).json["data"]
    assert (data["kind"], data["id"]) == ("topic", expected)


@pytest.mark.parametrize("name", SCOPES)
def test_every_scope_is_explained(cli: Cli, name: str) -> None:
    data = cli("explain", f"scope.{name}", "--json", exit_code=0).json["data"]
    assert data["id"] == f"scope.{name}"
    rows = cli("explain", "scopes", "--json", exit_code=0).json["data"]["rows"]
    assert any(row["what"] == f"scope.{name}" for row in rows)


def test_a_number_inside_a_question_is_looked_up(cli: Cli) -> None:
    data = cli("explain", "what does errno 112 mean", "--json", exit_code=0).json["data"]
    assert [entry["errcode"] for entry in data["entries"]] == [112]


def test_the_table_holds_every_number_of_the_client(cli: Cli) -> None:
    rows = cli("explain", "client-errno", "--json", exit_code=0).json["data"]["rows"]
    numbers = [int(row["what"]) for row in rows]
    assert numbers == sorted(set(numbers))
    assert {entry.code for entry in all_codes() if entry.scope == "client"} <= set(numbers)
    assert {1, 3, 104, 112, 1025, 1026, 600002, 1400001} <= set(numbers)


def test_the_timeline_is_in_order_and_the_same_for_both_calls() -> None:
    profile, info = topic("getUserProfile"), topic("getUserInfo")
    assert profile is not None
    assert info is not None
    assert profile.rows == info.rows
    days = [what for what, _ in profile.rows if re.fullmatch(r"\d{4}-\d\d-\d\d", what)]
    assert days == sorted(days)
    assert days[-1] == "2022-11-08"


@pytest.mark.quick
def test_topics_are_told_apart_and_lead_on() -> None:
    names = [name.lower() for item in all_topics() for name in (item.id, *item.names)]
    assert len(names) == len(set(names))
    for item in all_topics():
        for name in item.see:
            number = re.fullmatch(r"-?[0-9]+", name)
            known = number and any(entry.code == int(name) for entry in all_codes())
            assert known or topic(name) is not None or slug_of(name) is not None, name


@pytest.mark.quick
@pytest.mark.parametrize("text", ["", "x", "weather in Beijing", "今天天气", "a" * 100_000, "session" * 20_000])
def test_other_words_mean_no_topic(text: str) -> None:
    assert search(text) == ()


def test_the_list_and_both_languages(cli: Cli) -> None:
    listed = cli("explain", "--list", "--json", exit_code=0).json["data"]["topics"]
    assert [item["id"] for item in listed] == [item.id for item in all_topics()]
    for lang, word in (("zh", "步数"), ("en", "Steps")):
        shown = cli("explain", "scope.werun", "--lang", lang, exit_code=0)
        assert word in shown.stdout
        assert shown.stderr == ""


@pytest.mark.parametrize("what", ["40029", "code-reused", "scope.werun", "--list", "652d44d0-1d0af18b-5b069232"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown(cli: Cli, what: str, lang: str) -> None:
    shown = cli("explain", what, "--markdown", "--lang", lang, exit_code=0).stdout
    assert shown.startswith("# ")
    assert "\x1b" not in shown
    data = cli("explain", what, "--markdown", "--lang", lang, "--json", exit_code=0).json["data"]
    assert data["markdown"].startswith("# ")


def test_a_cause_names_what_looks_like_it(cli: Cli) -> None:
    data = cli("explain", "code-reused", "--json", exit_code=0).json["data"]
    others = {other["id"] for alike in data["lookalikes"] for other in alike["causes"]}
    assert "code-resubmitted-by-plumbing" in others
    assert "code-reused" not in others
    assert "code-resubmitted-by-plumbing" in cli("explain", "code-reused", exit_code=0).stdout


@pytest.mark.quick
def test_lookalikes_are_causes() -> None:
    for alike in SETS:
        assert set(alike.slugs) <= set(slugs())
        assert len(alike.slugs) == len(set(alike.slugs)) > 1


@pytest.mark.quick
def test_a_wider_name_still_leads_to_its_cause() -> None:
    assert slug_of("no-exp-or-long") == "exp-missing"
    assert slug_of("alg-none-or-confusion") == "alg-none-or-confusion"
    assert slug_of("J01") == "alg-none"
