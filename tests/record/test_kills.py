"""The recorder is killed while many clients talk through it: what a client has seen whole is in the record."""

from __future__ import annotations

import json
import random
import threading
import time
from pathlib import Path

import pytest

from tests.record.support import Server, get, talk
from tests.record.test_command import recorder

CLIENTS = 20


def kill_once(folder: Path, seed: int) -> tuple[int, int]:
    """Kill at some moment; how many answers were seen whole, and how many exchanges the record has."""
    chance = random.Random(seed)
    whole: set[str] = set()
    asked: set[str] = set()

    def client(name: int) -> None:
        for number in range(1000):
            mark = f"n={name}-{number}"
            asked.add(mark)
            try:
                got, _ = talk(port, get(f"/echo?{mark}", "Connection: close", method="POST", body="x" * 50))
            except OSError:
                return
            if got:
                assert got.startswith(b"HTTP/1.1 200 OK")
            if not got.endswith(b"50 " + b"x" * 50):
                return
            whole.add(mark)

    with Server() as server, recorder(folder, "--backend", server.url) as made:
        port = made.ports[0]
        threads = [threading.Thread(target=client, args=(name,)) for name in range(CLIENTS)]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.0, 0.6))
        made.process.kill()
        for thread in threads:
            thread.join()
        output = folder / "login.har"
        until = time.monotonic() + 30
        while not output.exists() and time.monotonic() < until:
            time.sleep(0.02)
    entries = json.loads(output.read_text(encoding="utf-8"))["log"]["entries"]
    answered = {entry["request"]["url"].partition("?")[2] for entry in entries if entry["response"]["status"] == 200}
    assert whole <= answered
    assert {entry["request"]["url"].partition("?")[2] for entry in entries} <= asked
    assert not (folder / "login.har.part").exists()
    return len(whole), len(entries)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_was_seen_is_lost(tmp_path: Path, seed: int) -> None:
    seen, kept = kill_once(tmp_path, seed)
    assert kept >= seen
