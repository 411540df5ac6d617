"""`wxauth lab`: a fault played, its diagnosis, the evidence kept; both languages, right and wrong input."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.conftest import Cli
from wxauth_cli.core.columns import width_of
from wxauth_cli.core.findings import Confidence
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.diagnose.causes import code_reused, slugs
from wxauth_cli.lab import scenarios


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ("Playing code-reused", "What was recorded (4 HTTP requests)", "200 / 40163", "[error · certain")),
        ("zh", ("演示 code-reused", "录下来的过程（4 次 HTTP 请求）", "200 / 40163", "[错误 · 确定")),
    ],
)
@pytest.mark.parametrize("columns", ["60", "100"])
def test_a_cause(cli: Cli, lang: str, says: tuple[str, ...], columns: str) -> None:
    result = cli("lab", "code-reused", "--seed", "1", "--lang", lang, env={"COLUMNS": columns}, exit_code=0)
    assert result.stderr == ""
    for text in says:
        assert text in result.stdout
    assert max(width_of(line) for line in result.stdout.split("\n")) <= int(columns)


@pytest.mark.parametrize(("lang", "says"), [("en", "nothing was found"), ("zh", "没有发现问题")])
def test_the_healthy_login(cli: Cli, lang: str, says: str) -> None:
    result = cli("lab", "--lang", lang, exit_code=0)
    assert says in result.stdout
    assert "getPhoneNumber" in result.stdout


def test_json(cli: Cli) -> None:
    document = cli("lab", "token-clobbered", "--json", "--seed", "3", exit_code=0).json
    data = document["data"]
    assert document["ok"] is True
    assert document["findings"][0]["id"] == data["cause"] == "token-clobbered"
    assert (data["expected_confidence"], data["as_scripted"], data["saved"]) == ("certain", True, None)
    assert {"login-called", "button-tapped"} <= {step.get("event") for step in data["steps"]}
    assert any(item["id"] == "token-expired" for item in data["ruled_out"])
    healthy = cli("lab", "--json", exit_code=0).json
    assert (healthy["data"]["cause"], healthy["findings"]) == (None, [])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_list(cli: Cli, lang: str) -> None:
    data = cli("lab", "--list", "--json", "--lang", lang, exit_code=0).json["data"]
    listed = [item["id"] for item in (*data["causes"], *data["not_played"])]
    assert sorted(listed) == sorted(slugs())
    assert all(item["near_misses"] for item in data["causes"])
    assert all(item["reason"] for item in data["not_played"])
    text = cli("lab", "--list", "--lang", lang, exit_code=0).stdout
    assert all(slug in text for slug in listed)


def test_the_evidence_is_kept_and_tells_the_same(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    data = cli("lab", "plus-became-space", "--save", str(folder), "--json", exit_code=0).json["data"]
    assert [Path(name).name for name in data["saved"]] == ["flow.har", "bundle-1.json", "token-1.txt"]
    assert all(stat.S_IMODE(Path(name).stat().st_mode) == 0o600 for name in data["saved"])
    again = cli("diagnose", str(folder / "bundle-1.json"), "--json", exit_code=10).json
    assert again["findings"][0]["id"] == "plus-became-space"
    har = json.loads((folder / "flow.har").read_text(encoding="utf-8"))
    assert len(har["log"]["entries"]) == 3
    bundle = json.loads((folder / "bundle-1.json").read_text(encoding="utf-8"))
    assert bundle["session_keys"][0] not in (folder / "flow.har").read_text(encoding="utf-8")


def test_errors_are_kept(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    folder.mkdir()
    result = cli("lab", "ip-not-whitelisted", "--save", str(folder), exit_code=0)
    assert str(folder / "error-1.json") in result.stdout.replace("\n", "")
    assert json.loads((folder / "error-1.json").read_text(encoding="utf-8"))["errcode"] == 40164
    assert (folder / "flow.har").exists()


def test_nothing_is_written_over(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = cli("lab", "--save", str(tmp_path), exit_code=3)
    assert "no new or empty folder" in result.stderr
    assert result.stdout == ""
    file = str(tmp_path / "mine.txt")
    assert "no new or empty folder" in cli("lab", "--save", file, exit_code=3).stderr
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert "cannot be written" in cli("lab", "--save", f"{file}/below", exit_code=3).stderr


@pytest.mark.parametrize(
    ("argv", "code", "en", "zh"),
    [
        (("no-such",), 3, "There is no cause no-such.", "没有 no-such 这个原因。"),
        (("phone-quota",), 3, "phone-quota is not played: it shows on the client only", "phone-quota 不能演"),
        (("--list", "code-reused"), 2, "--list goes with neither", "--list 不能和"),
    ],
)
def test_wrong_input(cli: Cli, argv: tuple[str, ...], code: int, en: str, zh: str) -> None:
    for lang, text in (("en", en), ("zh", zh)):
        result = cli("lab", *argv, "--lang", lang, exit_code=code)
        assert result.stdout == ""
        assert text in result.stderr.replace("\n", " ")


def test_a_diagnosis_that_differs_is_said(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Scenario(code_reused.play, Confidence.POSSIBLE, ())
    monkeypatch.setattr(code_reused, "SCENARIO", wrong)
    result = cli("lab", "code-reused", exit_code=10)
    assert "The diagnosis differs from the script" in result.stdout
    monkeypatch.setattr(scenarios, "healthy_login", code_reused.play)
    assert "A healthy login was found faulty" in cli("lab", exit_code=10).stdout


def test_no_port_to_listen_on(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no port")

    monkeypatch.setattr("wxauth_cli.lab.world.serve_in_thread", refuse)
    assert "could not reach each other" in cli("lab", exit_code=5).stderr.replace("\n", " ")
