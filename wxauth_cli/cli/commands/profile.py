"""`wxauth profile`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


def add(
    run: Context,
    name: str = argument(metavar="NAME"),
    appid: str = argument(metavar="APPID"),
    secret_file: str = option(None, "--secret-file", metavar="FILE"),
    api_base: str = option(None, "--api-base", metavar="URL"),
    replace: bool = option(False, "--replace"),
    use: bool = option(False, "--use"),
) -> Report:
    from wxauth_cli.actions.profile import add as act

    return act(run, name, appid, secret_file=secret_file, api_base=api_base, replace=replace, use=use)


def list(run: Context) -> Report:
    from wxauth_cli.actions.profile import list as act

    return act(run)


def show(run: Context, name: str = argument(None, metavar="NAME")) -> Report:
    from wxauth_cli.actions.profile import show as act

    return act(run, name)


def use(run: Context, name: str = argument(metavar="NAME")) -> Report:
    from wxauth_cli.actions.profile import use as act

    return act(run, name)


def remove(run: Context, name: str = argument(metavar="NAME")) -> Report:
    from wxauth_cli.actions.profile import remove as act

    return act(run, name)
