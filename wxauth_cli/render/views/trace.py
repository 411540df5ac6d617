"""`wxauth trace`: the flow as a table, a sequence, or one request in full."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from wxauth_cli.core.columns import shortened, width_of
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import Secret
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import (
    Block,
    Bullets,
    ByWidth,
    Fields,
    Heading,
    Json,
    Paragraph,
    Row,
    Style,
    Table,
    Verbatim,
)
from wxauth_cli.render.moments import beijing
from wxauth_cli.render.report.words import kinds
from wxauth_cli.render.sequence import (
    LONGEST,
    elapsed_text,
    mermaid,
    note_text,
    offset_text,
    place_key,
    result_text,
    sequence_block,
    token_place,
)

MOST_ROWS = 300
MOST_NAMED = 20
LONGEST_CELL = 60
TABLE_FROM = 88
"""Columns from which on eight columns may stand beside each other."""
WHOLE = (0, 1, 2, 3, 4, 6)
"""Columns of that table which are not narrowed: all but what was asked for and what was learnt."""
LONGEST_WORD = 28
"""Longer words of the others may be broken: a path, a token. An openid is not."""


def show(report: Report, t: Texts) -> list[Block]:
    """The drawing that was asked for."""
    data: dict[str, Any] = dict(report.data or {})
    drawing = report.extra["drawing"]
    if drawing == "entry":
        return list(_entry(data, t))
    items = data["items"]
    if drawing == "mermaid":
        return [Verbatim(mermaid(items, t))]
    title = _title(data, report, t)
    if not items:
        return [Heading(title)]
    if drawing == "sequence":
        blocks: list[Block] = [Heading(title), sequence_block(items, t)]
        blocks += _more(len(items), LONGEST, t)
    else:
        blocks = [Heading(title), _table(_with_events(items[:MOST_ROWS], data), t), *_more(len(items), MOST_ROWS, t)]
    return [*blocks, *_clocks(data["inputs"], t), *_facts(data, t), *_not_seen(data, t)]


def import_(report: Report, t: Texts) -> list[Block]:
    """What was read, which logins were found, what was skipped, where it was written."""
    data: dict[str, Any] = dict(report.data or {})
    blocks: list[Block] = [Heading(_title(data, report, t)), _inputs(data["inputs"], t)]
    named = list(_skipped(data["inputs"], t))
    if named:
        blocks.append(Bullets(tuple(named), title=t("trace.skipped")))
    if data["logins"]:
        blocks.append(_logins(data["logins"][:MOST_NAMED], t))
        if len(data["logins"]) > MOST_NAMED:
            blocks.append(Paragraph(t("trace.more-logins", n=len(data["logins"]) - MOST_NAMED), style="warn"))
    blocks += [*_facts(data, t), *_not_seen(data, t)]
    if data["output"]:
        blocks.append(Paragraph(t("trace.written", path=data["output"]), style="good"))
    return blocks


def _title(data: dict[str, Any], report: Report, t: Texts) -> str:
    requests, shown = len(report.flow.exchanges), len(data["items"])
    if not requests:
        return t("trace.title.none")
    if data.get("filtered"):
        return t("trace.title.filtered", shown=shown, requests=requests)
    return t("trace.title", requests=requests, logins=len(data["logins"]))


def _with_events(items: Sequence[dict[str, Any]], data: dict[str, Any]) -> list[dict[str, Any]]:
    """Requests and events in order of time; a filter or a cut leaves the events out."""
    if data["filtered"] or len(items) < len(data["items"]) or any(item["started_at"] is None for item in items):
        return list(items)
    return sorted([*data["events"], *items], key=lambda item: item["started_at"])


def _more(count: int, most: int, t: Texts) -> list[Block]:
    return [Paragraph(t("trace.more", n=count - most), style="warn")] if count > most else []


def _table(items: Sequence[dict[str, Any]], t: Texts) -> ByWidth:
    wide = _wide(items, t)
    needed = 3 * (len(wide.columns) - 1)
    for index, cells in enumerate(zip(wide.columns, *wide.rows, strict=True)):
        lines = [line for cell in cells for line in (str(cell).split("\n") if index in WHOLE else str(cell).split())]
        longest = max(map(width_of, lines))
        needed += longest if index in WHOLE else min(longest, LONGEST_WORD)
    return ByWidth(max(needed, TABLE_FROM), wide, _narrow(items, t))


def _narrow(items: Sequence[dict[str, Any]], t: Texts) -> Table:
    """Each request under the one before it."""
    rows = []
    styles: list[Style] = []
    for item in items:
        entry, step, when, waited, *words = _cells(item, t)[:-1]
        words = [when, t("common.seconds", n=waited) if waited else "", *words]
        said = [t("common.finding.step", step=step), *(word for text in words for word in text.split("\n") if word)]
        rows.append((entry, " · ".join(said)))
        styles.append("bad" if item.get("failed") else "strong")
        more = _learnt(item)
        if more:
            rows.append(("", more))
            styles.append("dim")
    return Table((t("trace.column.entry"), t("trace.column.what")), tuple(rows), right=(0,), styles=tuple(styles))


def _learnt(item: dict[str, Any]) -> str:
    """What the answer brought, or what it said was wrong."""
    return "\n".join(f"{name}: {_short(value)}" for name, value in item["learnt"].items()) or item.get("errmsg") or ""


def _cells(item: dict[str, Any], t: Texts) -> tuple[str, ...]:
    """Number, step, time, gap, leg, what, result, learnt; an event has neither number nor result."""
    leg = t(f"flow.leg.{item['leg']}")
    when = clock(item["started_at"])
    if "entry" not in item:
        return ("", str(item["step"]), when, "", leg, t(f"flow.event.{item['what']}"), "", _learnt(item))
    return (
        str(item["entry"]),
        str(item["step"]),
        when,
        gap(item["gap_s"]),
        leg,
        item["endpoint"],
        _result(item, t),
        _learnt(item),
    )


def _wide(items: Sequence[dict[str, Any]], t: Texts) -> Table:
    names = ("entry", "step", "time", "gap", "leg", "what", "result", "learnt")
    rows = []
    styles: list[Style] = []
    for item in items:
        rows.append(_cells(item, t))
        styles.append("bad" if item.get("failed") else "plain")
    return Table(
        tuple(t(f"trace.column.{name}") for name in names), tuple(rows), right=(0, 3), styles=tuple(styles), whole=WHOLE
    )


def _short(value: object) -> str:
    return shortened(str(value) if isinstance(value, (Secret, str)) else json.dumps(value, default=str), LONGEST_CELL)


def _result(item: dict[str, Any], t: Texts) -> str:
    took = elapsed_text(item["elapsed_ms"], t) if item["elapsed_ms"] else ""
    failed = item["status"] is None and item["error"] not in (None, "answer-not-recorded")
    said = f"{t('trace.sequence.none')}\n{item['error']}" if failed else result_text(item, t)
    return f"{said}\n{took}".strip()


def clock(at: object) -> str:
    """Unix seconds as the time of day by which WeChat's users and logs go: `18:00:00.123`."""
    if not isinstance(at, (int, float)):
        return "-"
    return datetime.fromtimestamp(at, timezone(timedelta(hours=8))).strftime("%H:%M:%S.%f")[:-3]


