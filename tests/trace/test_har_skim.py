"""What is passed over in a big HAR is what the careful reader would have found to be no step of a login."""

from __future__ import annotations

import io
import json
import random
from typing import Any

import pytest

from tests.trace import make_captures as made
from tests.trace.support import CAPTURES
from tests.trace.test_mutations import mutate
from wxauth_cli.trace import collect, json_window, text_stream
from wxauth_cli.trace.captured import Captured, Skipped
from wxauth_cli.trace.har import HarReader
from wxauth_cli.trace.json_window import LONGEST_TEXT, JsonFault, Window
from wxauth_cli.trace.reader import Reader
from wxauth_cli.trace.steps import Understood, understand
from wxauth_cli.trace.text_stream import TextStream

HARS = sorted(path for folder in (CAPTURES, CAPTURES.parent / "real_captures") for path in folder.glob("*.har"))
STYLES: tuple[dict[str, Any], ...] = (
    {"indent": 2}, {"indent": 4, "ensure_ascii": False}, {"indent": "\t"}, {"separators": (",", ":")}, {},
)  # fmt: skip
Kept = tuple[list[Understood], list[Skipped], int]


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_stream, "CHUNK_BYTES", 3000)


def read(data: bytes) -> tuple[Kept, int]:
    """What mattered, what was skipped, how many entries there were; and how many were passed over."""
    reader = HarReader(Window(TextStream(io.BytesIO(data))))
    understood: list[Understood] = []
    skipped: list[Skipped] = []
    passed = 0
    try:
        for item in reader.read():
            if isinstance(item, Skipped):
                skipped.append(item)
            elif (found := understand(item)) is not None:
                understood.append(found)
            passed += isinstance(item, Captured) and item.other
    except JsonFault as exc:
        skipped.append(Skipped(-1, exc.code, str(exc.position)))
    return (understood, skipped, reader.entries), passed


def carefully(data: bytes, monkeypatch: pytest.MonkeyPatch) -> Kept:
    with monkeypatch.context() as patch:
        patch.setattr(HarReader, "_skim", lambda self: None)
        kept, passed = read(data)
    assert not passed
    return kept


def others(count: int, dice: random.Random) -> list[dict[str, Any]]:
    """Requests of a page that has nothing to do with a login."""
    found = []
    for number in range(count):
        url, kind = dice.choice(
            (
                ("https://cdn.example.com/a.js?v=1", "text/javascript"),
                ("https://cdn.example.com/图.png", "image/png"),
                ("https://www.example.com/news/7?page=2", "text/html; charset=utf-8"),
                ("https://www.example.com/api/list", "application/json"),
            )
        )
        answer = dice.choice(('{"a": "}, {\\"x\\": 1"}', "},\n      {\n", "长" * 90, "\\u4e2d\\", "x" * 900))
        one = made.entry(made.call(0, number, "GET", url, None, 200, answer))
        one["request"]["headers"] = [{"name": "Accept", "value": "*/*"}]
        one["response"]["content"] |= {"mimeType": kind, "text": answer}
        found.append(one)
    return found


def mixed(document: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    entries = document["log"]["entries"]
    document["log"]["entries"] = [one for entry in entries for one in (*others(dice.randrange(9), dice), entry)]
    document["log"]["entries"] += others(3, dice)
    return document


@pytest.mark.parametrize("style", STYLES, ids=str)
@pytest.mark.parametrize("path", HARS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nothing_that_matters_is_passed_over(path: Any, style: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    document = mixed(json.loads(path.read_bytes().decode("utf-8-sig")), random.Random(path.stem))
    data = json.dumps(document, **style).encode()
    kept, passed = read(data)
    assert kept == carefully(data, monkeypatch)
    assert kept[0]
    assert passed > len(document["log"]["entries"]) // 4


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_capture_gives_what_the_careful_reader_gives(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(seed)
    documents = [json.loads(path.read_bytes().decode("utf-8-sig")) for path in HARS]
    for _ in range(60):
        style = dice.choice(STYLES)
        data = json.dumps(mixed(json.loads(json.dumps(dice.choice(documents))), dice), **style).encode()
        broken = mutate(data, dice, [data])
        with_it, without = read(broken)[0], carefully(broken, monkeypatch)
        assert with_it[0] == without[0]
        # A member that nobody reads may hold what is not quite JSON: then it is not looked at.
        assert all(item in without[1] for item in with_it[1])


def test_entries_that_begin_differently_are_read_carefully() -> None:
    dice = random.Random(1)
    entries = others(200, dice)
    for number, entry in enumerate(entries):
        entries[number] = {f"_first{number % 7}": 1, **entry}
    text = json.dumps({"log": {"entries": entries}})
    (understood, skipped, met), passed = read(text.encode())
    assert (understood, skipped, met) == ([], [], 200)
    assert passed < 100


def test_what_is_beyond_the_limit_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "MAX_KEPT", 5)
    entries = [made.entry(made.ME) for _ in range(60)] + others(20, random.Random(2))
    found = collect.collect(Reader(io.BytesIO(json.dumps({"log": {"entries": entries}}).encode())), "x", 0)
    assert (found.kept, found.over_limit, found.others, found.met) == (5, 55, 20, 80)


@pytest.mark.parametrize("tail", ["", "\\", "\\\\", '\\"', "\\u4e2d", "\\\\\\", "x\\\\\\\\"])
@pytest.mark.parametrize("shift", [0, 1, 2, 5])
def test_a_long_text_is_shortened_and_what_follows_keeps_its_place(
    tail: str, shift: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_window, "LONGEST_TEXT", 4000 + shift)
    body = "y" * shift + (tail or "z") * 30_000
    # An escape that is left open by the end of `tail` is closed by the next one.
    body += "" if tail.count("\\") * 30_000 % 2 == 0 or tail.endswith(("d", '"')) else "\\"
    text = json.dumps({"a": 1})[:-1] + f', "long": "{body}", "b": [1, 2]}}, 7 8]'
    window = Window(TextStream(io.BytesIO(text.encode())))
    value = window.value()
    assert isinstance(value, dict)
    assert value["b"] == [1, 2]
    assert json.loads(f'"{body}"').startswith(value["long"])
    assert 3900 < len(json.dumps(value["long"], ensure_ascii=True)) < 3 * 4010
    window.expect(",")
    assert window.value() == 7
    with pytest.raises(JsonFault) as caught:
        window.expect("]")
    assert caught.value.position == text.rindex("8]")


def test_a_long_text_that_never_ends_is_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_window, "LONGEST_TEXT", 4000)
    for end in ("", "\\", "\\" * 41):
        window = Window(TextStream(io.BytesIO(b'{"a": "' + b"x" * 50_000 + end.encode())))
        with pytest.raises(JsonFault, match="end"):
            window.value()


def test_the_shortest_text_that_is_shortened_is_too_long_for_a_body() -> None:
    assert LONGEST_TEXT > (1 << 20) * 4 // 3 + 4
