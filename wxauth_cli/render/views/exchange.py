"""`wxauth exchange`."""

from __future__ import annotations

from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Blocks, Fields, Heading, Row
from wxauth_cli.render.moments import moment
from wxauth_cli.render.steps import refusal, steps_table


def exchange(report: Report, t: Texts) -> Blocks:
    """The session, or why there is none."""
    data = cast("dict[str, Any]", report.data or {})
    if "openid" not in data:
        return refusal(report, t)
    unionid = (
        Row("unionid", data["unionid"])
        if "unionid" in data
        else Row("unionid", t("common.none"), t("exchange.no-unionid"))
    )
    rows = (
        Row("openid", data["openid"]),
        unionid,
        Row("session_key", data["session_key"], t("exchange.remembered") if report.extra.get("remembered") else ""),
        Row("appid", data["appid"]),
        Row(t("exchange.obtained"), moment(data["obtained_at"])),
    )
    return [Heading(t("exchange.done"), "good"), Fields(rows), *steps_table(report, t)]
