"""`wxauth decrypt --jsonl`: one bundle a line in, one JSON document a line out, in order, in bounded memory.

Lines are handed to one worker process per core in pieces of some hundred kilobytes; a worker holds one piece, so memory
does not grow with the input. A line that simply opens is written by a template of the same document; every other line
takes the way of a single bundle.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from wxauth_cli.actions.bundle_input import bundle_error, expected_appid, hide_keys, with_keys
from wxauth_cli.actions.context import Context
from wxauth_cli.actions.decrypt_one import decided
from wxauth_cli.actions.decrypt_quick import Quick
from wxauth_cli.core.bundle import BundleError, parse_bundle
from wxauth_cli.core.errors import ExitCode, InputError, UsageError, WxauthError
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import LIVE

PIECE_BYTES = 256 * 1024
"""How much is read at a time and handed to a worker."""
LONGEST_LINE_BYTES = 8 * 1024 * 1024
"""A longer line is answered by an error, and not kept in memory whole."""

Tally = tuple[int, int, int]
"""Lines, lines that are ok, lines that could be read."""


def decrypt_lines(
    run: Context,
    source: str,
    keys: Sequence[str],
    remembered: tuple[tuple[str, float], ...],
    appid: str | None,
    max_age_s: float | None,
) -> Report:
    """Write a document per line to stdout; the report holds the verdict only. Exit 10 if any line is not ok, 3 if none
    could be read."""
    gc.enable()  # the process turned it off for short runs
    if not appid:
        from wxauth_cli.actions.credentials import explicit_appid

        default_appid = explicit_appid(run)
    else:
        default_appid = None
    quick = Quick(run, keys, appid, default_appid, max_age_s, enabled=not remembered)

    def work(piece: bytes) -> tuple[bytes, Tally]:
        return _piece(run, piece, quick, keys, remembered, appid, max_age_s)

    lines = ok = read = 0
    progress = run.progress(run.t("decrypt.progress"))
    out = run.streams.stdout
    out.flush()
    try:
        with _opened(run, source) as file:
            for text, tally in _all(work, _pieces(file)):
                out.buffer.write(text)
                lines, ok, read = lines + tally[0], ok + tally[1], read + tally[2]
                progress.update(lines)
        out.buffer.flush()
    finally:
        progress.close()
    if not lines:
        raise InputError("input-empty")
    run.notify(run.t("decrypt.tally", lines=lines, ok=ok, bad=lines - ok))
    code = ExitCode.DONE if ok == lines else ExitCode.INPUT if not read else ExitCode.VERDICT
    return Report(command="decrypt", data=None, ok=ok == lines, exit_code=code, shown=True)


def _opened(run: Context, source: str) -> BinaryIO:
    if source == "-":
        if run.streams.stdin.isatty():
            raise UsageError("stdin-is-terminal", command="wxauth decrypt --jsonl -")
        return run.streams.stdin_bytes()
    try:
        return open(source, "rb")
    except FileNotFoundError:
        raise InputError("file-not-found", path=source) from None
    except (OSError, ValueError) as exc:
        reason = exc.strerror or type(exc).__name__ if isinstance(exc, OSError) else type(exc).__name__
        raise InputError("file-unreadable", path=source, reason=reason) from None


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The input in pieces that end where a line ends. Of an overlong line its beginning is kept, and a mark of that."""
    rest = b""
    while True:
        data = file.read(PIECE_BYTES)
        if not data:
            break
        end = data.rfind(b"\n") + 1
        if not end:
            rest = (rest + data)[: LONGEST_LINE_BYTES + 1]
            continue
        yield rest + data[:end]
        rest = data[end:]
    if rest:
        yield rest


def _all(work: Callable[[bytes], tuple[bytes, Tally]], pieces: Iterator[bytes]) -> Iterator[tuple[bytes, Tally]]:
    """`work` on every piece, in order: in worker processes where there is more than one core and piece."""
    first = next(pieces, None)
    if first is None:
        return
    second = next(pieces, None)
    if second is None:
        yield work(first)
        return
    from itertools import chain

    from wxauth_cli.actions.workers import in_order

    yield from in_order(work, chain((first, second), pieces))


def _piece(
    run: Context,
    piece: bytes,
    quick: Quick,
    keys: Sequence[str],
    remembered: tuple[tuple[str, float], ...],
    appid: str | None,
    max_age_s: float | None,
) -> tuple[bytes, Tally]:
    """The documents of the lines of a piece. Empty lines are left out."""
    out: list[str] = []
    ok = read = 0
    for raw in piece.split(b"\n"):
        line = raw.rstrip(b"\r")
        if not line or line.isspace():
            continue
        text = quick.document(line)
        if text is not None:
            ok += 1
            read += 1
        else:
            # Whatever this line's keys and numbers were, they are forgotten when its document is made.
            with LIVE.scope():
                result = _one(run, line, keys, remembered, appid, max_age_s)
                text = run.document(result)
            ok += isinstance(result, Report) and result.ok
            read += isinstance(result, Report)
        out.append(text)
        out.append("\n")
    return "".join(out).encode("utf-8", "backslashreplace"), (len(out) // 2, ok, read)


def _one(
    run: Context,
    line: bytes,
    keys: Sequence[str],
    remembered: tuple[tuple[str, float], ...],
    appid: str | None,
    max_age_s: float | None,
) -> Report | WxauthError:
    try:
        if len(line) > LONGEST_LINE_BYTES:
            raise InputError("input-too-large", limit=LONGEST_LINE_BYTES)
        bundle = parse_bundle(line)
        if bundle.is_empty:
            raise InputError("bundle-without-fields")
        bundle = with_keys(bundle, keys)
        hide_keys(bundle)
        return decided(run, bundle, bool(keys), remembered, expected_appid(run, appid, bundle), max_age_s)
    except BundleError as exc:
        return bundle_error(run, exc)
    except WxauthError as exc:
        return exc
