"""`wxauth exchange`."""

from enum import Enum

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


class Kind(str, Enum):
    """Values of `--kind`."""

    mini = "mini"
    component = "component"
    wecom = "wecom"


def exchange(
    run: Context,
    code: str = argument(metavar="CODE"),
    kind: Kind = option(Kind.mini, "--kind"),
    component_appid: str | None = option(None, "--component-appid", metavar="APPID"),
    access_token_file: str | None = option(None, "--access-token-file", metavar="FILE"),
    force: bool = option(False, "--force"),
    no_remember: bool = option(False, "--no-remember"),
) -> Report:
    from wxauth_cli.actions.exchange import exchange as act

    return act(
        run,
        code,
        kind=kind.value,
        component_appid=component_appid,
        access_token_file=access_token_file,
        force=force,
        remember=not no_remember,
    )
