"""No character that a terminal acts on, or that hides what is read, passes the gate."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hanging import no_hang
from wxauth_cli.core.gate import MOST_MARKS, clean

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]


@pytest.mark.quick
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "^[[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\rb\nc\td\x00", "a^Mb^Jc^Id^@"),
        ("\x7f", "^?"),
        ("\u202eabc", "<U+202E>abc"),
        ("a\u200bb", "a<U+200B>b"),
        ("\U000e0041", "<U+E0041>"),
        ("\ud800", "<U+D800>"),
        ("\u2028", "<U+2028>"),
        ("Z" + "\u0301" * 100, "Z" + "\u0301" * 4 + "<+96>"),
        ("张三😀é ñ ก็ 한", "张三😀é ñ ก็ 한"),
        ("", ""),
    ],
)
def test_examples(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_every_format_and_control_character_of_unicode() -> None:
    passed = [
        hex(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp") and clean(chr(code)) == chr(code)
    ]
    assert passed == []


def test_every_combining_mark_is_bounded() -> None:
    passed = [
        hex(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code))[0] == "M" and clean("a" + chr(code) * 9) == "a" + chr(code) * 9
    ]
    assert passed == []


@pytest.mark.quick
@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1b\u0301\u202e\ud800<+4>^[")), max_size=60))
def test_idempotent_and_safe(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert not any(char in shown for char in CONTROLS)
    shown.encode("utf-8")
    marks = 0
    for char in shown:
        marks = marks + 1 if unicodedata.category(char)[0] == "M" else 0
        assert marks <= MOST_MARKS


@pytest.mark.parametrize("unit", ["\u0301", "\u0e01", "\x1b", "中", "a\u0301", "\u202e"])
def test_time_is_linear(unit: str) -> None:
    with no_hang():
        clean(unit * (300_000 // len(unit)))
