"""Text in columns: wide characters are two, and lines break where they may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.columns import breaks, centred, padded, shortened, width_of, wrap

pytestmark = pytest.mark.quick


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("微信", 4), ("é", 1), ("e\u0301", 1), ("a，b", 4), ("", 0)])
def test_width(text: str, width: int) -> None:
    assert width_of(text) == width


def test_padding() -> None:
    assert padded("微信", 6) == "微信  "
    assert centred("微信", 8) == "  微信  "
    assert centred("too long", 3) == "too long"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("微信小程序", 10, "微信小程序"), ("微信小程序", 9, "微信小程…"), ("abcdef", 4, "abc…")],
)
def test_shortened(text: str, width: int, shown: str) -> None:
    assert shortened(text, width) == shown
    assert width_of(shown) <= width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("后端保管 AppSecret 和 session_key", ["后端保管", "AppSecret", "和", "session_key"]),
        ("微信，登录。", ["微信，登录。"]),
        ("微信小程序，登录", ["微信小程", "序，登录"]),
        ("one two three", ["one two", "three"]),
        ("a\n\nb", ["a", "", "b"]),
    ],
)
def test_wrap(text: str, lines: list[str]) -> None:
    assert wrap(text, 12 if text.startswith("微信，") else 9 if "session" not in text else 11) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("应答用了很久 12034 毫秒", 20, ["应答用了很久", "12034 毫秒"]),
        ("第一步很快，第 3 步很慢", 15, ["第一步很快，", "第 3 步很慢"]),
        ("the call took 12.0 s", 18, ["the call took", "12.0 s"]),
        ("it broke at step 12", 16, ["it broke at", "step 12"]),
        ("code2Session · 200 · 90", 19, ["code2Session ·", "200 · 90"]),
        ("12034 毫秒", 7, ["12034", "毫秒"]),
    ],
)
def test_a_number_keeps_its_unit(text: str, width: int, lines: list[str]) -> None:
    assert [line.strip() for line in wrap(text, width)] == lines


@given(st.text(st.sampled_from("ab 微信，。-_ 1秒·"), max_size=80), st.integers(2, 30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert breaks(text, width) == sorted(set(breaks(text, width)))
