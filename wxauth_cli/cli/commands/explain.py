"""`wxauth explain`."""

import typer

from wxauth_cli.actions.context import Context
from wxauth_cli.core.report import Report


def explain(
    run: Context,
    words: list[str] = typer.Argument(None, metavar="WHAT"),
    api: str = typer.Option(None, "--api", metavar="NAME"),
    all_known: bool = typer.Option(False, "--list"),
    markdown: bool = typer.Option(False, "--markdown"),
) -> Report:
    from wxauth_cli.actions.explain import explain as act

    return act(run, " ".join(words or []), api=api, all_known=all_known, markdown=markdown)
