"""The step trace: what went over which leg, how it ended, and what was learnt from it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from wxauth_cli.core.columns import shortened
from wxauth_cli.core.model import Event, Exchange, OutcomeKind, Sent
from wxauth_cli.core.redact import redact_text
from wxauth_cli.core.secret import Secret
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render import blocks as b

TABLE_FROM = 88
"""Columns from which on six columns stand beside each other; on a narrower terminal each step is a small paragraph."""
LONGEST_VALUE = 44
"""Columns of a learnt value (encryptedData has hundreds)."""


def flow_blocks(block: b.FlowTable, t: Texts, width: int) -> list[b.Block]:
    """Step, leg, call, status and errcode, milliseconds, what was learnt: one row for each item of the flow."""
    title = block.title or t("flow.title")
    names = tuple(t(f"flow.column.{name}") for name in ("step", "leg", "call", "result", "ms", "learnt"))
    if width < TABLE_FROM or block.remarks:
        return [_stacked(block, t, title)]
    rows = tuple(_cells(item, t) for item in block.flow.items)
    styles = tuple(_style(item) for item in block.flow.items)
    return [b.Table(names, rows, title=title, right=(4,), styles=styles)]


def _stacked(block: b.FlowTable, t: Texts, title: str) -> b.Table:
    """Each step under the one before it: what happened, why, what was learnt."""
    remarks = dict(block.remarks)
    rows: list[tuple[str, str]] = []
    styles: list[b.Style] = []
    for item in block.flow.items:
        step, leg, call, result, ms, told = _cells(item, t)
        timed = t("flow.ms", ms=ms) if ms else ""
        style = _style(item)
        rows.append((step, " · ".join(part for part in (leg, call, result, timed) if part)))
        styles.append("strong" if style == "plain" else style)
        remark = remarks.pop(item.step, "")
        if remark:
            rows.append(("", remark))
            styles.append("plain")
        if told:
            rows.append(("", told))
            styles.append("dim")
    return b.Table((t("flow.column.step"), t("flow.column.what")), tuple(rows), title=title, styles=tuple(styles))


def _cells(item: Exchange | Event, t: Texts) -> tuple[str, ...]:
    leg = t(f"flow.leg.{item.leg.value}")
    told = _learnt(item.learnt)
    if isinstance(item, Event):
        return (str(item.step), leg, t(f"flow.event.{item.what}"), "", "", told)
    return (str(item.step), leg, item.endpoint, result_of(item), _ms(item.timing.total_ms), told or _said(item, t))


def _style(item: Exchange | Event) -> b.Style:
    failed = isinstance(item, Exchange) and item.outcome.kind is not OutcomeKind.FINE
    return "bad" if failed else "plain"


def _ms(total_ms: float) -> str:
    return f"{total_ms:.0f}" if total_ms >= 1 else "<1"


def _learnt(learnt: Mapping[str, object]) -> str:
    """One `name: value` for each line, under the platform's own names."""
    return "\n".join(learnt_text(name, value) for name, value in learnt.items())


def learnt_text(name: str, value: object) -> str:
    """`name: value`, the value shortened."""
    return f"{name}: {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, (Secret, str)):
        return shortened(redact_text(str(value)), LONGEST_VALUE)
    return shortened(redact_text(json.dumps(value, ensure_ascii=False, default=str)), LONGEST_VALUE)


def _said(exchange: Exchange, t: Texts) -> str:
    """What a failed exchange said, or how far it came."""
    outcome = exchange.outcome
    if outcome.kind is OutcomeKind.WECHAT:
        return outcome.errmsg or ""
    if outcome.kind is OutcomeKind.FINE or exchange.response is not None:
        return ""
    return t(f"flow.sent.{(outcome.sent or Sent.WHOLE).value}")


def result_of(exchange: Exchange) -> str:
    """HTTP status, and the errcode or the word of the failure."""
    status = str(exchange.response.status) if exchange.response else "-"
    outcome = exchange.outcome
    if outcome.kind is OutcomeKind.WECHAT:
        return f"{status} / {outcome.errcode}"
    if outcome.kind is OutcomeKind.FINE:
        return status
    return f"{status} / {outcome.error_code}"
