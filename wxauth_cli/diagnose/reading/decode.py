"""Bytes -> text: by byte-order mark, as UTF-16 without one, as UTF-8, else as GB18030, as Chinese Windows writes it."""

from __future__ import annotations

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_SAMPLE = 64 * 1024


def _without_a_mark(sample: bytes) -> str | None:
    """UTF-16 without a byte-order mark, told by the zero bytes beside ASCII letters: every other byte, on one side."""
    half = len(sample) // 2
    if half < 8:
        return None
    even, odd = sample[0 : half * 2 : 2].count(0), sample[1 : half * 2 : 2].count(0)
    if odd * 10 > half * 3 and even * 20 < half:
        return "utf-16-le"
    if even * 10 > half * 3 and odd * 20 < half:
        return "utf-16-be"
    return None


def decode(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding; None for what is no text: pictures, archives, keyboards' noise."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return (text, encoding) if text.count("\ufffd") * 20 <= len(text) else None
    sample = data[:_SAMPLE]
    wide = _without_a_mark(sample)
    if wide is not None:
        text = data[: len(data) // 2 * 2].decode(wide, errors="replace")
        return (text, wide) if text.count("\ufffd") * 20 <= len(text) else None
    if sum(byte in _CONTROLS for byte in sample) * 100 > len(sample):
        return None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError:
        # A log that was cut in the middle of a character is still a log.
        text = data.decode("utf-8", errors="replace")
        return (text, "utf-8") if text.count("\ufffd") * 50 <= len(text) else None
