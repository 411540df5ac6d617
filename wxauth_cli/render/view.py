"""Which view draws which command: `render/views/<module>.py`, a function named after the verb."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from wxauth_cli.core.report import Report
from wxauth_cli.core.words import python_name
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block

View = Callable[[Report, Texts], list[Block]]


def view(report: Report, t: Texts) -> list[Block]:
    """The blocks of `report` in the language of `t`; none for a run that brought no data."""
    if report.data is None:
        return []
    if report.error is not None and report.data.keys() == {"steps", "elapsed_ms"}:
        from wxauth_cli.render.steps import refusal

        return refusal(report, t)
    words = report.command.split() or ["home"]
    module = import_module(f"wxauth_cli.render.views.{words[0].replace('-', '_')}")
    draw: View = getattr(module, python_name(words[-1]))
    return draw(report, t)
