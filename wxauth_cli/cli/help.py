"""Help pages: our own layout, in the run's language, with wide characters counted as two columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wxauth_cli.cli.invocation import Invocation
from wxauth_cli.cli.options import COMMON_NAMES
from wxauth_cli.core.columns import width_of, wrap
from wxauth_cli.knowledge.texts import Texts

MAX_WIDTH = 100
MIN_WIDTH = 40


def _definition_list(rows: list[tuple[str, str]], width: int) -> str:
    """Two columns; a long term pushes its text to the next line."""
    column = min(max((width_of(term) for term, _ in rows), default=0), 28) + 4
    out: list[str] = []
    for term, text in rows:
        lines = wrap(text, max(width - column, 20))
        head = f"  {term}"
        if width_of(head) + 2 <= column:
            out.append(head + " " * (column - width_of(head)) + lines[0])
            lines = lines[1:]
        else:
            out.append(head)
        out.extend(" " * column + line for line in lines)
    return "\n".join(line.rstrip() for line in out)


def _page(sections: Iterable[tuple[str, str]], top: list[str]) -> str:
    parts = ["\n".join(top)]
    parts.extend(f"{title}:\n{body}" for title, body in sections if body)
    return "\n\n".join(parts) + "\n"


def _settings(ctx: Any) -> tuple[Texts, int]:
    invocation: Invocation = ctx.find_root().obj
    columns = invocation.env.get("COLUMNS", "")
    width = int(columns) if columns.isascii() and columns.isdigit() else 0
    if not width:
        from shutil import get_terminal_size

        width = get_terminal_size((MAX_WIDTH, 24)).columns
    return invocation.t, max(MIN_WIDTH, min(width, MAX_WIDTH))


def _term(param: Any) -> str:
    # The long name first; the library gives those of --help in an order that differs from run to run.
    names = ", ".join(sorted(param.opts, key=lambda name: not name.startswith("--")) + param.secondary_opts)
    if param.is_flag or param.name == "help":
        return names
    choices = getattr(param.type, "choices", None)
    if choices:
        return f"{names} {'|'.join(str(getattr(choice, 'value', choice)) for choice in choices)}"
    return f"{names} {param.metavar or param.name.upper()}"


def _text(param: Any, t: Texts) -> str:
    if param.name == "help":
        return t("options.help")
    default = param.default
    text = param.help or ""
    if isinstance(default, (int, float, str)) and not isinstance(default, bool) and default != "":
        value = getattr(default, "value", default)
        note = t("options.default", value=value)
        text += f"（{note}）" if t.lang == "zh" else f" ({note})"
    return text


def command_help(command: Any, ctx: Any) -> str:
    """The help page of one command."""
    t, width = _settings(ctx)
    params = command.get_params(ctx)
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    own = [param for param in options if param.name not in COMMON_NAMES and param.name != "help"]
    common = [param for param in options if param.name in COMMON_NAMES or param.name == "help"]

    def name(param: Any) -> str:
        return str(param.metavar or param.name.upper())

    def in_usage(param: Any) -> str:
        shown = f"{name(param)}..." if param.nargs == -1 else name(param)
        return shown if param.required else f"[{shown}]"

    usage = " ".join([ctx.command_path, t("options.options-word"), *(in_usage(param) for param in arguments)])
    return _page(
        [
            (t("options.arguments"), _definition_list([(name(p), _text(p, t)) for p in arguments], width)),
            (t("options.options"), _definition_list([(_term(p), _text(p, t)) for p in own], width)),
            (t("options.common"), _definition_list([(_term(p), _text(p, t)) for p in common], width)),
            (t("options.examples"), "\n".join(f"  {line}" for line in (command.epilog or "").split("\n"))),
        ],
        [f"{t('options.usage')}: {usage}", "", *wrap(command.help or "", width)],
    )


def group_help(group: Any, ctx: Any) -> str:
    """The help page of a group: its commands, one line each."""
    t, width = _settings(ctx)
    rows = []
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        rows.append((name, (command.help or "").split("\n")[0]))
    options = list(group.get_params(ctx))
    usage = f"{ctx.command_path} {t('options.command-word')} {t('options.options-word')}"
    is_root = ctx.parent is None
    page = _page(
        [
            (t("options.commands"), _definition_list(rows, width)),
            (t("options.options"), _definition_list([(_term(p), _text(p, t)) for p in options], width)),
        ],
        [f"{t('options.usage')}: {usage}", "", *wrap(group.help or "", width)],
    )
    return page + ("\n" + t("options.root-more") + "\n" if is_root else "")
