"""`wxauth access-token`."""

from __future__ import annotations

from typing import Any

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Fields, Heading, Paragraph, Row
from wxauth_cli.render.moments import ago, ahead, moment


def _data(report: Report) -> dict[str, Any]:
    return dict(report.data or {})


def _times(data: dict[str, Any], t: Texts) -> list[Row]:
    if data.get("obtained_at") is None:
        return []
    left = data["expires_in"]
    note = ahead(t, left) if left > 0 else t("access_token.expired")
    return [
        Row(t("access_token.obtained_at"), moment(data["obtained_at"]), ago(t, data["age_s"])),
        Row(t("access_token.expires_at"), moment(data["expires_at"]), note, "plain" if left > 0 else "warn"),
    ]


def get(report: Report, t: Texts) -> list[Block]:
    """The token, masked unless revealed, and how long it lives."""
    data = _data(report)
    how = t("access_token.cached" if data["cached"] else "access_token.fetched")
    rows = [
        Row("access_token", data["access_token"]),
        Row(t("common.appid"), data["appid"]),
        Row(t("access_token.kind"), t(f"access_token.kind.{data['kind']}"), "" if data["kind"] == "given" else how),
        *_times(data, t),
    ]
    return [Heading(t("access_token.title.get"), style="good"), Fields(tuple(rows))]


def show(report: Report, t: Texts) -> list[Block]:
    """What is cached."""
    data = _data(report)
    blocks: list[Block] = []
    if data["cached"]:
        rows = [
            Row(t("common.appid"), data["appid"]),
            Row(t("access_token.api_base"), data["api_base"]),
            Row(t("access_token.kind"), t(f"access_token.kind.{data['kind']}")),
            *_times(data, t),
        ]
        blocks.append(Fields(tuple(rows), title=t("access_token.title.show")))
    else:
        blocks.append(Paragraph(t("access_token.nothing", appid=data["appid"])))
    if "cooldown" in data:
        until = moment(data["cooldown"]["until"])
        text = t("access_token.cooldown", errcode=data["cooldown"]["errcode"], until=until)
        blocks.append(Paragraph(text, style="warn"))
    return blocks


def check(report: Report, t: Texts) -> list[Block]:
    """Alive, dead, or nothing to check."""
    data = _data(report)
    if data["alive"] is None:
        return [Paragraph(t("access_token.nothing", appid=data["appid"]))]
    if data["alive"]:
        return [Heading(t("access_token.alive"), style="good"), Fields((Row("access_token", data["access_token"]),))]
    verdict = t("access_token.dead", errcode=data["errcode"], errmsg=data["errmsg"])
    return [Heading(verdict, style="bad"), Fields((Row("access_token", data["access_token"]),))]


def clear(report: Report, t: Texts) -> list[Block]:
    """What was forgotten."""
    data = _data(report)
    key = "access_token.cleared" if data["cleared"] else "access_token.nothing"
    blocks: list[Block] = [Paragraph(t(key, appid=data["appid"]))]
    if data["cooldown_lifted"]:
        blocks.append(Paragraph(t("access_token.cooldown-lifted")))
    return blocks
