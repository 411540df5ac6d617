"""Command lines that leave nothing to interpret, read without Typer, which takes longer to load than most commands run.

Whatever is not plain (help, completion, a mistake, a number to be checked, a pasted value that begins with a dash) is
left to Typer, so that there is one place for it. `tests/test_plain.py` compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple

from wxauth_cli.cli import tree
from wxauth_cli.cli.declare import REQUIRED, Parameter, function_of
from wxauth_cli.cli.options import common_options
from wxauth_cli.core.report import Report

_COMPLETION = "_WXAUTH_COMPLETE"


class Call(NamedTuple):
    """A command line that was understood."""

    words: str
    function: Callable[..., Report]
    common: dict[str, Any]
    """Values of the options that every command takes."""
    values: dict[str, Any]
    """Values of the function's own parameters."""


class _NotPlain(Exception):
    """Typer has to look at it."""


_TEXT = (str, str | None)
_TEXTS = (list[str], list[str] | None)


def read(argv: Sequence[str], env: Mapping[str, str]) -> Call | None:
    """The call that `argv` means; None if Typer has to look at it."""
    node = tree.node(argv[0]) if argv and _COMPLETION not in env else None
    if node is None:
        return None
    verb = argv[1] if node.verbs and len(argv) > 1 else ""
    if node.verbs and verb not in node.verbs:
        return None
    function = function_of(node, verb)
    common = common_options(node)
    own = list(function.__annotations__)[1:-1]
    declared = dict(zip(own, function.__defaults__ or (), strict=True))
    declared.update((name, parameter) for name, (_, parameter) in common.items())
    kinds = {**function.__annotations__, **{name: kind for name, (kind, _) in common.items()}}
    try:
        values = _given(argv[2:] if verb else argv[1:], declared, kinds)
        for name, parameter in declared.items():
            if name not in values:
                values[name] = _absent(parameter)
    except _NotPlain:
        return None
    words = f"{node.name} {verb}" if verb else node.name
    return Call(words, function, {name: values.pop(name) for name in common}, values)


def _given(words: Sequence[str], declared: Mapping[str, Parameter], kinds: Mapping[str, Any]) -> dict[str, Any]:
    by_name = {spelt: name for name, parameter in declared.items() for spelt in parameter.names}
    arguments = iter([name for name, parameter in declared.items() if not parameter.names])
    argument, takes_all = "", False
    given: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        if word[:1] != "-" or word == "-":
            if not takes_all:
                argument = next(arguments, "")
                takes_all = kinds.get(argument) in _TEXTS
            if takes_all:
                given[argument] = [*given.get(argument, ()), word]
            elif kinds.get(argument) in _TEXT:
                given[argument] = word
            else:
                raise _NotPlain
            continue
        spelt, equals, value = word.partition("=")
        name = by_name.get(spelt)
        if name is None or (equals and not spelt.startswith("--")):
            raise _NotPlain  # of -o=x, a short option, the sign is part of the value
        kind = kinds[name]
        if kind is bool and not equals:
            given[name] = True
            continue
        if not equals:
            value = next(rest, "")
        if not value or (value[:1] == "-" and value != "-"):
            raise _NotPlain
        if kind in _TEXTS:
            given[name] = [*given.get(name, ()), value]
        else:
            given[name] = value if kind in _TEXT else _member(kind, value)
    return given


def _member(kind: Any, value: str) -> Enum:
    if isinstance(kind, type) and issubclass(kind, Enum) and value in [item.value for item in kind]:
        return kind(value)
    raise _NotPlain


def _absent(parameter: Parameter) -> Any:
    if parameter.default is REQUIRED:
        raise _NotPlain
    return list(parameter.default) if isinstance(parameter.default, list) else parameter.default
