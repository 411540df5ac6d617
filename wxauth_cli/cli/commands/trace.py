"""`wxauth trace`."""

from enum import Enum

from wxauth_cli.actions.context import Context
from wxauth_cli.cli.declare import argument, option
from wxauth_cli.core.report import Report


class CaptureFormat(str, Enum):
    """Values of `--format`."""

    auto = "auto"
    har = "har"
    jsonl = "jsonl"
    access = "access"
    app = "app"


class WechatSide(str, Enum):
    """Values of `--wechat`."""

    sandbox = "sandbox"
    real = "real"


def import_(
    run: Context,
    files: list[str] = argument(metavar="FILE"),
    output: str = option(None, "--output", "-o", metavar="FILE"),
    format: CaptureFormat = option(CaptureFormat.auto, "--format"),
) -> Report:
    from wxauth_cli.actions.trace_show import import_files

    return import_files(run, files, output=output, wanted=format.value)


def show(
    run: Context,
    files: list[str] = argument(None, metavar="FILE"),
    step: list[int] = option(None, "--step", metavar="N", min=1, max=9),
    errors: bool = option(False, "--errors"),
    entry: int = option(None, "--entry", metavar="N", min=1),
    sequence: bool = option(False, "--sequence"),
    mermaid: bool = option(False, "--mermaid"),
    format: CaptureFormat = option(CaptureFormat.auto, "--format"),
) -> Report:
    from wxauth_cli.actions.trace_show import show as act

    return act(
        run,
        files or (),
        wanted=format.value,
        steps=step or (),
        errors=errors,
        entry=entry,
        sequence=sequence,
        mermaid=mermaid,
    )


def report(
    run: Context,
    files: list[str] = argument(metavar="FILE"),
    output: str = option(None, "--output", "-o", metavar="FILE"),
    markdown: bool = option(False, "--markdown"),
    force: bool = option(False, "--force"),
    format: CaptureFormat = option(CaptureFormat.auto, "--format"),
) -> Report:
    from wxauth_cli.actions.trace_report import report as act

    return act(run, files, output=output, markdown=markdown, force=force, wanted=format.value)


def record(
    run: Context,
    backend: str = option(..., "--backend", metavar="URL"),
    wechat: WechatSide = option(WechatSide.sandbox, "--wechat"),
    output: str = option(None, "--output", "-o", metavar="FILE"),
    force: bool = option(False, "--force"),
    port: int = option(0, "--port", min=0, max=65535, metavar="PORT"),
    wechat_port: int = option(0, "--wechat-port", min=0, max=65535, metavar="PORT"),
    host: str = option("127.0.0.1", "--host", metavar="HOST"),
    allow_host: list[str] = option(None, "--allow-host", metavar="NAME"),
    keep_secrets: bool = option(False, "--keep-secrets"),
    max_body: int = option(256, "--max-body", min=1, max=65536, metavar="KB"),
) -> Report:
    from wxauth_cli.actions.trace_record import Listen
    from wxauth_cli.actions.trace_record import record as act

    return act(
        run,
        backend,
        wechat=wechat.value,
        output=output,
        force=force,
        listen=Listen(host, port, wechat_port, tuple(allow_host or ())),
        keep_secrets=keep_secrets,
        max_body=max_body,
    )


def redact(
    run: Context,
    file: str = argument(metavar="FILE"),
    output: str = option(..., "--output", "-o", metavar="FILE"),
    force: bool = option(False, "--force"),
) -> Report:
    from wxauth_cli.actions.trace_redact import redact as act

    return act(run, file, output=output, force=force)
