"""`wxauth rid`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


def rid(
    run: Context,
    rid: str = argument(metavar="RID"),
    lookup: bool = option(False, "--lookup"),
    access_token_file: str = option(None, "--access-token-file", metavar="FILE"),
) -> Report:
    from wxauth_cli.actions.rid import rid as act

    return act(run, rid, lookup=lookup, access_token_file=access_token_file)
