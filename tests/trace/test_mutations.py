# ruff: noqa: E501 - the snippets stand together
"""Mutated captures: no traceback, no hang, and what is left is read."""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Iterator

import pytest

from tests.conftest import Cli
from tests.hanging import no_hang
from tests.trace.make_captures import ACCESS_TOKEN, SECRET, SESSION_KEY
from tests.trace.support import CAPTURES, read
from wxauth_cli.trace.reader import Format, Unreadable
from wxauth_cli.trace.study import study

REAL = CAPTURES.parent / "real_captures"
FILES = sorted(path for folder in (CAPTURES, REAL) for path in folder.glob("*.[hjl]*"))
ROUNDS = 1000
SNIPPETS = (
    b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", b"\\u12", b"\x00", b"\xff", b"null", b"NaN", b"-", b"1e999", b"9" * 400,
    b'"x":1,', "中文".encode("gb18030"), b"[" * 2000, b"\r", b"\n", b"\xef\xbb\xbf", b"\\ud800", b"true", b"{}", b"[]", b"-1", b"\x1b[2J",
)  # fmt: skip


def mutate(data: bytes, dice: random.Random, others: list[bytes]) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(out) + 1)
        end = min(len(out), at + dice.choice((1, 4, 40, 400)))
        kind = dice.randrange(7)
        if kind == 0 and out:
            out[at % len(out)] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del out[at:end]
        elif kind == 2:
            out[at:at] = dice.choice(SNIPPETS)
        elif kind == 3:
            out[at:at] = out[at:end]
        elif kind == 4:
            other = dice.choice(others)
            begin = dice.randrange(len(other))
            out[at:end] = other[begin : begin + dice.choice((10, 100, 1000))]
        elif kind == 5:
            del out[at:]
        else:
            # another value in the place of a whole number, literal or string
            out[at:end] = dice.choice(SNIPPETS)
    return bytes(out)


def mutants(rounds: int, seed: int = 20261121) -> Iterator[tuple[int, bytes]]:
    dice = random.Random(seed)
    originals = [path.read_bytes() for path in FILES]
    for number in range(rounds):
        yield number, mutate(originals[number % len(originals)], dice, originals)


def test_mutated_captures_are_read_or_refused() -> None:
    refused = kept = 0
    for number, data in mutants(ROUNDS):
        wanted = Format.AUTO if number % 3 else random.Random(number).choice(list(Format))
        try:
            with no_hang():
                found = read(data, wanted=wanted)
                study([found, read(data, source=1)])
            kept += found.kept
        except Unreadable:
            refused += 1
    assert kept > ROUNDS, "hardly anything was read"
    assert refused < ROUNDS / 4


@pytest.mark.parametrize(
    "text",
    [
        "[GIN] " * 100_000,
        '"GET ' * 100_000,
        "POST /" + "a/" * 400_000,
        "https://api.weixin.qq.com/" * 30_000,
        "GET / {" * 100_000,
        "{" * 500_000,
        "response " * 100_000 + "{",
        "<-- 200 (" * 100_000,
        "2026-" * 100_000,
        '1.1.1.1 - - [21/Nov/2026:18:00:00 +0800] "GET / HTTP/1.1" 200 1 "' + "\\" * 200_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_lines_are_read(text: str) -> None:
    with no_hang(), contextlib.suppress(Unreadable):
        read(text.encode(), wanted=Format.APP)


def expected(data: bytes, options: tuple[str, ...]) -> int:
    """3 for what cannot be read, 10 where something had to be skipped, else 0."""
    try:
        found = read(data)
    except Unreadable:
        return 3
    if "--entry" in options and not found.kept:
        return 3
    return 10 if found.skipped_count or found.cut else 0


@pytest.mark.parametrize("part", range(5))
def test_mutated_captures_through_the_command_line(cli: Cli, part: int) -> None:
    more = ((), ("--sequence",), ("--mermaid",), ("--entry", "1"), ("--json",))[part]
    for number, data in mutants(60, seed=part):
        verb = "import" if number % 5 == 0 and part == 0 else "show"
        options = () if verb == "import" else more
        result = cli(
            "trace",
            verb,
            "-",
            *options,
            "--lang",
            "zh" if number % 2 else "en",
            exit_code=expected(data, options),
            stdin=data,
        )
        for text in (result.stdout, result.stderr):
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text), f"mutant {number}"
            # Where a field's name and value were cut apart, nothing tells that the rest of a code is one.
            for secret in (SECRET, SESSION_KEY, ACCESS_TOKEN):
                if secret.encode() in data:
                    assert secret not in text, f"mutant {number}"
