"""Text in terminal columns: wide characters count as two."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

from wxauth_cli.core.patterns import lazy_pattern

# Characters that may not begin a line in Chinese typesetting.
_NO_START = "·，。、；：！？）】》”’,.;:!?)]}%"
_MEASURE = lazy_pattern(
    r"[0-9] (?:毫秒|秒|分钟|小时|天|字节|KB|MB|ms|s|min|h|days|bytes)(?![A-Za-z])"
    r"|第 [0-9]+ [步行条次]|\b(?:step|line) [0-9]+"
)
"""What is read as one: a number and its unit, `第 3 步`, `step 3`."""


def width_of(text: str) -> int:
    """Columns that `text` takes on a terminal."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, width: int) -> str:
    """`text` with blanks up to `width` columns."""
    return text + " " * (width - width_of(text))


def centred(text: str, width: int) -> str:
    """`text` in the middle of `width` columns."""
    free = max(width - width_of(text), 0)
    return " " * (free // 2) + text + " " * (free - free // 2)


def shortened(text: str, width: int) -> str:
    """`text`, or its beginning and an ellipsis, in at most `width` columns."""
    if width_of(text) <= width:
        return text
    kept, used = "", 0
    for char in text:
        used += width_of(char)
        if used > width - 1:
            break
        kept += char
    return kept + "…"


def _pieces(text: str) -> list[str]:
    """Where a line may break: after a blank, and beside every wide character, but not between a number and its unit."""
    pieces: list[str] = []
    whole = {at for match in _MEASURE.finditer(text) for at in range(match.start() + 1, match.end())}
    for at, char in enumerate(text):
        wide = east_asian_width(char) in "WF"
        starts = not pieces or pieces[-1].endswith(" ") or wide or east_asian_width(pieces[-1][-1]) in "WF"
        if starts and at not in whole and not (pieces and char in _NO_START):
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def breaks(text: str, width: int) -> list[int]:
    """Places in `text`, which is one paragraph, at which lines of at most `width` columns end; what is longer than a
    line is cut."""
    found: list[int] = []
    used = at = 0
    for piece in _pieces(text):
        if used and used + width_of(piece.rstrip()) > width:
            found.append(at)
            used = 0
        for index, char in enumerate(piece):
            columns = width_of(char)
            if used and used + columns > width and not char.isspace():
                found.append(at + index)
                used = 0
            used += columns
        at += len(piece)
    return found


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, without blanks at their ends."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        begin = 0
        for end in (*breaks(paragraph, width), len(paragraph)):
            lines.append(paragraph[begin:end].rstrip())
            begin = end
    return lines
