"""Reads captures for the tests of this folder."""

from __future__ import annotations

import io
from pathlib import Path

from wxauth_cli.trace.collect import Input, collect
from wxauth_cli.trace.reader import Format, Reader
from wxauth_cli.trace.study import Trace, study

CAPTURES = Path(__file__).parent / "captures"


def read(data: bytes, name: str = "x", source: int = 0, wanted: Format = Format.AUTO) -> Input:
    return collect(Reader(io.BytesIO(data), wanted), name, source)


def trace(*names: str) -> Trace:
    """The trace of files in `captures/`."""
    return study([read((CAPTURES / name).read_bytes(), name, number) for number, name in enumerate(names)])


def trace_of(*texts: str | bytes) -> Trace:
    return study([read(text.encode() if isinstance(text, str) else text, f"#{n}", n) for n, text in enumerate(texts)])


def outline(found: Trace) -> list[tuple[int, str, str, int | None]]:
    """Step, leg, endpoint and status of each request."""
    return [
        (
            item.exchange.step,
            item.exchange.leg.value,
            item.exchange.endpoint,
            item.exchange.response.status if item.exchange.response else None,
        )
        for item in found.seen
    ]
