"""The one redactor: nothing leaves the process that has not passed it."""

from __future__ import annotations

from wxauth_cli.core.secret import LIVE


def redact_text(text: str) -> str:
    """`text` without any live secret value and without values that stand under a secret's name."""
    for value in sorted(LIVE.values(), key=len, reverse=True):
        text = text.replace(value, "****")
    return text
