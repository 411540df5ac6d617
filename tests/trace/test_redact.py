"""`wxauth trace redact` as a user meets it."""

from __future__ import annotations

import gzip
import json
import os
import stat
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.trace.failing import PEOPLE, SECRETS, capture
from tests.trace.support import CAPTURES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    monkeypatch.chdir(made)
    (made / "login.har").write_text(capture(), encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("lang", "said", "counted"),
    [
        ("zh", "已写入 out.har\n", "换掉的值："),
        ("en", "Written to out.har\n", "Values replaced: "),
    ],
)
def test_it_writes_a_copy(cli: Cli, folder: Path, lang: str, said: str, counted: str) -> None:
    result = cli("trace", "redact", "login.har", "-o", "out.har", "--lang", lang, exit_code=0)
    assert result.stdout == said
    assert result.stderr.startswith(counted)
    assert stat.S_IMODE((folder / "out.har").stat().st_mode) == 0o600
    assert sorted(os.listdir(folder)) == ["login.har", "out.har"]
    text = (folder / "out.har").read_text(encoding="utf-8")
    for value in (*SECRETS, *PEOPLE):
        assert value not in text
    before, after = json.loads(capture()), json.loads(text)
    assert [entry["startedDateTime"] for entry in after["log"]["entries"]] == [
        entry["startedDateTime"] for entry in before["log"]["entries"]
    ]


def test_it_is_diagnosed_as_before(cli: Cli, folder: Path) -> None:
    cli("trace", "redact", "login.har", "-o", "out.har", exit_code=0)
    before, after = (
        cli("diagnose", name, "--json", exit_code=10).json["findings"] for name in ("login.har", "out.har")
    )
    assert [(item["id"], item["confidence"]) for item in after] == [(item["id"], item["confidence"]) for item in before]


@pytest.mark.parametrize("name", sorted(path.name for path in CAPTURES.iterdir() if path.suffix != ".md"))
def test_all_captures_come_through(cli: Cli, folder: Path, name: str) -> None:
    before = cli("trace", "show", str(CAPTURES / name), "--json", exit_code=0).json["data"]
    document = cli("trace", "redact", str(CAPTURES / name), "-o", name, "--json", exit_code=0).json
    assert document["data"]["output"] == name
    after = cli("trace", "show", name, "--json", exit_code=0).json["data"]
    assert [(item["step"], item["status"], item["started_at"]) for item in after["items"]] == [
        (item["step"], item["status"], item["started_at"]) for item in before["items"]
    ]


def test_packed_input_and_a_pipe(cli: Cli, folder: Path) -> None:
    packed = gzip.compress(capture().encode())
    (folder / "login.har.gz").write_bytes(packed)
    cli("trace", "redact", "login.har.gz", "-o", "one.har", exit_code=0)
    cli("trace", "redact", "-", "-o", "two.har", stdin=packed, exit_code=0)
    for name in ("one.har", "two.har"):
        assert json.loads((folder / name).read_text(encoding="utf-8"))["log"]["version"] == "1.2"


@pytest.mark.parametrize(("lang", "hint"), [("zh", "加 --force 覆盖"), ("en", "overwrite it with --force")])
def test_it_overwrites_nothing(cli: Cli, folder: Path, lang: str, hint: str) -> None:
    (folder / "out.har").write_text("mine")
    result = cli("trace", "redact", "login.har", "-o", "out.har", "--lang", lang, exit_code=3)
    assert "[output-exists]" in result.stderr
    assert hint in result.stderr
    assert (folder / "out.har").read_text() == "mine"
    cli("trace", "redact", "login.har", "-o", "out.har", "--force", exit_code=0)
    assert (folder / "out.har").read_text() != "mine"
