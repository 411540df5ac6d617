"""How a command function says what it takes, and where the functions stand.

The records here are turned into Typer's own by `cli.build`, and read as they are by `cli.plain`; a command module does
not load Typer for them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from wxauth_cli.cli import tree
from wxauth_cli.core.report import Report
from wxauth_cli.core.words import python_name

REQUIRED: Any = ...
"""The default of what has none."""


class Parameter(NamedTuple):
    """What a parameter of a command function is on the command line."""

    default: Any
    names: tuple[str, ...]
    """`--iv`, `--follow` and `-f`, `--freeze/--resume`; none: an argument."""
    metavar: str | None
    min: float | None
    max: float | None


def argument(default: Any = REQUIRED, *, metavar: str) -> Any:
    """An argument, by position."""
    return Parameter(default, (), metavar, None, None)


def option(
    default: Any, *names: str, metavar: str | None = None, min: float | None = None, max: float | None = None
) -> Any:
    """An option; a flag if its type is bool."""
    return Parameter(default, names, metavar, min, max)


def function_of(node: tree.Node, verb: str) -> Callable[..., Report]:
    """The command function."""
    module = import_module(f"wxauth_cli.cli.commands.{node.module}")
    found: Callable[..., Report] = getattr(module, python_name(verb or node.name))
    return found
