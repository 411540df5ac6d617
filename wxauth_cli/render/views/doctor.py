"""`wxauth doctor`."""

from __future__ import annotations

from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Bullets, Heading, Table


def doctor(report: Report, t: Texts) -> list[Block]:
    """The verdict, the checks, and what to change."""
    checks = cast("list[dict[str, Any]]", (report.data or {})["checks"])
    failed = sum(check["state"] == "failed" for check in checks)
    verdict = Heading(t("doctor.title.problems", n=failed), "bad") if failed else Heading(t("doctor.title.ok"), "good")
    columns = tuple(t(f"doctor.column.{name}") for name in ("check", "state", "detail"))
    rows = tuple((t(f"doctor.check.{c['id']}"), t(f"doctor.state.{c['state']}"), c["detail"]) for c in checks)
    fixes = tuple(f"{t('doctor.check.' + c['id'])}: {c['fix']}" for c in checks if c["fix"])
    blocks: list[Block] = [verdict, Table(columns, rows)]
    if fixes:
        blocks.append(Bullets(fixes, title=t("doctor.fix")))
    return blocks
