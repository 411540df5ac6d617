"""`wxauth demo`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import option
from wxauth_cli.core.report import Report


def demo(run: Context, seed: int = option(None, "--seed", metavar="NUMBER")) -> Report:
    """A whole login on the sandbox, as one trace."""
    from wxauth_cli.actions.demo import demo as act

    return act(run, seed)
