"""The guard before calls that disturb production: the appid has to be typed again."""

from __future__ import annotations

from wxauth_cli.actions.context import Context
from wxauth_cli.core.errors import UsageError


def confirm_appid(run: Context, appid: str, typed: str | None) -> None:
    """Return only if the user typed `appid`: as `--confirm-appid`, else at the terminal. UsageError otherwise."""
    if typed is None:
        if run.ask is None:
            raise UsageError("confirm-appid-needed", command=f"wxauth {run.command}")
        typed = run.ask(run.t("access_token.confirm", appid=appid))
    if typed.strip() != appid:
        raise UsageError("confirm-appid-wrong", appid=appid)
