"""`wxauth doctor`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import option
from wxauth_cli.core.report import Report


def doctor(run: Context, offline: bool = option(False, "--offline")) -> Report:
    from wxauth_cli.actions.doctor import doctor as act

    return act(run, offline=offline)
