"""`wxauth sandbox serve`: listens until it is told to end."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.signals import until_signalled
from wxauth_cli.core.errors import NetworkError, StoreError, UsageError
from wxauth_cli.core.report import Report

if TYPE_CHECKING:
    from wxauth_cli.sandbox.server import Running
    from wxauth_cli.sandbox.state import State


@dataclass(frozen=True)
class Tls:
    """What `--tls` asks for."""

    port: int
    ca_dir: str | None
    """Where certificate and key of the CA are kept; None: the key stays in memory."""


def serve(
    run: Context,
    *,
    port: int,
    host: str,
    name: str,
    tls: Tls | None,
    state_file: str | None = None,
    seed: int | None = None,
    expose: str | None = None,
) -> Report:
    """Serve in the foreground until SIGINT or SIGTERM; shows the addresses as soon as it listens.

    `expose`: an address of the network at which one more door opens, whose paths begin with a token.
    UsageError `sandbox-not-loopback`, `sandbox-expose` or `profile-exists`, NetworkError `port-in-use`,
    `tls-port-in-use` or `cannot-listen`, StoreError if a CA cannot be kept, or the state file cannot be used.
    """
    import gc

    # Off for short runs; this one may last for days.
    gc.enable()
    with (
        _world(run, state_file, seed) as state,
        listening(run, host, port, state) as running,
        until_signalled() as ended,
        contextlib.ExitStack() as stack,
    ):
        stack.enter_context(registered(run, running, name))
        more = {} if tls is None else stack.enter_context(_tls_door(run, running, host, name, tls))
        ca_name = more.pop("ca_name", None)
        if expose is not None:
            more |= stack.enter_context(_network_door(run, running, expose))
        report = _report(running, name, more, ca_name)
        run.show(report)
        # With a timeout, because on Windows a wait without one cannot be interrupted.
        while not ended.wait(1.0):
            pass
    return Report("sandbox serve", report.data, shown=True, clear=True)


@contextlib.contextmanager
def registered(run: Context, running: Running, name: str) -> Iterator[None]:
    """The sandbox has a profile of that name for this long."""
    from wxauth_cli.stores import SandboxProfile

    profiles = run.stores.profiles
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
        yield
    finally:
        profiles.remove_sandbox(name, running.control_url)


@contextlib.contextmanager
def _tls_door(run: Context, running: Running, host: str, name: str, tls: Tls) -> Iterator[dict[str, object]]:
    """HTTPS under WeChat's names for this long; what the report says of it."""
    from wxauth_cli.actions.sandbox_ca import ca_files, ca_for
    from wxauth_cli.sandbox.authority import server_context
    from wxauth_cli.sandbox.guard import WECHAT_HOSTS
    from wxauth_cli.sandbox.server import PortInUse, open_wechat_door

    now = run.clock.now()
    authority = ca_for(run, tls.ca_dir, now)
    try:
        port, close = open_wechat_door(running.front, tls=server_context(authority, now), host=host, port=tls.port)
    except PortInUse as exc:
        code = "tls-port-needs-rights" if exc.errno == errno.EACCES else "tls-port-in-use"
        raise NetworkError(code, port=tls.port, reason=exc.strerror) from None
    try:
        with ca_files(run, authority, name, tls.ca_dir) as (file, bundle):
            yield {
                "tls_url": f"https://{'[::1]' if host == '::1' else host}:{port}",
                "hosts": list(WECHAT_HOSTS),
                "ca_file": str(file),
                "ca_bundle": str(bundle),
                "ca_name": authority.name,
                "ca_until": int(authority.certificate.not_valid_after_utc.timestamp()),
            }
    finally:
        close()


@contextlib.contextmanager
def _network_door(run: Context, running: Running, host: str) -> Iterator[dict[str, object]]:
    """The sandbox at an address of the network for this long; what the report says of it."""
    import socket

    from wxauth_cli.sandbox.server import open_network_door

    try:
        port, token, close = open_network_door(running.front, host=host)
    except ValueError:
        raise UsageError("sandbox-expose", host=host) from None
    except OSError as exc:
        raise NetworkError("cannot-listen", host=host, reason=exc.strerror or type(exc).__name__) from None
    # An address that stands for all of them is no address to go to.
    name = socket.gethostname() if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104
    try:
        yield {"network_url": f"http://{name}:{port}/{token}"}
    finally:
        close()


def _report(running: Running, name: str, more: Mapping[str, object], ca_name: object) -> Report:
    return Report(
        "sandbox serve",
        data={
            "url": running.url,
            "control_url": running.control_url,
            "control_token": running.control_token,
            "appid": running.appid,
            "secret": running.secret,
            **more,
        },
        clear=True,
        extra={"profile": name, "ca_name": ca_name},
    )


SEEDED_NOW = 1_800_000_000.0
"""2027-01-15 08:00:00 UTC: where the clock of a sandbox with a seed stands, so that its times are repeatable too."""


@contextlib.contextmanager
def _world(run: Context, state_file: str | None, seed: int | None) -> Iterator[State]:
    """A world on the run's clock; with a seed, one that stands still; with a file, the one that is in it."""
    from wxauth_cli.sandbox.state import State

    state = State(seed, now=run.clock.now)
    if seed is not None:
        state.begin_frozen(SEEDED_NOW)
    if state_file is None:
        yield state
        return
    from wxauth_cli.sandbox.state_file import StateFileError, keep_in_file

    try:
        close = keep_in_file(Path(state_file), state, seed=seed)
    except StateFileError as exc:
        raise StoreError(f"sandbox-state-{exc.why}", path=state_file, detail=exc.detail) from None
    try:
        yield state
    finally:
        close()


def listening(run: Context, host: str, port: int, state: State | None = None) -> Running:
    """A sandbox on the run's clock. Errors as of `serve`."""
    from wxauth_cli.sandbox.guard import bindable
    from wxauth_cli.sandbox.server import PortInUse, serve_in_thread
    from wxauth_cli.sandbox.state import State

    if not bindable(host):
        raise UsageError("sandbox-not-loopback", host=host)
    try:
        return serve_in_thread(state or State(now=run.clock.now), host=host, port=port)
    except PortInUse as exc:
        raise NetworkError("port-in-use", port=port, reason=exc.strerror) from None
    except OSError as exc:
        raise NetworkError("cannot-listen", host=host, reason=exc.strerror or type(exc).__name__) from None
