"""`wxauth trace redact`: a copy of a capture or log without secrets and persons, diagnosed as before."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from wxauth_cli.actions.context import INPUT_LIMIT_BYTES, Context
from wxauth_cli.actions.output_file import write_new
from wxauth_cli.actions.trace_input import opened
from wxauth_cli.core.errors import InputError
from wxauth_cli.core.report import Report

if TYPE_CHECKING:
    from wxauth_cli.trace.redacted_text import RedactedText

_MB = 1 << 20
PIPE_LIMIT_BYTES = 8 * INPUT_LIMIT_BYTES
"""What can be read only once is kept in memory, because it is gone through twice."""


def redact(run: Context, file: str, *, output: str, force: bool) -> Report:
    """Write `file` to `output` with made-up values in place of secrets and persons; say how many of which kind.

    A HAR that breaks off is closed; InputError `redact-broken-har` if it is broken elsewhere, because what stands
    where can then not be told, and `redact-too-large` if a single piece of the text is.
    """
    from wxauth_cli.diagnose.tokens.public_secrets import public_secret
    from wxauth_cli.trace.redacted_text import RedactedText

    with _source(run, file) as (source, size):
        made = RedactedText(source, os.urandom(16), public_secret)
        write_new(output, _pieces(run, file, made, size), force=force)
    counts = made.counts
    if made.har_cut:
        run.notify(run.t("trace.redact.cut"))
    elif made.cut:
        run.notify(run.t("trace.notice.cut", name=file))
    kinds = ", ".join(f"{run.t(f'trace.redact.kind.{kind}')} {count}" for kind, count in counts.items())
    run.notify(run.t("trace.redact.summary", kinds=kinds) if counts else run.t("trace.redact.nothing"))
    return Report(
        command="trace redact",
        data={"output": output, "format": "json" if made.is_json else "text", "replaced": counts},
    )


def _pieces(run: Context, file: str, made: RedactedText, size: int) -> Iterator[bytes]:
    from wxauth_cli.trace.redacted_text import CannotRedact

    name = "stdin" if file == "-" else os.path.basename(file)
    progress = run.progress(run.t("trace.redact.progress", name=name))
    try:
        yield from made.pieces(lambda done: progress.update(done // _MB, 2 * size // _MB))
    except CannotRedact as exc:
        if exc.code == "input-empty":
            raise InputError(exc.code) from None
        raise InputError(exc.code, path=file, name=file, limit=exc.limit_mb) from None
    except OSError as exc:
        raise InputError("file-unreadable", path=file, reason=exc.strerror or type(exc).__name__) from None
    finally:
        progress.close()


@contextmanager
def _source(run: Context, file: str) -> Iterator[tuple[BinaryIO, int]]:
    """The bytes of the input, which can be read twice, and how many they are."""
    with opened(run, file) as (stream, size):
        if size:
            yield stream, size
            return
        try:
            data = stream.read(PIPE_LIMIT_BYTES + 1) or b""
        except OSError as exc:
            raise InputError("file-unreadable", path=file, reason=exc.strerror or type(exc).__name__) from None
        if len(data) > PIPE_LIMIT_BYTES:
            raise InputError("input-too-large", limit=PIPE_LIMIT_BYTES)
    yield io.BytesIO(data), len(data)
