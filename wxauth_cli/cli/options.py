"""The options that every command takes besides its own."""

from __future__ import annotations

from enum import Enum
from typing import Any

from wxauth_cli.cli import tree
from wxauth_cli.cli.declare import option


class Language(str, Enum):
    """Values of `--lang`."""

    zh = "zh"
    en = "en"


COMMON: dict[str, tuple[Any, Any]] = {
    "json": (bool, option(False, "--json")),
    "lang": (Language, option(None, "--lang")),
    "profile": (str, option(None, "--profile", metavar="NAME")),
    "reveal": (bool, option(False, "--reveal")),
    "verbose": (bool, option(False, "--verbose", "-v")),
}
TRACE = {"trace": (str, option(None, "--trace", metavar="FILE"))}
INSECURE = {"insecure_storage": (bool, option(False, "--insecure-storage"))}
COMMON_NAMES = frozenset({*COMMON, *TRACE, *INSECURE})


def common_options(node: tree.Node) -> dict[str, tuple[Any, Any]]:
    """The options that a command of that node takes besides its own."""
    return {**COMMON, **(TRACE if node.network else {}), **(INSECURE if node.stores else {})}
