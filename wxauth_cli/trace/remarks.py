"""What `wxauth trace record` remarks on a body that it did not keep whole, as notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CUT = re.compile(r"cut: ([0-9]{1,15}) of ([0-9]{1,15}) bytes kept")
_BINARY = "not text, so not kept"


def remarks(side: str, body: object) -> Iterator[str]:
    """Notes on the `postData` or `content` of an entry; `side`: `request` or `response`.

    `cut-<side> KEPT SIZE` (bytes), `binary-<side>`.
    """
    said = body.get("comment") if isinstance(body, dict) else None
    if isinstance(said, str):
        found = _CUT.match(said)
        if found:
            yield f"cut-{side} {found[1]} {found[2]}"
        if _BINARY in said:
            yield f"binary-{side}"
