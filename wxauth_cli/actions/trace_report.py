"""`wxauth trace report`: a trace and its findings as one document that can be given away."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from wxauth_cli import __version__
from wxauth_cli.actions.context import Context
from wxauth_cli.actions.output_file import write_new
from wxauth_cli.actions.trace_data import failed, skipped_count, trace_data
from wxauth_cli.actions.trace_entry import entry_data
from wxauth_cli.actions.trace_input import read_trace
from wxauth_cli.core.errors import ExitCode, UsageError
from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.core.people import People
from wxauth_cli.core.redact import redact_headers, redact_json, redact_text, redact_url
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.engine import diagnose
from wxauth_cli.diagnose.flow_case import case_of_flow
from wxauth_cli.diagnose.flow_evidence import with_payloads
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.trace.reader import Format
from wxauth_cli.trace.study import Trace

MOST_ENTRIES = 150
"""Requests that a report shows; those that failed and those that findings point to come first."""
LONGEST_VALUE = 240
"""Characters of one value: encryptedData and rawData are cut, which also keeps them from being given away."""
LONGEST_TEXT = 8_000
DEFAULT_NAME = "report.html"
_LANGUAGES: tuple[Lang, ...] = ("zh", "en")
_INSIDE = (1, 4, 7)
_ENTRY = re.compile(r"#([0-9]{1,7})")


def report(
    run: Context, files: Sequence[str], *, output: str | None, markdown: bool, force: bool, wanted: str
) -> Report:
    """Write the report of those files (HTML, or Markdown), or give Markdown to be printed. Exit 10 if entries had to
    be skipped. Nothing in it is revealed, whatever the run says: it is meant to be shared."""
    if output == "-":
        if not markdown:
            raise UsageError("report-needs-file")
        output = None
    if not markdown and output is None:
        output = DEFAULT_NAME
    found = read_trace(run, files, Format(wanted))
    findings = {lang: _findings(found, lang, run.clock.now()) for lang in _LANGUAGES}
    people = People()
    material = _material(found, findings, people, now=run.clock.now())
    text = run.draw_report(material, "markdown" if markdown else "html")
    if output is not None:
        write_new(output, text, force=force)
    whole = not skipped_count(found) and not any(item.cut for item in found.inputs)
    printed = markdown and output is None
    return Report(
        command="trace report",
        data={
            "output": output,
            "format": "markdown" if markdown else "html",
            "requests": len(found.seen),
            "shown": len(material["items"]),
            "logins": len(found.logins),
            "verdict": material["verdict"]["kind"],
            "failing_entry": material["failing"]["entry"],
            "masked": people.counts,
            "markdown": text if printed else None,
        },
        # On a terminal they would stand below the Markdown, which has them.
        findings=() if printed and not run.as_json else tuple(_shared(one, people) for one in findings[run.lang]),
        flow=found.flow,
        ok=whole,
        exit_code=ExitCode.DONE if whole else ExitCode.VERDICT,
        notices=_notices(run, found),
        extra={"verdict": material["verdict"]},
    )


def _findings(found: Trace, lang: Lang, now: float) -> tuple[Finding, ...]:
    """What the flow comes to, its payloads and tokens included, judged by the time at which it ends."""
    return diagnose(with_payloads(case_of_flow(found.flow, lang=lang, now=now))).findings


def _notices(run: Context, found: Trace) -> tuple[str, ...]:
    notices = [] if found.seen else [run.t("trace.notice.no-requests")]
    for item in found.inputs:
        if item.skipped_count:
            notices.append(run.t("trace.notice.skipped", name=item.name, n=item.skipped_count))
        if item.cut:
            notices.append(run.t("trace.notice.cut", name=item.name))
    return tuple(notices)


def _material(
    found: Trace, findings: Mapping[Lang, tuple[Finding, ...]], people: People, *, now: float
) -> dict[str, Any]:
    """All that the document says, as plain values without secrets and persons. It is language-free except findings."""
    failing = _failing(found, findings["en"])
    chosen = _chosen(found, findings["en"])
    for number in sorted(chosen):
        exchange = found.seen[number].exchange
        people.meet(exchange.request.url.partition("?")[2], exchange.request.body, dict(exchange.request.headers))
        people.meet({name: _clear(value) for name, value in exchange.learnt.items()})
        if exchange.response is not None:
            people.meet(exchange.response.body, dict(exchange.response.headers))
    numbers = {id(found.seen[number]) for number in chosen}
    data: dict[str, Any] = trace_data(found, Texts("en"), reveal=True, wanted=lambda item: id(item) in numbers)
    logins = [{**login, "openid": None} for login in data["logins"]]
    for login, source in zip(logins, found.logins, strict=True):
        if source.openids:
            login["openid"] = people.pseudonym("openid", min(source.openids))
    return {
        "made_at": now,
        "version": __version__,
        "requests": len(found.seen),
        "inputs": [{**item, "name": os.path.basename(people.hide_text(item["name"]))} for item in data["inputs"]],
        "items": [_item(item, people) for item in data["items"]],
        "entries": {str(number + 1): _entry(found, number, people) for number in sorted(chosen)},
        "logins": logins,
        "facts": [fact for fact in data["facts"] if all(entry - 1 in chosen for entry in fact["entries"])],
        "not_seen": [item["id"] for item in data["not_seen"]],
        "findings": {lang: [asdict(_shared(one, people)) for one in findings[lang]] for lang in _LANGUAGES},
        "failing": failing,
        "verdict": _verdict(found, findings, people),
        "steps": _steps(found, failing),
        "masked": people.counts,
    }


def _failing(found: Trace, findings: Sequence[Finding]) -> dict[str, int | None]:
    """The request at which it goes wrong: what the primary finding points to, else the first that failed.

    `failed` is 1 if that request itself failed; a fault may lie in one that was answered well.
    """
    primary = next((one for one in findings if one.severity is not Severity.INFO), None)
    named = [number for number in _entries_of(primary) if number <= len(found.seen)] if primary else []
    bad = [number for number, item in enumerate(found.seen, 1) if failed(item)]
    at_step = [n for n in bad if primary is not None and found.seen[n - 1].exchange.step == primary.step]
    entry = next(iter([n for n in named if n in bad] or named or at_step or bad), None)
    step = found.seen[entry - 1].exchange.step if entry is not None else primary.step if primary else None
    return {"entry": entry, "step": step, "failed": int(entry in bad)}


def _entries_of(finding: Finding) -> list[int]:
    """The requests that its evidence points to."""
    found = [int(number) for piece in finding.evidence for number in _ENTRY.findall(piece.where)]
    return [number for number in dict.fromkeys(found) if number]


def _chosen(found: Trace, findings: Sequence[Finding]) -> set[int]:
    """Places in the flow, from 0, of the requests that are shown."""
    count = len(found.seen)
    if count <= MOST_ENTRIES:
        return set(range(count))
    pointed = [number - 1 for one in findings for number in _entries_of(one) if number <= count]
    bad = [number for number, item in enumerate(found.seen) if failed(item)]
    chosen: set[int] = set()
    for number in [*pointed, *bad[: MOST_ENTRIES // 3]]:
        for near in (number, number - 1, number - 2, number + 1):
            if 0 <= near < count and len(chosen) < MOST_ENTRIES:
                chosen.add(near)
    for number in range(count):
        if len(chosen) >= MOST_ENTRIES:
            break
        chosen.add(number)
    return chosen


def _verdict(found: Trace, findings: Mapping[Lang, tuple[Finding, ...]], people: People) -> dict[str, Any]:
    """Word of the verdict, and the title of the primary finding in both languages."""
    serious = {lang: [one for one in findings[lang] if one.severity is not Severity.INFO] for lang in _LANGUAGES}
    primary = {lang: serious[lang][0] for lang in _LANGUAGES if serious[lang]}
    if not primary:
        bad = any(failed(item) for item in found.seen)
        kind = "empty" if not found.seen else "unknown" if bad else "healthy"
        return {"kind": kind, "severity": "warning" if bad else "info", "title": {}, "count": 0}
    first = primary["en"]
    sure = sum(one.confidence is first.confidence for one in serious["en"])
    several = first.confidence is Confidence.POSSIBLE and sure > 1
    return {
        "kind": "several" if several else first.confidence.value,
        "severity": first.severity.value,
        "title": {lang: people.hide_text(one.title) for lang, one in primary.items()},
        "fix": {lang: people.hide_text(one.fix) for lang, one in primary.items()},
        "count": sure,
    }


def _steps(found: Trace, failing: Mapping[str, int | None]) -> list[dict[str, object]]:
    """What became of each of the nine steps: `failed`, `fault`, `trouble`, `seen`, `inside`, `not-seen`."""
    worst = "failed" if failing["failed"] else "fault"
    at: dict[int, list[bool]] = {}
    for item in found.seen:
        step = item.exchange.step
        at.setdefault(step, []).append(failed(item))
        if step == 2 and any("token" in name.lower() for name in item.exchange.learnt):
            at.setdefault(5, []).append(False)
    steps: list[dict[str, object]] = []
    for step in range(1, 10):
        state = "seen" if step in at else "inside" if step in _INSIDE else "not-seen"
        if any(at.get(step, ())):
            state = "trouble"
        steps.append({"step": step, "state": worst if step == failing["step"] else state})
    return steps


def _shared(finding: Finding, people: People) -> Finding:
    """The finding without persons."""
    return Finding(
        finding.id,
        finding.confidence,
        finding.severity,
        people.hide_text(finding.title),
        people.hide_text(finding.detail),
        people.hide_text(finding.fix),
        finding.step,
        tuple(Evidence(people.hide_named(piece.where), people.hide_named(piece.what)) for piece in finding.evidence),
        finding.rules,
    )


def _clear(value: object) -> object:
    return value.reveal() if isinstance(value, Secret) else value


def _item(item: dict[str, Any], people: People) -> dict[str, Any]:
    """One request of the table, to be given away."""
    learnt = {
        name: str(value) if isinstance(value, Secret) and value.kind is not SecretKind.PHONE else _clear(value)
        for name, value in item["learnt"].items()
    }
    return {
        **item,
        "endpoint": people.hide_text(item["endpoint"]),
        "url": redact_url(people.hide_url(item["url"])),
        "errmsg": people.hide_named(item["errmsg"]) if item["errmsg"] else None,
        "learnt": redact_json(people.hide_json(learnt)),
    }


def _entry(found: Trace, number: int, people: People) -> dict[str, Any]:
    """Request and answer of one exchange, to be given away."""
    data: dict[str, Any] = entry_data(found, number, reveal=True)
    for side in (data["request"], data["response"]):
        if side is None:
            continue
        side["headers"] = [
            [name, _cut(value)] for name, value in redact_headers(people.hide_headers(map(tuple, side["headers"])))
        ]
        side["json"] = _short(redact_json(people.hide_json(side["json"])))
        if side["text"]:
            side["text"] = _long(redact_text(people.hide_named(side["text"])))
    data["request"]["url"] = redact_url(people.hide_url(data["request"]["url"]))
    data["tokens"] = [
        {
            **token,
            **{part: _short(redact_json(people.hide_json(token[part]))) for part in ("header", "claims")},
        }
        for token in data["tokens"]
    ]
    return data


def _long(text: str) -> str:
    """The beginning of a body that is already without secrets and persons.

    `entry_data` has cut what is very long, perhaps in the middle of a value that was not recognised then, so its last
    characters are not shown either.
    """
    over = len(text) - LONGEST_TEXT
    if over > 0:
        return f"{text[:LONGEST_TEXT]}… (+{over})"
    return text[:-LONGEST_VALUE] + "…" if text.endswith("…") else text


def _cut(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[:64]}… ({len(value)})"


def _short(value: object) -> object:
    """A JSON value whose long strings and lists are cut, and how long they were."""
    if isinstance(value, str):
        return _cut(value)
    if isinstance(value, Mapping):
        items = list(value.items())
        made: dict[str, object] = {_cut(str(name)): _short(item) for name, item in items[:100]}
        return made | ({"…": f"+{len(items) - 100}"} if len(items) > 100 else {})
    if isinstance(value, list):
        return [*(_short(item) for item in value[:50]), *([f"… (+{len(value) - 50})"] if len(value) > 50 else [])]
    return value
