"""Other programs that read HAR files: Chromium's DevTools, and mitmproxy from PyPI."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.components import missing
from tests.render.report.chromium import Chromium, executable

MITMPROXY = "mitmproxy==11.0.2"


@pytest.fixture(scope="session")
def devtools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Chromium's own DevTools, as a page."""
    if executable() is None:
        missing("Chromium")
    with Chromium(tmp_path_factory.mktemp("devtools")) as running:
        running.devtools()
        yield running


@pytest.fixture(scope="session")
def mitmdump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, in a throw-away environment."""
    folder = tmp_path_factory.mktemp("mitmproxy")
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", MITMPROXY],
    ):
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "bin" / "mitmdump"
