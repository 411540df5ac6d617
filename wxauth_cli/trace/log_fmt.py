"""Log lines of `name=value` pairs (logfmt: logrus, slog, Heroku's router), and what containers put before lines."""

from __future__ import annotations

import re

from wxauth_cli.trace.captured import Captured
from wxauth_cli.trace.log_json import captured_of

_PAIR = re.compile(r'([A-Za-z_@][\w.@-]{0,60})=(?:"((?:[^"\\]|\\.)*)"|(\S*))')
_CONTAINER = re.compile(r"(?:[\w.-]{1,64} {1,40}\| |\d{4}-\S{10,40} (?:stdout|stderr) [FP] )")
_ESCAPE = re.compile(r"\\(.)")
_FEWEST = 3
_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}


def read_pairs_line(line: str, index: int) -> Captured | None:
    """The request that a line of pairs tells of; None if it tells of none."""
    if "method=" not in line:
        return None
    pairs = {
        name: bare or _ESCAPE.sub(lambda match: _LETTERS.get(match.group(1), match.group(1)), quoted)
        for name, quoted, bare in _PAIR.findall(line)
    }
    return captured_of(pairs, index) if len(pairs) >= _FEWEST and "status" in line else None


def without_container(line: str) -> str:
    """`line` without what `docker compose logs` (`web-1  | `) or a Kubernetes node (CRI) puts before it."""
    found = _CONTAINER.match(line)
    return line[found.end() :] if found else line
