"""`wxauth trace report` as a user meets it."""

from __future__ import annotations

import html
import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.trace.failing import PEOPLE, SECRETS, capture
from tests.trace.make_captures import CODE2SESSION, LOGIN, ME, call
from tests.trace.support import CAPTURES

CHROME = str(CAPTURES / "chrome.har")
BACKEND = str(CAPTURES / "backend.jsonl")


@pytest.fixture
def failing(tmp_path: Path) -> str:
    path = tmp_path / "login.har"
    path.write_text(capture(), encoding="utf-8")
    return str(path)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown(cli: Cli, golden: Callable[[str, str], None], failing: str, lang: str) -> None:
    result = cli("trace", "report", failing, "--markdown", "--lang", lang, exit_code=0)
    golden(f"trace/report.{lang}.md", result.stdout)
    assert result.stderr == ""


def test_markdown_keeps_no_secret_and_no_person(cli: Cli, failing: str) -> None:
    for more in ((), ("--reveal",), ("--json",), ("--json", "--reveal")):
        shown = cli("trace", "report", failing, "--markdown", *more, exit_code=0).stdout
        shown = html.unescape(shown)
        for value in (*SECRETS, *PEOPLE):
            assert value not in shown, (more, value)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "很可能：同一次登录被网络层重发了\n\n报告已写入 report.html\n密钥已打码，个人数据已换成代号（"),
        (
            "en",
            "Likely: The network layer sent the same login twice\n\nReport written to report.html\nSecrets are masked",
        ),
    ],
)
def test_it_goes_to_a_file_of_its_own(cli: Cli, folder: Path, failing: str, lang: str, said: str) -> None:
    result = cli("trace", "report", failing, "--lang", lang, exit_code=0)
    assert result.stdout.startswith(said)
    assert "code-reused" in result.stdout
    assert result.stderr == ""
    path = folder / "report.html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>\n<html lang=")
    assert os.listdir(folder) == ["report.html"]


@pytest.mark.parametrize(("lang", "hint"), [("zh", "加 --force 覆盖"), ("en", "overwrite it with --force")])
def test_it_overwrites_nothing(cli: Cli, folder: Path, lang: str, hint: str) -> None:
    path = folder / "report.html"
    path.write_text("mine")
    result = cli("trace", "report", CHROME, "--lang", lang, exit_code=3)
    assert "[output-exists]" in result.stderr
    assert hint in result.stderr
    assert result.stdout == ""
    assert path.read_text() == "mine"
    cli("trace", "report", CHROME, "--lang", lang, "--force", exit_code=0)
    assert path.read_text(encoding="utf-8") != "mine"


def test_it_follows_no_link(cli: Cli, folder: Path) -> None:
    (folder / "other").write_text("mine")
    (folder / "a.html").symlink_to(folder / "other")
    for more in ((), ("--force",)):
        result = cli("trace", "report", CHROME, "-o", "a.html", *more, exit_code=3)
        assert "[output-not-a-file]" in result.stderr
    assert (folder / "other").read_text() == "mine"


def test_the_document(cli: Cli, folder: Path, failing: str) -> None:
    result = cli("trace", "report", failing, "--json", exit_code=0)
    assert result.json["data"] == {
        "output": "report.html",
        "format": "html",
        "requests": 7,
        "shown": 7,
        "logins": 1,
        "verdict": "likely",
        "failing_entry": 5,
        "masked": {"avatar": 1, "ip": 3, "name": 2, "openid": 1, "phone": 1, "unionid": 1},
        "markdown": None,
    }
    assert [finding["id"] for finding in result.json["findings"]][:2] == ["code-resubmitted-by-plumbing", "code-reused"]
    printed = cli("trace", "report", failing, "--json", "--markdown", exit_code=0).json["data"]
    assert printed["output"] is None
    assert printed["markdown"].startswith("## ")
    cli("trace", "report", failing, "--markdown", "-o", "a.md", exit_code=0)
    assert (folder / "a.md").read_text(encoding="utf-8") == printed["markdown"]


def test_a_page_is_not_printed(cli: Cli, folder: Path) -> None:
    result = cli("trace", "report", CHROME, "-o", "-", exit_code=2)
    assert "[report-needs-file]" in result.stderr
    assert os.listdir(folder) == []
    assert cli("trace", "report", CHROME, "--markdown", "-o", "-", exit_code=0).stdout.startswith("## ")


@pytest.mark.parametrize(
    ("calls", "verdict", "zh", "en"),
    [
        ((LOGIN, ME), "healthy", "没有发现问题", "Nothing wrong was found"),
        ((), "empty", "没有与登录有关的请求", "There is no request of a login"),
        (
            (LOGIN, call(1.0, 5.0, "GET", "https://shop.example.com/api/me", None, 500, {}, Authorization="Bearer x")),
            "unknown",
            "有请求失败",
            "A request failed",
        ),
    ],
    ids=["healthy", "empty", "unknown"],
)
def test_verdicts(cli: Cli, folder: Path, calls: tuple[dict[str, object], ...], verdict: str, zh: str, en: str) -> None:
    path = folder / "a.har"
    path.write_text(capture(calls), encoding="utf-8")
    assert cli("trace", "report", str(path), "--json", exit_code=0).json["data"]["verdict"] == verdict
    for lang, words in (("zh", zh), ("en", en)):
        made = cli("trace", "report", str(path), "--force", "--lang", lang, exit_code=0)
        assert made.stdout.startswith(words)
        assert words in cli("trace", "report", str(path), "--markdown", "--lang", lang, exit_code=0).stdout


