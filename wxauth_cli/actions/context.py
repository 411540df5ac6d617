"""Everything that a command takes from outside: clock, environment, streams, stores, transport, language."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol, TextIO

from wxauth_cli.core.errors import InputError, UsageError, WxauthError
from wxauth_cli.core.text import Lang
from wxauth_cli.knowledge.texts import Texts

if TYPE_CHECKING:
    import httpcore

    from wxauth_cli.core.model import Flow
    from wxauth_cli.core.report import Report
    from wxauth_cli.stores import Stores

INPUT_LIMIT_BYTES = 64 * 1024 * 1024


class Clock(Protocol):
    """The time of day and a monotonic time, both in seconds."""

    def now(self) -> float: ...

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        """Unix seconds."""
        return time.time()  # noqa: TID251 - the one place

    def monotonic(self) -> float:
        """Seconds since some moment, never going back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Progress(Protocol):
    """Shows on stderr how far long work has come; draws nothing where there is no terminal."""

    def update(self, done: int, total: int | None = None) -> None: ...

    def close(self) -> None: ...


class NoProgress:
    """For pipes and tests."""

    def update(self, done: int, total: int | None = None) -> None:
        """Draw nothing."""

    def close(self) -> None:
        """Nothing to clear."""


class Streams(NamedTuple):
    """The three standard streams."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    def stdin_bytes(self) -> BinaryIO:
        """Standard input without decoding."""
        return self.stdin.buffer


class Paths(NamedTuple):
    """The folders of our own files: `config` (profiles), `state` (index, locks, insecure store)."""

    config: Path
    state: Path

    @classmethod
    def of(cls, env: Mapping[str, str]) -> Paths:
        """`WXAUTH_HOME` moves all; else the platform's own folders."""
        home = env.get("WXAUTH_HOME")
        if home:
            return cls(Path(home) / "config", Path(home) / "state")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("wxauth", appauthor=False)
        return cls(Path(dirs.user_config_dir), Path(dirs.user_state_dir))


@dataclass(eq=False, repr=False)
class Context:
    """One run. Nothing below `cli` asks the process for any of this."""

    lang: Lang
    clock: Clock
    env: Mapping[str, str]
    streams: Streams
    command: str = ""
    """The words of the command, such as `access-token get`."""
    profile: str | None = None
    """The profile chosen explicitly (`--profile` or `WXAUTH_PROFILE`), None for the default one."""
    reveal: bool = False
    verbose: bool = False
    as_json: bool = False
    insecure_storage: bool = False
    network: httpcore.NetworkBackend | None = None
    """Replaces sockets in tests; None: the real network."""
    notify: Callable[[str], None] = lambda sentence: None
    """Shows a sentence on stderr at once (gated and redacted); for what must be said before the work goes on."""
    show: Callable[[Report], None] = lambda report: None
    """Shows a report at once, for work that goes on after it: a server that listens."""
    document: Callable[[Report | WxauthError], str] = lambda report: ""
    """The JSON document of a report or an error, on one line: what a batch writes for each of its records."""
    progress: Callable[[str], Progress] = lambda label: NoProgress()
    """Begins a progress line with that label."""
    save_har: Callable[[str, Flow], None] = lambda path, flow: None
    """Writes a flow as HAR, redacted, whole or not at all (InputError if it cannot be written)."""
    draw_report: Callable[[Mapping[str, object], str], str] = lambda material, form: ""
    """The text of a trace report, as `html` or `markdown`."""
    ask_secret: Callable[[str], str] | None = None
    """Asks for a secret at the terminal without echo; None where there is no terminal."""
    ask: Callable[[str], str] | None = None
    """Asks for a line at the terminal; None where there is no terminal."""
    open_stores: Callable[[Context], Stores] | None = None
    """Replaces the stores in tests."""
    notices: list[str] = field(default_factory=list)

    @cached_property
    def paths(self) -> Paths:
        """The folders of our own files."""
        return Paths.of(self.env)

    @cached_property
    def t(self) -> Texts:
        """The program's sentences in the run's language."""
        return Texts(self.lang)

    @cached_property
    def stores(self) -> Stores:
        """Profiles, secrets, tokens, sessions."""
        from wxauth_cli.stores import Stores

        if self.open_stores is not None:
            stores = self.open_stores(self)
        else:
            stores = Stores(self.paths, self.env, self.clock, insecure=self.insecure_storage)
        stores.on_warning = lambda name, params: self.notify(self.t(f"stores.{name}", **params))
        # A damaged configuration is reported by what needs it, not by every command.
        with contextlib.suppress(WxauthError):
            name = self.profile or (None if self.env.get("WXAUTH_APPID") else stores.profiles.default)
            if name is not None and stores.profiles.sandbox(name) is not None:
                stores.sandbox = name
        return stores

    def read_input(self, source: str, *, limit: int = INPUT_LIMIT_BYTES) -> bytes:
        """The bytes of a file, or of standard input for `-`. InputError if unreadable or larger than `limit`."""
        if source == "-":
            if self.streams.stdin.isatty():
                raise UsageError("stdin-is-terminal", command=f"wxauth {self.command} -")
            data = self.streams.stdin_bytes().read(limit + 1)
        else:
            try:
                # O_NONBLOCK: opening a FIFO must not hang; a regular file does not care.
                with open(os.open(source, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
                    data = file.read(limit + 1) or b""
            except FileNotFoundError:
                raise InputError("file-not-found", path=source) from None
            except (OSError, ValueError) as exc:
                reason = exc.strerror or type(exc).__name__ if isinstance(exc, OSError) else type(exc).__name__
                raise InputError("file-unreadable", path=source, reason=reason) from None
        if len(data) > limit:
            raise InputError("input-too-large", limit=limit)
        return data

    def read_secret(self, what: str, *, file: str | None, alternative: str) -> str:
        """A secret from `file` (`-`: standard input), else asked for at the terminal; one trailing line end is dropped.

        `alternative` names the options to use where there is no terminal (UsageError `no-terminal`).
        """
        if file is not None:
            try:
                return self.read_input(file, limit=64 * 1024).decode("utf-8-sig").rstrip("\r\n")
            except UnicodeDecodeError:
                raise InputError("file-unreadable", path=file, reason="not UTF-8") from None
        if self.ask_secret is None:
            raise UsageError("no-terminal", what=what, alternative=alternative)
        return self.ask_secret(what)
