"""A trace report as Markdown for an issue tracker: a table, a Mermaid diagram, findings, and what failed in full.

Text of others stands in code spans and fences that it cannot end, or with every sign of Markdown escaped, so that it
opens no tag, mentions nobody and refers to no other issue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from wxauth_cli.core.gate import clean
from wxauth_cli.core.redact import redact_text
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.moments import beijing
from wxauth_cli.render.report.words import fact_lines, kinds, payload_lines, result, summary, title
from wxauth_cli.render.sequence import LONGEST, mermaid

MOST_ROWS = 60
LONGEST_FENCE_LINES = 80
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#!|~$&@]")
_ENTITIES = {"@": "&#64;", "#": "&#35;", "<": "&lt;", ">": "&gt;", "&": "&amp;"}


def markdown(material: Mapping[str, Any], t: Texts) -> str:
    """The report in the language of `t`."""
    return "\n".join(_document(material, t)) + "\n"


def _document(material: Mapping[str, Any], t: Texts) -> Iterator[str]:
    verdict, items = material["verdict"], material["items"]
    sign = "✅" if verdict["kind"] == "healthy" else "⚠" if verdict["severity"] in ("info", "warning") else "❌"
    yield f"## {sign} {escaped(t.pick(title(verdict)))}"
    yield ""
    failing = next((item for item in items if item["entry"] == material["failing"]["entry"]), None)
    if failing is not None:
        where = f"{span(failing['endpoint'])} → {span(t.pick(result(failing)))}"
        step = t("common.finding.step", step=failing["step"])
        leg = t(f"flow.leg.{failing['leg']}")
        yield f"**{t('report.where')}** {entry_mark(failing['entry'])} {step} · {leg} · {where}"
        yield ""
    if verdict.get("fix") and verdict["kind"] != "several":
        yield f"**{t('report.fix')}** {escaped(verdict['fix'][t.lang])}"
        yield ""
    if items:
        yield t.pick(summary(material))
        yield ""
        yield from _table(items, t)
        yield ""
        yield from _diagram(items, t)
    yield from _findings(material["findings"][t.lang], t)
    yield from _lists(material, t)
    if failing is not None:
        yield from _whole(failing, material["entries"][str(failing["entry"])], t)
    masked = material["masked"]
    yield t("report.privacy", kinds=t.pick(kinds(masked))) if masked else t("report.privacy.none")
    yield ""
    yield t("report.made", version=material["version"], time=beijing(material["made_at"]))


def _table(items: list[dict[str, Any]], t: Texts) -> Iterator[str]:
    names = ("entry", "step", "time", "leg", "what", "result", "ms")
    yield f"| {' | '.join(t(f'report.column.{name}') for name in names)} |"
    yield "|--:|--:|---|---|---|---|--:|"
    for item in items[:MOST_ROWS]:
        at = beijing(item["started_at"])
        cells = (
            entry_mark(item["entry"]),
            str(item["step"]),
            at[11:19] if len(at) > 19 else "-",
            t(f"flow.leg.{item['leg']}"),
            span(item["endpoint"], cell=True),
            ("❌ " if item["failed"] else "") + span(t.pick(result(item)), cell=True),
            f"{item['elapsed_ms']:.0f}" if item["elapsed_ms"] else "",
        )
        yield f"| {' | '.join(cells)} |"
    if len(items) > MOST_ROWS:
        yield ""
        yield t("report.summary.shown", shown=MOST_ROWS)


def _diagram(items: list[dict[str, Any]], t: Texts) -> Iterator[str]:
    if len(items) > min(MOST_ROWS, LONGEST):
        return
    yield f"<details><summary>{t('report.sequence')}</summary>"
    yield ""
    yield from fence(mermaid(items, t).split("\n"), "mermaid")
    yield ""
    yield "</details>"
    yield ""


def _findings(findings: list[dict[str, Any]], t: Texts) -> Iterator[str]:
    yield f"### {t('report.findings')}"
    yield ""
    if not findings:
        yield t("report.findings.none")
        yield ""
    for number, finding in enumerate(findings, 1):
        grades = t(
            "report.grades",
            severity=t(f"common.severity.{finding['severity'].value}"),
            confidence=t(f"common.finding.{finding['confidence'].value}"),
        )
        yield f"{number}. **{escaped(finding['title'])}** {grades} {span(finding['id'])}"
        yield ""
        yield f"   {escaped(finding['detail'])}"
        yield ""
        yield f"   **{t('report.fix')}** {escaped(finding['fix'])}"
        yield ""
        for piece in finding["evidence"]:
            yield f"   - {span(piece['where'])} {span(piece['what'])}"
        if finding["evidence"]:
            yield ""


def _lists(material: Mapping[str, Any], t: Texts) -> Iterator[str]:
    facts = [
        " ".join([*(entry_mark(entry) for entry in fact["entries"]), escaped(t.pick(fact["text"]))])
        for fact in fact_lines(material["facts"])
    ]
    unseen = [escaped(t(f"trace.not-seen.{word}")) for word in material["not_seen"]]
    for heading, lines in ((t("report.facts"), facts), (t("report.not-seen"), unseen)):
        if lines:
            yield f"### {heading}"
            yield ""
            yield from (f"- {line}" for line in lines)
            yield ""


def _whole(item: dict[str, Any], data: Mapping[str, Any], t: Texts) -> Iterator[str]:
    """The request at which it fails, folded."""
    leg = t(f"flow.leg.{item['leg']}")
    heading = t("trace.entry.title", entry=item["entry"], step=item["step"], leg=leg)
    yield f"<details><summary>{heading}</summary>"
    yield ""
    lines = [f"{data['request']['method']} {data['request']['url']}", *_side(data["request"])]
    response = data["response"]
    if response is None:
        lines += ["", t("trace.entry.no-answer", error=item["error"] or "?")]
    else:
        lines += ["", f"{response['http_version']} {response['status']}", *_side(response)]
    more = ["…"] if len(lines) > LONGEST_FENCE_LINES else []
    yield from fence(lines[:LONGEST_FENCE_LINES] + more, "http")
    for line in payload_lines(data["payload"]):
        yield ""
        yield escaped(t.pick(line))
    yield ""
    yield "</details>"
    yield ""


def _side(side: Mapping[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in side["headers"]]
    if side["json"] is not None:
        body = json.dumps(side["json"], ensure_ascii=False, indent=2, default=str).split("\n")
    else:
        body = str(side["text"] or "").split("\n") if side["text"] else []
    return [*lines, "", *body] if body else lines


def shown(text: object) -> str:
    """A text that has passed the redactor and the gate."""
    return clean(redact_text(str(text)))


def escaped(text: str) -> str:
    """A text that is Markdown for itself, whatever signs are in it."""
    return _SIGNS.sub(_escape, shown(text))


def _escape(match: re.Match[str]) -> str:
    return _ENTITIES.get(match.group(), f"\\{match.group()}")


def span(text: object, *, cell: bool = False) -> str:
    """A text as a code span; in a table `|` is escaped, which GitHub takes off again."""
    inner = shown(text)
    if not inner.strip():
        return ""
    ticks = "`" * (max((len(run) for run in re.findall("`+", inner)), default=0) + 1)
    if cell:
        inner = inner.replace("|", "\\|")
    pad = " " if inner.startswith("`") or inner.endswith("`") else ""
    return f"{ticks}{pad}{inner}{pad}{ticks}"


def entry_mark(entry: int) -> str:
    """`#3` would refer to issue 3 anywhere but in code."""
    return f"`#{entry}`"


def fence(lines: list[str], language: str) -> Iterator[str]:
    """A fenced block that its lines cannot end."""
    kept = [shown(line) for line in lines]
    longest = max((len(run) for line in kept for run in re.findall("`+", line)), default=0)
    ticks = "`" * max(3, longest + 1)
    yield f"{ticks}{language}"
    yield from kept
    yield ticks
