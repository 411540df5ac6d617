"""A diagnosis as Markdown that can be given away: no secrets, and nobody and no app by name."""

from __future__ import annotations

import re
from functools import partial
from typing import Any, cast

from wxauth_cli.core.findings import Finding
from wxauth_cli.core.redact import redact_text
from wxauth_cli.core.report import Report
from wxauth_cli.diagnose.markdown import plain
from wxauth_cli.knowledge.texts import Texts

MAX_INPUTS = 20
_APPID = re.compile(r"(?<![0-9A-Za-z])wx[0-9a-f]{16}(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
_USER = re.compile(
    r"(?<=/home/)[^/\s\"'():]{1,64}|(?<=/Users/)[^/\s\"'():]{1,64}"
    r"|(?<=\\Users\\)[^\\/\r\n\"':*?<>|]{1,64}(?=[\\/])|(?<=\\\\Users\\\\)[^\\/\r\n\"':*?<>|]{1,64}(?=[\\/])"
)
"""Whoever owns the home directory that a stack trace names."""
_IP = re.compile(r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])")


def shared_markdown(report: Report, t: Texts) -> str:
    """What was recognised, the causes with their evidence, what is out of the question, and what to collect next."""
    data = cast("dict[str, Any]", report.data or {})
    masked = _Masks()
    parts = [f"# {t('diagnose.shared.title')}"]
    rows = [_input(item, t, masked) for item in data["inputs"][:MAX_INPUTS]]
    if rows:
        parts.append(f"## {t('diagnose.inputs')}")
        parts.append("\n".join(f"- {row}" for row in rows))
    parts.extend(_finding(finding, t, masked) for finding in report.findings)
    if not report.findings:
        parts.append(t("diagnose.shared.none"))
    if data["ruled_out"]:
        parts.append(f"## {t('diagnose.ruled-out')}")
        parts.append("\n".join(f"- `{item['id']}` {plain(item['why'])}" for item in data["ruled_out"]))
    if data["next_evidence"]:
        parts.append(f"## {t('diagnose.next')}")
        parts.append("\n".join(f"- {plain(text)}" for text in data["next_evidence"]))
    return "\n\n".join(parts) + "\n"


class _Masks:
    """The same stand-in for the same appid or address wherever it stands."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}

    def __call__(self, text: object) -> str:
        given = redact_text(str(text), share=True)
        for name, expression in (("appid", _APPID), ("ip", _IP), ("phone", _PHONE), ("user", _USER)):
            given = expression.sub(partial(self._stand_in, name), given)
        return plain(given)

    def _stand_in(self, name: str, found: re.Match[str]) -> str:
        value = found.group()
        same = sum(known.startswith(f"({name} ") for known in self.seen.values())
        return self.seen.setdefault(value, f"({name} {chr(ord('A') + same % 26)})")


def _input(item: dict[str, Any], t: Texts, masked: _Masks) -> str:
    said = [str(item[name]) for name in ("errcode", "errmsg", "endpoint", "text", "time") if item.get(name)]
    return f"{t('diagnose.kind.' + item['kind'])}: {masked(' '.join(said))}".rstrip(": ")


def _finding(finding: Finding, t: Texts, masked: _Masks) -> str:
    marks = [f"`{finding.id}`", t(f"common.severity.{finding.severity.value}")]
    marks.append(t(f"common.finding.{finding.confidence.value}"))
    if finding.step is not None:
        marks.append(t("common.finding.step", step=finding.step))
    lines = [f"## {masked(finding.title)}", " · ".join(marks), masked(finding.detail)]
    lines.append(f"**{t('common.finding.fix')}** {masked(finding.fix)}")
    if finding.evidence:
        lines.append("\n".join(f"- {masked(piece.where)}: {masked(piece.what)}" for piece in finding.evidence))
    return "\n\n".join(lines)
