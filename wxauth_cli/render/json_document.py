"""Report -> the JSON document `wxauth/1`. Its own converter, so that the model can change and the document not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from wxauth_cli.core.gate import UNSAFE
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.redact import redact_json
from wxauth_cli.core.report import ErrorView, Report
from wxauth_cli.core.secret import Secret

if TYPE_CHECKING:
    import re

    from wxauth_cli.core.findings import Finding

SCHEMA = "wxauth/1"

# What `core.gate` makes visible in text is written as \uXXXX here: the value survives, the terminal sees no control.
_RAW = lazy_pattern(f"[{UNSAFE}]")


def plain(value: object, *, reveal: bool) -> object:
    """`value` with every Secret masked, or in clear if the run reveals."""
    if isinstance(value, Secret):
        return value.reveal() if reveal else str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item, reveal=reveal) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, reveal=reveal) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"not a JSON value: {type(value).__name__}")


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.id,
        "confidence": finding.confidence.value,
        "severity": finding.severity.value,
        "step": finding.step,
        "title": finding.title,
        "detail": finding.detail,
        "fix": finding.fix,
        "evidence": [{"where": item.where, "what": item.what} for item in finding.evidence],
        "rules": list(finding.rules),
    }


def _error(error: ErrorView | None) -> dict[str, object] | None:
    if error is None:
        return None
    document: dict[str, object] = {"code": error.code, "message": error.message, "hint": error.hint}
    if error.errcode is not None:
        document["errcode"] = error.errcode
    if error.rid is not None:
        document["rid"] = error.rid
    return document


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


def dump(value: object, *, ascii_only: bool = False) -> str:
    """JSON on one line without any character that a terminal could act on."""
    text = json.dumps(value, ensure_ascii=ascii_only, allow_nan=False)
    return text if text.isascii() and text.isprintable() else _RAW.sub(_escape, text)


def document(report: Report, *, reveal: bool, ascii_only: bool = False) -> str:
    """The JSON document of `report` on one line.

    With `reveal`, secrets stand in clear in `data` and nowhere else.
    """
    data = plain(report.data, reveal=reveal)
    if not (reveal or report.clear):
        data = redact_json(data)
    rest = redact_json({"findings": [_finding(finding) for finding in report.findings], "error": _error(report.error)})
    assert isinstance(rest, dict)
    head = {"schema": SCHEMA, "command": report.command, "ok": report.ok}
    return dump({**head, "data": data, **rest}, ascii_only=ascii_only)
