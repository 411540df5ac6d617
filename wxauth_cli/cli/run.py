"""One run: the context is made, the action is called, the report is drawn, the exit code is returned.

The only place that catches errors of the program, and the only one that writes to the streams.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wxauth_cli.actions.context import Context, Progress
from wxauth_cli.cli.invocation import Invocation
from wxauth_cli.core.errors import ExitCode, WxauthError
from wxauth_cli.core.gate import clean
from wxauth_cli.core.redact import redact_text
from wxauth_cli.core.report import ErrorView, Report
from wxauth_cli.core.secret import LIVE
from wxauth_cli.knowledge.texts import Texts

if TYPE_CHECKING:
    from wxauth_cli.core.model import Flow
    from wxauth_cli.render.blocks import Block


SECRET_VARIABLES = (
    "WXAUTH_SECRET",
    "WXAUTH_ACCESS_TOKEN",
    "WXAUTH_COMPONENT_ACCESS_TOKEN",
    "WXAUTH_CORP_ACCESS_TOKEN",
    "WXAUTH_SANDBOX_TOKEN",
)
"""Variables whose values are held from the start, whether or not the command reads them."""


def make_context(invocation: Invocation, command: str, options: Mapping[str, Any]) -> Context:
    """The context of this run."""
    for name in SECRET_VARIABLES:
        LIVE.add(invocation.env.get(name, ""))
    stdin, stderr = invocation.streams.stdin, invocation.streams.stderr
    interactive = stdin.isatty() and stderr.isatty()

    def notify(sentence: str) -> None:
        stderr.write(clean(redact_text(sentence)) + "\n")
        stderr.flush()

    def ask(prompt: str) -> str:
        stderr.write(f"{clean(prompt)}: ")
        stderr.flush()
        return stdin.readline().rstrip("\r\n")

    def ask_secret(prompt: str) -> str:
        from getpass import getpass

        return getpass(f"{clean(prompt)}: ", stream=stderr)

    def progress(label: str) -> Progress:
        from wxauth_cli.cli.progress import ProgressLine

        return ProgressLine(stderr, label)

    def save_har(path: str, flow: Flow) -> None:
        from wxauth_cli.render.har import write_har

        write_har(Path(path), flow)

    context = Context(
        lang=invocation.lang,
        clock=invocation.clock,
        env=invocation.env,
        streams=invocation.streams,
        command=command,
        profile=options.get("profile") or invocation.env.get("WXAUTH_PROFILE") or None,
        reveal=bool(options.get("reveal")),
        verbose=bool(options.get("verbose")),
        as_json=bool(options.get("json")),
        insecure_storage=bool(options.get("insecure_storage")),
        network=invocation.network,
        notify=notify,
        progress=progress,
        save_har=save_har,
        ask=ask if interactive else None,
        ask_secret=ask_secret if interactive else None,
        open_stores=invocation.open_stores,
    )
    context.draw_report = lambda material, form: draw_report(context, material, form)
    context.show = lambda report: show(context, report, [*report.notices])
    context.document = lambda result: json_line(context, result)
    return context


def run(invocation: Invocation, command: str, options: Mapping[str, Any], work: Callable[[Context], Report]) -> int:
    """Call `work` and show what came of it. Never raises, but what ends a process by a signal.

    A reader that has gone ends the run silently; Typer would turn that into exit code 1.
    """
    try:
        return run_and_show(make_context(invocation, command, options), command, options, work)
    except BrokenPipeError:
        return ExitCode.BROKEN_PIPE


def run_and_show(context: Context, command: str, options: Mapping[str, Any], work: Callable[[Context], Report]) -> int:
    """The same, raising BrokenPipeError."""
    quiet_loggers()
    try:
        report = work(context)
    except WxauthError as exc:
        report = lost_call(context, exc) or report_of(exc, command, context.t)
    except KeyboardInterrupt:
        report = failed(command, "interrupted", ExitCode.INTERRUPTED, context.t)
    except BrokenPipeError:
        raise
    except Exception as exc:
        report = crashed(command, exc, context.t)
    try:
        return finish(context, report, options.get("trace"))
    except KeyboardInterrupt:
        last = failed(command, "interrupted", ExitCode.INTERRUPTED, context.t)
    except BrokenPipeError:
        raise
    except Exception as exc:  # a fault in a view must not print a traceback with values in it
        last = crashed(command, exc, context.t)
    assert last.error is not None
    for line in error_lines(last.error, context.t):
        context.streams.stderr.write(line + "\n")
    return last.exit_code


def finish(context: Context, report: Report, trace: str | None) -> int:
    """Write the report to the streams; write the HAR if asked for."""
    notices = [*context.notices, *report.notices]
    if trace:
        try:
            from wxauth_cli.render.har import write_har

            write_har(Path(trace), report.flow)
        except WxauthError as exc:
            report = report_of(exc, report.command, context.t, before=report)
    if not report.shown:
        show(context, report, notices)
    return report.exit_code


def show(context: Context, report: Report, notices: list[str]) -> None:
    """Result to stdout; notices, trace and errors to stderr."""
    out, err = context.streams.stdout, context.streams.stderr
    if context.verbose and report.flow.items:
        from wxauth_cli.render.blocks import FlowTable

        draw(context, err, [FlowTable(report.flow)], reveal=False, clear=False)
    if context.as_json:
        out.write(json_line(context, report) + "\n")
    else:
        from wxauth_cli.render.blocks import Findings
        from wxauth_cli.render.view import view

        blocks = view(report, context.t)
        if report.findings and not any(isinstance(block, Findings) for block in blocks):
            blocks = [*blocks, Findings(report.findings)]
        draw(context, out, blocks, reveal=context.reveal, clear=report.clear)
    out.flush()
    for sentence in notices:
        err.write(clean(redact_text(f"{context.t('common.notice')}: {sentence}")) + "\n")
    if report.error is not None and not context.as_json:
        for line in error_lines(report.error, context.t):
            err.write(line + "\n")
    err.flush()


def draw_report(context: Context, material: Mapping[str, Any], form: str) -> str:
    """A trace report as one HTML page, which has both languages, or as Markdown in the run's."""
    if form == "markdown":
        from wxauth_cli.render.report.markdown import markdown

        return markdown(material, context.t)
    from wxauth_cli.render.report.page import page

    return page(material, context.lang)


