"""`wxauth trace record`: stands before a backend and before WeChat, passes everything on, and keeps it."""

from __future__ import annotations

import contextlib
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.signals import until_signalled
from wxauth_cli.core.errors import ExitCode, InputError, NetworkError, StoreError, UsageError
from wxauth_cli.core.redact import redact_text
from wxauth_cli.core.report import Report

if TYPE_CHECKING:
    import threading

    from wxauth_cli.record.doors import Doors
    from wxauth_cli.record.keeper import Keeper
    from wxauth_cli.record.target import Target

SANDBOX = "sandbox"
_TICK_S = 0.2


@dataclass(frozen=True)
class Listen:
    """Where the doors are."""

    host: str = "127.0.0.1"
    port: int = 0
    wechat_port: int = 0
    names: tuple[str, ...] = ()
    """Host names, besides this machine's own, under which the doors may be asked."""


@dataclass
class Shown:
    """What has been shown so far."""

    max_body: int
    """Bytes of each body that are kept."""
    cut_bodies: int = 0
    added_ms: list[float] = field(default_factory=list)
    last_at: float | None = None


def record(
    run: Context,
    backend: str,
    *,
    wechat: str,
    output: str | None,
    force: bool,
    listen: Listen,
    keep_secrets: bool,
    max_body: int,
) -> Report:
    """Record in the foreground until SIGINT or SIGTERM, then write the HAR. `max_body`: KB of each body that are kept.

    UsageError for an address that cannot be recorded, InputError for a file that cannot be written, NetworkError for a
    port that is taken, StoreError `record-lost` where the record could not be kept to its end.
    """
    import gc

    # Off for short runs; this one may last for days.
    gc.enable()
    client = _client_target(backend, listen, run.env)
    path = _output(run, output, force=force)
    with contextlib.ExitStack() as stack:
        target, sandbox = stack.enter_context(_wechat_side(run, wechat))
        keeper = _keeper(path, run, keep_secrets=keep_secrets)
        doors = stack.enter_context(_doors(run, (client, target), listen, keeper, max_body << 10))
        report = _listening(doors, client, wechat, sandbox, keeper)
        shown = Shown(max_body << 10)
        with until_signalled() as ended:
            try:
                run.show(report)
                if listen.host not in ("127.0.0.1", "localhost", "::1"):
                    run.notify(run.t("record.open-to-others", host=listen.host))
                if keep_secrets:
                    run.notify(run.t("record.secrets-kept", path=keeper.spool))
                _watch(run, keeper, ended, shown)
            finally:
                # Whatever was the reason: what has passed is kept.
                doors.close()
                saved = _saved(run, keeper, shown)
        return saved


def _client_target(url: str, listen: Listen, env: Mapping[str, str]) -> Target:
    from wxauth_cli.knowledge.endpoints import API_HOSTS, WECOM_HOST
    from wxauth_cli.net.tls import context
    from wxauth_cli.record.target import LOOPBACK, BadTarget, target_of

    try:
        secure = url.strip().lower().startswith("https:")
        target = target_of(url, "client", tls=context(env) if secure else None)
    except BadTarget as exc:
        raise UsageError(f"record-backend-{exc}", url=url) from None
    if target.host in LOOPBACK and target.port in (listen.port, listen.wechat_port):
        raise UsageError("record-backend-self", url=url)
    if target.host.lower() in API_HOSTS | {WECOM_HOST}:
        raise UsageError("record-backend-wechat", url=url)
    return target


def _output(run: Context, output: str | None, *, force: bool) -> Path:
    if output is None:
        moment = datetime.fromtimestamp(run.clock.now())
        output = f"wxauth-{moment:%Y%m%d-%H%M%S}.har"
    path = Path(output)
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise InputError("output-not-a-file", path=output)
    if path.exists() and not force:
        raise InputError("output-exists", path=output)
    return path


@contextlib.contextmanager
def _wechat_side(run: Context, wechat: str) -> Iterator[tuple[Target, Mapping[str, object] | None]]:
    """The target of the WeChat door, and what was told of a sandbox that was started for it."""
    from wxauth_cli.record.target import WECHAT_ORIGIN, target_of

    if wechat == "real":
        from wxauth_cli.net.tls import context

        yield target_of(WECHAT_ORIGIN, "wechat", tls=context(run.env)), None
        return
    running = run.stores.profiles.sandbox(SANDBOX)
    if running is not None and _answers(running.api_base):
        told: dict[str, object] = {"appid": running.appid, "started": False}
        yield target_of(running.api_base, "wechat", origin=WECHAT_ORIGIN), told
        return
    from wxauth_cli.actions.sandbox_serve import listening, registered

    with listening(run, "127.0.0.1", 0) as made, registered(run, made, SANDBOX):
        yield (
            target_of(made.url, "wechat", origin=WECHAT_ORIGIN),
            {"appid": made.appid, "secret": made.secret, "control_url": made.control_url, "started": True},
        )


