"""`wxauth access-token`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import option
from wxauth_cli.core.report import Report


def get(
    run: Context,
    legacy: bool = option(False, "--legacy"),
    force_refresh: bool = option(False, "--force-refresh"),
    confirm_appid: str = option(None, "--confirm-appid", metavar="APPID"),
) -> Report:
    from wxauth_cli.actions.access_token import get as act

    return act(run, legacy=legacy, force_refresh=force_refresh, confirm=confirm_appid)


def show(run: Context) -> Report:
    from wxauth_cli.actions.access_token import show as act

    return act(run)


def check(run: Context, access_token_file: str = option(None, "--access-token-file", metavar="FILE")) -> Report:
    from wxauth_cli.actions.access_token import check as act

    return act(run, access_token_file=access_token_file)


def clear(run: Context) -> Report:
    from wxauth_cli.actions.access_token import clear as act

    return act(run)