def test_both_sides_and_what_was_skipped(cli: Cli, folder: Path) -> None:
    cli("trace", "report", CHROME, BACKEND, exit_code=0)
    made = (folder / "report.html").read_text(encoding="utf-8")
    assert "chrome.har" in made
    assert "backend.jsonl" in made
    assert str(CAPTURES) not in made
    log = folder / "a.jsonl"
    log.write_text(Path(BACKEND).read_text(encoding="utf-8") + "{broken\n", encoding="utf-8")
    result = cli("trace", "report", str(log), "-o", "b.html", exit_code=10)
    assert "were skipped" in result.stderr
    assert (folder / "b.html").exists()


def test_a_long_capture_is_bounded_and_shows_what_failed(cli: Cli, folder: Path) -> None:
    many = [call(10.0 + n, 5.0, *ME_AGAIN) for n in range(600)]
    bad = call(500.5, 5.0, "GET", "https://shop.example.com/api/late", None, 500, {}, Authorization="Bearer x")
    path = folder / "a.har"
    path.write_text(capture((LOGIN, *many, bad)), encoding="utf-8")
    data = cli("trace", "report", str(path), "--json", exit_code=0).json["data"]
    assert (data["requests"], data["shown"]) == (602, 150)
    made = (folder / "report.html").read_text(encoding="utf-8")
    assert "GET /api/late" in made
    assert "150 of them are drawn" in made
    assert len(made) < 2_000_000
    links = set(re.findall(r'href="#([dx][0-9]+)"', made))
    assert links <= set(re.findall(r'id="([dx][0-9]+)"', made))
    assert data["failing_entry"] is not None


def test_an_enormous_body_is_cut(cli: Cli, folder: Path) -> None:
    big = {"list": [{"text": "x" * 5000, "openid": f"oTESTsyntheticOpenid{n:08d}"} for n in range(300)]}
    path = folder / "a.har"
    answer = call(1.0, 5.0, "GET", "https://shop.example.com/api/me", None, 200, big, Authorization="Bearer x")
    path.write_text(capture((LOGIN, answer)), encoding="utf-8")
    cli("trace", "report", str(path), exit_code=0)
    made = (folder / "report.html").read_text(encoding="utf-8")
    assert len(made) < 300_000
    assert "oTESTsyntheticOpenid" not in made


def test_markdown_of_hostile_texts_stays_text(cli: Cli, folder: Path) -> None:
    hostile = "x`\n```\n@everyone #1 <img src=x> [a](http://evil.example) | **b** </details>"
    calls = (
        call(
            0.0,
            5.0,
            "POST",
            f"https://shop.example.com/api/login?{hostile}",
            {"code": hostile},
            500,
            {hostile: hostile},
        ),
    )
    path = folder / "a.har"
    path.write_text(capture(calls), encoding="utf-8")
    made = cli("trace", "report", str(path), "--markdown", "--lang", "en", exit_code=0).stdout
    fence = ""
    for line in made.split("\n"):
        mark = re.match(r"\s*(`{3,})", line)
        if mark:
            fence = "" if fence == mark.group(1) else fence or mark.group(1)
            continue
        if fence:
            continue
        bare = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", line)
        for sign in ("@everyone", "<img", "](http", "**b**"):
            assert sign not in bare, line
    assert fence == ""
    assert made.count("</details>") - len(re.findall("x`.*</details>", made)) == made.count("<details>")


def test_help_says_that_it_can_be_shared(cli: Cli) -> None:
    assert "openid-1" in cli("trace", "report", "--help", "--lang", "zh", exit_code=0).stdout
    assert "openid-1" in cli("trace", "report", "--help", "--lang", "en", exit_code=0).stdout


ME_AGAIN = ("GET", "https://shop.example.com/api/me", None, 200, json.loads("{}"))


def test_a_fault_in_a_request_that_was_answered_well(cli: Cli, folder: Path) -> None:
    made = json.loads(capture((LOGIN, CODE2SESSION)))
    made["log"]["entries"][1]["request"]["headers"] = made["log"]["entries"][0]["request"]["headers"]
    path = folder / "a.har"
    path.write_text(json.dumps(made), encoding="utf-8")
    cli("trace", "report", str(path), "--lang", "en", exit_code=0)
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert "secret-in-client" in text
    assert "✕ the fault is here" in text
    assert "✕ it fails here" not in text
    assert "the client calls WeChat itself" in text


def test_a_log_without_times(cli: Cli, folder: Path) -> None:
    log = str(CAPTURES / "koa-logger.log")
    shown = cli("trace", "report", log, "--markdown", "--lang", "en", exit_code=0).stdout
    assert "no times are recorded" in shown
    cli("trace", "report", log, exit_code=0)
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert "h-waterfall" not in text.partition("</style>")[2]
    assert "h-sequence" in text


def test_a_value_cut_off_at_the_end_of_a_long_text_is_not_shown(cli: Cli, folder: Path) -> None:
    made = json.loads(capture((LOGIN, ME)))
    for size in (7_980, 19_980):
        content = made["log"]["entries"][1]["response"]["content"]
        content["text"] = f"<p>{'word ' * (size // 5)}oTESTsyntheticOpenid00000001 13800138000 more {'tail ' * 2000}"
        path = folder / "a.har"
        path.write_text(json.dumps(made), encoding="utf-8")
        cli("trace", "report", str(path), "--force", exit_code=0)
        text = (folder / "report.html").read_text(encoding="utf-8")
        assert "word word" in text
        assert "oTESTsynth" not in text
        assert "138001" not in text
