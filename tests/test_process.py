"""What only a real process shows: the entry point, a closed pipe, signals, an odd locale."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wxauth_cli import __version__

WXAUTH = [sys.executable, "-m", "wxauth_cli"]


def env(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "WXAUTH_HOME": str(tmp_path / "wx"), "HOME": str(tmp_path), **more}


@pytest.mark.quick
def test_the_entry_point(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("wxauth")
    for command in (WXAUTH, [str(script)]):
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60, check=True)
        assert done.stdout == f"wxauth {__version__}\n"


@pytest.mark.quick
def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*WXAUTH, "explain", "--list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env(tmp_path)
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    stderr = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 141
    assert stderr == b""


@pytest.mark.quick
@pytest.mark.parametrize("words", [("--help",), ("diagnose", "--help"), ("--version",)])
def test_a_pipe_that_nobody_reads_is_silent(tmp_path: Path, words: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.Popen([*WXAUTH, *words], stdout=writer, stderr=subprocess.PIPE, env=env(tmp_path))
    os.close(writer)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 141


@pytest.mark.quick
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signals_end_a_waiting_run(tmp_path: Path, number: signal.Signals, code: int) -> None:
    process = subprocess.Popen(
        [*WXAUTH, "diagnose", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env(tmp_path),
    )
    time.sleep(1.5)
    assert process.poll() is None
    process.send_signal(number)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == code
    assert b"Traceback" not in stderr


@pytest.mark.quick
@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp936"}]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_odd_locales_do_not_crash(tmp_path: Path, locale: dict[str, str], lang: str) -> None:
    for argv in (["--help"], ["explain", "40029"], ["explain", "40029", "--json"], []):
        done = subprocess.run(
            [*WXAUTH, *argv, "--lang", lang] if argv else WXAUTH,
            capture_output=True,
            timeout=60,
            env=env(tmp_path, **locale, WXAUTH_LANG=lang),
            check=False,
        )
        assert done.returncode == 0, done.stderr


@pytest.mark.quick
def test_no_module_of_the_working_directory_is_imported(tmp_path: Path) -> None:
    for name in ("jwt", "rich", "typer", "wxauth_cli"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('hijacked')", encoding="utf-8")
    script = Path(sys.executable).with_name("wxauth")
    done = subprocess.run(
        [str(script), "explain", "40029"], capture_output=True, text=True, cwd=tmp_path, env=env(tmp_path), timeout=60
    )
    assert done.returncode == 0
    assert "hijacked" not in done.stderr
