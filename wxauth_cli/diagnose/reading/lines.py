"""Where in a text something stands."""

from __future__ import annotations

import re
from bisect import bisect_right


class Lines:
    """Which line a character stands in."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def of(self, position: int) -> int:
        """The line's number, from 1."""
        return bisect_right(self.starts, position)


def at(where: str, line: int) -> str:
    """The place of a line in evidence: behind the input's name, if there are several."""
    return f"{where}:{line}" if where else f"L{line}"
