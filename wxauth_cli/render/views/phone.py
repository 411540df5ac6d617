"""`wxauth phone`."""

from __future__ import annotations

from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Blocks, Fields, Heading, Row
from wxauth_cli.render.moments import moment
from wxauth_cli.render.steps import refusal, steps_table


def phone(report: Report, t: Texts) -> Blocks:
    """The number, or why there is none."""
    data = cast("dict[str, Any]", report.data or {})
    if "phoneNumber" not in data:
        return refusal(report, t)
    rows = [
        Row("phoneNumber", data["phoneNumber"]),
        Row("purePhoneNumber", data["purePhoneNumber"]),
        Row("countryCode", data["countryCode"]),
    ]
    watermark = data.get("watermark", {})
    if "appid" in watermark:
        rows.append(Row("appid", str(watermark["appid"])))
    rows.append(Row(t("exchange.obtained"), moment(data["obtained_at"])))
    title = Heading(t("phone.cached" if data["cached"] else "phone.done"), "good")
    return [title, Fields(tuple(rows)), *steps_table(report, t)]