def gap(seconds: object) -> str:
    """Seconds since the request before: `+0.120`, `+95`, `+2:05:00`."""
    if not isinstance(seconds, (int, float)):
        return ""
    if seconds < 60:
        return f"{seconds:+.3f}"
    if seconds < 3600:
        return f"{seconds:+.0f}"
    return f"+{timedelta(seconds=round(seconds))}"


def _facts(data: dict[str, Any], t: Texts) -> list[Block]:
    lines = []
    for fact in data["facts"][:MOST_NAMED]:
        values = {name: _plain(value) for name, value in fact.items() if name not in ("kind", "entries")}
        if "after" in values:
            values["after"] = t(f"trace.after.{values['after']}")
        entries = ", ".join(f"#{entry}" for entry in fact["entries"][:8])
        lines.append(f"{entries}: {t('trace.fact.' + fact['kind'], **values)}")
    return [Bullets(tuple(lines), title=t("trace.facts"))] if lines else []


def _plain(value: object) -> object:
    return "?" if value is None else f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else value


def _not_seen(data: dict[str, Any], t: Texts) -> list[Block]:
    lines = tuple(item["text"] for item in data["not_seen"])
    return [Bullets(lines, title=t("trace.not-seen"))] if lines else []


def _inputs(inputs: Sequence[dict[str, Any]], t: Texts) -> Table:
    rows = []
    for item in inputs:
        kind = " · ".join(part for part in (item["format"], item["producer"], item["encoding"]) if part)
        counts = f"{item['entries']} / {item['kept']} / {item['others']} / {item['skipped_count']}"
        rows.append((item["name"], kind, counts, _clock_words(item, t)))
    columns = tuple(t(f"trace.input.{name}") for name in ("file", "kind", "counts", "clock"))
    return Table(columns, tuple(rows), title=t("trace.inputs"))


