"""The fixture `wechat` in the tests of somebody else's project: what pytest loads by the entry point."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import wxauth_cli.sandbox
from tests.conftest import NOW
from wxauth_cli.sandbox.server import Running

THEIRS = """
import json
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

opener = build_opener(ProxyHandler({}))

def exchange(wechat, code):
    query = {"appid": wechat.appid, "secret": wechat.secret, "js_code": code, "grant_type": "authorization_code"}
    return json.load(opener.open(f"{wechat.url}/sns/jscode2session?{urlencode(query)}"))

seen = []

def test_a_login(wechat):
    seen.append((wechat.url, wechat.appid))
    answer = exchange(wechat, wechat.login(user="ann"))
    assert sorted(answer) == ["openid", "session_key", "unionid"]
    assert set(wechat.tap(user="ann")) >= {"code", "encryptedData", "iv"}
    wechat.control("fault", errcode=-1)

def test_another_begins_anew(wechat):
    assert seen in ([], [(wechat.url, wechat.appid)])
    assert wechat.control("journal")["entries"] == []
    assert "openid" in exchange(wechat, wechat.login())
"""
QUIET = """
import sys

def test_nothing_of_ours_is_loaded():
    ours = {name for name in sys.modules if name.startswith("wxauth_cli")}
    assert ours == {"wxauth_cli", "wxauth_cli.sandbox", "wxauth_cli.sandbox.pytest_plugin"}
    assert not {"httpx", "httptools", "cryptography"} & set(sys.modules)
"""


def pytest_run(folder: Path, source: str, *options: str) -> subprocess.CompletedProcess[str]:
    """In a project and a process of its own, where only the entry point tells pytest of us."""
    (folder / "test_theirs.py").write_text(source, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    argv = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *options]
    return subprocess.run(argv, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_the_entry_point_names_the_plugin() -> None:
    assert [item.value for item in entry_points(group="pytest11", name="wxauth")] == [
        "wxauth_cli.sandbox.pytest_plugin"
    ]


def test_a_backends_tests_have_a_wechat(tmp_path: Path) -> None:
    done = pytest_run(tmp_path, THEIRS)
    assert "2 passed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0


def test_whoever_does_not_use_it_pays_nothing(tmp_path: Path) -> None:
    # Other plugins of this environment load modules of their own.
    done = pytest_run(tmp_path, QUIET, "-p", "no:xdist", "-p", "no:hypothesispytest")
    assert done.returncode == 0, done.stdout + done.stderr


def test_both_fixtures_are_listed_with_a_sentence(tmp_path: Path) -> None:
    done = pytest_run(tmp_path, QUIET, "--fixtures", "-v")
    assert "wechat_server [session scope]" in done.stdout
    assert "The sandbox as at its beginning" in done.stdout


@pytest.mark.parametrize("page", ["python.md", "python.en.md"])
def test_the_lines_of_the_page_run(page: str, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "sandbox" / page).read_text(encoding="utf-8")
    blocks = [part.partition("```")[0] for part in text.split("```python\n")[1:]]
    ours = [block for block in blocks if "from wxauth_cli.sandbox import" in block]
    assert len(ours) == 3
    for block in ours:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", block],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout or "print(" not in block
    assert (tmp_path / "wechat.db").exists()


def test_our_own_fixture_stands_on_the_tests_clock(wechat: Running) -> None:
    assert wechat.control("clock")["now"] == NOW


def test_the_public_names_are_there() -> None:
    names = {name: getattr(wxauth_cli.sandbox, name) for name in wxauth_cli.sandbox.__all__}
    assert names["Running"] is Running
    assert all(callable(value) for value in names.values())
    # A module of that name would take its place.
    assert not {path.stem for path in Path(wxauth_cli.sandbox.__path__[0]).iterdir()} & set(names)
    assert not hasattr(wxauth_cli.sandbox, "nonsense")
