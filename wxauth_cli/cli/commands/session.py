"""`wxauth session`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


def list(run: Context) -> Report:
    from wxauth_cli.actions.session import list as act

    return act(run)


def show(run: Context, openid: str = argument(metavar="OPENID")) -> Report:
    from wxauth_cli.actions.session import show as act

    return act(run, openid)


def forget(
    run: Context,
    openid: str = argument(None, metavar="OPENID"),
    every: bool = option(False, "--all"),
) -> Report:
    from wxauth_cli.actions.session import forget as act

    return act(run, openid, every=every)


def check(
    run: Context,
    openid: str = argument(metavar="OPENID"),
    access_token_file: str = option(None, "--access-token-file", metavar="FILE"),
) -> Report:
    from wxauth_cli.actions.session_calls import check as act

    return act(run, openid, access_token_file=access_token_file)


def reset(
    run: Context,
    openid: str = argument(metavar="OPENID"),
    confirm_appid: str = option(None, "--confirm-appid", metavar="APPID"),
    access_token_file: str = option(None, "--access-token-file", metavar="FILE"),
) -> Report:
    from wxauth_cli.actions.session_calls import reset as act

    return act(run, openid, confirm=confirm_appid, access_token_file=access_token_file)
