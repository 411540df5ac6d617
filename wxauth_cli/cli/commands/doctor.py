"""`wxauth doctor`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def doctor(run: Context, offline: bool = typer.Option(False, "--offline")) -> Report:
    from wxauth_cli.actions.doctor import doctor as act

    return act(run, offline=offline)
