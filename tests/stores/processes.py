"""Real processes for the tests: the program itself, with a home and a keyring of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECRET = "c0ffee5eaf00dc0ffee5eaf00dbadbee"
APPID = "wxa1b2c3d4e5f60718"


@dataclass
class Machine:
    """A home folder, a keyring, and the program."""

    folder: Path
    keyring: str = "tests.stores.keyrings.Good"
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("home", "keyring", "wx", "cwd"):
            (self.folder / name).mkdir(exist_ok=True)

    @property
    def home(self) -> Path:
        """WXAUTH_HOME."""
        return self.folder / "wx"

    def env(self, **more: str) -> dict[str, str]:
        """The whole environment of a process."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "WXAUTH_HOME": str(self.home),
            "WXAUTH_TEST_KEYRING": str(self.folder / "keyring"),
            "PYTHON_KEYRING_BACKEND": self.keyring,
            "PYTHONPATH": str(ROOT),
            "LANG": "en_US.UTF-8",
            "COLUMNS": "100",
            **self.extra,
            **more,
        }

    def start(self, *argv: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start the program."""
        return subprocess.Popen(
            [sys.executable, "-m", "wxauth_cli", *argv],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder / "cwd",
            env=self.env(**(env or {})),
        )

    def run(self, *argv: str, stdin: str = "", env: Mapping[str, str] | None = None) -> Done:
        """Run the program to its end."""
        began = time.monotonic()
        process = self.start(*argv, env=env)
        out, err = process.communicate(stdin, timeout=60)
        return Done(process.returncode, out, err, time.monotonic() - began)

    def files_with(self, secret: str) -> list[Path]:
        """Files outside the keyring that hold the secret."""
        keyring = self.folder / "keyring"
        found = []
        for path in self.folder.rglob("*"):
            if path.is_file() and keyring not in path.parents and secret.encode() in path.read_bytes():
                found.append(path)
        return found


@dataclass(frozen=True)
class Done:
    exit_code: int
    stdout: str
    stderr: str
    took_s: float