def json_line(context: Context, result: Report | WxauthError) -> str:
    """The JSON document of a report or an error, in characters that stdout can write."""
    from wxauth_cli.render.json_document import document

    report = result if isinstance(result, Report) else report_of(result, context.command, context.t)
    encoding = getattr(context.streams.stdout, "encoding", None) or "utf-8"
    ascii_only = not encoding.lower().replace("-", "").startswith("utf8")
    return document(report, reveal=context.reveal, ascii_only=ascii_only)


def draw(context: Context, stream: Any, blocks: list[Block], *, reveal: bool, clear: bool) -> None:
    """Draw blocks on a stream."""
    if not blocks:
        return
    from wxauth_cli.render.terminal import Drawer, console_for

    Drawer(console_for(stream, context.env), context.t, reveal=reveal, clear=clear).draw(blocks)


def error_lines(error: ErrorView, t: Texts) -> list[str]:
    """An error as it stands on stderr: what happened, then what to do."""
    return [
        clean(redact_text(f"{t('common.error')}: {error.message}")) + f" [{error.code}]",
        clean(redact_text(f"{t('common.hint')}: {error.hint}")),
    ]


def report_of(error: WxauthError, command: str, t: Texts, before: Report | None = None) -> Report:
    """The report of an error; what was learnt before it is kept."""
    from wxauth_cli.core.model import Flow
    from wxauth_cli.knowledge.error_words import error_view

    return Report(
        command=command,
        data=before.data if before else error.data,
        findings=before.findings if before else error.findings,
        flow=before.flow if before else error.flow or Flow(),
        ok=False,
        exit_code=error.exit_code,
        error=error_view(error, t),
        notices=before.notices if before else (),
    )


def lost_call(context: Context, error: WxauthError) -> Report | None:
    """The report of a call that WeChat refused or did not answer, with steps and causes; None of other errors."""
    from wxauth_cli.core.model import Leg

    if error.flow is None or error.data is not None:
        return None
    calls = error.flow.exchanges
    if not calls or calls[-1].leg is not Leg.BACKEND_WECHAT:
        return None
    from wxauth_cli.actions.refused import LOST, refusal

    return refusal(context, error, appid=None) if isinstance(error, LOST) else None


def failed(command: str, code: str, exit_code: ExitCode, t: Texts, **params: object) -> Report:
    """The report of a run that ended by Ctrl-C or by a fault of ours."""
    error = ErrorView(code, t(f"errors_any.{code}", **params), t(f"errors_any.{code}.hint", **params))
    return Report(command=command, data=None, ok=False, exit_code=exit_code, error=error)


def crashed(command: str, exc: Exception, t: Texts) -> Report:
    """The report of a fault of ours: its kind and place, never its text, which may hold a URL with a secret."""
    return failed(command, "crash", ExitCode.CRASH, t, kind=type(exc).__name__, place=place_of(exc))


def place_of(exc: BaseException) -> str:
    """Module and line where it was raised in our own code: all that a report needs, and no variable's value."""
    import traceback

    frames = [frame for frame in traceback.extract_tb(exc.__traceback__) if "wxauth_cli" in frame.filename]
    if not frames:
        return "?"
    path = Path(frames[-1].filename)
    return f"{path.parent.name}/{path.name}:{frames[-1].lineno}"


def quiet_loggers() -> None:
    """HTTP libraries log whole URLs, secrets included: keep them silent, and redact whatever any handler prints."""
    import sys

    logging = sys.modules.get("logging")
    if logging is None:
        return  # nobody can have configured a handler
    from wxauth_cli.cli.logs import redact_all

    redact_all()