def _answers(url: str) -> bool:
    """Whether somebody listens there still: a sandbox that was killed leaves its profile."""
    import socket

    from wxauth_cli.record.target import target_of

    target = target_of(url, "wechat")
    try:
        socket.create_connection((target.host, target.port), timeout=1.0).close()
    except OSError:
        return False
    return True


def _keeper(path: Path, run: Context, *, keep_secrets: bool) -> Keeper:
    from wxauth_cli.record.keeper import CannotKeep, Keeper

    try:
        return Keeper(path, clear=keep_secrets, env=run.env)
    except CannotKeep as exc:
        from wxauth_cli.record.spool import SUFFIX

        part = f"{path}{SUFFIX}"
        if exc.exists:
            raise InputError("record-part-exists", path=part, output=path) from None
        raise InputError("output-unwritable", path=part, reason=exc.reason) from None


@contextlib.contextmanager
def _doors(run: Context, targets: tuple[Target, Target], listen: Listen, keeper: Keeper, keeps: int) -> Iterator[Doors]:
    from wxauth_cli.record.doors import CannotListen, Door, Doors

    told: set[str] = set()

    def refused(host: str) -> None:
        if host not in told and len(told) < 20:
            told.add(host)
            run.notify(run.t("record.refused", host=host[:100]))

    try:
        doors = Doors(
            [Door(targets[0], listen.port), Door(targets[1], listen.wechat_port)],
            now=run.clock.now,
            keep=keeper.keep,
            refused=refused,
            host=listen.host,
            names=frozenset(name.lower() for name in listen.names),
            keeps=keeps,
        )
    except CannotListen as exc:
        _discard(keeper)
        if exc.errno in _TAKEN:
            option = "--port" if exc.port == listen.port else "--wechat-port"
            raise NetworkError("record-port-in-use", port=exc.port, reason=exc.reason, option=option) from None
        raise NetworkError("cannot-listen", host=exc.host, reason=exc.reason) from None
    with doors:
        yield doors


def _discard(keeper: Keeper) -> None:
    """A record that never began leaves nothing."""
    keeper.kill()
    keeper.spool.unlink(missing_ok=True)


def _taken() -> frozenset[int]:
    import errno

    return frozenset({errno.EADDRINUSE, errno.EACCES})


_TAKEN = _taken()


def _listening(
    doors: Doors, client: Target, wechat: str, sandbox: Mapping[str, object] | None, keeper: Keeper
) -> Report:
    return Report(
        "trace record",
        data={
            "state": "listening",
            "url": doors.url(0),
            "backend": client.origin,
            "wechat_url": doors.url(1),
            "wechat": wechat,
            "sandbox": dict(sandbox) if sandbox is not None else None,
            "output": str(keeper.output),
            "part": str(keeper.spool),
        },
        clear=True,
    )


def _watch(run: Context, keeper: Keeper, ended: threading.Event, shown: Shown) -> None:
    """Show every exchange as soon as it is over, until a signal comes."""
    import queue

    while not ended.is_set():
        try:
            said = keeper.news.get(timeout=_TICK_S)
        except queue.Empty:
            continue
        if said is None:
            run.notify(run.t("record.broken"))
            # Those who are being recorded go on; there is just no record any more.
            while not ended.wait(1.0):
                pass
        elif "row" in said:
            _show(run, said["row"], shown)
        elif "fault" in said:
            run.notify(run.t("record.fault", reason=said["fault"]["reason"]))


def _show(run: Context, row: dict[str, Any], shown: Shown) -> None:
    gap = None if shown.last_at is None else round(row["started_at"] - shown.last_at, 3)
    shown.last_at = row["started_at"]
    if row["over"] and row["added_ms"] is not None:
        shown.added_ms.append(row["added_ms"])
    if row["over"]:
        shown.cut_bodies += len(row["cut"])
    row["endpoint"] = redact_text(row["endpoint"])
    row["errmsg"] = None if row["errmsg"] is None else redact_text(row["errmsg"])
    head = gap is None
    run.show(Report("trace record", data={"state": "request", **row, "gap_s": gap}, extra={"head": head}))


def _saved(run: Context, keeper: Keeper, shown: Shown) -> Report:
    from wxauth_cli.record.keeper import CannotKeep

    try:
        with contextlib.closing(keeper):
            for said in keeper.rest():
                if "row" in said:
                    _show(run, said["row"], shown)
        saved = keeper.saved()
    except CannotKeep as exc:
        raise StoreError("record-lost", path=keeper.spool, reason=exc.reason) from None
    times = shown.added_ms
    added = {"median": round(statistics.median(times), 3), "max": round(max(times), 3)} if times else None
    data = {
        "state": "saved",
        "output": str(keeper.output),
        **saved,
        "added_ms": added,
        "cut_bodies": shown.cut_bodies,
        "max_body": shown.max_body,
    }
    return replace(Report("trace record", data=data), exit_code=ExitCode.DONE)
