"""`wxauth` alone."""

from __future__ import annotations

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Bullets, Heading, Paragraph


def home(report: Report, t: Texts) -> list[Block]:
    """Three ways on."""
    return [
        Heading(t("home.title")),
        Bullets((t("home.demo"), t("home.diagnose"), t("home.profile")), title=t("home.next")),
        Paragraph(t("home.more"), style="dim"),
    ]
