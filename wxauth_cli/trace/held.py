"""Which secrets of a trace the redactor looks for wherever they stand, and not by name and shape only."""

from __future__ import annotations

from collections.abc import Iterator

from wxauth_cli.core.secret import LIVE, NO_VALUES, Secret
from wxauth_cli.trace.study import Trace

MAX_HELD = 50_000
"""Each held value costs the redactor some 1.5 KB and 60 µs; a day's log has tens of thousands of them."""


def hold(found: Trace) -> int:
    """Have the secrets of the trace redacted from now on, the gravest first; how many were too many."""
    values = [value for value in dict.fromkeys(_values(found)) if value.lower() not in NO_VALUES]
    for value in values[:MAX_HELD]:
        LIVE.add(value)
    return max(len(values) - MAX_HELD, 0)


def _values(found: Trace) -> Iterator[str]:
    """AppSecrets and access_tokens open everything, session_keys one user, tokens and codes one login."""
    for names in (("appsecret",), ("access_token",), ("session_key",), ("issued", "token", "code")):
        for item in found.seen:
            for name in names:
                value = getattr(item.marks, name)
                if value:
                    yield value
    for item in found.seen:
        for learnt in item.exchange.learnt.values():
            if isinstance(learnt, Secret):
                yield learnt.reveal()
