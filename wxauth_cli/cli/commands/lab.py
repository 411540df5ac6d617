"""`wxauth lab`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def lab(
    run: Context,
    slug: str = typer.Argument(None, metavar="CAUSE"),
    every: bool = typer.Option(False, "--list"),
    save: str = typer.Option(None, "--save", metavar="DIR"),
    seed: int = typer.Option(None, "--seed", metavar="NUMBER"),
) -> Report:
    from wxauth_cli.actions.lab import lab as act

    return act(run, slug, every=every, save=save, seed=seed)
