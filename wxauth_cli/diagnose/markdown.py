"""What `explain` says, as Markdown: for an issue, a chat, and the pages of docs/causes/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wxauth_cli.core.gate import clean
from wxauth_cli.knowledge.texts import Texts

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|"})


def markdown_of(data: Mapping[str, Any], t: Texts) -> str:
    """The Markdown of what `explain` found. Texts pass the gate and are escaped; nothing of it can become markup."""
    makers = {"cause": cause_page, "topic": _topic, "errcode": _codes, "rid": _rid, "list": _list}
    return makers[str(data["kind"])](data, t).rstrip("\n") + "\n"


def plain(text: object) -> str:
    """A text that Markdown shows as it is."""
    return clean(str(text)).translate(_SPECIAL)


def cause_page(data: Mapping[str, Any], t: Texts) -> str:
    """A cause: what it is, why, the cure, and what looks like it."""
    marks = [f"`{data['id']}`", t(f"common.severity.{data['severity']}")]
    if data["step"] is not None:
        marks.append(t("common.finding.step", step=data["step"]))
    marks.extend(data["rules"])
    parts = [f"# {plain(data['title'])}", " · ".join(marks), plain(data["detail"])]
    parts.append(f"**{t('common.finding.fix')}** {plain(data['fix'])}")
    if data["reproduce"]:
        parts.append(f"**{t('explain.reproduce')}** `{data['reproduce']}`")
    if data["lookalikes"]:
        parts.append(f"## {t('explain.lookalikes')}")
        for alike in data["lookalikes"]:
            names = ", ".join(f"`{other['id']}`" for other in alike["causes"])
            parts.append(
                "- " + t("explain.alike", symptom=plain(alike["symptom"]), names=names, tell=plain(alike["tell"]))
            )
    return "\n\n".join(parts)


def index_page(causes: Sequence[Mapping[str, Any]], t: Texts, ending: str) -> str:
    """A list of the causes, step by step, with links to their pages (`<id><ending>`)."""
    parts = [f"# {t('explain.list.causes', n=len(causes))}"]
    steps = sorted({item["step"] for item in causes}, key=lambda step: (step is None, step or 0))
    for step in steps:
        title = t("explain.no-step") if step is None else t("common.finding.step", step=step)
        parts.append(f"## {title}")
        parts.append(
            "\n".join(
                f"- [{plain(item['title'])}]({item['id']}{ending}) `{item['id']}`"
                for item in causes
                if item["step"] == step
            )
        )
    return "\n\n".join(parts) + "\n"


def _topic(data: Mapping[str, Any], t: Texts) -> str:
    parts = [f"# {plain(data['title'])}", f"`{data['id']}`", *(plain(paragraph) for paragraph in data["text"])]
    if data["rows"]:
        rows = [f"| {plain(row['what'])} | {plain(row['text'])} |" for row in data["rows"]]
        parts.append("\n".join(["| | |", "|---|---|", *rows]))
    if data["see"]:
        parts.append(f"**{t('explain.see')}** " + ", ".join(f"`{name}`" for name in data["see"]))
    parts.append(f"**{t('explain.source')}** {data['source']}")
    return "\n\n".join(parts)


def _codes(data: Mapping[str, Any], t: Texts) -> str:
    parts: list[str] = []
    for entry in data["entries"]:
        parts.append(f"# {entry['errcode']} {plain(entry['errmsg'].partition('{')[0].rstrip(', '))}".rstrip())
        parts.append(t(f"explain.scope.{entry['scope']}"))
        readings = entry["meanings"] if data["api"] is None and entry["meanings"] else [entry]
        for reading in readings:
            if reading is not entry:
                parts.append(f"## {plain(', '.join(reading['apis']))}")
            parts.append(plain(reading["cause"]))
            parts.append(f"**{t('common.finding.fix')}** {plain(reading['fix'])}")
        if entry["causes"]:
            parts.append(f"## {t('explain.causes')}")
            parts.append(
                "\n".join(
                    f"- {t('common.finding.' + item['confidence'])}: {plain(item['title'])} (`{item['id']}`)"
                    for item in entry["causes"]
                )
            )
    if "rid" in data:
        parts.append(_rid(data, t))
    return "\n\n".join(parts)


def _rid(data: Mapping[str, Any], t: Texts) -> str:
    rid = data["rid"]
    return f"# rid `{rid['rid']}`\n\n- {t('explain.rid.time')}: {rid['time_beijing']}\n- UTC: {rid['time']}"


def _list(data: Mapping[str, Any], t: Texts) -> str:
    parts: list[str] = []
    for name, key in (("causes", "id"), ("topics", "id"), ("errcodes", "errcode")):
        items = data[name]
        parts.append(f"# {t(f'explain.list.{name}', n=len(items))}")
        parts.append("\n".join(f"- `{item[key]}` {plain(item.get('title', item.get('cause', '')))}" for item in items))
    return "\n\n".join(parts)
