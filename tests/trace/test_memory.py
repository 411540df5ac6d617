# ruff: noqa: E501 - the program of the child stands on its own lines
"""A capture far larger than memory should need is read in a bounded part of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.trace import make_captures as made

SIZE = 100 << 20
PEAK_MB = 64
# What a run needs before it reads anything is about 25 MB.
RUN = """
import json, sys
from wxauth_cli.trace.collect import collect
from wxauth_cli.trace.reader import Reader
from wxauth_cli.trace.study import study
with open(sys.argv[1], "rb") as stream:
    found = study([collect(Reader(stream), "x", 0)])
# Not ru_maxrss: that begins with the size of the process that this one was forked from.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
item = found.inputs[0]
print(json.dumps([peak // 1024, item.met, item.kept, item.others, item.bodies_dropped, len(found.logins), item.skipped_count]))
"""


def many_small() -> Iterator[str]:
    """Scripts of a page with a call of the mini program between them."""
    script = made.entry(made.call(0, 5, "GET", "https://cdn.example.com/a.js", None, 200, "x" * 300))
    script["response"]["content"]["mimeType"] = "text/javascript"
    texts = [json.dumps(script)] * 19 + [json.dumps(made.entry(made.ME))]
    while True:
        yield from texts


def large_bodies() -> Iterator[str]:
    """Answers of a backend's API, each with half a megabyte: all of them belong to the login."""
    text = json.dumps(made.entry({**made.ME, "answer": {"rows": ["长" * 100] * 1700}}), ensure_ascii=False)
    while True:
        yield text


def one_giant() -> Iterator[str]:
    """A video of 40 MB in base64 inside each entry."""
    video = made.entry(made.call(0, 5, "GET", "https://cdn.example.com/v", None, 200, {}))
    video["response"]["content"] |= {
        "mimeType": "application/octet-stream",
        "encoding": "base64",
        "text": "A" * (40 << 20),
    }
    text = json.dumps(video)
    while True:
        yield json.dumps(made.entry(made.LOGIN))
        yield text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("entries", "kept", "dropped", "skipped"),
    [(many_small, 4000, 0, 0), (large_bodies, 100, 100, 0), (one_giant, 3, 0, 0)],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_memory_stays_bounded(
    tmp_path: Path, entries: Callable[[], Iterator[str]], kept: int, dropped: int, skipped: int
) -> None:
    path = tmp_path / "large.har"
    with path.open("w", encoding="utf-8") as file:
        size = file.write('{"log": {"version": "1.2", "creator": {"name": "t", "version": "1"}, "entries": [')
        for number, text in enumerate(entries()):
            size += file.write((", " if number else "") + text)
            if size > SIZE:
                break
        file.write("]}}")
    assert os.path.getsize(path) > SIZE
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(path)], capture_output=True, text=True, timeout=120, check=True
    )
    peak, met, found, others, bodies, logins, passed_over = json.loads(done.stdout)
    assert peak < PEAK_MB, f"{peak} MB"
    assert found >= kept
    assert bodies >= dropped
    assert passed_over == skipped
    assert met == found + others + passed_over
    assert logins == 1
