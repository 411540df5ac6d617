"""JSON that is read, changed, and written again as it was written before."""

from __future__ import annotations

import json
import re

_HEAD = 4096
_SLASHES_WITHIN = 65536


def loaded(text: str) -> object:
    """The JSON value, None if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def dumped(value: object) -> str:
    """`value` as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def dumped_like(value: object, text: str) -> str:
    """`value` as JSON, with blanks, line ends and escapes where `text` has them."""
    indent = re.match(r"[{\[]\r?\n([ \t]+)", text)
    spaced = '": ' in text[:_HEAD]
    separators = (",", ": ") if indent else (", ", ": ") if spaced else (",", ":")
    made = json.dumps(
        value, ensure_ascii=text.isascii(), separators=separators, indent=indent.group(1) if indent else None
    )
    return made.replace("/", "\\/") if "\\/" in text[:_SLASHES_WITHIN] else made
