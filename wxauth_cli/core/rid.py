"""The rid: WeChat's number of one request. Its first block is WeChat's own time."""

from __future__ import annotations

from typing import NamedTuple

from wxauth_cli.core.patterns import lazy_pattern

LOOKUP_DAYS = 7
"""How long WeChat keeps a rid for rid/get (getRidInfo page)."""

# The form is documented on the getRidInfo page. That its first block is the time is inferred from public samples
# whose dates are known.
_RID = lazy_pattern(r"[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}")
_NAMED = lazy_pattern(rf"\brid:\s*({_RID.pattern})(?![0-9a-zA-Z-])")
_BARE = lazy_pattern(rf"(?<![0-9a-zA-Z-])({_RID.pattern})(?![0-9a-zA-Z-])")


class Rid(NamedTuple):
    """One rid."""

    text: str
    time: int
    """When WeChat received the request, in Unix seconds by WeChat's clock."""


def parse_rid(text: str) -> Rid | None:
    """`text` as a rid, if it is one and nothing else."""
    return Rid(text, int(text[:8], 16)) if _RID.fullmatch(text) else None


def find_rid(text: str) -> Rid | None:
    """The rid in an errmsg or around one: the last that stands after `rid:`, else the first that stands by itself."""
    named = _NAMED.findall(text)
    if named:
        return parse_rid(named[-1])
    bare = _BARE.search(text)
    return parse_rid(bare.group(1)) if bare else None
