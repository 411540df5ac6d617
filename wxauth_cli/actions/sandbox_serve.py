"""`wxauth sandbox serve`: listens until it is told to end."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.actions.context import Context
from wxauth_cli.core.errors import NetworkError, UsageError
from wxauth_cli.core.report import Report

if TYPE_CHECKING:
    from wxauth_cli.sandbox.server import Running


def serve(run: Context, *, port: int, host: str, name: str) -> Report:
    """Serve in the foreground until SIGINT or SIGTERM; shows the addresses as soon as it listens.

    UsageError `sandbox-not-loopback` or `profile-exists`, NetworkError `port-in-use` or `cannot-listen`.
    """
    import gc

    from wxauth_cli.stores import SandboxProfile

    # Off for short runs; this one may last for days.
    gc.enable()
    profiles = run.stores.profiles
    with _listening(run, host, port) as running, _until_signalled() as ended:
        if profiles.sandbox(name) is not None:
            run.notify(run.t("sandbox.serve.replaced", name=name))
        profiles.add_sandbox(
            SandboxProfile(
                name=name,
                appid=running.appid,
                secret=running.secret,
                api_base=running.url,
                control_url=running.control_url,
                control_token=running.control_token,
            )
        )
        try:
            report = _report(running, name)
            run.show(report)
            # With a timeout, because on Windows a wait without one cannot be interrupted.
            while not ended.wait(1.0):
                pass
        finally:
            profiles.remove_sandbox(name, running.control_url)
    return Report("sandbox serve", report.data, shown=True, clear=True)


def _report(running: Running, name: str) -> Report:
    return Report(
        "sandbox serve",
        data={
            "url": running.url,
            "control_url": running.control_url,
            "control_token": running.control_token,
            "appid": running.appid,
            "secret": running.secret,
        },
        clear=True,
        extra={"profile": name},
    )


def _listening(run: Context, host: str, port: int) -> Running:
    from wxauth_cli.sandbox.guard import bindable
    from wxauth_cli.sandbox.server import PortInUse, serve_in_thread
    from wxauth_cli.sandbox.state import State

    if not bindable(host):
        raise UsageError("sandbox-not-loopback", host=host)
    try:
        return serve_in_thread(State(now=run.clock.now), host=host, port=port)
    except PortInUse as exc:
        raise NetworkError("port-in-use", port=port, reason=exc.strerror) from None
    except OSError as exc:
        raise NetworkError("cannot-listen", host=host, reason=exc.strerror or type(exc).__name__) from None


@contextlib.contextmanager
def _until_signalled() -> Iterator[threading.Event]:
    """An event that SIGINT and SIGTERM set: both are the usual way to end a server, so neither is an error."""
    ended = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: ended.set()) for number in numbers}
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
