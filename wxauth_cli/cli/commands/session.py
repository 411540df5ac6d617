"""`wxauth session`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def list(run: Context) -> Report:
    from wxauth_cli.actions.session import list as act

    return act(run)


def show(run: Context, openid: str = typer.Argument(metavar="OPENID")) -> Report:
    from wxauth_cli.actions.session import show as act

    return act(run, openid)


def forget(
    run: Context,
    openid: str = typer.Argument(None, metavar="OPENID"),
    every: bool = typer.Option(False, "--all"),
) -> Report:
    from wxauth_cli.actions.session import forget as act

    return act(run, openid, every=every)
