"""Logging: third-party loggers are capped, and no record reaches a handler with a secret in it."""

from __future__ import annotations

import logging
from typing import Any

from wxauth_cli.core.gate import clean
from wxauth_cli.core.redact import redact_text

NOISY = ("httpx", "httpcore", "hpack", "urllib3", "asyncio", "keyring", "filelock")


def redact_all() -> None:
    """Cap the loggers of HTTP libraries at WARNING and have every log record redacted, whoever logs it."""
    for name in NOISY:
        logger = logging.getLogger(name)
        if logger.level < logging.WARNING:
            logger.setLevel(logging.WARNING)
    if logging.getLogRecordFactory() is not _redacted_record:
        logging.setLogRecordFactory(_redacted_record)


def _redacted_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)
    try:
        message = record.getMessage()
    except Exception:  # a fault in somebody's log call must not be ours
        message = str(record.msg)
    record.msg = clean(redact_text(message))
    record.args = ()
    if record.exc_info:
        # An exception's text may hold a URL with a secret.
        record.exc_text = f"{record.exc_info[0].__name__ if record.exc_info[0] else 'error'} (details withheld)"
        record.exc_info = None
    record.stack_info = None
    return record
