"""`wxauth lab`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


def lab(
    run: Context,
    slug: str = argument(None, metavar="CAUSE"),
    every: bool = option(False, "--list"),
    save: str = option(None, "--save", metavar="DIR"),
    seed: int = option(None, "--seed", metavar="NUMBER"),
) -> Report:
    from wxauth_cli.actions.lab import lab as act

    return act(run, slug, every=every, save=save, seed=seed)
