"""Many processes at once over one store; run as a script, prints one JSON line.

    harness.py updates HOME PROCESSES UPDATES     every process writes UPDATES times; what was lost?
    harness.py kills HOME KILLS how SEED          a writer is killed at random moments; what is left?

Processes are forked after the imports, so that thousands cost seconds. `how` is `ours`, or `in-place` for the
negative control: a writer that truncates and writes the file itself.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from wxauth_cli.actions.context import Paths, SystemClock
from wxauth_cli.core.secret import Secret
from wxauth_cli.stores import Cooldown, Stores
from wxauth_cli.stores.files import TEMP_PREFIX

APPID = "wxa1b2c3d4e5f60718"
CANARY = "CANARY"


def open_stores(home: str, warned: list[str] | None = None) -> Stores:
    env = {"WXAUTH_HOME": home}
    stores = Stores(Paths.of(env), env, SystemClock(), insecure=True)
    if warned is not None:
        stores.on_warning = lambda name, params: warned.append(name)
    return stores


def fork(work: Callable[[], None]) -> int:
    """Run `work` in a child process; its exit status is 0 if it did not raise."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def updates(home: str, processes: int, count: int) -> dict[str, object]:
    """Every update adds something to a file that all processes share."""

    def writer(number: int) -> Callable[[], None]:
        def work() -> None:
            stores = open_stores(home)
            for index in range(count):
                if index % 2:
                    stores.tokens.cool_down(f"app-{number}-{index}", Cooldown(index, "x", time.time() + 1000))
                else:
                    stores.sessions.put(APPID, f"user{number}", Secret(f"key-{number}-{index}"))

        return work

    began = time.monotonic()
    children = [fork(writer(number)) for number in range(processes)]
    failed = sum(os.waitpid(pid, 0)[1] != 0 for pid in children)
    warned: list[str] = []
    stores = open_stores(home, warned)
    lost = 0
    for number in range(processes):
        evens = [index for index in range(count) if index % 2 == 0]
        kept = {key.session_key.reveal() for key in stores.sessions.keys(APPID, f"user{number}")}
        lost += sum(f"key-{number}-{index}" not in kept for index in evens[-3:])
        lost += sum(stores.tokens.cooldown(f"app-{number}-{index}") is None for index in range(count) if index % 2)
    return {
        "failed": failed,
        "lost": lost,
        "users": len(stores.sessions.list()),
        "set_aside": warned.count("set-aside"),
        "took_s": round(time.monotonic() - began, 2),
    }


def in_place(path: Path, data: bytes) -> None:
    """What the negative control does instead of replacing the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        os.fsync(file.fileno())
        for start in range(0, len(data), 64):
            file.write(data[start : start + 64])
            file.flush()
        os.fsync(file.fileno())


def kills(home: str, count: int, how: str, seed: int) -> dict[str, object]:
    """After each kill, the next run must read the last or the last but one state, and leave no secret lying about."""
    if how == "in-place":
        import wxauth_cli.stores.document
        import wxauth_cli.stores.file_backend

        wxauth_cli.stores.document.replace_file = in_place
        wxauth_cli.stores.file_backend.replace_file = in_place
    dice = random.Random(seed)
    open_stores(home).sessions.put(APPID, "user", Secret(f"{CANARY}-start"))

    def writer() -> None:
        stores = open_stores(home)
        for index in range(10_000):
            stores.sessions.put(APPID, "user", Secret(f"{CANARY}-{os.getpid()}-{index}"))
            stores.sessions.put(APPID, f"new{index % 7}", Secret(f"{CANARY}-{os.getpid()}-new{index}"))
            stores.sessions.forget(APPID, f"new{index % 7}")

    damaged = unreadable = orphans = orphan_secrets = stuck = 0
    for _ in range(count):
        child = fork(writer)
        time.sleep(dice.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        folders = [Path(home) / "state", Path(home) / "state" / "insecure"]
        orphans += sum(path.name.startswith(TEMP_PREFIX) for folder in folders for path in folder.iterdir())
        warned: list[str] = []
        began = time.monotonic()
        stores = open_stores(home, warned)
        keys = stores.sessions.keys(APPID, "user")
        for entry in stores.sessions.list():
            stores.sessions.keys(APPID, entry.openid)
        stores.sessions.put(APPID, "after", Secret("after-the-kill"))
        stuck += time.monotonic() - began > 5
        damaged += "set-aside" in warned
        if not keys:
            unreadable += 1
            stores.sessions.put(APPID, "user", Secret(f"{CANARY}-again"))
        known = {f"item-{entry.slot:03d}" for entry in stores._vault.entries("session")}
        for folder in folders:
            for path in folder.iterdir():
                if path.is_file() and CANARY.encode() in path.read_bytes() and path.name not in known:
                    orphan_secrets += 1
    return {
        "kills": count,
        "seed": seed,
        "damaged": damaged,
        "unreadable": unreadable,
        "orphans": orphans,
        "orphan_secrets": orphan_secrets,
        "stuck": stuck,
    }


def main() -> None:
    what, home, *rest = sys.argv[1:]
    if what == "updates":
        result = updates(home, int(rest[0]), int(rest[1]))
    else:
        result = kills(home, int(rest[0]), rest[1], int(rest[2]))
    print(json.dumps(result))


if __name__ == "__main__":
    main()
