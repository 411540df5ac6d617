"""Words that the page and the Markdown share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wxauth_cli.core.text import Text
from wxauth_cli.render.report.both import EN, ZH, both, listed, same
from wxauth_cli.render.report.svg import seconds
from wxauth_cli.render.sequence import result_text


def title(verdict: Mapping[str, Any]) -> Text:
    """The verdict in one sentence."""
    titles = verdict["title"]
    return both(
        f"report.verdict.{verdict['kind']}",
        **({"title": Text(titles["zh"], titles["en"])} if titles else {}),
        count=verdict["count"],
    )


def result(item: dict[str, Any]) -> Text:
    """How a request ended: `200 / 40029`."""
    return Text(result_text(item, ZH), result_text(item, EN))


def summary(material: Mapping[str, Any]) -> Text:
    """How many requests and logins, and how long from the first beginning to the last end."""
    words = {"requests": material["requests"], "logins": len(material["logins"])}
    timed = [item for item in material["items"] if item["started_at"] is not None]
    if not timed:
        return both("report.summary.untimed", **words)
    ends = [item["started_at"] + item["elapsed_ms"] / 1000 for item in timed]
    return both("report.summary", span=seconds(max(ends) - min(item["started_at"] for item in timed)), **words)


def kinds(masked: Mapping[str, int]) -> Text:
    """What was replaced, and how many of each: `openid 1, phone 2`."""
    return listed(*(same(f"{kind} {count}") for kind, count in masked.items()))


def fact_lines(facts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The derived facts in words, with the requests that they are about."""
    lines = []
    for fact in facts[:30]:
        values: dict[str, object] = {
            name: "?" if value is None else f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else value
            for name, value in fact.items()
            if name not in ("kind", "entries")
        }
        if "after" in values:
            values["after"] = both(f"trace.after.{values['after']}")
        lines.append({"entries": fact["entries"][:8], "text": both(f"trace.fact.{fact['kind']}", **values)})
    return lines


def payload_lines(payload: Mapping[str, Any] | None) -> list[Text]:
    """What encryptedData tells by itself."""
    if payload is None:
        return []
    words = {name: "?" if payload[name] is None else payload[name] for name in ("bytes", "iv_bytes")}
    kind = "whole" if payload["whole_blocks"] else "broken"
    first = both(f"trace.payload.{kind}", field=payload["field"], bytes=words["bytes"], iv=words["iv_bytes"])
    entries = ", ".join(f"#{entry}" for entry in payload["session_key_entries"])
    return [first, both("trace.payload.key", entries=entries) if entries else both("trace.payload.no-key")]
