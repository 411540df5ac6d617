"""`wxauth diagnose`."""

from enum import Enum

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
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
    files: list[str] = argument(None, metavar="FILE"),
    appid: str = option(None, "--appid", metavar="APPID"),
    note: list[str] = option(None, "--note", metavar="TEXT"),
    since: str = option(None, "--since", metavar="TIME"),
    markdown: bool = option(False, "--markdown"),
    fail_on: FailOn = option(FailOn.error, "--fail-on"),
) -> Report:
    from wxauth_cli.actions.diagnose import diagnose as act

    return act(run, files or [], appid=appid, notes=note or [], since=since, fail_on=fail_on.value, markdown=markdown)
