"""A guard against work that never ends, or whose time grows with the square of its input."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_hang(cpu_s: float = 20) -> Iterator[None]:
    """Fail once the block has used that much CPU time.

    It is no measure of speed: the limit is a hundred times what the block needs, and the time of other processes does
    not count, so neither a slow machine nor a busy one matters.
    """

    def stop(*_: object) -> None:
        raise AssertionError(f"still at work after {cpu_s} s of CPU time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, cpu_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