def _clocks(inputs: Sequence[dict[str, Any]], t: Texts) -> list[Block]:
    """Whose times are not those that stand in the file."""
    lines = tuple(f"{item['name']}: {_clock_words(item, t)}" for item in inputs if item["offset_s"])
    return [Bullets(lines, title=t("trace.clocks"))] if lines else []


def _clock_words(item: dict[str, Any], t: Texts) -> str:
    source = item["offset_from"]
    if source == "none":
        return t("trace.clock.none" if item["kept"] else "trace.clock.no-times")
    if source != "reference" and not item["offset_s"]:
        return t("trace.clock.same", n=item["offset_pairs"])
    return t(f"trace.clock.{source}", n=item["offset_pairs"], offset=offset_text(item["offset_s"], t))


def _skipped(inputs: Sequence[dict[str, Any]], t: Texts) -> Iterator[str]:
    for item in inputs:
        for one in item["skipped"][:MOST_NAMED]:
            key = "trace.skipped.entry" if item["format"] == "har" else "trace.skipped.line"
            yield t(key, name=item["name"], index=one["index"], line=one["line"] or "?", text=one["text"])
        if item["skipped_count"] > MOST_NAMED:
            yield t("trace.skipped.more", n=item["skipped_count"] - MOST_NAMED)
        for name in ("bodies_dropped", "over_limit", "repeated"):
            if item[name]:
                yield t(f"trace.{name.replace('_', '-')}", name=item["name"], n=item[name])
        if item["garbled"]:
            yield t("trace.garbled", name=item["name"])


def _logins(logins: Sequence[dict[str, Any]], t: Texts) -> Fields:
    rows = []
    for login in logins:
        steps = ", ".join(str(step) for step in login["steps"])
        entries = ", ".join(f"#{entry}" for entry in login["entries"][:12]) + (
            "…" if len(login["entries"]) > 12 else ""
        )
        known = " ".join(part for part in (login["openid"], login["appid"]) if part)
        note = known if login["login_call_seen"] else t("trace.login.no-call")
        rows.append(
            Row(
                t("trace.login.row", login=login["login"], user=login["user"]),
                t("trace.login.steps", steps=steps, entries=entries),
                note=note,
                style="bad" if login["failed_entries"] else "plain",
            )
        )
    return Fields(tuple(rows), title=t("trace.logins"))


