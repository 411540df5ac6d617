"""`wxauth diagnose` as it is used: pasted, piped, from files, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import NOW, Cli
from tests.diagnose import evidence as e

BUSY = e.error(40226, "code blocked")
LONE = e.error(40029, "invalid code")


def test_one_error_in_english_and_chinese(cli: Cli) -> None:
    english = cli("diagnose", stdin=BUSY, exit_code=10)
    assert english.stdout.startswith("Certain: WeChat rates this user high-risk")
    assert "user-high-risk" in english.stdout
    assert english.stderr == ""
    chinese = cli("diagnose", "--lang", "zh", stdin=BUSY, exit_code=10)
    assert chinese.stdout.startswith("确定：微信判定这个用户为高风险")
    assert chinese.stderr == ""


def test_the_document(cli: Cli) -> None:
    document = cli("diagnose", "--json", stdin=LONE, exit_code=10).json
    assert document["schema"] == "wxauth/1"
    assert document["ok"] is False
    assert document["error"] is None
    data = document["data"]
    assert set(data) == {"inputs", "flow", "ruled_out", "next_evidence"}
    assert data["inputs"][0]["kind"] == "error"
    assert data["inputs"][0]["errcode"] == 40029
    assert data["inputs"][0]["rid"] == e.SNS_RID
    assert data["inputs"][0]["time"] == "2027-01-15T08:00:00Z"
    assert len(document["findings"]) > 1
    assert {finding["confidence"] for finding in document["findings"]} == {"possible"}
    assert len(data["next_evidence"]) >= 2


def test_what_an_answer_rules_out(cli: Cli) -> None:
    text = "GET https://api.weixin.qq.com/sns/jscode2session?appid=x\n" + LONE
    data = cli("diagnose", "-", "--json", stdin=text, exit_code=10).json["data"]
    assert {"ip-not-whitelisted", "appsecret-wrong"} <= {item["id"] for item in data["ruled_out"]}
    assert data["flow"][0]["endpoint"] == "code2Session"


@pytest.mark.parametrize(("fail_on", "code"), [("critical", 0), ("error", 10), ("info", 10), ("never", 0)])
def test_fail_on(cli: Cli, fail_on: str, code: int) -> None:
    document = cli("diagnose", "--fail-on", fail_on, "--json", stdin=BUSY, exit_code=code).json
    assert document["ok"] is (code == 0)
    assert document["findings"][0]["id"] == "user-high-risk"


def test_healthy_input_gives_no_finding(cli: Cli) -> None:
    document = cli("diagnose", "--json", stdin='{"openid":"o1","session_key":"k"}', exit_code=0).json
    assert document["findings"] == []
    assert document["ok"] is True
    assert cli("diagnose", stdin=e.CODE, exit_code=0).stdout.startswith("Nothing wrong was found")


@pytest.mark.parametrize(
    ("stdin", "code"), [("hello", "nothing-recognised"), ("", "input-empty"), (bytes(range(256)), "not-text")]
)
def test_what_cannot_be_read(cli: Cli, stdin: str | bytes, code: str) -> None:
    document = cli("diagnose", "--json", stdin=stdin, exit_code=3).json
    assert document["error"]["code"] == code
    result = cli("diagnose", stdin=stdin, exit_code=3)
    assert result.stdout == ""
    assert f"[{code}]" in result.stderr


def test_files_and_a_file_that_says_nothing(cli: Cli, tmp_path: Path) -> None:
    error, noise = tmp_path / "error.json", tmp_path / "noise.txt"
    error.write_text(BUSY, encoding="utf-8")
    noise.write_text("hello", encoding="utf-8")
    result = cli("diagnose", str(error), str(noise), exit_code=10)
    assert "error.json" in result.stdout
    assert "noise.txt" in result.stderr
    cli("diagnose", str(tmp_path / "absent.json"), exit_code=3)


def test_a_value_in_the_place_of_a_file(cli: Cli) -> None:
    assert cli("diagnose", "40226", "--json", exit_code=10).json["data"]["inputs"][0]["source"] == "argument"


def test_a_log_as_chinese_windows_writes_it(cli: Cli) -> None:
    text = f"登录失败：{LONE}".encode("gb18030")
    assert cli("diagnose", "--json", stdin=text, exit_code=10).json["data"]["inputs"][0]["errcode"] == 40029


def test_notes_and_appid(cli: Cli) -> None:
    noted = cli("diagnose", "--note", "只在插件里", "--json", stdin=LONE, exit_code=10).json
    assert noted["findings"][0]["id"] == "plugin-code"
    bad = cli("diagnose", "--appid", "gh_123", "--json", stdin=e.error(40013, "invalid appid"), exit_code=10).json
    assert bad["findings"][0]["id"] == "appid-malformed"


def test_since(cli: Cli) -> None:
    old = json.dumps({"errcode": 40029, "errmsg": f"invalid code, rid: {int(NOW) - 7200:08x}-1d0af18b-5b069232"})
    document = cli("diagnose", "--since", "1h", "--json", stdin=old + "\n" + BUSY, exit_code=10).json
    assert [item["errcode"] for item in document["data"]["inputs"]] == [40226]
    result = cli("diagnose", "--since", "2027-01-15T07:30:00Z", stdin=old, exit_code=0)
    assert "--since" in result.stderr
    assert "[bad-since]" in cli("diagnose", "--since", "soon", stdin=old, exit_code=2).stderr


@pytest.mark.parametrize(("lang", "words"), [("en", "Paste the error"), ("zh", "粘贴在这里")])
def test_at_a_terminal_it_asks_for_pasting(cli: Cli, lang: str, words: str) -> None:
    result = cli("diagnose", "--lang", lang, tty=True, exit_code=3)
    assert words in result.stderr


def test_no_secret_of_a_log_is_repeated(cli: Cli) -> None:
    text = (
        f"GET https://api.weixin.qq.com/sns/jscode2session?appid={e.APPID}&secret={e.SECRET}&js_code={e.CODE}\n" + LONE
    )
    for more in ((), ("--json",), ("-v",)):
        result = cli("diagnose", *more, stdin=text, exit_code=10)
        assert e.SECRET not in result.stdout + result.stderr
        assert e.CODE not in result.stdout + result.stderr


def test_an_escape_in_an_errmsg_draws_nothing(cli: Cli) -> None:
    result = cli("diagnose", stdin=json.dumps({"errcode": 40226, "errmsg": "\x1b[2Jcode \u202eblocked"}), exit_code=10)
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown_can_be_given_away(cli: Cli, lang: str) -> None:
    text = (
        f"GET https://api.weixin.qq.com/cgi-bin/token?appid={e.APPID}&secret={e.SECRET}\n"
        '{"errcode":40164,"errmsg":"invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist"}\n'
        f"appid {e.APPID} code {e.CODE}"
    )
    shown = cli("diagnose", "--markdown", "--lang", lang, stdin=text, exit_code=10).stdout
    assert shown.startswith("# ")
    assert "`ip-not-whitelisted`" in shown
    assert "(ip A)" in shown
    for value in (e.SECRET, e.CODE, e.APPID, "203.0.113.7"):
        assert value not in shown
    data = cli("diagnose", "--markdown", "--lang", lang, "--json", stdin=text, exit_code=10).json["data"]
    assert data["markdown"].rstrip("\n") == shown.rstrip("\n")


@pytest.mark.parametrize("path", ["/home/zhangsan/app/wx.js", "/Users/zhangsan/x.js", "C:\\Users\\zhangsan\\x.js"])
def test_markdown_does_not_name_whose_directory_it_was(cli: Cli, path: str) -> None:
    shown = cli("diagnose", "--markdown", stdin=f"Error: pad block corrupted at {path}:12\n", exit_code=10).stdout
    assert "pad block corrupted" in shown
    assert "zhangsan" not in shown


def test_markdown_of_what_is_in_order(cli: Cli) -> None:
    shown = cli("diagnose", "--markdown", stdin='{"errcode":0,"errmsg":"ok"}', exit_code=0).stdout
    assert "Nothing wrong was found." in shown


def test_a_note_is_enough_without_a_terminal(cli: Cli) -> None:
    document = cli("diagnose", "--note", "在插件里登录 40029", "--json", exit_code=10).json
    assert document["findings"][0]["id"] == "plugin-code"
    assert document["data"]["inputs"][0]["source"] == "note"


def test_where_nothing_is_newer_nothing_is_judged(cli: Cli) -> None:
    old = json.dumps({"errcode": 40029, "errmsg": f"invalid code, rid: {int(NOW) - 7200:08x}-1d0af18b-5b069232"})
    result = cli("diagnose", "--since", "1h", stdin=old, exit_code=0)
    assert result.stdout.startswith("Nothing is left that could be judged")
