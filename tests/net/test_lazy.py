"""httpx without its command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def click(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A click that can be imported, whether or not something has brought the real one."""
    (tmp_path / "click").mkdir()
    (tmp_path / "click" / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)


_LOADED = """
import sys
from wxauth_cli.net.lazy import load_httpx
load_httpx()
load_httpx()
print(sorted({"click", "rich", "pygments"} & set(sys.modules)))
import click, httpx, logging
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200))).get("https://x.test/?secret=abc")
print(click.__name__)
"""


def test_click_is_hidden_while_httpx_is_imported_and_there_afterwards() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.split("\n") == ["[]", "click", ""]
    assert done.stderr == ""


_AFTER_CLICK = """
import click, sys
from wxauth_cli.net.lazy import load_httpx
load_httpx()
print(sys.modules["click"] is click)
"""


def test_a_click_that_was_loaded_before_stays() -> None:
    done = subprocess.run([sys.executable, "-c", _AFTER_CLICK], capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "True\n"
