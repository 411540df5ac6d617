"""`wxauth profile`."""

from __future__ import annotations

from typing import Any

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Blocks, Fields, Heading, Paragraph, Row, Table


def _data(report: Report) -> dict[str, Any]:
    return dict(report.data or {})


def _fields(data: dict[str, Any], t: Texts) -> Fields:
    rows = [
        Row(t("profile.column.name"), data["name"]),
        Row(t("common.appid"), data["appid"]),
        Row("AppSecret", data["appsecret"]) if "appsecret" in data else None,
        Row(t("profile.column.storage"), t(f"profile.storage.{data['storage']}")),
        Row(t("profile.column.api_base"), data["api_base"]),
        Row(t("profile.column.default"), t("common.yes" if data["default"] else "common.no")),
    ]
    return Fields(tuple(row for row in rows if row is not None))


def add(report: Report, t: Texts) -> Blocks:
    """What was stored."""
    data = _data(report)
    return [Heading(t("profile.added", name=data["name"]), style="good"), _fields(data, t)]


def list(report: Report, t: Texts) -> Blocks:
    """A table of all profiles."""
    profiles = _data(report)["profiles"]
    if not profiles:
        return [Paragraph(t("profile.none"))]
    rows = tuple(
        (
            "*" if item["default"] else "",
            item["name"],
            item["appid"],
            t(f"profile.storage.{item['storage']}"),
            item["api_base"],
        )
        for item in profiles
    )
    names = ("default", "name", "appid", "storage", "api_base")
    columns = tuple("appid" if name == "appid" else t(f"profile.column.{name}") for name in names)
    return [Table(columns, rows)]


def show(report: Report, t: Texts) -> Blocks:
    """One profile."""
    return [_fields(_data(report), t)]


def use(report: Report, t: Texts) -> Blocks:
    """The new default."""
    data = _data(report)
    return [Heading(t("profile.used", name=data["name"]), style="good"), _fields(data, t)]


def remove(report: Report, t: Texts) -> Blocks:
    """What went."""
    data = _data(report)
    blocks: Blocks = [Heading(t("profile.removed", name=data["name"]), style="good")]
    if data["tokens"] or data["sessions"]:
        blocks.append(Paragraph(t("profile.removed-too", tokens=data["tokens"], sessions=data["sessions"])))
    return blocks
