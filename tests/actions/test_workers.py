"""Worker processes: order, errors, nothing left behind."""

from __future__ import annotations

import os

import pytest

from wxauth_cli.actions.workers import in_order

PIECES = [bytes([number]) * (number * 1000 + 1) for number in range(40)]


def size(piece: bytes) -> tuple[int, int]:
    return piece[0], len(piece)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_pieces(count: int) -> None:
    assert list(in_order(size, iter(PIECES), count=count)) == [size(piece) for piece in PIECES]


def test_big_pieces_and_big_results_do_not_block() -> None:
    pieces = [bytes([number]) * 3_000_000 for number in range(5)]
    assert [result[0] for result in in_order(lambda piece: piece, iter(pieces), count=2)] == [0, 1, 2, 3, 4]


def test_a_worker_that_ends_is_an_error() -> None:
    def fails(piece: bytes) -> int:
        raise ValueError(piece)

    with pytest.raises(RuntimeError, match="a worker ended"):
        list(in_order(fails, iter(PIECES), count=2))


def test_no_worker_outlives_the_work() -> None:
    pids = set(in_order(lambda piece: os.getpid(), iter(PIECES), count=2))
    assert len(pids) == 2
    assert os.getpid() not in pids
    started = in_order(lambda piece: os.getpid(), iter(PIECES), count=2)
    pids.add(next(started))
    started.close()  # type: ignore[attr-defined]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
