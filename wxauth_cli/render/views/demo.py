"""`wxauth demo`: the picture, the trace, a sentence for each step, who knows what, and what to try next."""

from __future__ import annotations

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import (
    Block,
    Bullets,
    Fields,
    FlowTable,
    Heading,
    Lifelines,
    Message,
    Paragraph,
    Row,
)

PHONE, BACKEND, WECHAT = range(3)
PICTURE = (
    ("1", PHONE, PHONE),
    ("2", PHONE, BACKEND),
    ("3", BACKEND, WECHAT),
    ("3b", WECHAT, BACKEND),
    ("4", BACKEND, BACKEND),
    ("5", BACKEND, PHONE),
    ("6", PHONE, BACKEND),
    ("7", BACKEND, BACKEND),
    ("8", PHONE, BACKEND),
    ("9", BACKEND, BACKEND),
    ("9b", BACKEND, WECHAT),
    ("9c", WECHAT, BACKEND),
)
NEXT = ("sandbox", "explain", "diagnose", "profile")


def demo(report: Report, t: Texts) -> list[Block]:
    """From the whole to the details."""
    parties = tuple(t(f"demo.party.{name}") for name in ("phone", "backend", "wechat"))
    messages = tuple(Message(sender, receiver, t(f"demo.picture.{name}")) for name, sender, receiver in PICTURE)
    remarks = tuple((step, t(f"demo.step.{step}")) for step in range(1, 10))
    assert report.data is not None
    return [
        Heading(t("demo.title")),
        Paragraph(t("demo.intro")),
        Lifelines(parties, messages, title=t("demo.picture.title")),
        FlowTable(report.flow, title=t("demo.trace.title", requests=report.extra["requests"]), remarks=remarks),
        Fields(
            tuple(
                Row(name, t(f"demo.knows.{key}"))
                for key, name in zip(("phone", "backend", "wechat"), parties, strict=True)
            ),
            title=t("demo.knows.title"),
        ),
        Heading(t("demo.done"), style="good"),
        Bullets(tuple(t(f"demo.next.{name}") for name in NEXT), title=t("demo.next.title")),
    ]
