"""`wxauth` alone: the three most likely next steps."""

from __future__ import annotations

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def home(run: Context) -> Report:
    """A short welcome; `data.next` holds the commands."""
    return Report(
        command="",
        data={"next": ["wxauth demo", "wxauth diagnose -", "wxauth profile add"]},
    )
