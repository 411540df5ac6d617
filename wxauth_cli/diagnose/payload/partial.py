"""Reading what is readable: which blocks of a decrypted payload are text, though the whole is not proven.

Under a wrong key every block is noise. Two text blocks in a row come out of noise once in 10^12, so they prove the
key; what is wrong then is the IV (block 0 alone), the end (cut) or a place in between.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from wxauth_cli.core.patterns import lazy_pattern

_NO_CONTROL = re.compile(rb"[\x20-\x7e\x80-\xff]+")
_TIMESTAMP = lazy_pattern(r'"timestamp":\s*$')
_DIGITS = lazy_pattern(r"\+?[0-9]{7,}")


def is_text(block: bytes) -> bool:
    """Whether 16 bytes look like a piece of UTF-8 text without controls, its first and last character perhaps cut."""
    if not _NO_CONTROL.fullmatch(block):
        return False
    if block.isascii():
        return True
    start = 0
    while start < 3 and 0x80 <= block[start] < 0xC0:
        start += 1
    try:
        block[start:].decode("utf-8")
    except UnicodeDecodeError as exc:
        return exc.reason == "unexpected end of data" and exc.start + start >= len(block) - 3
    return True


class View(NamedTuple):
    """Decrypted blocks, and which of them are text (the last one without its padding, where that is valid)."""

    raw: bytes
    text: tuple[bool, ...]
    padded: bool
    """Whether the padding is valid."""

    @property
    def first_bad(self) -> int | None:
        """The first block that is no text."""
        return next((index for index, good in enumerate(self.text) if not good), None)

    def score(self) -> int:
        """How many blocks in a row are text: the longest run. 0 if that may be chance."""
        best = run = 0
        for good in self.text:
            run = run + 1 if good else 0
            best = max(best, run)
        if best == 1 and self.text[0] and self.raw[:2] == b'{"' and self.raw[:16].isascii():
            return 1
        return best if best > 1 else 0


def look(raw: bytes, *, skip_first: bool = False) -> View:
    """Which blocks are text. `skip_first`: no IV was at hand, so block 0 is none."""
    from wxauth_cli.core.crypto import unpad

    plain = unpad(raw)
    flags = []
    for at in range(0, len(raw), 16):
        block = raw[at : at + 16] if plain is None else plain[at : at + 16]
        flags.append(not block or is_text(block))
    if skip_first and flags:
        flags[0] = False
    return View(raw, tuple(flags), plain is not None)


def readable(view: View) -> str:
    """The text of the blocks that are text, `…` for each run of others."""
    from wxauth_cli.core.crypto import unpad

    plain = unpad(view.raw)
    raw = view.raw if plain is None else plain
    pieces: list[str] = []
    at = 0
    while at < len(view.text):
        end = at
        while end < len(view.text) and view.text[end] == view.text[at]:
            end += 1
        if view.text[at]:
            pieces.append(raw[at * 16 : end * 16].decode("utf-8", "replace"))
        else:
            pieces.append("…")
        at = end
    return "".join(pieces)


def mask_numbers(text: str) -> str:
    """`text` with every long number masked that is no timestamp: a partial plaintext has no fields to go by."""
    from wxauth_cli.core.secret import SecretKind, mask

    def masked(match: re.Match[str]) -> str:
        if _TIMESTAMP.search(text, 0, match.start()):
            return match.group()
        return mask(match.group(), SecretKind.PHONE)

    return _DIGITS.sub(masked, text)


_ONLY_IV = (
    # How the text goes on after block 0 when only the IV is wrong; by how much the first value is shorter when a
    # block is lost. A number: `{"phoneNumber":"` is one block; openid and openGId have 28 characters.
    re.compile(r'\+?[0-9*]+","purePhoneNumber"'),
    re.compile(r'[A-Za-z0-9_-]{23}","nickName"'),
    re.compile(r'[A-Za-z0-9_-]{24}","(?:watermark|open_single_roomid|group_openid|chat_type)'),
    re.compile(r"\[(?:\{|\])"),
)
_LOST = (
    re.compile(r'[0-9]*,"step":'),
    re.compile(r'[A-Za-z]{0,15}PhoneNumber":"'),
    re.compile(r'"?,?"?[a-z]{0,10}PhoneNumber":"'),
    re.compile(r'[A-Za-z0-9_-]{0,22}","nickName"'),
    re.compile(r'[A-Za-z0-9_-]{0,23}","?watermark"'),
    re.compile(r'[a-z]{0,9}":?[0-9]*,?"?(?:step)?"?:?[0-9]*}'),
    re.compile(r'.{0,40}?"(?:language|city|province|country|avatarUrl|unionId|watermark|countryCode)"', re.S),
)


def after_block_0(rest: str) -> str:
    """What the readable text behind an unreadable block 0 says: `iv` (that block is there, the IV is wrong), `lost`
    (what follows block 0 is missing too), `unknown`."""
    if any(pattern.match(rest) for pattern in _ONLY_IV):
        return "iv"
    return "lost" if any(pattern.match(rest) for pattern in _LOST) else "unknown"
