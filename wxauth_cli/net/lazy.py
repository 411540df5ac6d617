"""The one place that imports httpx for the first time."""

from __future__ import annotations

import logging
import sys

_ABSENT = object()


def load_httpx() -> None:
    """Import httpx without its command line; afterwards `import httpx` costs nothing.

    `import httpx` tries to import its own command line, and with it click, rich and pygments, wherever click is
    installed: 60 ms for nothing. httpx takes an ImportError there in its stride, so click is hidden
    while httpx is imported. Its loggers and httpcore's write whole URLs, and a URL of WeChat's API holds the
    AppSecret: they are silenced here, whoever configured logging.
    """
    _silence()
    if "httpx" in sys.modules:
        return
    before = sys.modules.get("click", _ABSENT)
    sys.modules["click"] = None  # type: ignore[assignment]
    try:
        import httpx  # noqa: F401
    finally:
        if before is _ABSENT:
            del sys.modules["click"]
        else:
            sys.modules["click"] = before  # type: ignore[assignment]


def _silence() -> None:
    # Also where somebody else has imported httpx before.
    for name in ("httpx", "httpcore"):
        logger = logging.getLogger(name)
        if logger.level <= logging.CRITICAL:
            logger.setLevel(logging.CRITICAL + 1)
