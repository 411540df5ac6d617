"""`wxauth trace record`: what it shows from its beginning to its end."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Bullets, Fields, GrowingRow, Heading, Paragraph, Row, Style
from wxauth_cli.render.flow import learnt_text
from wxauth_cli.render.sizes import size_text

_BEIJING = timezone(timedelta(hours=8))
_COLUMNS = ("step", "time", "gap", "leg", "call", "result", "ms", "added")
_WIDTHS = (4, 12, 8, 14, 0, 14, 6, 6)
_RIGHT = (2, 6, 7)


def listening(data: dict[str, Any], t: Texts) -> list[Block]:
    """The addresses, what to put where, and how it ends."""
    sandbox = data["sandbox"]
    rows = [
        Row(t("record.client"), data["url"], note=t("record.client.note", backend=data["backend"])),
        Row(t("record.wechat"), data["wechat_url"], note=t(f"record.wechat.{data['wechat']}")),
    ]
    if sandbox is not None and sandbox["started"]:
        rows += [Row("appid", sandbox["appid"]), Row("secret", sandbox["secret"])]
    rows.append(Row(t("record.file"), data["output"], note=t("record.file.note", part=data["part"])))
    blocks: list[Block] = [
        Heading(t("record.title"), "good"),
        Fields(tuple(rows)),
        Bullets((f"https://api.weixin.qq.com → {data['wechat_url']}",), title=t("record.configure")),
    ]
    if sandbox is not None:
        blocks.append(Bullets(("wxauth sandbox login --profile sandbox",), title=t("record.codes")))
    return [*blocks, Paragraph(t("record.end", part=data["part"], output=data["output"]), "dim")]


def request(data: dict[str, Any], t: Texts, *, head: bool) -> list[Block]:
    """One row, before the first one the heads of the columns."""
    at = datetime.fromtimestamp(data["started_at"], _BEIJING)
    time = f"{at:%H:%M:%S}.{at.microsecond // 1000:03d}"
    gap = "" if data["gap_s"] is None or data["gap_s"] < 0 else f"+{data['gap_s']:.3f}"
    step = "·" if data["step"] is None else str(data["step"])
    leg = t(f"flow.leg.{data['leg']}")
    result = _result(data, t)
    over = data["over"]
    ms = "" if not over else f"{data['elapsed_ms']:.0f}" if data["elapsed_ms"] >= 1 else "<1"
    added = "" if not over or data["added_ms"] is None else f"{data['added_ms']:.1f}"
    told, cut = _told(data, t), _cut(data, t)
    style: Style = "bad" if data["failed"] else "warn" if not over else "dim" if data["step"] is None else "plain"
    times = (t("record.ms", ms=ms), t("record.added", ms=added)) if over else ()
    first = "  ".join((step, time, result, *times))
    row = GrowingRow(
        cells=(step, time, gap, leg, data["endpoint"], result, ms, added),
        widths=_WIDTHS,
        right=_RIGHT,
        narrow=tuple(part for part in (first, f"{leg} · {data['endpoint']}", told, *cut) if part),
        more="\n".join(part for part in (told, *cut) if part),
        heads=tuple(t(f"record.column.{name}") for name in _COLUMNS) if head else (),
        style=style,
    )
    return [row]


def _result(data: dict[str, Any], t: Texts) -> str:
    if not data["over"]:
        return t("record.waiting") if data["status"] is None else f"{data['status']} …"
    if data["own_answer"] is not None:
        status = t("record.own-answer", status=data["own_answer"])
    else:
        status = "-" if data["status"] is None else str(data["status"])
    return f"{status} / {data['errcode']}" if data["errcode"] and data["failed"] else status


def _told(data: dict[str, Any], t: Texts) -> str:
    parts = [learnt_text(name, value) for name, value in data["learnt"].items()]
    if data["failed"]:
        parts += [part for part in (data["error"], data["errmsg"]) if part and part != "http-status"]
    if data["switched"] is not None:
        to_server, to_client = data["switched"]
        parts.append(t("record.switched", to_server=to_server, to_client=to_client))
    return "  ".join(parts)


def _cut(data: dict[str, Any], t: Texts) -> list[str]:
    """What of its bodies is not recorded."""
    return [
        t(f"record.cut.{part['side']}", kept=size_text(part["kept"], t), size=size_text(part["size"], t))
        for part in (data["cut"] if data["over"] else ())
    ]


def saved(data: dict[str, Any], t: Texts) -> list[Block]:
    """The file, the time that was added, what was replaced, the next commands."""
    path = data["output"]
    if not data["entries"]:
        return [Paragraph(t("record.saved.nothing", output=path), "warn")]
    lines = [t("record.saved", output=path, entries=data["entries"])]
    if data["added_ms"] is not None:
        lines.append(t("record.saved.added", **data["added_ms"]))
    if data["replaced"]:
        kinds = ", ".join(f"{t(f'trace.redact.kind.{kind}')} {count}" for kind, count in data["replaced"].items())
        lines.append(t("record.saved.replaced", kinds=kinds))
    blocks: list[Block] = [Paragraph("\n".join(["", *lines]), "good")]
    if data["cut_bodies"]:
        kept = size_text(data["max_body"], t)
        blocks.append(Paragraph(t("record.saved.cut", n=data["cut_bodies"], kept=kept), "warn"))
    steps = (
        f"wxauth diagnose {path}",
        f"wxauth trace show {path} --sequence",
        f"wxauth trace report {path} -o report.html",
    )
    return [*blocks, Bullets(steps, title=t("record.saved.next"))]
