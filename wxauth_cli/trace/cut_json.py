"""JSON that breaks off, closed where it was whole last."""

from __future__ import annotations

import json
import re
from collections import deque

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.S)
_CLOSING = {"{": "}", "[": "]"}
_TRIED = 64
"""Ends of whole values that are tried, from the last one on."""


def closed(text: str) -> str | None:
    """`text` up to the last value that is whole, with what is still open closed; None if it is broken elsewhere."""
    open_now: list[str] = []
    ends: deque[tuple[int, str]] = deque(maxlen=_TRIED)
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign in _CLOSING:
            open_now.append(_CLOSING[sign])
        elif sign in ("}", "]"):
            if not open_now or open_now.pop() != sign:
                return None
            ends.append((match.end(), "".join(reversed(open_now))))
    for end, rest in reversed(ends):
        made = text[:end] + rest
        try:
            json.loads(made)
        except (ValueError, RecursionError):
            continue
        return made
    return None
