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
    if "session_key" not in data:
        return refusal(report, t)
    if data["kind"] == "wecom":
        return _wecom(report, data, t)
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
        *((Row("component_appid", data["component_appid"]),) if "component_appid" in data else ()),
        Row(t("exchange.obtained"), moment(data["obtained_at"])),
    )
    return [Heading(t("exchange.done"), "good"), Fields(rows), *steps_table(report, t)]


def _wecom(report: Report, data: dict[str, Any], t: Texts) -> Blocks:
    """Somebody of a company: corpid and userid stand in place of openid and unionid."""
    kept = t("exchange.remembered-wecom" if report.extra.get("remembered") else "exchange.kept-nowhere")
    rows = (
        Row("corpid", data["corpid"]),
        Row("userid", data["userid"]),
        Row("session_key", data["session_key"], kept if report.extra.get("remembered") or "appid" not in data else ""),
        *((Row("appid", data["appid"]),) if "appid" in data else ()),
        Row(t("exchange.obtained"), moment(data["obtained_at"])),
    )
    return [Heading(t("exchange.done"), "good"), Fields(rows), *steps_table(report, t)]
