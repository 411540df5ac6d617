"""The entry point: as little as possible before the first import that costs."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `wxauth` with the process's own arguments, environment and streams, and exit."""
    sys.exit(guarded(tuple(sys.argv[1:])))


def guarded(argv: tuple[str, ...]) -> int:
    """Run and return the exit code, also for Ctrl-C during an import and for a closed pipe."""
    import os

    try:
        if argv == ("--version",):
            # Asked for by scripts and completions all the time: no need to load a command line for it.
            from wxauth_cli import __version__

            sys.stdout.write(f"wxauth {__version__}\n")
            sys.stdout.flush()
            return 0
        return run(argv)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has gone: silence, and nothing more to flush at exit.
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        return 141


def run(argv: tuple[str, ...]) -> int:
    """Run the command line and return the exit code."""
    import gc

    # A run is short: collecting cycles costs a tenth of it and frees nothing that matters. What runs long turns it on
    # again.
    gc.disable()
    from wxauth_cli.cli.process import run_process

    return run_process(argv)


if __name__ == "__main__":
    main()
