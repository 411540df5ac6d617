"""The options that every command takes besides its own."""

from __future__ import annotations

from enum import Enum
from typing import Any

import typer

from wxauth_cli.cli import tree


class Language(str, Enum):
    """Values of `--lang`."""

    zh = "zh"
    en = "en"


COMMON: dict[str, tuple[Any, Any]] = {
    "json": (bool, typer.Option(False, "--json")),
    "lang": (Language, typer.Option(None, "--lang")),
    "profile": (str, typer.Option(None, "--profile", metavar="NAME")),
    "reveal": (bool, typer.Option(False, "--reveal")),
    "verbose": (bool, typer.Option(False, "--verbose", "-v")),
}
TRACE = {"trace": (str, typer.Option(None, "--trace", metavar="FILE"))}
INSECURE = {"insecure_storage": (bool, typer.Option(False, "--insecure-storage"))}
COMMON_NAMES = frozenset({*COMMON, *TRACE, *INSECURE})


def common_options(node: tree.Node) -> dict[str, tuple[Any, Any]]:
    """The options that a command of that node takes besides its own."""
    return {**COMMON, **(TRACE if node.network else {}), **(INSECURE if node.stores else {})}
