"""`wxauth sandbox run`: a command for which WeChat is the sandbox, whatever SDK it uses."""

from __future__ import annotations

import contextlib
import io
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.sandbox_environment import Reach, child_environment, write_files
from wxauth_cli.actions.sandbox_serve import listening, registered
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.report import Report

if TYPE_CHECKING:
    from wxauth_cli.sandbox.server import Running
    from wxauth_cli.sandbox.tunnel import Proxy

_FORWARDED = tuple(
    number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None
)


def run_command(run: Context, command: Sequence[str], *, name: str) -> Report:
    """Run `command` beside a sandbox of its own and pass its exit code on; 128 + n if signal n ended it.

    UsageError `command-not-found` or `command-not-started`. With `--json` what the command prints goes to standard
    error, so that standard output is the document alone.
    """
    import gc

    from wxauth_cli.sandbox.guard import WECHAT_HOSTS

    # Off for short runs; this one may last for days.
    gc.enable()
    program = shutil.which(command[0], path=run.env.get("PATH"))
    if program is None:
        raise UsageError("command-not-found", name=command[0])
    with contextlib.ExitStack() as stack:
        running = stack.enter_context(listening(run, "127.0.0.1", 0))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wxauth-sandbox-")))
        reach, proxy = _reach(run, running, folder, stack)
        stack.enter_context(registered(run, running, name))
        run.notify(run.t("sandbox.run.ready", url=running.url, appid=running.appid))
        exit_code = _child(run, [program, *command[1:]], child_environment(run.env, reach, WECHAT_HOSTS))
        with running.state.lock:
            calls = len(running.state.journal.entries())
        refused = dict(proxy.refused)
    for place, times in refused.items():
        run.notify(run.t("sandbox.run.refused", place=place, times=times))
    return Report(
        "sandbox run",
        data={"exit_code": exit_code, "url": running.url, "appid": running.appid, "calls": calls, "refused": refused},
        ok=exit_code == 0,
        exit_code=exit_code,
        clear=True,
    )


def _reach(run: Context, running: Running, folder: Path, stack: contextlib.ExitStack) -> tuple[Reach, Proxy]:
    """Open the doors that go by WeChat's names, and write the files that lead there."""
    from wxauth_cli.sandbox.authority import make_authority, server_context
    from wxauth_cli.sandbox.server import open_wechat_door
    from wxauth_cli.sandbox.tunnel import open_proxy

    now = run.clock.now()
    authority = make_authority(now)
    tls_port, close = open_wechat_door(running.front, tls=server_context(authority, now))
    stack.callback(close)
    clear_port, close = open_wechat_door(running.front, tls=None)
    stack.callback(close)
    proxy = open_proxy(tls_port=tls_port, clear_port=clear_port)
    stack.callback(proxy.close)
    reach = Reach(
        appid=running.appid,
        secret=running.secret,
        url=running.url,
        control_url=running.control_url,
        control_token=running.control_token,
        tls_port=tls_port,
        proxy_url=proxy.url,
        **write_files(folder, authority.certificate_pem, run.env),
    )
    return reach, proxy


def _child(run: Context, argv: list[str], env: dict[str, str]) -> int:
    streams = run.streams
    output = _descriptor(streams.stderr if run.as_json else streams.stdout)
    streams.stdout.flush()
    streams.stderr.flush()
    with _Forwarding(at_terminal=streams.stdin.isatty()) as signals:
        try:
            process = subprocess.Popen(  # noqa: S603 - to run what the user names is the purpose
                argv, env=env, stdin=_descriptor(streams.stdin), stdout=output, stderr=_descriptor(streams.stderr)
            )
        except OSError as exc:
            raise UsageError("command-not-started", name=argv[0], reason=exc.strerror or type(exc).__name__) from None
        try:
            signals.send_to(process)
            code = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
    return code if code >= 0 else 128 - code


class _Forwarding:
    """Signals go to the child, which decides what comes of them.

    Ctrl-C at a terminal has reached it already: it stands in the same process group.
    """

    def __init__(self, *, at_terminal: bool) -> None:
        self._at_terminal = at_terminal
        self._child: subprocess.Popen[bytes] | None = None
        self._early: list[int] = []
        self._before: dict[int, Any] = {}

    def __enter__(self) -> _Forwarding:
        # Elsewhere Python receives no signals.
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._forward) for number in _FORWARDED}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def send_to(self, child: subprocess.Popen[bytes]) -> None:
        """From now on, and what came while it was starting."""
        self._child = child
        for number in self._early:
            child.send_signal(number)

    def _forward(self, number: int, _frame: object) -> None:
        if self._at_terminal and number == signal.SIGINT:
            return
        if self._child is None:
            self._early.append(number)
        else:
            self._child.send_signal(number)


def _descriptor(stream: TextIO) -> int | None:
    """The stream's file descriptor; None (inherit) where it is not a real file."""
    try:
        return stream.fileno()
    except (OSError, io.UnsupportedOperation):
        return None
