"""The one gate that untrusted text passes before a terminal, a page or a log sees it."""

from __future__ import annotations

import re

from wxauth_cli.core.patterns import lazy_pattern

UNSAFE = (
    "\x7f-\x9f"  # DEL, C1
    "\u00ad\u034f\u061c\u070f\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # draw nothing
    "\u0600-\u0605\u06dd\u0890\u0891"  # format marks that enclose what follows
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, separators, bidi
    "\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"  # non-characters, selectors, surrogates
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"  # tags
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
"""Inside of a character class: all that draws nothing, moves the cursor or changes the order of reading; without C0."""

_UNSAFE = lazy_pattern(f"[\x00-\x1f{UNSAFE}]")

MOST_MARKS = 4
"""Combining marks on one character: no language writes more, and a flood of them covers the lines around it."""
# Scripts without combining marks are left out, so that the costly look at each character is rare.
_RUN = lazy_pattern(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u10ff\u135d-\u1aff\u1b00-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\u2cef-\u2dff"
    "\u302a-\u302f\u3099\u309a\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U000101fd-\U00011fff\U00016af0-\U0001e9ff]{5,}"
)


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return "^" + chr(code + 0x40)
    if code == 0x7F:
        return "^?"
    if code < 0xA0:
        return f"\\x{code:02x}"
    return f"<U+{code:04X}>"


def _thin_out(match: re.Match[str]) -> str:
    from unicodedata import category

    kept: list[str] = []
    marks = dropped = 0
    for char in match.group():
        marks = marks + 1 if category(char)[0] == "M" else 0
        if marks > MOST_MARKS:
            dropped += 1
            continue
        if dropped:
            kept.append(f"<+{dropped}>")
            dropped = 0
        kept.append(char)
    return "".join(kept) + (f"<+{dropped}>" if dropped else "")


def clean(text: str) -> str:
    """`text` on one line with every control, bidi, invisible or lone-surrogate character made visible, and of a flood
    of combining marks only the first 4 and the number of the others.

    What it returns passes unchanged when cleaned again.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _UNSAFE.sub(_visible, text)
    return text if text.isascii() else _RUN.sub(_thin_out, text)
