"""`wxauth session`."""

from __future__ import annotations

from typing import Any

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Blocks, Fields, Heading, Paragraph, Row, Table
from wxauth_cli.render.moments import ago, moment
from wxauth_cli.render.steps import refusal, steps_table


def _data(report: Report) -> dict[str, Any]:
    return dict(report.data or {})


def list(report: Report, t: Texts) -> Blocks:
    """A table of the remembered sessions, newest first."""
    sessions = _data(report)["sessions"]
    if not sessions:
        return [Paragraph(t("session.none"))]
    rows = tuple(
        (item["appid"], item["openid"], str(item["session_key_count"]), ago(t, item["age_s"])) for item in sessions
    )
    columns = ("appid", "openid", t("session.column.keys"), t("session.column.obtained"))
    return [Table(columns, rows, right=(2,))]


def show(report: Report, t: Texts) -> Blocks:
    """The session_keys of one user, newest first."""
    data = _data(report)
    rows = [Row("openid", data["openid"]), Row("appid", data["appid"])]
    if "unionid" in data:
        rows.append(Row("unionid", data["unionid"]))
    for index, key in enumerate(data["session_keys"]):
        newest = f" ({t('session.newest')})" if index == 0 and len(data["session_keys"]) > 1 else ""
        note = f"{moment(key['obtained_at'])} · {ago(t, key['age_s'])}{newest}"
        rows.append(Row("session_key", key["session_key"], note))
    return [Fields(tuple(rows), title=t("session.title"))]


def forget(report: Report, t: Texts) -> Blocks:
    """How many went."""
    n = _data(report)["forgotten"]
    return [Paragraph(t("session.forgotten", n=n) if n else t("session.nothing-forgotten"))]


def check(report: Report, t: Texts) -> Blocks:
    """Whether the remembered key is the current one."""
    data = _data(report)
    if "valid" not in data:
        return refusal(report, t)
    heading = Heading(t("session.current"), "good") if data["valid"] else Heading(t("session.not-current"), "bad")
    note = f"{moment(data['obtained_at'])} · {ago(t, data['age_s'])}"
    rows = (
        Row("openid", data["openid"]),
        Row("appid", data["appid"]),
        Row("session_key", data["session_key"], note),
        Row("errcode", str(data["errcode"])),
    )
    return [heading, Fields(rows), *steps_table(report, t)]


def reset(report: Report, t: Texts) -> Blocks:
    """The new key."""
    data = _data(report)
    if "session_key" not in data:
        return refusal(report, t)
    rows = (
        Row("openid", data["openid"]),
        Row("appid", data["appid"]),
        Row("session_key", data["session_key"], t("exchange.remembered") if report.ok else ""),
    )
    return [Heading(t("session.reset"), "good"), Fields(rows), *steps_table(report, t)]