def _entry(data: dict[str, Any], t: Texts) -> Iterator[Block]:
    item = data["entry"]
    leg = t(f"flow.leg.{item['leg']}")
    yield Heading(
        t("trace.entry.title", entry=item["entry"], step=item["step"], leg=leg), "bad" if item["failed"] else "strong"
    )
    seen_in = ("；" if t.lang == "zh" else "; ").join(
        t(place_key(source["format"]), name=source["name"], index=place["index"])
        for place in item["seen_in"]
        for source in (data["inputs"][place["input"] - 1],)
    )
    rows = [
        Row(item["method"], item["url"]),
        Row(t("trace.entry.time"), beijing(item["started_at"])),
        Row(t("trace.entry.elapsed"), t("trace.ms", ms=item["elapsed_ms"])),
        Row(t("trace.entry.seen-in"), seen_in),
    ]
    if item["notes"]:
        rows.append(
            Row(
                t("trace.entry.notes"),
                ("；" if t.lang == "zh" else "; ").join(note_text(note, t) for note in item["notes"]),
            )
        )
    yield Fields(tuple(rows))
    yield from _side(item["request"], t("trace.entry.request"), t)
    response = item["response"]
    if response is None:
        yield Paragraph(t("trace.entry.no-answer", error=item["error"] or "?"), style="warn")
    else:
        status = f"{response['http_version']} {response['status']}"
        yield from _side(response, t("trace.entry.response", status=status), t)
    for token in item["tokens"]:
        title = t("trace.entry.token", where=token_place(token["where"], t))
        yield Json({"header": token["header"], "claims": token["claims"]}, title=title)
    if item["payload"] is not None:
        yield Heading(t("trace.entry.payload"))
        yield Paragraph(_payload(item["payload"], t))


def _side(side: dict[str, Any], title: str, t: Texts) -> Iterator[Block]:
    rows = [Row(name, value) for name, value in side["headers"]]
    body = t("trace.entry.bytes", n=side["bytes"]) if side["bytes"] else t("trace.entry.no-body")
    yield Fields((*rows, Row(t("trace.entry.body"), body)), title=title)
    if side["json"] is not None:
        yield Json(side["json"])
    elif side["text"]:
        yield Paragraph(side["text"])


def _payload(payload: dict[str, Any], t: Texts) -> str:
    words = {name: "?" if payload[name] is None else payload[name] for name in ("bytes", "iv_bytes")}
    kind = "whole" if payload["whole_blocks"] else "broken"
    first = t(f"trace.payload.{kind}", field=payload["field"], bytes=words["bytes"], iv=words["iv_bytes"])
    keys = ", ".join(f"#{entry}" for entry in payload["session_key_entries"])
    return f"{first}\n{t('trace.payload.key', entries=keys) if keys else t('trace.payload.no-key')}"


def report(report: Report, t: Texts) -> list[Block]:
    """The Markdown itself; for a page, its verdict and where it was written. The findings are drawn after it."""
    data: dict[str, Any] = dict(report.data or {})
    if data["markdown"] is not None:
        return [Verbatim(data["markdown"].rstrip("\n"))]
    verdict: dict[str, Any] = dict(report.extra["verdict"])  # type: ignore[call-overload]
    title = verdict["title"].get(t.lang, "")
    style: Style = "good" if verdict["kind"] == "healthy" else "warn" if verdict["severity"] == "warning" else "bad"
    words = {"title": title} if title else {}
    heading = Heading(t(f"report.verdict.{verdict['kind']}", count=verdict["count"], **words), style)
    masked = data["masked"]
    shared = t("report.written.shared", kinds=t.pick(kinds(masked))) if masked else t("report.written.no-people")
    return [heading, Paragraph(f"{t('report.written', path=data['output'])}\n{shared}", style="good")]


def redact(report: Report, t: Texts) -> list[Block]:
    """Where it was written; what was replaced has been said on stderr."""
    data: dict[str, Any] = dict(report.data or {})
    return [Paragraph(t("trace.redact.written", path=data["output"]), style="good")]


def record(report: Report, t: Texts) -> list[Block]:
    """Where to connect; each exchange when it is over; what was written."""
    from wxauth_cli.render.views.recording import listening, request, saved

    data: dict[str, Any] = dict(report.data or {})
    if data["state"] == "request":
        return request(data, t, head=bool(report.extra.get("head")))
    return listening(data, t) if data["state"] == "listening" else saved(data, t)
