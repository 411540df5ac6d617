"""`data.steps` as a table, and a refusal in words."""

from __future__ import annotations

from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Blocks, Fields, Heading, Row, Table
from wxauth_cli.render.moments import ago, ahead, moment

_TIMES = ("dns_ms", "connect_ms", "tls_ms", "first_byte_ms", "elapsed_ms")


def steps_table(report: Report, t: Texts) -> Blocks:
    """The requests of a run; nothing if there were none (a cached answer)."""
    steps = cast("list[dict[str, Any]]", (report.data or {}).get("steps", []))
    if not steps:
        return []
    columns = tuple(t(f"steps.column.{name}") for name in ("step", "call", "result", "reached", "times"))
    rows = tuple(
        (str(step["step"]), step["endpoint"], _result(step), t(f"steps.reached.{step['reached']}"), _times(step, t))
        for step in steps
    )
    return [Table(columns, rows, title=t("steps.title"))]


def _result(step: dict[str, Any]) -> str:
    status = "-" if step["status"] is None else str(step["status"])
    if step["error"] is not None:
        return f"{status} / {step['error']}" if step["status"] is not None else str(step["error"])
    return f"{status} / {step['errcode']}" if step["errcode"] else status


def _times(step: dict[str, Any], t: Texts) -> str:
    shown = [t(f"steps.time.{name}", n=f"{step[name]:.0f}") for name in _TIMES if step[name] is not None]
    return " · ".join(shown)


def refusal(report: Report, t: Texts) -> Blocks:
    """What was called and how far it came; what the errcode means there, what to do, and WeChat's time of it."""
    told = cast("dict[str, Any] | None", report.extra.get("refusal"))
    if told is None:
        return [Heading(t("steps.no-answer"), "bad"), *steps_table(report, t)]
    rows = []
    if "cause" in told:
        rows.append(Row(t("steps.refused.cause", endpoint=told["endpoint"]), told["cause"]))
        rows.append(Row(t("steps.refused.fix"), told["fix"], style="good"))
    else:
        rows.append(Row(t("steps.refused.cause", endpoint=told["endpoint"]), t("steps.refused.unknown")))
    if told["ip"]:
        rows.append(Row(t("steps.refused.ip"), told["ip"]))
    if "rid" in told:
        age = told["rid_age_s"]
        rows.append(Row(t("steps.refused.rid"), told["rid"]))
        rows.append(
            Row(
                t("steps.refused.rid.time"),
                moment(told["rid_time"]),
                ago(t, age) if age >= 0 else ahead(t, -age),
            )
        )
    heading = Heading(t("steps.refused", errcode=told["errcode"], message=told["message"]), "bad")
    return [heading, *steps_table(report, t), Fields(tuple(rows))]
