"""The step trace: a table of what went over which leg, and what was learnt."""

from __future__ import annotations

from wxauth_cli.core.model import Event, Exchange, OutcomeKind
from wxauth_cli.core.secret import Secret
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render import blocks as b


def flow_blocks(block: b.FlowTable, t: Texts) -> list[b.Block]:
    """Step, leg, call, status and errcode, milliseconds, what was learnt: one row for each item of the flow."""
    rows: list[tuple[str | Secret, ...]] = []
    for item in block.flow.items:
        learnt = " ".join(f"{key}={value}" for key, value in item.learnt.items())
        leg = t(f"flow.leg.{item.leg.value}")
        if isinstance(item, Event):
            rows.append((str(item.step), leg, t(f"flow.event.{item.what}"), "", "", learnt))
        else:
            rows.append((str(item.step), leg, item.endpoint, result_of(item), f"{item.timing.total_ms:.0f}", learnt))
    columns = tuple(t(f"flow.column.{name}") for name in ("step", "leg", "call", "result", "ms", "learnt"))
    return [b.Table(columns, tuple(rows), title=block.title or t("flow.title"), right=(4,))]


def result_of(exchange: Exchange) -> str:
    """HTTP status, and the errcode or the word of the failure."""
    status = str(exchange.response.status) if exchange.response else "-"
    outcome = exchange.outcome
    if outcome.kind is OutcomeKind.WECHAT:
        return f"{status} / {outcome.errcode}"
    if outcome.kind is OutcomeKind.FINE:
        return status
    return f"{status} / {outcome.error_code}"
