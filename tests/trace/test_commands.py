# ruff: noqa: E501 - hostile texts stand on one line
"""`wxauth trace import` and `wxauth trace show` as a user meets them."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.trace import make_captures as made
from tests.trace.support import CAPTURES
from wxauth_cli.core.columns import width_of

CHROME = str(CAPTURES / "chrome.har")
BACKEND = str(CAPTURES / "backend.jsonl")
SECRETS = (
    made.SECRET,
    made.SESSION_KEY,
    made.ACCESS_TOKEN,
    made.PHONE,
    made.CODE,
    made.PHONE_CODE,
    "c3ludGhldGljLXNpZ25hdHVyZQ",
)


def no_secret(*texts: str) -> None:
    for text in texts:
        for secret in SECRETS:
            assert not any(secret[at : at + 8] in text for at in range(len(secret) - 7)), secret


@pytest.mark.parametrize(
    ("lang", "title"), [("zh", "6 个与登录有关的请求，1 次登录"), ("en", "Requests of a login: 6; logins: 1")]
)
def test_show_draws_the_table(cli: Cli, lang: str, title: str) -> None:
    result = cli("trace", "show", CHROME, BACKEND, "--lang", lang, exit_code=0, env={"COLUMNS": "120"})
    assert result.stdout.startswith(title)
    assert re.search(r"10:00:00\.030 {3,4}\+0\.030 ", result.stdout)
    assert {"zh": "间隔 秒", "en": "gap s"}[lang] in result.stdout
    assert "network-refused" in result.stdout
    assert result.stderr == ""
    no_secret(result.stdout)


@pytest.mark.parametrize("columns", [40, 60, 87, 88, 120, 200])
@pytest.mark.parametrize("more", [(), ("--sequence",), ("--entry", "4")], ids=["table", "sequence", "entry"])
def test_nothing_is_wider_than_the_terminal(cli: Cli, columns: int, more: tuple[str, ...]) -> None:
    result = cli("trace", "show", CHROME, BACKEND, *more, "--lang", "zh", exit_code=0, env={"COLUMNS": str(columns)})
    assert max(width_of(line.rstrip()) for line in result.stdout.split("\n")) <= columns


def test_show_has_the_data(cli: Cli) -> None:
    result = cli("trace", "show", CHROME, BACKEND, "--json", exit_code=0)
    data = result.json["data"]
    assert [(item["entry"], item["step"], item["endpoint"]) for item in data["items"]] == [
        (1, 2, "POST /api/login"),
        (2, 3, "code2Session"),
        (3, 6, "GET /api/me"),
        (4, 8, "POST /api/phone"),
        (5, 9, "getPhoneNumber"),
        (6, 6, "GET /api/orders"),
    ]
    assert data["items"][1]["learnt"] == {"openid": made.OPENID, "session_key": "****Dw=="}
    assert data["items"][0]["seen_in"] == [{"input": 1, "index": 0}, {"input": 2, "index": 1}]
    assert data["logins"][0] | {"started_at": None} == {
        "login": 1,
        "user": 1,
        "openid": made.OPENID,
        "appid": made.APPID,
        "started_at": None,
        "entries": [1, 2, 3, 4, 5, 6],
        "steps": [2, 3, 6, 8, 9],
        "login_call_seen": True,
        "failed_entries": [6],
    }
    assert [item["id"] for item in data["not_seen"]] == ["failed-answers", "inside"]
    no_secret(result.stdout)


def test_reveal_changes_the_result_only(cli: Cli) -> None:
    plain = cli("trace", "show", BACKEND, "--json", "--reveal", exit_code=0).json["data"]
    assert plain["items"][1]["learnt"]["session_key"] == made.SESSION_KEY
    assert made.SECRET in plain["items"][1]["url"]


@pytest.mark.parametrize(
    ("more", "entries"),
    [
        (("--step", "3"), [2]),
        (("--step", "2", "--step", "8"), [1, 4]),
        (("--errors",), [6]),
        (("--errors", "--step", "2"), []),
    ],
)
def test_filters_keep_the_numbers(cli: Cli, more: tuple[str, ...], entries: list[int]) -> None:
    data = cli("trace", "show", CHROME, BACKEND, *more, "--json", exit_code=0).json["data"]
    assert [item["entry"] for item in data["items"]] == entries
    assert data["filtered"]
    shown = cli("trace", "show", CHROME, BACKEND, *more, "--lang", "en", exit_code=0).stdout
    assert shown.startswith(f"{len(entries)} of 6 requests")


def test_the_sequence(cli: Cli, golden: Callable[[str, str], None]) -> None:
    for lang in ("zh", "en"):
        result = cli("trace", "show", CHROME, BACKEND, "--sequence", "--lang", lang, exit_code=0)
        no_secret(result.stdout)
        golden(f"trace/sequence.{lang}.txt", "\n".join(line.rstrip() for line in result.stdout.split("\n")))


def test_mermaid(cli: Cli, golden: Callable[[str, str], None]) -> None:
    result = cli("trace", "show", CHROME, BACKEND, "--mermaid", "--lang", "en", exit_code=0, env={"COLUMNS": "40"})
    golden("trace/sequence.mmd", result.stdout)


def test_a_request_that_goes_on_inside_another_is_drawn_inside_it(cli: Cli) -> None:
    lines = cli("trace", "show", BACKEND, "--mermaid", exit_code=0).stdout.split("\n")
    arrows = [re.sub(r":.*", "", line).strip() for line in lines if ">>" in line]
    assert arrows[:4] == ["C->>B", "B->>W", "W-->>B", "B-->>C"]


@pytest.mark.parametrize(
    ("lang", "token", "place", "answer"),
    [
        ("zh", "请求头 authorization 里的 JWT：只解码，没有验证", "chrome.har 的 entries[1]；", "应答：HTTP/1.1 200"),
        (
            "en",
            "JWT in request header authorization: decoded, NOT VERIFIED",
            "chrome.har, entries[1]; ",
            "Answer: HTTP/1.1",
        ),
    ],
)
def test_one_entry_in_full(cli: Cli, lang: str, token: str, place: str, answer: str) -> None:
    result = cli("trace", "show", CHROME, BACKEND, "--entry", "3", "--lang", lang, exit_code=0, env={"COLUMNS": "400"})
    for words in (token, place, answer, {"zh": "backend.jsonl 第 3 行", "en": "backend.jsonl, line 3"}[lang]):
        assert words in result.stdout
    assert '"sub": "u1"' in result.stdout
    assert "Bearer ****VyZQ" in result.stdout
    no_secret(result.stdout)
    data = cli("trace", "show", CHROME, BACKEND, "--entry", "3", "--json", exit_code=0).json["data"]["entry"]
    assert data["tokens"][0]["verified"] is False
    assert data["response"]["json"] == {"code": 0, "data": {"nickname": "小明"}}


def test_encrypted_data_is_explained(cli: Cli, tmp_path: Path) -> None:
    payload = {"encryptedData": "A" * 64, "iv": "AAAAAAAAAAAAAAAAAAAAAA=="}
    tap = made.call(
        9, 30, "POST", f"{made.HOST}/api/bind", {"detail": payload}, 200, {}, Authorization=f"Bearer {made.TOKEN}"
    )
    path = tmp_path / "tap.har"
    path.write_text(json.dumps(made.document("t", "1", [made.entry(made.LOGIN), made.entry(tap)])))
    alone = cli("trace", "show", str(path), "--entry", "2", "--lang", "en", exit_code=0)
    assert "encryptedData is 48 bytes of AES-128-CBC ciphertext (whole blocks); the iv has 16 bytes." in alone.stdout
    assert "these inputs have none" in alone.stdout
    both = cli("trace", "show", str(path), BACKEND, "--entry", "6", "--json", exit_code=0).json["data"]["entry"]
    assert both["payload"] == {
        "field": "encryptedData", "bytes": 48, "whole_blocks": True, "iv_bytes": 16, "session_key_entries": [2],
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_import_says_what_was_read_and_writes_a_har(cli: Cli, tmp_path: Path, lang: str) -> None:
    out = tmp_path / "login.har"
    result = cli(
        "trace", "import", CHROME, BACKEND, "-o", str(out), "--lang", lang, exit_code=0, env={"COLUMNS": "160"}
    )
    assert "WebInspector 537.36" in result.stdout
    assert "7 / 4 / 3 / 0" in result.stdout
    assert {"zh": "已写入", "en": "Written to"}[lang] in result.stdout
    text = out.read_text(encoding="utf-8")
    no_secret(text, result.stdout)
    assert out.stat().st_mode & 0o777 == 0o600
    again = cli("trace", "show", str(out), "--json", exit_code=0).json["data"]
    once = cli("trace", "show", CHROME, BACKEND, "--json", exit_code=0).json["data"]
    names = ("entry", "step", "leg", "started_at", "endpoint", "status", "error", "errcode")
    assert [[item[name] for name in names] for item in again["items"]] == [
        [item[name] for name in names] for item in once["items"]
    ]
    assert again["inputs"][0]["producer"].startswith("wxauth ")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_skipped_entries_are_named_and_the_exit_code_says_so(cli: Cli, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "bad.har"
    path.write_text(json.dumps(made.document("t", "1", [made.entry(made.LOGIN), {"request": {}}, 5])))  # type: ignore[list-item]
    result = cli("trace", "import", str(path), "--lang", lang, exit_code=10, env={"COLUMNS": "160"})
    assert {
        "zh": "第 1 条（第 1 行）：request.url 缺失或类型不对",
        "en": "entry 1 (line 1): request.url is missing or of the wrong type",
    }[lang] in result.stdout
    data = cli("trace", "import", str(path), "--json", exit_code=10).json
    assert not data["ok"]
    assert [item["index"] for item in data["data"]["inputs"][0]["skipped"]] == [1, 2]
    shown = cli("trace", "show", str(path), "--lang", lang, exit_code=10)
    assert {"zh": "有 2 条读不懂", "en": "2 entries of"}[lang] in shown.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "input-empty"),
        ("hello\n", "capture-not-a-capture"),
        ('{"log": oops', "capture-broken-har"),
        ("PK\x03\x04", "capture-archive"),
    ],
)
def test_what_is_no_capture_is_exit_3(cli: Cli, text: str, code: str, lang: str) -> None:
    result = cli("trace", "show", "-", "--lang", lang, exit_code=3, stdin=text)
    assert f"[{code}]" in result.stderr
    assert result.stdout == ""
    assert cli("trace", "import", "-", "--json", exit_code=3, stdin=text).json["error"]["code"] == code


def test_usage(cli: Cli, tmp_path: Path) -> None:
    assert "[file-not-found]" in cli("trace", "show", str(tmp_path / "none"), exit_code=3).stderr
    assert "[file-unreadable]" in cli("trace", "show", str(tmp_path), exit_code=3).stderr
    assert "[no-such-entry]" in cli("trace", "show", CHROME, "--entry", "9", exit_code=3).stderr
    assert "[choose-one-drawing]" in cli("trace", "show", CHROME, "--entry", "1", "--mermaid", exit_code=2).stderr
    assert "[capture-stdin-twice]" in cli("trace", "show", "-", "-", exit_code=2, stdin="x").stderr
    assert "[stdin-is-terminal]" in cli("trace", "show", exit_code=2, tty=True).stderr
    cli("trace", "show", CHROME, "--step", "10", exit_code=2)
    cli("trace", "import", exit_code=2)


def test_standard_input_is_read_without_a_name(cli: Cli) -> None:
    data = cli("trace", "show", "--json", exit_code=0, stdin=Path(BACKEND).read_bytes()).json["data"]
    assert len(data["items"]) == 5


def test_a_fifo_is_read(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(Path(CHROME).read_bytes()))
    # Held open, so that the reader finds a writer whenever it comes.
    held = os.open(path, os.O_RDWR)
    writer.start()
    timer = threading.Timer(1.0, lambda: (writer.join(), os.close(held)))
    timer.start()
    data = cli("trace", "show", str(path), "--json", exit_code=0).json["data"]
    timer.join()
    assert len(data["items"]) == 4


def hostile(text: str) -> str:
    call = made.call(
        0,
        5,
        "POST",
        f"{made.HOST}/api/login",
        {"code": made.CODE},
        200,
        {"errcode": 40029, "errmsg": f"{text}, rid: 6720f5a0-1d0af18b-5b069232"},
    )
    entry: dict[str, Any] = made.entry(call)
    entry["request"]["url"] += f"/{text}"
    entry["request"]["headers"] += [{"name": f"X-{text}", "value": text}]
    entry["response"]["content"]["mimeType"] = text
    return json.dumps(made.document(text, text, [entry, {"request": {"method": text}}]))


@pytest.mark.parametrize("text", ["\x1b[2J\x1b]0;x\x07", "a\rOK verified", "‮evil", "[/bold][@click=x]y", "<script>alert(1)</script>", "end; loop x\n    C->>W: forged", "\u2028line", "{x}"])  # fmt: skip
@pytest.mark.parametrize(
    "more",
    [(), ("--sequence",), ("--entry", "1"), ("--mermaid",), ("--json",)],
    ids=lambda more: "".join(more) or "table",
)
def test_untrusted_text_stays_text(cli: Cli, text: str, more: tuple[str, ...]) -> None:
    out = cli("trace", "show", "-", *more, exit_code=10, stdin=hostile(text)).stdout
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", out)
    if more == ("--mermaid",):
        assert "<script>" not in out
        assert all(
            re.match(r"sequenceDiagram|    participant|    [CBW](->>|-->>|--x)[CBW]: ", line)
            for line in out.strip().split("\n")
        )


def test_progress_is_drawn_on_a_terminal(cli: Cli) -> None:
    result = cli("trace", "show", CHROME, exit_code=0, tty=True, env={"TERM": "xterm"})
    assert "\r\x1b[K" in result.stderr
    assert result.stderr.endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("lang", "moved", "bodies"),
    [
        ("zh", "按 3 个 Date 头调整 -8 小时", "没有，或没有记录"),
        ("en", "moved -8 h by 3 Date headers", "none, or not recorded"),
    ],
)
def test_zones_in_hours_and_bodies_that_nobody_wrote_down(cli: Cli, lang: str, moved: str, bodies: str) -> None:
    assert moved in cli("trace", "show", str(CAPTURES / "proxypin.har"), "--lang", lang, exit_code=0).stdout
    rails = cli("trace", "show", str(CAPTURES / "rails.log"), "--entry", "1", "--lang", lang, exit_code=0).stdout
    assert rails.count(bodies) == 2
