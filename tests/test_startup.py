"""Start-up is felt at every call: what a command does not use, it does not load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    *("rich", "httpx", "httpcore", "cryptography", "jwt", "keyring", "jinja2", "httptools"),
    *("pydantic", "asyncio", "ssl"),
)

RUN = """
import io, json, sys
from wxauth_cli.actions.context import Streams, SystemClock
from wxauth_cli.cli.invocation import Invocation
from wxauth_cli.cli.main import main
argv, stdin, home = json.loads(sys.argv[1])
out, err = io.StringIO(), io.StringIO()
real = sys.stdout
sys.stdout = out
stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
code = main(Invocation(tuple(argv), {"WXAUTH_HOME": home, "COLUMNS": "80"}, Streams(stdin, out, err), SystemClock()))
names = sorted(sys.modules)
print(json.dumps([int(code), out.getvalue(), err.getvalue(), names]), file=real)
"""

OFFICIAL = {
    "session_key": "AAECAwQFBgcICQoLDA0ODw==",
    "iv": "EBESExQVFhcYGRobHB0eHw==",
    "encryptedData": (
        "aLhedzo+Z6es5zW+YHo9so30gEwnmxEmwwuddXdt3znzJGetrvYMKdvHuiOsxuIzDwume87hsN1MdyPuCfQhY+OCaZwVIIanl7Y0BjAKFMvYIqgn"
        "Dl85z1BPOV4mBmrn3eH/KKqJjhODXQ+M5QtV5YR8SDg/Npa+5bQDlZVur+baVCvcKss1XpgAMC/X9RPFXl7qt6BevFa9dyC6aawNDQ=="
    ),
    "appid": "wx0123456789abcdef",
}
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIiwiaWF0IjoxODAwMDAwMDAwLCJleHAiOjE4MDAwMDM2MDB9.c2ln"


PARTS = {
    **dict.fromkeys(("wxauth_cli.core.world", "wxauth_cli.lab", "wxauth_cli.net", "wxauth_cli.stores"), ()),
    "wxauth_cli.core.model": ("diagnose",),
    "wxauth_cli.diagnose.case": ("explain", "diagnose"),
    "wxauth_cli.core.findings": ("explain", "diagnose", "token", "decrypt"),
    "wxauth_cli.render.blocks": ("tables",),
    "hashlib": ("token",),
    "string": ("tables",),
}
"""Our own parts, and modules of the standard library, that cost something -> the commands that need them."""


def modules(tmp_path: Path, *argv: str, stdin: str = "") -> set[str]:
    """The modules that a run of the command loads; the run has to succeed."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps([argv, stdin, str(tmp_path)])],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    code, out, err, names = json.loads(done.stdout)
    assert code == 0, out + err
    return set(names)


def loaded(tmp_path: Path, *argv: str, stdin: str = "") -> set[str]:
    """The heavy packages among them."""
    return {name.split(".")[0] for name in modules(tmp_path, *argv, stdin=stdin)} & set(HEAVY)


@pytest.mark.quick
def test_importing_the_command_line_loads_nothing_heavy() -> None:
    code = "import sys, wxauth_cli.cli.main, json; print(json.dumps(sorted({n.split('.')[0] for n in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert set(json.loads(done.stdout)) & set(HEAVY) == set()


@pytest.mark.quick
@pytest.mark.parametrize(
    ("argv", "stdin", "allowed"),
    [
        (["--json"], "", set()),
        (["--help"], "", set()),
        (["explain", "40029", "--json"], "", set()),
        (["explain", "40029"], "", {"rich"}),
        (["rid", "652d44d0-1d0af18b-5b069232", "--json"], "", set()),
        (["token", "inspect", "-", "--json"], TOKEN, set()),
        (["token", "inspect", "-"], TOKEN, {"rich"}),
        (["decrypt", "-", "--json"], json.dumps(OFFICIAL), {"cryptography"}),
        (["decrypt", "-"], json.dumps(OFFICIAL), {"cryptography", "rich"}),
        (["signature", "--help"], "", set()),
        (["profile", "list", "--json"], "", set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_uses(tmp_path: Path, argv: list[str], stdin: str, allowed: set[str]) -> None:
    assert loaded(tmp_path, *argv, stdin=stdin) <= allowed


@pytest.mark.quick
@pytest.mark.parametrize(
    ("argv", "stdin"),
    [
        (["rid", "652d44d0-1d0af18b-5b069232"], ""),
        (["explain", "40029"], ""),
        (["token", "inspect", "-"], TOKEN),
        (["decrypt", "-"], json.dumps(OFFICIAL)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
@pytest.mark.parametrize("form", ["json", "tables"])
def test_a_command_loads_only_its_own_parts(tmp_path: Path, argv: list[str], stdin: str, form: str) -> None:
    found = modules(tmp_path, *argv, *(["--json"] if form == "json" else []), stdin=stdin)
    assert "typer" not in found
    unneeded = {name for name, users in PARTS.items() if argv[0] not in users and form not in users}
    assert found & unneeded == set()


@pytest.mark.quick
def test_a_cause_is_loaded_without_the_world_that_it_is_played_in() -> None:
    code = (
        "import sys; from wxauth_cli.diagnose.causes import all_causes\n"
        "assert len(all_causes()) > 100\n"
        "assert 'wxauth_cli.core.world' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)


@pytest.mark.quick
def test_version_loads_no_command_line() -> None:
    code = (
        "import sys, runpy; sys.argv = ['wxauth', '--version']\n"
        "try: runpy.run_module('wxauth_cli', run_name='__main__')\n"
        "except SystemExit as exc: assert exc.code == 0\n"
        "assert 'typer' not in sys.modules and 'wxauth_cli.cli' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
