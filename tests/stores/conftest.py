"""Stores with a memory backend, and a real Secret Service on a session bus of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.components import program
from tests.conftest import FakeClock
from wxauth_cli.actions.context import Paths
from wxauth_cli.stores import MemoryBackend, Stores
from wxauth_cli.stores.backend import Backend

Open = Callable[..., Stores]


@pytest.fixture
def backend() -> MemoryBackend:
    return MemoryBackend()


@pytest.fixture
def warnings_said() -> list[str]:
    """Names of the sentences that the stores said."""
    return []


@pytest.fixture
def open_stores(tmp_path: Path, clock: FakeClock, backend: MemoryBackend, warnings_said: list[str]) -> Open:
    """A new run over the same files and keyring: `open_stores(insecure=…)`."""
    env = {"WXAUTH_HOME": str(tmp_path / "wx")}

    def make(*, insecure: bool = False, keyring: Backend | None = None) -> Stores:
        stores = Stores(Paths.of(env), env, clock, insecure=insecure, backend=keyring or backend)
        stores.on_warning = lambda name, params: warnings_said.append(name)
        return stores

    return make


@pytest.fixture
def stores(open_stores: Open) -> Stores:
    return open_stores()


@pytest.fixture(scope="session")
def secret_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """gnome-keyring, unlocked, on a bus of its own; yields the environment in which clients find it."""
    program("dbus-run-session")
    program("gnome-keyring-daemon")
    folder = tmp_path_factory.mktemp("secret-service")
    (folder / ".local" / "share" / "keyrings").mkdir(parents=True)
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime)}
    unlock = "printf %s pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
    process = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", f'{unlock}; echo "$DBUS_SESSION_BUS_ADDRESS"; read line'],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=env,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address, "the session bus did not start"
    yield {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_RUNTIME_DIR": str(runtime)}
    process.communicate("\n", timeout=10)
