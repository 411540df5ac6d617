"""`wxauth profile`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def add(
    run: Context,
    name: str = typer.Argument(metavar="NAME"),
    appid: str = typer.Argument(metavar="APPID"),
    secret_file: str = typer.Option(None, "--secret-file", metavar="FILE"),
    api_base: str = typer.Option(None, "--api-base", metavar="URL"),
    replace: bool = typer.Option(False, "--replace"),
    use: bool = typer.Option(False, "--use"),
) -> Report:
    from wxauth_cli.actions.profile import add as act

    return act(run, name, appid, secret_file=secret_file, api_base=api_base, replace=replace, use=use)


def list(run: Context) -> Report:
    from wxauth_cli.actions.profile import list as act

    return act(run)


def show(run: Context, name: str = typer.Argument(None, metavar="NAME")) -> Report:
    from wxauth_cli.actions.profile import show as act

    return act(run, name)


def use(run: Context, name: str = typer.Argument(metavar="NAME")) -> Report:
    from wxauth_cli.actions.profile import use as act

    return act(run, name)


def remove(run: Context, name: str = typer.Argument(metavar="NAME")) -> Report:
    from wxauth_cli.actions.profile import remove as act

    return act(run, name)
