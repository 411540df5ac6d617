"""`wxauth exchange`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def exchange(
    run: Context,
    code: str = typer.Argument(metavar="CODE"),
    force: bool = typer.Option(False, "--force"),
    no_remember: bool = typer.Option(False, "--no-remember"),
) -> Report:
    from wxauth_cli.actions.exchange import exchange as act

    return act(run, code, force=force, remember=not no_remember)
