"""`wxauth lab`: the flow, then the diagnosis; or what can be played."""

from __future__ import annotations

from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Bullets, Findings, FlowTable, Heading, Table


def lab(report: Report, t: Texts) -> list[Block]:
    """From what happened to what it means."""
    data = cast("dict[str, Any]", report.data or {})
    if "causes" in data:
        return _list(data, t)
    slug = data["cause"]
    title = t("lab.title.healthy") if slug is None else t("lab.title", id=slug, title=data["title"])
    blocks: list[Block] = [
        Heading(title),
        FlowTable(report.flow, title=t("lab.trace", requests=report.extra["requests"])),
    ]
    if not data["as_scripted"]:
        blocks.append(Heading(_differs(data, t), "bad"))
    if report.findings:
        blocks += [Heading(t("lab.diagnosis")), Findings(report.findings)]
    elif slug is None:
        blocks.append(Heading(t("lab.healthy"), "good"))
    if data["ruled_out"]:
        titles = cast("dict[str, str]", report.extra.get("titles", {}))
        out = tuple(f"{titles.get(item['id'], item['id'])} — {item['why']}" for item in data["ruled_out"])
        blocks.append(Bullets(out, title=t("lab.ruled-out")))
    if data["next_evidence"]:
        blocks.append(Bullets(tuple(data["next_evidence"]), title=t("lab.next")))
    if data["saved"]:
        blocks.append(Bullets(tuple(data["saved"]), title=t("lab.saved")))
    return blocks


def _differs(data: dict[str, Any], t: Texts) -> str:
    if data["cause"] is None:
        return t("lab.not-healthy")
    sure = t(f"common.finding.{data['expected_confidence']}")
    return t("lab.not-as-scripted", id=data["cause"], confidence=sure)


def _list(data: dict[str, Any], t: Texts) -> list[Block]:
    def columns(*names: str) -> tuple[str, ...]:
        return tuple(t(f"lab.column.{name}") for name in names)

    played = tuple(
        (str(item["step"] or "-"), item["id"], item["title"], t(f"common.finding.{item['confidence']}"))
        for item in data["causes"]
    )
    others = tuple((item["id"], item["title"], item["reason"]) for item in data["not_played"])
    return [
        Table(columns("step", "id", "title", "confidence"), played, title=t("lab.list.played", n=len(played))),
        Table(columns("id", "title", "why"), others, title=t("lab.list.others", n=len(others))),
    ]
