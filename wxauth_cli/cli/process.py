"""The process around a run: streams that never fail on a character, no core dump, signals, a quick end."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn, TextIO

from wxauth_cli.actions.context import Streams, SystemClock
from wxauth_cli.cli.invocation import Invocation


class Terminated(BaseException):
    """SIGTERM or SIGHUP arrived: unwind like Ctrl-C does, so that locks and temporary files go."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def run_process(argv: tuple[str, ...]) -> int:
    """Run with the process's own environment and streams; ends the process without interpreter teardown."""
    no_core_dump()
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", None)):
        if number is not None:
            signal.signal(number, _terminated)
    streams = Streams(sys.stdin or _nothing(), _lenient(sys.stdout), _lenient(sys.stderr))
    env = dict(os.environ)  # noqa: TID251 - the one place
    no_tracebacks(streams.stderr)
    from wxauth_cli.cli.main import main

    try:
        code = main(Invocation(argv, env, streams, SystemClock()))
    except Terminated as exc:
        code = 128 + exc.number
    except BrokenPipeError:
        raise
    except Exception as exc:
        from wxauth_cli.cli.run import place_of

        streams.stderr.write(f"wxauth: {type(exc).__name__} ({place_of(exc)})\n")
        code = 1
    streams.stdout.flush()
    streams.stderr.flush()
    # Interpreter teardown takes a fifth of a short run and does nothing for us: files are closed, streams flushed.
    os._exit(code)


def no_tracebacks(stderr: TextIO) -> None:
    """The text of an exception, and a warning of a library, may hold a URL with a secret: neither is printed.

    A fault in another thread is one line with its kind.
    """
    import threading
    import warnings

    def one_line(args: threading.ExceptHookArgs) -> None:
        stderr.write(f"wxauth: {args.exc_type.__name__}\n")

    threading.excepthook = one_line
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def no_core_dump() -> None:
    """A crash of a C library must not leave our memory, and the secrets in it, on disk."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated(number)


def _lenient(stream: TextIO | None) -> TextIO:
    if stream is None:
        return _nothing()
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    return stream


def _nothing() -> TextIO:
    return open(os.devnull, "r+", encoding="utf-8")
