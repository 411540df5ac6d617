"""`wxauth explain`."""

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


def explain(
    run: Context,
    words: list[str] = argument(None, metavar="WHAT"),
    api: str = option(None, "--api", metavar="NAME"),
    all_known: bool = option(False, "--list"),
    markdown: bool = option(False, "--markdown"),
) -> Report:
    from wxauth_cli.actions.explain import explain as act

    return act(run, " ".join(words or []), api=api, all_known=all_known, markdown=markdown)
