"""`wxauth rid`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def rid(
    run: Context,
    rid: str = typer.Argument(metavar="RID"),
    lookup: bool = typer.Option(False, "--lookup"),
    access_token_file: str = typer.Option(None, "--access-token-file", metavar="FILE"),
) -> Report:
    from wxauth_cli.actions.rid import rid as act

    return act(run, rid, lookup=lookup, access_token_file=access_token_file)
