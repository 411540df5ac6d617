"""Fixtures of the whole suite: one `cli`, a fixed clock, a temporary home, no network but loopback."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from wxauth_cli.actions.context import Context, Streams
from wxauth_cli.cli.invocation import Invocation
from wxauth_cli.cli.main import main
from wxauth_cli.core.secret import LIVE
from wxauth_cli.stores import MemoryBackend, Stores

if TYPE_CHECKING:
    from wxauth_cli.sandbox.server import Running

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # Started in the background of a shell: our children would inherit that Ctrl-C does nothing.
    signal.signal(signal.SIGINT, signal.default_int_handler)

NOW = 1_800_000_000.0
"""2027-01-15 08:00:00 UTC, the time of every test that does not set another."""


class FakeClock:
    """Stands still unless told otherwise; sleeping moves it."""

    def __init__(self, now: float = NOW) -> None:
        self.time = now

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "docs" / "schema" / "wxauth-1.schema.json").read_text(encoding="utf-8")
)


@cache
def _validators() -> tuple[Any, dict[str, Any]]:
    from jsonschema import Draft202012Validator as Validator

    definitions = SCHEMA["$defs"]
    return Validator(SCHEMA), {
        command: Validator({**data, "$defs": definitions}) for command, data in definitions["data"].items()
    }


def validate(document: Any) -> None:
    """The document is what docs/schema promises: the envelope, and the data of its command where there is any."""
    envelope, data = _validators()
    envelope.validate(document)
    if document["data"] is not None and document["command"] in data:
        data[document["command"]].validate(document["data"])


@dataclass(frozen=True)
class Result:
    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        assert self.stdout.count("\n") == 1, self.stdout
        document = json.loads(self.stdout)
        validate(document)
        return document


class _Stream(io.TextIOWrapper):
    def __init__(self, data: bytes = b"", *, tty: bool = False, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(data), encoding=encoding, errors="backslashreplace", newline="")
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty

    def text(self) -> str:
        self.flush()
        raw = self.buffer
        assert isinstance(raw, io.BytesIO)
        return raw.getvalue().decode(self.encoding)


class Cli:
    """Runs the program in this process: `cli("explain", "40029", exit_code=0)`."""

    def __init__(self, home: Path, clock: FakeClock) -> None:
        self.home = home
        self.clock = clock
        self.backend = MemoryBackend()
        self.env: dict[str, str] = {"WXAUTH_HOME": str(home), "LANG": "en_US.UTF-8", "COLUMNS": "100", "TERM": "dumb"}
        self.network: Any = None

    def open_stores(self, context: Context) -> Stores:
        return Stores(
            context.paths, context.env, context.clock, insecure=context.insecure_storage, backend=self.backend
        )

    def __call__(
        self,
        *argv: str,
        exit_code: int,
        stdin: str | bytes = "",
        env: Mapping[str, str] | None = None,
        tty: bool = False,
        encoding: str = "utf-8",
        memory_stores: bool = True,
    ) -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = _Stream(tty=tty, encoding=encoding), _Stream(tty=tty, encoding=encoding)
        invocation = Invocation(
            argv=tuple(argv),
            env={**self.env, **(env or {})},
            streams=Streams(_Stream(data, tty=tty and not data), out, err),
            clock=self.clock,
            network=self.network,
            open_stores=self.open_stores if memory_stores else None,
        )
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(invocation)
        result = Result(int(code), out.text(), err.text())
        assert result.exit_code == exit_code, f"exit {result.exit_code}\n{result.stdout}\n{result.stderr}"
        return result


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def cli(tmp_path: Path, clock: FakeClock) -> Cli:
    return Cli(tmp_path / "wxauth-home", clock)


@pytest.fixture
def wechat(clock: FakeClock) -> Iterator[Running]:
    """The sandbox on loopback, over real HTTP, on the test's clock."""
    from wxauth_cli.sandbox.server import serve_in_thread
    from wxauth_cli.sandbox.state import State

    with serve_in_thread(State(seed=1, now=clock.now)) as running:
        yield running


@pytest.fixture(autouse=True)
def forget_secrets() -> Iterator[None]:
    """The registry of live values is the process's own; one test's secrets are not another's."""
    LIVE.clear()
    yield
    LIVE.clear()


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the developer's home, profile or proxy."""
    import os

    for name in list(os.environ):
        ours = name.startswith("WXAUTH_") and not name.startswith("WXAUTH_TEST_")
        if ours or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anything but this machine is a fault of the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if isinstance(address, tuple) and not (host.startswith("127.") or host in ("::1", "localhost")):
            raise AssertionError(f"a test connects to {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare with a file in tests/golden; `--update-golden` writes it."""

    def check(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{name}: no golden file; run with --update-golden and read it"
        assert text == path.read_text(encoding="utf-8")

    return check


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew; read the diff")
