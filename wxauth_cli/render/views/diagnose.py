"""`wxauth diagnose`."""

from __future__ import annotations

from typing import Any, cast

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Bullets, Findings, Heading, Paragraph, Style, Table, Verbatim

ROWS = 20
"""Inputs that are listed one by one; more are counted."""


def diagnose(report: Report, t: Texts) -> list[Block]:
    """The verdict, what was recognised, the findings, what is out of the question, and what to ask for next."""
    data = cast("dict[str, Any]", report.data or {})
    if data.get("markdown") is not None:
        return [Verbatim(str(data["markdown"]).rstrip("\n")), Findings(())]
    blocks: list[Block] = [_verdict(report, t), _inputs(data["inputs"], t)]
    if len(data["inputs"]) > ROWS:
        blocks.append(Paragraph(t("diagnose.rows-more", n=len(data["inputs"]) - ROWS), "dim"))
    if report.findings:
        blocks.append(Findings(report.findings))
    elif meanings := [item["meaning"] for item in data["inputs"] if item.get("meaning")]:
        blocks.append(Bullets(tuple(dict.fromkeys(meanings)), title=t("diagnose.meaning")))
    if data["ruled_out"]:
        titles = cast("dict[str, str]", report.extra.get("titles", {}))
        out = tuple(f"{titles.get(item['id'], item['id'])} — {item['why']}" for item in data["ruled_out"])
        blocks.append(Bullets(out, title=t("diagnose.ruled-out")))
    if data["next_evidence"]:
        blocks.append(Bullets(tuple(data["next_evidence"]), title=t("diagnose.next")))
    return blocks


def _verdict(report: Report, t: Texts) -> Heading:
    serious = [finding for finding in report.findings if finding.severity is not Severity.INFO]
    if not serious:
        kinds = {item["kind"] for item in cast("dict[str, Any]", report.data)["inputs"]}
        if not kinds:
            return Heading(t("diagnose.verdict.nothing-left"), "warn")
        if kinds <= {"backend-answer"}:
            return Heading(t("diagnose.verdict.hidden"), "warn")
        if kinds & {"error", "client-error", "sample-code-error", "decrypt-error", "errmsg", "sign"}:
            return Heading(t("diagnose.verdict.unknown"), "warn")
        if not report.extra.get("decided", True):
            return Heading(t("diagnose.verdict.undecided"), "warn")
        return Heading(t("diagnose.verdict.healthy"), "good")
    first = serious[0]
    sure = [finding for finding in serious if finding.confidence is first.confidence]
    style: Style = "warn" if first.severity is Severity.WARNING else "bad"
    if first.confidence.value == "possible" and len(sure) > 1:
        return Heading(t("diagnose.verdict.several", n=len(sure)), "warn")
    return Heading(t(f"diagnose.verdict.{first.confidence.value}", title=first.title), style)


def _inputs(items: list[dict[str, Any]], t: Texts) -> Table:
    columns = tuple(t(f"diagnose.column.{name}") for name in ("where", "what", "detail"))
    rows = []
    for item in items[:ROWS]:
        source = (
            t(f"diagnose.source.{item['source']}")
            if item["source"] in ("stdin", "argument", "note")
            else item["source"]
        )
        where = f"{source}:{item['line']}" if item["line"] and item["line"] > 1 else source
        rows.append((where, t(f"diagnose.kind.{item['kind']}"), _detail(item, t)))
    return Table(columns, tuple(rows), title=t("diagnose.inputs"))


def _detail(item: dict[str, Any], t: Texts) -> str:
    parts: list[str] = []
    if item.get("errcode") is not None:
        parts.append(str(item["errcode"]))
    if item.get("errmsg"):
        parts.append(item["errmsg"])
    if item.get("endpoint"):
        parts.append(f"@ {item['endpoint']}")
    if "shape" in item:
        parts.append(t(f"diagnose.shape.{item['shape']}", n=item["length"]))
    if item.get("fields"):
        parts.append(", ".join(item["fields"]))
    if item["kind"] == "capture":
        parts.append(t("diagnose.capture", format=item["format"], n=item["requests"]))
    if item.get("text"):
        parts.append(item["text"])
    if item.get("appid"):
        parts.append(item["appid"])
    if item.get("rid") and item["rid"] not in (item.get("errmsg") or ""):
        parts.append(item["rid"])
    if item.get("time"):
        parts.append(f"({item['time']})")
    return " ".join(parts)
