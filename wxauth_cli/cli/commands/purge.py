"""`wxauth purge`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import option
from wxauth_cli.core.report import Report


def purge(run: Context, yes: bool = option(False, "--yes")) -> Report:
    from wxauth_cli.actions.purge import purge as act

    return act(run, yes=yes)
