"""JSON that is read, changed, and written again as it was written before."""

from __future__ import annotations

import json
import re

_HALF = re.compile("[\ud800-\udfff]")
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
    inner = indent.group(1) if indent else None
    made = json.dumps(value, ensure_ascii=text.isascii(), separators=separators, indent=inner)
    if _HALF.search(made):  # half a character, which only an escape can write
        made = json.dumps(value, separators=separators, indent=inner)
    if indent and "\r\n" in text[: indent.end()]:
        made = made.replace("\n", "\r\n")  # none stands inside a string
    return made.replace("/", "\\/") if "\\/" in text[:_SLASHES_WITHIN] else made
