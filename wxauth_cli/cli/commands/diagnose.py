"""`wxauth diagnose`."""

from enum import Enum

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


class FailOn(str, Enum):
    """From which severity on a finding makes the run fail."""

    critical = "critical"
    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


def diagnose(
    run: Context,
    files: list[str] = typer.Argument(None, metavar="FILE"),
    appid: str = typer.Option(None, "--appid", metavar="APPID"),
    note: list[str] = typer.Option(None, "--note", metavar="TEXT"),
    since: str = typer.Option(None, "--since", metavar="TIME"),
    markdown: bool = typer.Option(False, "--markdown"),
    fail_on: FailOn = typer.Option(FailOn.error, "--fail-on"),
) -> Report:
    from wxauth_cli.actions.diagnose import diagnose as act

    return act(run, files or [], appid=appid, notes=note or [], since=since, fail_on=fail_on.value, markdown=markdown)
