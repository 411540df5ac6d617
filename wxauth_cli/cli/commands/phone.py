"""`wxauth phone`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def phone(
    run: Context,
    code: str = typer.Argument(metavar="CODE"),
    openid: str = typer.Option(None, "--openid", metavar="OPENID"),
    access_token_file: str = typer.Option(None, "--access-token-file", metavar="FILE"),
    force: bool = typer.Option(False, "--force"),
    no_remember: bool = typer.Option(False, "--no-remember"),
) -> Report:
    from wxauth_cli.actions.phone import phone as act

    return act(run, code, openid=openid, access_token_file=access_token_file, force=force, remember=not no_remember)
