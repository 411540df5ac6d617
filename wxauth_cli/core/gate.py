"""The one gate that untrusted text passes before a terminal, a page or a log sees it."""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, bidi marks and overrides, zero-width and tag characters, line and
# paragraph separators, lone surrogates, non-characters: everything that draws nothing, moves the
# cursor or changes the order of what is read.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
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


def clean(text: str) -> str:
    """`text` on one line with every control, bidi, invisible or lone-surrogate character made visible.

    What it returns passes unchanged when cleaned again.
    """
    return _UNSAFE.sub(_visible, text)
