"""Many real processes: nothing lost, nothing half-written, one request for all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.stores.processes import ROOT, SECRET, Machine
from wxauth_cli.core.errors import StoreError
from wxauth_cli.sandbox.server import Running, serve_in_thread
from wxauth_cli.sandbox.state import State
from wxauth_cli.stores.keyring_backend import KeyringBackend

STABLE = "/cgi-bin/stable_token"


def harness(*argv: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "stores" / "harness.py"), *argv],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=170,
        check=True,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.mark.slow
def test_no_update_is_lost(tmp_path: Path) -> None:
    result = harness("updates", str(tmp_path / "wx"), "32", "50")
    assert (result["failed"], result["lost"], result["users"], result["set_aside"]) == (0, 0, 32, 0), result


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path) -> None:
    result = harness("kills", str(tmp_path / "wx"), "200", "ours", "20270115")
    bad = {name: result[name] for name in ("damaged", "unreadable", "orphan_secrets", "stuck")}
    assert set(bad.values()) == {0}, result
    assert result["orphans"] > 0, "no kill hit a write: the harness proves nothing"


@pytest.mark.slow
def test_killed_at_any_moment_catches_a_writer_that_writes_in_place(tmp_path: Path) -> None:
    result = harness("kills", str(tmp_path / "wx"), "80", "in-place", "20270115")
    assert result["damaged"] + result["unreadable"] > 0, result


@pytest.fixture
def upstream() -> Iterator[Running]:
    """The sandbox, on the machine's clock."""
    with serve_in_thread(seed=3) as running:
        yield running


def fetched(upstream: Running) -> int:
    return sum(entry["path"] == STABLE for entry in upstream.control("journal")["entries"])


def many_at_once(machine: Machine, upstream: Running, processes: int, **env: str) -> list[dict[str, Any]]:
    """What so many cold `access-token get` say; each must succeed."""
    app = {"WXAUTH_APPID": upstream.appid, "WXAUTH_SECRET": upstream.secret, "WXAUTH_API_BASE": upstream.url, **env}
    running = [machine.start("access-token", "get", "--json", "--reveal", env=app) for _ in range(processes)]
    answers = []
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        assert err == ""
        answers.append(json.loads(out)["data"])
    return answers


@pytest.mark.slow
def test_64_cold_processes_ask_once(tmp_path: Path, upstream: Running) -> None:
    answers = many_at_once(Machine(tmp_path), upstream, 64)
    assert fetched(upstream) == 1
    assert len({answer["access_token"] for answer in answers}) == 1
    assert sum(not answer["cached"] for answer in answers) == 1


@pytest.mark.slow
def test_many_cold_processes_get_a_token_that_is_about_to_end(tmp_path: Path) -> None:
    """WeChat may hand out the last five minutes of a token: still one request, not one for each."""
    machine = Machine(tmp_path)
    begun = time.time()
    # WeChat's clock stands still but for what we advance: how long the processes take to start must not matter.
    with serve_in_thread(State(seed=3, now=lambda: begun)) as upstream:
        many_at_once(machine, upstream, 1)
        upstream.control("clock", advance_s=6898)
        machine.run("access-token", "clear", env={"WXAUTH_APPID": upstream.appid, "WXAUTH_API_BASE": upstream.url})
        answers = many_at_once(machine, upstream, 12)
        assert 2 <= fetched(upstream) <= 4
        assert min(answer["expires_in"] for answer in answers) <= 302


def test_process_killed_while_it_fetches_holds_nobody_up(tmp_path: Path, upstream: Running) -> None:
    machine = Machine(tmp_path)
    app = {"WXAUTH_APPID": upstream.appid, "WXAUTH_SECRET": upstream.secret, "WXAUTH_API_BASE": upstream.url}
    upstream.control("fault", path=STABLE, kind="slow", delay_s=10, times=1)
    first = machine.start("access-token", "get", env=app)
    deadline = time.monotonic() + 20
    while fetched(upstream) == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    began = time.monotonic()
    done = machine.run("access-token", "get", "--json", env=app)
    assert done.exit_code == 0, done.stderr
    assert time.monotonic() - began < 8


@pytest.mark.parametrize(("number", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_while_it_fetches(tmp_path: Path, upstream: Running, number: signal.Signals, exit_code: int) -> None:
    machine = Machine(tmp_path)
    app = {"WXAUTH_APPID": upstream.appid, "WXAUTH_SECRET": upstream.secret, "WXAUTH_API_BASE": upstream.url}
    upstream.control("fault", path=STABLE, kind="slow", delay_s=10, times=1)
    process = machine.start("access-token", "get", env=app)
    deadline = time.monotonic() + 20
    while fetched(upstream) == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    _, err = process.communicate(timeout=5)
    assert process.returncode == exit_code
    assert "Traceback" not in err
    assert machine.run("access-token", "get", env=app).exit_code == 0


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({"WXAUTH_HOME": "", "HOME": ""}, "no-home"),
        ({"WXAUTH_HOME": "", "HOME": "/no/such/home"}, "no-home"),
        ({"WXAUTH_HOME": "relative"}, "home-not-absolute"),
        ({"WXAUTH_HOME": "/proc/wxauth"}, "store-unwritable"),
        ({"WXAUTH_HOME": "/dev/null/wxauth"}, "store-un"),
    ],
    ids=lambda value: str(value),
)
def test_no_place_for_files(tmp_path: Path, env: dict[str, str], code: str) -> None:
    machine = Machine(tmp_path)
    argv = ("profile", "add", "dev", "wxa1b2c3d4e5f60718", "--secret-file", "-", "--insecure-storage")
    done = machine.run(*argv, stdin=SECRET, env=env)
    assert done.exit_code == 6, done.stderr
    assert f"[{code}" in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "cwd").iterdir()) == []
    assert machine.files_with(SECRET) == []


