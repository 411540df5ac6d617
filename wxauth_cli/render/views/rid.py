"""`wxauth rid`."""

from __future__ import annotations

from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Blocks, Fields, Heading, Row
from wxauth_cli.render.moments import ago, ahead, beijing, moment, span
from wxauth_cli.render.steps import refusal, steps_table

_RECORD = ("invoke_time", "cost_in_ms", "client_ip", "request_url", "request_body", "response_body")


def rid(report: Report, t: Texts) -> Blocks:
    """When it was, how old it is, whether WeChat can be asked, and what WeChat recorded."""
    data = cast("dict[str, Any]", report.data or {})
    age = data["age_s"]
    rows = [
        Row(t("rid.time"), beijing(data["time"]), ago(t, age) if age >= 0 else ahead(t, -age)),
        Row("UTC", moment(data["time"])),
    ]
    if "clock_behind_s" in data:
        rows.append(Row(t("rid.skew"), t("rid.skew.behind", time=span(t, data["clock_behind_s"])), style="warn"))
    if "errmsg" in data:
        rows.append(Row("errmsg", " ".join(str(data[name]) for name in ("errcode", "errmsg") if name in data)))
    family = data["family"]
    rows.append(Row(t("rid.gateway"), t(f"rid.family.{family}") if family else t("common.unknown")))
    lookup = data["lookup"]
    if lookup["possible"]:
        rows.append(Row(t("rid.lookup"), t("rid.possible.maybe" if lookup["reason"] else "rid.possible")))
    else:
        rows.append(Row(t("rid.lookup"), t(f"rid.impossible.{lookup['reason']}"), style="warn"))
    blocks: Blocks = [Heading(f"rid {data['rid']}"), Fields(tuple(rows))]
    if "request" in data:
        request = data["request"]
        shown = tuple(
            Row(name, moment(request[name]) if name == "invoke_time" else str(request[name]))
            for name in _RECORD
            if name in request
        )
        return [*blocks, Fields(shown, title=t("rid.recorded")), *steps_table(report, t)]
    return [*blocks, *refusal(report, t)] if "steps" in data else blocks
