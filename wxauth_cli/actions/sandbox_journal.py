"""`wxauth sandbox journal`: the calls so far, as a table, as JSON lines, as they come, or as HAR."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import IO

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.sandbox import duration
from wxauth_cli.actions.sandbox_control import Control, control_of
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.report import Report

POLL_S = 0.2


def journal(
    run: Context,
    url: str | None,
    choice: Mapping[str, object],
    *,
    since: str | None,
    detail: bool,
    jsonl: bool,
    follow: bool,
    har: str | None,
    force: bool,
) -> Report:
    """The calls that fit `choice`: `entries`. `jsonl` writes one a line, `follow` goes on until Ctrl-C.

    UsageError `journal-one-form` if HAR is asked for beside lines, InputError as of `write_new`.
    """
    if (har is not None and (jsonl or follow)) or (follow and run.as_json):
        raise UsageError("journal-one-form")
    control = control_of(run, url)
    wanted = {**choice, "since": None if since is None else _moment(control, since)}
    if har is not None and detail:
        raise UsageError("journal-one-form")
    wanted["detail"] = detail or None
    if har is not None:
        from wxauth_cli.actions.output_file import write_new

        document = control.call("har", wanted)
        write_new(har, json.dumps(document, indent=1) + "\n", force=force)
        entries = document["log"]["entries"]  # type: ignore[index]
        return Report("sandbox journal", {"entries": [], "har": har}, clear=True, extra={"har": len(entries)})
    if not (jsonl or follow):
        return Report("sandbox journal", control.call("journal", wanted), clear=True, extra={"har": None})
    try:
        _lines(run, control, wanted, follow=follow)
    except KeyboardInterrupt:
        # The usual end of following, as of a server.
        if not follow:
            raise
    return Report("sandbox journal", None, shown=True, clear=True)


def _lines(run: Context, control: Control, wanted: Mapping[str, object], *, follow: bool) -> None:
    out = run.streams.stdout
    after: object = 0
    while True:
        answer = control.call("journal", {**wanted, "after": after})
        after = answer["next"]
        for entry in answer["entries"]:  # type: ignore[attr-defined]
            # In ASCII: what somebody sent to the sandbox cannot steer a terminal.
            out.write(json.dumps(entry, separators=(",", ":")) + "\n")
        out.flush()
        if not follow:
            return
        if _nobody_reads(out):
            raise BrokenPipeError
        run.clock.sleep(POLL_S)


def _nobody_reads(out: IO[str]) -> bool:
    """Whether the other end of a pipe is closed: where nothing is written, nothing else would tell."""
    import select

    if not hasattr(select, "poll"):
        return False
    try:
        descriptor = out.fileno()
    except (OSError, ValueError, AttributeError):
        return False
    poll = select.poll()
    poll.register(descriptor, 0)
    return any(event & select.POLLERR for _, event in poll.poll(0))


def _moment(control: Control, text: str) -> float:
    """Unix seconds of an ISO 8601 moment, or of that long ago on the sandbox's clock; UsageError `bad-duration`."""
    try:
        at = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        now = control.call("clock", {})["now"]
        assert isinstance(now, int)
        return max(0.0, now - duration(text))
    return max(0.0, (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).timestamp())
