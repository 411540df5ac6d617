"""`wxauth trace show` and `wxauth trace import`: a capture or log as a flow."""

from __future__ import annotations

from collections.abc import Sequence

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.trace_data import failed, inputs_data, items, skipped_count, trace_data
from wxauth_cli.actions.trace_entry import entry_data
from wxauth_cli.actions.trace_input import read_trace
from wxauth_cli.core.errors import ExitCode, InputError, UsageError
from wxauth_cli.core.report import Report
from wxauth_cli.trace.collect import Seen
from wxauth_cli.trace.reader import Format
from wxauth_cli.trace.study import Trace


def show(
    run: Context,
    files: Sequence[str],
    *,
    wanted: str,
    steps: Sequence[int] = (),
    errors: bool = False,
    entry: int | None = None,
    sequence: bool = False,
    mermaid: bool = False,
) -> Report:
    """The flow of those files, or one request of it. Exit 10 if entries had to be skipped."""
    if sum((entry is not None, sequence, mermaid)) > 1:
        raise UsageError("choose-one-drawing")
    found = read_trace(run, files, Format(wanted))
    if entry is not None:
        if not 1 <= entry <= len(found.seen):
            raise InputError("no-such-entry", entry=entry, count=len(found.seen))
        whole = items(found, reveal=run.reveal)[entry - 1] | entry_data(found, entry - 1, reveal=run.reveal)
        data: dict[str, object] = {"inputs": inputs_data(found, run.t), "entry": whole}
        return _report(run, "trace show", found, data, drawing="entry")

    def chosen(item: Seen) -> bool:
        return (not steps or item.exchange.step in steps) and (not errors or failed(item))

    data = trace_data(found, run.t, reveal=run.reveal, wanted=chosen)
    data["filtered"] = bool(steps) or errors
    drawing = "sequence" if sequence else "mermaid" if mermaid else "table"
    return _report(run, "trace show", found, data, drawing=drawing)


def import_files(run: Context, files: Sequence[str], *, output: str | None, wanted: str) -> Report:
    """Read those files, say what they show, and write the flow as HAR if asked for (secrets masked)."""
    found = read_trace(run, files, Format(wanted))
    data = trace_data(found, run.t, reveal=run.reveal)
    data["output"] = output
    if output is not None:
        run.save_har(output, found.flow)
    return _report(run, "trace import", found, data, drawing="import")


def _report(run: Context, command: str, found: Trace, data: dict[str, object], *, drawing: str) -> Report:
    whole = not skipped_count(found) and not any(item.cut for item in found.inputs)
    notices = [run.t("trace.notice.no-requests")] if not found.seen else []
    if drawing != "import":
        notices += [
            run.t("trace.notice.skipped", name=item.name, n=item.skipped_count)
            for item in found.inputs
            if item.skipped_count
        ]
        notices += [run.t("trace.notice.cut", name=item.name) for item in found.inputs if item.cut]
    return Report(
        command=command,
        data=data,
        flow=found.flow,
        ok=whole,
        exit_code=ExitCode.DONE if whole else ExitCode.VERDICT,
        notices=tuple(notices),
        extra={"drawing": drawing},
    )
