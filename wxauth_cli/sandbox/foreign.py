"""Secrets that are not the sandbox's: a backend that was pointed here by mistake sends those of its real app."""

from __future__ import annotations

import re

from wxauth_cli.core.secret import mask
from wxauth_cli.sandbox.state import State

_NAMES = frozenset(
    {"secret", "appsecret", "corpsecret", "access_token", "component_access_token", "suite_access_token"}
)
# No open repetition before the fixed word: a long body without it is passed over once.
_IN_BODY = re.compile(rb'((?:secret|access_token)"?\s{0,8}[:=]\s{0,8}"?)([^"&,\s}]{6,})', re.I)


def hide_in_query(query: tuple[tuple[str, str], ...], state: State) -> tuple[tuple[str, str], ...]:
    """The pairs with the secrets masked that this sandbox has not made."""
    return tuple(
        (name, mask(value) if name.lower() in _NAMES and not _own(value, state) else value) for name, value in query
    )


def hide_in_body(body: bytes, state: State) -> bytes:
    """The same for a body, whether it is JSON, a form, or neither."""

    def hidden(match: re.Match[bytes]) -> bytes:
        value = match[2].decode("utf-8", "replace")
        return match[0] if _own(value, state) else match[1] + mask(value).encode("utf-8", "replace")

    return _IN_BODY.sub(hidden, body)


def _own(value: str, state: State) -> bool:
    made_here = state.tokens.owner(value) is not None or state.has_secret(value)
    # Too short to be anybody's secret: words such as "null", which one wants to see.
    return made_here or len(value) < 6
