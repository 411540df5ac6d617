"""A browser for the tests of this folder, and axe-core to judge what it shows."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.components import missing, program
from tests.render.report.chromium import Chromium, executable

AXE = "axe-core@4.14.1"


@pytest.fixture(scope="session")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    if executable() is None:
        missing("Chromium")
    with Chromium(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def browser(_browser: Chromium) -> Iterator[Chromium]:
    """The browser, with scripts allowed and no page of an earlier test."""
    yield _browser
    _browser.scripts(allowed=True)


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, from the npm package."""
    npm = program("npm")
    folder: Path = tmp_path_factory.mktemp("axe")
    command = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", AXE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode:
        missing(f"axe-core ({done.stderr[-300:]})")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
