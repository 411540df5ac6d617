"""View of `wxauth signature`."""

from __future__ import annotations

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Fields, Heading, Row


def signature(report: Report, t: Texts) -> list[Block]:
    """The verdict, the documented way, and the way in which it was computed."""
    data = report.data or {}
    if "valid" not in data:
        return []
    rows = [
        Row(t("signature.kind"), t(f"signature.kind.{data['kind']}")),
        Row(t("signature.formula"), str(data["formula"])),
    ]
    if not data["valid"]:
        variant = data.get("variant")
        shown = t(f"payload.variant.{variant}") if variant else t("signature.variant.none")
        rows.append(Row(t("signature.variant"), shown))
    index = data.get("key_index")
    if isinstance(index, int):
        rows.append(Row(t("signature.key"), t("decrypt.key.listed", place=index + 1)))
    heading = Heading(t("signature.valid"), "good") if data["valid"] else Heading(t("signature.invalid"), "bad")
    return [heading, Fields(tuple(rows))]
