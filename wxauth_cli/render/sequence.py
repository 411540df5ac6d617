"""The requests of a trace between three parties: as lifelines, and as Mermaid source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from wxauth_cli.core.columns import width_of
from wxauth_cli.core.gate import clean
from wxauth_cli.core.redact import redact_text
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Lifelines, Message
from wxauth_cli.render.sizes import size_text

CLIENT, BACKEND, WECHAT = range(3)
_API_MARK = ("//api.weixin.qq.com", "//api2.weixin.qq.com")
LONGEST = 200
"""Requests that are drawn; more are no picture."""


class _Arrow(NamedTuple):
    at: float
    order: int
    entry: dict[str, Any]
    answer: bool


def arrows(items: Sequence[dict[str, Any]], *, longest: int = LONGEST) -> list[_Arrow]:
    """Requests and answers in the order in which they happened, so that what lies inside a request stands inside it."""
    found: list[_Arrow] = []
    last = 0.0
    for order, item in enumerate(items[:longest]):
        at = item["started_at"]
        begin = last if at is None else at
        last = begin
        found.append(_Arrow(begin, 2 * order, item, answer=False))
        found.append(_Arrow(begin + item["elapsed_ms"] / 1000, 2 * order + 1, item, answer=True))
    if any(item["started_at"] is None for item in items):
        return found
    return sorted(found, key=lambda arrow: (arrow.at, arrow.order))


def ends(item: dict[str, Any]) -> tuple[int, int]:
    """Who asks whom: `CLIENT`, `BACKEND`, `WECHAT`."""
    if item["leg"] == "backend-wechat":
        return BACKEND, WECHAT
    # A mini program that calls WeChat itself: what it must never do.
    return (CLIENT, WECHAT) if any(mark in item["url"] for mark in _API_MARK) else (CLIENT, BACKEND)


def result_text(item: dict[str, Any], t: Texts) -> str:
    """How it ended in a few words: `200`, `200 / 40029`, `401`, `no answer: network-reset`."""
    if item["error"] == "answer-not-recorded":
        return str(item["status"] or "") or t("trace.sequence.unknown")
    if item["status"] is None:
        return t("trace.sequence.failed", error=item["error"]) if item["error"] else t("trace.sequence.none")
    return f"{item['status']} / {item['errcode']}" if item["errcode"] else str(item["status"])


def elapsed_text(ms: float, t: Texts) -> str:
    """A duration: `0.4 ms`, `95 ms`, `12.0 s`."""
    if ms >= 1000:
        return t("common.seconds", n=f"{ms / 1000:.1f}")
    return t("trace.ms", ms=f"{ms:.0f}" if ms >= 1 else f"{ms:.1f}")


def offset_text(seconds: float, t: Texts) -> str:
    """By how much a clock was moved: `-0.4 s`, `+8 h` where it was read in another zone."""
    hours = seconds / 3600
    if hours and (hours * 4).is_integer():
        return t("common.hours", n=f"{hours:+g}")
    return t("common.seconds", n=f"{seconds:+g}")


def place_key(form: str) -> str:
    """The words for a place in an input of that format: HARs have entries (from 0, as `jq` counts), logs lines."""
    return f"trace.entry.place.{'har' if form == 'har' else 'log'}"


def note_text(note: str, t: Texts) -> str:
    """A note on a request in words; `cut-request 1024 3000` has numbers of bytes in it."""
    name, *sizes = note.split(" ")
    if not t.has(f"trace.note.{name}"):
        return note
    return t(
        f"trace.note.{name}", **dict(zip(("kept", "size"), (size_text(int(size), t) for size in sizes), strict=False))
    )


def token_place(where: str, t: Texts) -> str:
    """Where a token stood, in words: `request url`, `response body`, `request Authorization`."""
    side, _, name = where.partition(" ")
    key = f"trace.entry.in.{side}"
    if t.has(f"{key}.{name}"):
        return t(f"{key}.{name}")
    return t(key, name=name) if t.has(key) else where


def answer_text(item: dict[str, Any], t: Texts, columns: int = 0, sign: str = ", ") -> str:
    """How it ended, how long it took, and the names of what it brought, with `sign` between them. In a terminal, that
    must be one whose width no font doubts.

    `columns`: as many at most, if that can be had by leaving out what it brought, and then how long it took.
    """
    parts = [f"#{item['entry']} {result_text(item, t)}"]
    if item["elapsed_ms"]:
        parts.append(elapsed_text(item["elapsed_ms"], t))
    first = len(parts)
    parts.extend(item["learnt"])
    rest = ""
    while columns and len(parts) > 1 and width_of(sign.join(parts) + rest) > columns:
        rest = f"{sign}…" if len(parts) > first else ""
        parts.pop()
    return sign.join(parts) + rest


def parties(t: Texts) -> tuple[str, ...]:
    """The names over the three lines."""
    return tuple(t(f"trace.party.{name}") for name in ("client", "backend", "wechat"))


def sequence_block(items: Sequence[dict[str, Any]], t: Texts) -> Lifelines:
    """The lifelines of those requests."""
    messages: list[Message] = []
    for arrow in arrows(items):
        item = arrow.entry
        sender, receiver = ends(item)
        words = {"entry": item["entry"], "step": item["step"], "what": item["endpoint"]}
        if (sender, receiver) == (CLIENT, WECHAT):
            if not arrow.answer:
                text = t("trace.sequence.direct", result=result_text(item, t), **words)
                messages.append(Message(CLIENT, CLIENT, text))
        elif arrow.answer:
            lost = item["status"] is None and item["error"] != "answer-not-recorded"
            messages.append(Message(receiver, sender, clean(redact_text(answer_text(item, t))), lost))
        else:
            messages.append(Message(sender, receiver, t("trace.sequence.request", **words)))
    return Lifelines(parties(t), tuple(messages))


def mermaid(items: Sequence[dict[str, Any]], t: Texts) -> str:
    """The same as a Mermaid `sequenceDiagram`; text of others cannot end a line or open a tag in it."""
    lines = ["sequenceDiagram"]
    names = ("C", "B", "W")
    lines += [f"    participant {name} as {_safe(party)}" for name, party in zip(names, parties(t), strict=True)]
    for arrow in arrows(items):
        item = arrow.entry
        sender, receiver = ends(item)
        words = {"entry": item["entry"], "step": item["step"], "what": item["endpoint"]}
        if arrow.answer:
            sign = "--x" if item["failed"] else "-->>"
            said = _safe(answer_text(item, t, sign=" · "))
            lines.append(f"    {names[receiver]}{sign}{names[sender]}: {said}")
        else:
            lines.append(f"    {names[sender]}->>{names[receiver]}: {_safe(t('trace.sequence.request', **words))}")
    return "\n".join(lines)


def _safe(text: str) -> str:
    """Text inside a Mermaid line: the signs that end a statement, begin a tag or an entity are written as entities."""
    shown = clean(redact_text(text))
    return "".join(f"#{ord(char)};" if char in "#;<>&%{}`" else char for char in shown)
