"""From the command line to an exit code."""

from __future__ import annotations

from typing import Any

from wxauth_cli.cli import plain
from wxauth_cli.cli.invocation import Invocation
from wxauth_cli.core.errors import ExitCode, UsageError
from wxauth_cli.core.report import Report

MOVED: dict[tuple[str, ...], str] = {
    ("token", "get"): "access-token get",
    ("token", "show"): "access-token show",
    ("token", "clear"): "access-token clear",
    ("token", "check"): "access-token check",
}
"""Words that people try, and the command that does it."""


def main(invocation: Invocation) -> int:
    """Run the command that `invocation.argv` names; return the exit code."""
    try:
        call = plain.read(invocation.argv, invocation.env)
        if call is None:
            return _through_typer(invocation)
        from wxauth_cli.cli.run import run

        return run(invocation, call.words, call.common, lambda context: call.function(context, **call.values))
    except BrokenPipeError:
        raise
    except Exception as exc:
        return show_crash(invocation, exc)


def _through_typer(invocation: Invocation) -> int:
    import typer

    from wxauth_cli.cli.build import build_root

    # Typer's usage errors have no public base of their own; BadParameter does, and its base is it.
    usage_exception: Any = typer.BadParameter.__mro__[1]
    root = build_root(invocation.t)
    try:
        code = root.main(
            list(invocation.argv), prog_name="wxauth", standalone_mode=False, windows_expand_args=False, obj=invocation
        )
    except usage_exception as exc:
        return show_usage_error(invocation, translate(exc, invocation))
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except SystemExit as exc:
        # Typer ends with 1 when the reader of a help page has gone.
        if isinstance(exc.__context__, BrokenPipeError):
            return ExitCode.BROKEN_PIPE
        raise
    return int(code or 0)


def translate(exc: Any, invocation: Invocation) -> UsageError:
    """Typer's own exception as ours: its words are English, ours are in both languages."""
    from wxauth_cli.cli.build import parameter_names

    path = exc.ctx.command_path if exc.ctx is not None else "wxauth"
    help_line = f"{path} --help"
    t = invocation.t
    kind = type(exc).__name__

    def similar(names: Any) -> str:
        return t("errors_usage.similar", names=" / ".join(sorted(names))) if names else ""

    if kind == "MissingParameter" and exc.param is not None:
        return UsageError("missing-argument", name=parameter_names([exc.param])[0], help=help_line)
    if kind == "NoSuchOption":
        return UsageError("no-such-option", name=exc.option_name, similar=similar(exc.possibilities), help=help_line)
    if kind == "BadOptionUsage" and "requires an argument" in exc.message:
        return UsageError("option-needs-value", name=exc.option_name, help=help_line)
    if kind == "BadParameter" and exc.param is not None:
        return UsageError("bad-value", name=parameter_names([exc.param])[0], reason=exc.message, help=help_line)
    if exc.message.startswith("No such command") and exc.ctx is not None:
        from difflib import get_close_matches

        name = exc.message.split("'")[1]
        instead = MOVED.get((*path.split()[1:], name))
        if instead is not None:
            return UsageError("moved", asked=f"{path} {name}", instead=f"wxauth {instead}")
        names = get_close_matches(name, exc.ctx.command.list_commands(exc.ctx))
        return UsageError("no-such-command", name=name, similar=similar(names), help=help_line)
    if "unexpected extra argument" in exc.message:
        name = exc.message.rpartition("(")[2].rstrip(")")
        return UsageError("unexpected-argument", name=name, help=help_line)
    if exc.message.startswith("Missing command"):
        return UsageError("missing-argument", name=t("options.command-word"), help=help_line)
    return UsageError("usage", reason=exc.message, help=help_line)


def show_usage_error(invocation: Invocation, error: UsageError) -> int:
    """The error as on any other way, with the exit code of usage."""
    from wxauth_cli.cli.run import finish, make_context, report_of

    context = make_context(invocation, "", {"json": invocation.as_json})
    report: Report = report_of(error, " ".join(word for word in invocation.argv[:2] if word.isalpha()), invocation.t)
    return finish(context, report, None)


def show_crash(invocation: Invocation, exc: Exception) -> int:
    """A fault of ours before any command ran."""
    from wxauth_cli.cli.run import failed, finish, make_context, place_of

    context = make_context(invocation, "", {"json": invocation.as_json})
    report = failed("", "crash", ExitCode.CRASH, invocation.t, kind=type(exc).__name__, place=place_of(exc))
    return finish(context, report, None)
