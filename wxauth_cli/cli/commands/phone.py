"""`wxauth phone`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


def phone(
    run: Context,
    code: str = argument(metavar="CODE"),
    openid: str = option(None, "--openid", metavar="OPENID"),
    access_token_file: str = option(None, "--access-token-file", metavar="FILE"),
    force: bool = option(False, "--force"),
    no_remember: bool = option(False, "--no-remember"),
) -> Report:
    from wxauth_cli.actions.phone import phone as act

    return act(run, code, openid=openid, access_token_file=access_token_file, force=force, remember=not no_remember)
