"""Turns command functions into Typer commands: help from the catalogue, common options added, in the run's language.

A command function is `def get(run: Context, …) -> Report` with defaults of `cli.declare`. Commands are built
when their name is met, so that a call pays for one command only.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from wxauth_cli.actions.context import Context
from wxauth_cli.cli import tree
from wxauth_cli.cli.declare import Parameter, function_of
from wxauth_cli.cli.invocation import Invocation
from wxauth_cli.cli.options import Language, common_options
from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts

# A value that was pasted and begins with a dash: an errcode (-41003), or something long that is no option.
_DASHED_VALUE = re.compile(r"-\d+|-[^-].{14,}", re.S)


class Command(TyperCommand):
    """A command whose help is ours, and that takes pasted values which begin with a dash."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Move dashed values behind `--`, where they are arguments."""
        takes_value = {name for param in self.params for name in param.opts if not getattr(param, "is_flag", False)}
        kept: list[str] = []
        moved: list[str] = []
        for index, word in enumerate(args):
            if word == "--":
                kept.extend(args[index:])
                break
            is_value = index > 0 and args[index - 1] in takes_value and args[index - 1].startswith("-")
            if not is_value and _DASHED_VALUE.fullmatch(word):
                moved.append(word)
            else:
                kept.append(word)
        if moved:
            kept = [*kept, *moved] if "--" in kept else [*kept, "--", *moved]
        return super().parse_args(ctx, kept)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Our own layout: both languages, wide characters counted as two."""
        from wxauth_cli.cli.help import command_help

        formatter.write(command_help(self, ctx))


class Group(TyperGroup):
    """A group that builds its commands when they are asked for."""

    names: tuple[str, ...] = ()
    names_verbs = True
    """False for the root, which has options and a page of its own."""
    make: Callable[[str], TyperCommand | TyperGroup]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """`--lang` before the verb has been read already; a group alone shows its help."""
        if self.names_verbs:
            args = _without_language(args) or ["--help"]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the tree."""
        return list(self.names)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, built now; None if there is none."""
        return self.make(cmd_name) if cmd_name in self.names else None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """As for a command."""
        from wxauth_cli.cli.help import group_help

        formatter.write(group_help(self, ctx))


def _without_language(args: list[str]) -> list[str]:
    kept: list[str] = []
    words = iter(args)
    for word in words:
        if not word.startswith("-"):
            return [*kept, word, *words]
        if word == "--lang":
            next(words, None)
        elif not word.startswith("--lang="):
            kept.append(word)
    return kept


def text_prefix(node: tree.Node, verb: str) -> str:
    """Under which key a command's help stands: `exchange.` or `access_token.get.`."""
    return f"{node.module}.{verb}." if verb else f"{node.module}."


def build_command(node: tree.Node, verb: str, t: Texts) -> TyperCommand:
    """The Typer command of a node (and verb) in the language of `t`."""
    function = function_of(node, verb)
    prefix = text_prefix(node, verb)
    words = f"{node.name} {verb}" if verb else node.name
    common = common_options(node)

    def call(ctx: typer.Context, **values: Any) -> int:
        from wxauth_cli.cli.run import run

        invocation: Invocation = ctx.obj
        chosen = {name: values.pop(name) for name in common}
        return run(invocation, words, chosen, lambda context: function(context, **values))

    parameters = [inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for name, parameter in list(inspect.signature(function, eval_str=True).parameters.items())[1:]:
        if not isinstance(parameter.default, Parameter):
            raise TypeError(f"{words}: parameter {name} is declared as neither option nor argument")
        info = _info(parameter.default, t(f"{prefix}param.{name}"))
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=info, annotation=parameter.annotation)
        )
    for name, (kind, declared) in common.items():
        info = _info(declared, t(f"options.{name}"))
        parameters.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=info, annotation=kind | None))
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(
        verb or node.name,
        cls=Command,
        help=t(f"{prefix}help"),
        epilog=t(f"{prefix}examples"),
        context_settings={"help_option_names": ["--help", "-h"]},
    )(call)
    command = typer.main.get_command(app)
    assert isinstance(command, TyperCommand)
    return command


def _info(declared: Parameter, text: str) -> Any:
    """Typer's own record of a parameter."""
    if not declared.names:
        return typer.Argument(declared.default, metavar=declared.metavar, help=text, show_default=False)
    return typer.Option(
        declared.default,
        *declared.names,
        metavar=declared.metavar,
        min=declared.min,
        max=declared.max,
        help=text,
        show_default=False,
    )


def build_node(name: str, t: Texts) -> TyperCommand | TyperGroup:
    """The command or group of that name."""
    node = tree.node(name)
    assert node is not None
    if not node.verbs:
        return build_command(node, "", t)
    group = Group(
        name=name,
        help=t(f"{node.module}.help"),
        no_args_is_help=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    group.names = node.verbs
    group.make = lambda verb: build_command(node, verb, t)
    return group


def build_root(t: Texts) -> Group:
    """The whole program in the language of `t`."""
    app = typer.Typer(
        cls=Group,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=t("options.root"),
        invoke_without_command=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback()
    def root(
        ctx: typer.Context,
        version: bool = typer.Option(False, "--version", help=t("options.version"), show_default=False),
        lang: Language = typer.Option(None, "--lang", help=t("options.lang"), show_default=False),
        json: bool = typer.Option(False, "--json", help=t("options.json"), show_default=False),
    ) -> int | None:
        if ctx.invoked_subcommand is not None:
            return None
        from wxauth_cli.cli.run import run

        if version:
            from wxauth_cli import __version__

            ctx.obj.streams.stdout.write(f"wxauth {__version__}\n")
            return 0
        return run(ctx.obj, "", {"json": json}, _home)

    command = typer.main.get_command(app)
    assert isinstance(command, Group)
    for param in command.params:
        if param.name in ("install_completion", "show_completion"):
            param.help = t(f"options.{param.name}")  # type: ignore[attr-defined]
    command.names = tuple(item.name for item in tree.TREE)
    command.names_verbs = False
    command.make = lambda name: build_node(name, t)
    return command


def _home(context: Context) -> Report:
    from wxauth_cli.actions.home import home

    return home(context)


def parameter_names(parameters: Sequence[Any]) -> tuple[str, ...]:
    """How parameters are named in messages: an option by its long form, an argument by its metavar."""
    return tuple(
        param.opts[0] if param.opts and param.opts[0].startswith("-") else param.human_readable_name
        for param in parameters
    )
