"""`wxauth purge`."""

from __future__ import annotations

from typing import Any

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Bullets, Heading


def purge(report: Report, t: Texts) -> list[Block]:
    """What was erased, by name."""
    data: dict[str, Any] = dict(report.data or {})
    if not data["items"] and not data["files"]:
        blocks: list[Block] = [Heading(t("purge.nothing"))]
    else:
        blocks = [Heading(t("purge.done"), style="good")]
    items = tuple(
        f"{t('profile.storage.' + item['storage'])}: {t('purge.kind.' + item['kind'])} {item['of']}".rstrip()
        for item in data["items"]
    )
    for title, lines in (("items", items), ("files", data["files"]), ("locks", data["lock_files"])):
        if lines:
            blocks.append(Bullets(tuple(lines), title=t(f"purge.{title}")))
    return blocks
