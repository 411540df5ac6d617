"""A HAR cut into pieces is the same HAR, wherever the reading pauses and wherever the text ends."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.trace.failing import capture
from wxauth_cli.trace import har_pieces
from wxauth_cli.trace.har_pieces import HarFault, HarPieces

ENTRY = '{"time": 1.50, "a": [ "\\u8ba2\\"]}", {} ] }'
TEXT = f'{{"log" :{{ "version": "1.2", "pages":[1, 2],\n"entries":\t[ {ENTRY},\n{ENTRY}, 12 ], "n": 5}} , "x": [0]}} \n'


def reads(text: str, size: int) -> Callable[[], str]:
    parts = iter([text[at : at + size] for at in range(0, len(text), size)])
    return lambda: next(parts, "")


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, 1000])
@pytest.mark.parametrize("text", [TEXT, json.dumps(json.loads(TEXT), indent=2)])
def test_all_pieces_are_the_text(text: str, size: int) -> None:
    pieces = HarPieces(reads(text, size))
    made = list(pieces)
    assert "".join(piece.text for piece in made) == text
    assert not pieces.cut
    assert [(piece.name, piece.value) for piece in made if piece.depth] == [
        ("version", "1.2"), ("pages", [1, 2]), *([("entries", json.loads(ENTRY))] * 2), ("entries", 12), ("x", [0]),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [TEXT, capture()])
def test_a_text_that_breaks_off_is_closed(text: str) -> None:
    whole = json.loads(text)["log"]["entries"]
    for end in range(20, len(text.rstrip()), max(len(text) // 300, 1)):
        pieces = HarPieces(reads(text[:end], 64))
        try:
            made = json.loads("".join(piece.text for piece in pieces))
        except HarFault:
            assert end < 60  # nothing in it was whole
            continue
        assert pieces.cut
        entries = [one for one in made["log"].get("entries", []) if isinstance(one, dict)]
        # One without its answer would be a request that failed.
        assert entries == whole[: len(entries)]
        assert len(entries) >= text[:end].count('{"time"') - 1


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace('"a"', '"a', 1),
        TEXT.replace('"entries":', '"entries"'),
        TEXT.replace("12 ]", "12 }"),
        TEXT + "{}",
        '{"log": {"entries": [' + "[" * 100_000,
    ],
)
def test_a_text_that_is_broken_elsewhere(text: str) -> None:
    with pytest.raises(HarFault, match="broken"):
        list(HarPieces(reads(text, 64)))


def test_a_value_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(har_pieces, "MAX_VALUE_CHARS", 1000)
    with pytest.raises(HarFault, match="too-large"):
        list(HarPieces(reads('{"log": {"entries": ["' + "x" * 5000 + '"]}}', 64)))