def test_home_of_the_platform(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    argv = ("profile", "add", "dev", "wxa1b2c3d4e5f60718", "--secret-file", "-")
    assert machine.run(*argv, stdin=SECRET, env={"WXAUTH_HOME": ""}).exit_code == 0
    assert sorted(path.name for path in (tmp_path / "home").rglob("*") if path.is_file()) == [
        "index.json",
        "profiles.toml",
        "store.lock",
        "store.pid",
    ]


@pytest.fixture
def bus(secret_service: dict[str, str], tmp_path: Path) -> Machine:
    """A machine whose keyring is the real Secret Service."""
    return Machine(tmp_path, keyring=_SECRET_SERVICE, extra=secret_service)


_SECRET_SERVICE = "keyring.backends.SecretService.Keyring"


@pytest.mark.slow
@pytest.mark.secret_service
def test_16_cold_processes_ask_once_with_the_real_secret_service(bus: Machine, upstream: Running) -> None:
    answers = many_at_once(bus, upstream, 16)
    assert fetched(upstream) == 1
    assert len({answer["access_token"] for answer in answers}) == 1
    assert bus.files_with(answers[0]["access_token"]) == []


@pytest.mark.secret_service
def test_profile_in_the_real_secret_service(bus: Machine) -> None:
    argv = ("profile", "add", "dev", "wxa1b2c3d4e5f60718", "--secret-file", "-")
    assert bus.run(*argv, stdin=SECRET).exit_code == 0
    shown = bus.run("profile", "show", "--json", "--reveal")
    assert json.loads(shown.stdout)["data"]["appsecret"] == SECRET
    assert bus.files_with(SECRET) == []
    purged = json.loads(bus.run("purge", "--json").stdout)["data"]
    assert [(item["storage"], item["kind"]) for item in purged["items"]] == [("keyring", "secret")]
    assert bus.run("profile", "show").exit_code == 2


@pytest.mark.secret_service
def test_locked_secret_service_is_told_from_an_empty_one(secret_service: dict[str, str], tmp_path: Path) -> None:
    """A second keyring daemon that nobody unlocked."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    machine = Machine(tmp_path, extra={"XDG_RUNTIME_DIR": str(runtime), "PYTHON_KEYRING_BACKEND": _SECRET_SERVICE})
    argv = [sys.executable, "-m", "wxauth_cli", "profile", "add", "dev", "wxa1b2c3d4e5f60718", "--secret-file", "-"]
    start = "gnome-keyring-daemon --start --components=secrets"
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", f'{start} >/dev/null 2>&1; exec "$@"', "sh", *argv],
        input=SECRET,
        env=machine.env(),
        cwd=tmp_path / "cwd",
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 6, done.stderr
    assert "[keyring-denied]" in done.stderr or "[keyring-locked]" in done.stderr
    assert machine.files_with(SECRET) == []


@pytest.mark.secret_service
def test_contract_holds_for_the_real_secret_service(
    secret_service: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring.core
    from keyring.backends.SecretService import Keyring

    for name, value in secret_service.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())
    backend = KeyringBackend("wxauth-contract")
    assert backend.get("item-000") is None
    for value in ("one", "密钥 \U0001f511 \n\x01", "x" * 1280):
        backend.set("item-000", value)
        assert backend.get("item-000") == value
    assert backend.delete("item-000") is True
    assert backend.delete("item-000") is False
    with pytest.raises(StoreError):
        backend.set("item-000", "x" * 1281)


def test_disk_that_is_full(tmp_path: Path, upstream: Running) -> None:
    """The answer is given and not cached; what was stored stays whole."""
    machine = Machine(tmp_path)
    app = {"WXAUTH_APPID": upstream.appid, "WXAUTH_SECRET": upstream.secret, "WXAUTH_API_BASE": upstream.url}
    assert machine.run("profile", "add", "dev", "wxa1b2c3d4e5f60718", "--secret-file", "-", stdin=SECRET).exit_code == 0
    before = {path: path.read_bytes() for path in machine.home.rglob("*.json")}
    limited = "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
    done = subprocess.run(
        [sys.executable, "-c", limited + "runpy.run_module('wxauth_cli', run_name='__main__')", "access-token", "get"],
        env=machine.env(**app),
        cwd=tmp_path / "cwd",
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    assert "is not cached" in done.stderr
    assert {path: path.read_bytes() for path in machine.home.rglob("*.json")} == before
    assert not [path for path in machine.home.rglob("*") if path.name.startswith(".wxauth-tmp-")]
