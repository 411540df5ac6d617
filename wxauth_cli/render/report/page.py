"""A trace report as one HTML page that stands alone: no script, no resource from elsewhere, all text escaped.

Both languages and both colour schemes are in it; radio buttons and CSS switch them.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wxauth_cli.core.text import Lang, Text
from wxauth_cli.knowledge.texts.report import TEXTS
from wxauth_cli.render.moments import beijing
from wxauth_cli.render.report.both import EN, ZH, both, gated, listed, same
from wxauth_cli.render.report.svg import seconds, sequence
from wxauth_cli.render.report.waterfall import waterfall
from wxauth_cli.render.report.words import fact_lines, kinds, payload_lines, result, summary, title
from wxauth_cli.render.sequence import note_text, offset_text, place_key, token_place

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).parent
_ENTRY = re.compile(r"#([0-9]{1,7})")
LONGEST_BODY_LINES = 400


def page(material: Mapping[str, Any], lang: Lang) -> str:
    """The page. `lang` is the language that it opens with."""
    css = _style()
    digest = b64encode(sha256(css.encode()).digest()).decode()
    # Style sheet, its hash and our own words are the only text that does not pass the gate.
    text = _template().render(page=gated(view(material)), words=TEXTS, lang=lang, css=css, digest=digest)
    return text.lstrip() + "\n"


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(_HERE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


@lru_cache(maxsize=1)
def _style() -> str:
    """The style sheet; the colours of both schemes stand in it once and are put in where they apply."""
    text = (_HERE / "page.css").read_text(encoding="utf-8")
    text, _, schemes = text.partition("/* schemes */\n")
    for name, colours in re.findall(r"@(\w+) \{\n(.*?)\n\}", schemes, re.S):
        text = text.replace(f"@{name};", f"{colours.strip()};")
    return text


def view(material: Mapping[str, Any]) -> dict[str, Any]:
    """All that the page says, as plain values: texts in both languages, places of what is drawn."""
    items, failing = material["items"], material["failing"]["entry"]
    entries: Mapping[str, Any] = material["entries"]
    return {
        "verdict": _verdict(material),
        "summary": _summary(material),
        "made": both("report.made", version=material["version"], time=beijing(material["made_at"])),
        "steps": [
            {**step, "name": both(f"report.step.{step['step']}"), "says": both(f"report.state.{step['state']}")}
            for step in material["steps"]
        ],
        "sequence": sequence(items, failing),
        "mark": both("report.fails-here" if material["failing"]["failed"] else "report.fault-here"),
        "waterfall": waterfall(items, lambda entry: entries[str(entry)]["timing_ms"], failing),
        "findings": _findings(material),
        "facts": fact_lines(material["facts"]),
        "not_seen": [both(f"trace.not-seen.{word}") for word in material["not_seen"]],
        "entries": [_entry(item, entries[str(item["entry"])], material, failing) for item in items],
        "inputs": [_input(item) for item in material["inputs"]],
        "privacy": both("report.privacy", kinds=kinds(material["masked"]))
        if material["masked"]
        else both("report.privacy.none"),
    }


def _verdict(material: Mapping[str, Any]) -> dict[str, Any]:
    verdict = material["verdict"]
    tone = "good" if verdict["kind"] == "healthy" else "bad" if verdict["severity"] in ("error", "critical") else "warn"
    failing = next((item for item in material["items"] if item["entry"] == material["failing"]["entry"]), None)
    where = None
    if failing is not None:
        words = {"entry": failing["entry"], "step": failing["step"], "what": failing["endpoint"]}
        where = both("report.where.entry", leg=both(f"flow.leg.{failing['leg']}"), result=result(failing), **words)
    elif material["failing"]["step"] is not None:
        where = both("report.where.step", step=material["failing"]["step"])
    fix = verdict.get("fix")
    return {
        "tone": tone,
        "title": title(verdict),
        "where": where,
        "entry": failing["entry"] if failing is not None else None,
        "said": failing["errmsg"] if failing is not None else None,
        "fix": Text(fix["zh"], fix["en"]) if fix and verdict["kind"] != "several" else None,
    }


def _summary(material: Mapping[str, Any]) -> list[Text]:
    items = material["items"]
    if not items:
        return []
    begun = [item["started_at"] for item in items if item["started_at"] is not None]
    lines = [summary(material)]
    if begun:
        lines.append(both("report.began", time=beijing(min(begun))))
    if len(items) < material["requests"]:
        lines.append(both("report.summary.shown", shown=len(items)))
    return lines


def _findings(material: Mapping[str, Any]) -> list[dict[str, Any]]:
    shown = {item["entry"] for item in material["items"]}
    english = {one["id"]: one for one in material["findings"]["en"]}
    found = []
    for zh in material["findings"]["zh"]:
        en = english[zh["id"]]
        found.append(
            {
                "id": zh["id"],
                "severity": zh["severity"].value,
                "says": both(f"common.severity.{zh['severity'].value}"),
                "confidence": both(f"common.finding.{zh['confidence'].value}"),
                "step": both("common.finding.step", step=zh["step"]) if zh["step"] is not None else None,
                **{name: Text(zh[name], en[name]) for name in ("title", "detail", "fix")},
                "evidence": [
                    _evidence(one, other, shown) for one, other in zip(zh["evidence"], en["evidence"], strict=False)
                ],
                "rules": list(zh["rules"]),
            }
        )
    return found


def _evidence(zh: Mapping[str, str], en: Mapping[str, str], shown: set[int]) -> dict[str, Any]:
    match = _ENTRY.search(zh["where"])
    entry = int(match.group(1)) if match else None
    return {
        "entry": entry if entry in shown else None,
        "where": Text(zh["where"], en["where"]),
        "what": Text(zh["what"], en["what"]),
    }


def _entry(
    item: dict[str, Any], data: Mapping[str, Any], material: Mapping[str, Any], failing: int | None
) -> dict[str, Any]:
    """One request in full."""
    places = []
    for place in item["seen_in"]:
        source = material["inputs"][place["input"] - 1]
        places.append(both(place_key(source["format"]), name=source["name"], index=place["index"]))
    facts = [(both("trace.entry.time"), same(beijing(item["started_at"]))), (both("trace.entry.elapsed"), _took(item))]
    facts.append((both("trace.entry.seen-in"), listed(*places)))
    if item["learnt"]:
        learnt = ", ".join(f"{name}: {value}" for name, value in item["learnt"].items())
        facts.append((both("trace.column.learnt"), same(learnt)))
    if item["errmsg"]:
        facts.append((same("errmsg"), same(item["errmsg"])))
    if item["notes"]:
        facts.append(
            (
                both("trace.entry.notes"),
                listed(*(Text(*(note_text(note, t) for t in (ZH, EN))) for note in item["notes"])),
            )
        )
    response = data["response"]
    return {
        "entry": item["entry"],
        "step": both("common.finding.step", step=item["step"]),
        "leg": both(f"flow.leg.{item['leg']}"),
        "what": item["endpoint"],
        "result": result(item),
        "took": seconds(item["elapsed_ms"] / 1000) if item["elapsed_ms"] else None,
        "failed": item["failed"],
        "failing": item["entry"] == failing,
        "facts": facts,
        "line": f"{data['request']['method']} {data['request']['url']}",
        "request": _side(data["request"]),
        "status": f"{response['http_version']} {response['status']}" if response is not None else None,
        "response": _side(response) if response is not None else None,
        "no_answer": both("trace.entry.no-answer", error=item["error"] or "?"),
        "tokens": [
            {
                "title": Text(*(t("report.token", where=token_place(token["where"], t)) for t in (ZH, EN))),
                "lines": _lines({"header": token["header"], "claims": token["claims"]}),
            }
            for token in data["tokens"]
        ],
        "payload": payload_lines(data["payload"]),
    }


def _took(item: Mapping[str, Any]) -> Text:
    return both("trace.ms", ms=item["elapsed_ms"])


def _side(side: Mapping[str, Any]) -> dict[str, Any]:
    if side["json"] is not None:
        lines = _lines(side["json"])
    else:
        lines = str(side["text"] or "").split("\n") if side["text"] else []
    return {
        "headers": [{"name": name, "value": value} for name, value in side["headers"]],
        "count": both("report.headers", n=len(side["headers"])),
        "body": both("report.body", n=side["bytes"]),
        "lines": lines[:LONGEST_BODY_LINES] + (["…"] if len(lines) > LONGEST_BODY_LINES else []),
    }


def _lines(value: object) -> list[str]:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str).split("\n")


def _input(item: Mapping[str, Any]) -> Text:
    kind = " · ".join(part for part in (item["format"], item["producer"]) if part)
    said = both("report.input", name=item["name"], format=kind, entries=item["entries"], kept=item["kept"])
    parts = [said]
    if item["skipped_count"]:
        parts.append(both("report.input.skipped", n=item["skipped_count"]))
    if item["offset_s"]:
        key, pairs = f"trace.clock.{item['offset_from']}", item["offset_pairs"]
        words = Text(*(t(key, n=pairs, offset=offset_text(item["offset_s"], t)) for t in (ZH, EN)))
        parts.append(both("report.input.clock", words=words))
    return Text("".join(part.zh for part in parts), "".join(part.en for part in parts))
