"""`wxauth purge`: erases all that wxauth keeps."""

from __future__ import annotations

from wxauth_cli.actions.context import Context
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.report import Report


def purge(run: Context, *, yes: bool) -> Report:
    """Erase, name what was erased, and prove it gone by reading back. Asked about at a terminal."""
    if not yes and run.ask is not None and run.ask(run.t("purge.confirm")).strip().lower() != "yes":
        raise UsageError("not-confirmed")
    purged = run.stores.purge()
    if purged.keyring != "erased":
        run.notices.append(run.t("purge.no-keyring"))
    items = [
        {"storage": storage, "kind": entry.kind, "of": " ".join(entry.key) if entry.kind != "phone" else ""}
        for storage, entry in purged.items
    ]
    data = {
        "items": items,
        "files": [str(path) for path in purged.files],
        "lock_files": [str(path) for path in purged.locks],
        "keyring": purged.keyring,
        "left": 0,
    }
    return Report(command=run.command, data=data)
