"""`wxauth explain`."""

from __future__ import annotations

from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Bullets, Fields, Heading, Paragraph, Row, Table, Verbatim

APIS = 6
"""Endpoints that are named; longer lists end in an ellipsis."""


def explain(report: Report, t: Texts) -> list[Block]:
    """A number with its readings, a cause, a rid, or the list of all."""
    data = cast("dict[str, Any]", report.data or {})
    if data.get("markdown") is not None:
        return [Verbatim(str(data["markdown"]).rstrip("\n"))]
    if data["kind"] == "topic":
        return _topic(data, t)
    if data["kind"] == "list":
        return _list(data, t)
    if data["kind"] == "cause":
        return _cause(data, t)
    blocks: list[Block] = []
    for entry in data.get("entries", []):
        blocks.extend(_entry(entry, data["api"], t))
    if "rid" in data:
        blocks.extend(_rid(data["rid"], t))
    return blocks


def _entry(entry: dict[str, Any], api: str | None, t: Texts) -> list[Block]:
    scope = t(f"explain.scope.{entry['scope']}")
    title = f"{entry['errcode']}  {readable(entry['errmsg'])}".rstrip()
    rows = [Row(t("explain.scope"), scope)]
    if entry["errmsg"]:
        rows.append(Row(t("explain.literal"), t(f"explain.literal.{entry['literal']}")))
    rows.append(Row(t("explain.apis"), _some(entry["apis"])))
    rows.append(Row(t("explain.source"), f"{entry['source']} ({t('explain.confidence.' + entry['confidence'])})"))
    blocks: list[Block] = [Heading(title)]
    if api is not None or not entry["meanings"]:
        blocks.append(Fields(_rows(entry, t)))
    else:
        blocks.append(Paragraph(entry["cause"]))
        blocks.extend(Fields(_rows(item, t), title=_some(item["apis"])) for item in entry["meanings"])
    if entry["causes"]:
        items = tuple(
            f"{t('common.finding.' + item['confidence'])}: {item['title']}  {item['id']}" for item in entry["causes"]
        )
        blocks.append(Bullets(items, title=t("explain.causes")))
    blocks.append(Fields(tuple(rows)))
    return blocks


def _rows(reading: dict[str, Any], t: Texts) -> tuple[Row, ...]:
    return (
        Row(t("explain.cause"), reading["cause"]),
        Row(t("common.finding.fix"), reading["fix"], style="good"),
    )


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:APIS])
    return shown + " …" if len(names) > APIS else shown


def readable(errmsg: str) -> str:
    """The literal text with its placeholders as people write them."""
    return errmsg.replace("{suffix}", "").replace("{ip}", "1.2.3.4").replace("{hint}", "…")


def _cause(data: dict[str, Any], t: Texts) -> list[Block]:
    marks = [t(f"common.severity.{data['severity']}")]
    if data["step"] is not None:
        marks.append(t("common.finding.step", step=data["step"]))
    marks.extend(data["rules"])
    return [
        Heading(data["title"]),
        Paragraph(f"{data['id']} · {' · '.join(marks)}", "dim"),
        Paragraph(data["detail"]),
        Fields(
            (
                Row(t("common.finding.fix"), data["fix"], style="good"),
                *((Row(t("explain.reproduce"), data["reproduce"]),) if data["reproduce"] else ()),
            )
        ),
        *(
            [Bullets(tuple(_alike(item, t) for item in data["lookalikes"]), title=t("explain.lookalikes"))]
            if data["lookalikes"]
            else []
        ),
    ]


def _alike(item: dict[str, Any], t: Texts) -> str:
    names = ", ".join(other["id"] for other in item["causes"])
    return t("explain.alike", symptom=item["symptom"], names=names, tell=item["tell"])


def _topic(data: dict[str, Any], t: Texts) -> list[Block]:
    blocks: list[Block] = [
        Heading(data["title"]),
        Paragraph(f"{data['id']} · {t('explain.group.' + data['group'])}", "dim"),
    ]
    blocks.extend(Paragraph(paragraph) for paragraph in data["text"])
    if data["rows"]:
        blocks.append(Fields(tuple(Row(row["what"], row["text"]) for row in data["rows"])))
    rows = [Row(t("explain.source"), data["source"])]
    if data["see"]:
        rows.insert(0, Row(t("explain.see"), ", ".join(data["see"])))
    blocks.append(Fields(tuple(rows)))
    return blocks


def _rid(rid: dict[str, Any], t: Texts) -> list[Block]:
    age = rid["age_s"]
    lookup = t("explain.rid.open" if rid["lookup_open"] else "explain.rid.closed")
    return [
        Heading(f"rid {rid['rid']}"),
        Fields(
            (
                Row(t("explain.rid.time"), rid["time_beijing"], _age(age, t)),
                Row("UTC", rid["time"]),
                Row(t("explain.rid.lookup"), lookup),
            )
        ),
    ]


def _age(seconds: int, t: Texts) -> str:
    size = abs(seconds)
    unit, n = next(
        (name, size // length)
        for name, length in (("days", 86400), ("hours", 3600), ("minutes", 60), ("seconds", 1))
        if size >= length or length == 1
    )
    return t("common.ago" if seconds >= 0 else "common.in-future", time=t(f"common.{unit}", n=n))


def _list(data: dict[str, Any], t: Texts) -> list[Block]:
    codes = tuple(
        (str(item["errcode"]), t(f"explain.scope-short.{item['scope']}"), readable(item["errmsg"]), item["cause"])
        for item in data["errcodes"]
    )
    causes = tuple((item["id"], item["title"]) for item in data["causes"])
    code_columns = tuple(t(f"explain.column.{name}") for name in ("errcode", "scope", "errmsg", "cause"))
    return [
        Table(code_columns, codes, title=t("explain.list.errcodes", n=len(codes)), right=(0,)),
        Table(
            (t("explain.column.id"), t("explain.column.title")), causes, title=t("explain.list.causes", n=len(causes))
        ),
        Table(
            (t("explain.column.topic"), t("explain.column.about")),
            tuple((item["id"], item["title"]) for item in data["topics"]),
            title=t("explain.list.topics", n=len(data["topics"])),
        ),
        Paragraph(t("explain.list.more"), "dim"),
    ]
