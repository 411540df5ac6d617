"""Any evidence in, ranked causes out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from wxauth_cli.actions.captured_flow import Captured, Source, captured, case_with
from wxauth_cli.actions.context import Context
from wxauth_cli.actions.moments import iso
from wxauth_cli.core.bundle import SPELLINGS
from wxauth_cli.core.errors import ExitCode, InputError, UsageError
from wxauth_cli.core.findings import reaches
from wxauth_cli.core.report import Report
from wxauth_cli.diagnose.engine import diagnose as judge
from wxauth_cli.diagnose.interview import joined, what_tells
from wxauth_cli.diagnose.reading import Item, Reading, read
from wxauth_cli.diagnose.reading.decode import decode

if TYPE_CHECKING:
    from wxauth_cli.actions.guided import Guided
    from wxauth_cli.core.findings import Finding
    from wxauth_cli.diagnose.case import Case
    from wxauth_cli.diagnose.interview import Told
    from wxauth_cli.diagnose.ruled_out import RuledOut
    from wxauth_cli.trace.collect import Input

MAX_INPUTS_SHOWN = 200
"""Items in `data.inputs`; a log may hold thousands."""
_SPAN = re.compile(r"([0-9]{1,6})\s{0,4}([smhdw])", re.I)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def diagnose(
    run: Context,
    files: Sequence[str],
    *,
    appid: str | None = None,
    notes: Sequence[str] = (),
    since: str | None = None,
    fail_on: str = "error",
    markdown: bool = False,
) -> Report:
    """Recognise what the files (or standard input) hold, and name the causes. Exit 10 from `fail_on` on, 3 if nothing
    can be read. `markdown`: to be given away, in `data.markdown`."""
    report = _diagnose(run, files, appid=appid, notes=notes, since=since, fail_on=fail_on)
    if not markdown:
        return report
    from wxauth_cli.diagnose.shared_markdown import shared_markdown

    return replace(report, data={**(report.data or {}), "markdown": shared_markdown(report, run.t)})


def _diagnose(
    run: Context, files: Sequence[str], *, appid: str | None, notes: Sequence[str], since: str | None, fail_on: str
) -> Report:
    now = run.clock.now()
    after = None if since is None else moment(since, now)
    guided = _guided(run, appid=appid, since=after) if not files and not notes and _may_ask(run) else None
    if guided is None:
        given = _given(run, files, notes)
    elif guided.pasted.strip():
        given = [Source("stdin", guided.pasted.encode("utf-8", "replace"))]
    elif guided.told:
        given = []
    else:
        raise InputError("input-empty")
    sources, capture, reading = _read(run, given, appid=appid, notes=notes, since=after)
    case = reading.case if capture is None else case_with(reading.case, capture)
    told = guided.told if guided is not None else ()
    if not reading.items and not reading.skipped and capture is None and not told:
        empty = not any(text.strip() for _, text in sources)
        raise InputError("input-empty" if empty else "nothing-recognised")
    diagnosis = judge(case)
    if guided is not None:
        diagnosis = diagnosis._replace(
            findings=joined(diagnosis.findings, guided.slugs, told, run.lang),
            next_evidence=diagnosis.next_evidence or what_tells(guided.slugs, run.lang),
        )
    bad = reaches(diagnosis.findings, fail_on)
    names = [name for name, _ in sources]
    shown = {number for number, _ in capture.inputs} if capture is not None else set()
    notices = [run.t("diagnose.unread", name=names[number]) for number in reading.unread if number not in shown]
    for _, item in capture.inputs if capture is not None else ():
        if item.skipped_count and item.format in ("har", "jsonl"):
            notices.append(run.t("trace.notice.skipped", name=item.name, n=item.skipped_count))
        if item.cut:
            notices.append(run.t("trace.notice.cut", name=item.name))
    if guided is not None and not reading.items and len(guided.slugs) > len(diagnosis.findings):
        notices.append(run.t("diagnose.guide.more", n=len(guided.slugs), shown=len(diagnosis.findings)))
    if reading.skipped:
        notices.append(run.t("diagnose.skipped", n=reading.skipped))
    if len(reading.items) > MAX_INPUTS_SHOWN:
        notices.append(run.t("diagnose.more-items", n=len(reading.items), shown=MAX_INPUTS_SHOWN))
    return Report(
        command=run.command,
        data={
            "inputs": [
                *([_capture(names[number], item) for number, item in capture.inputs] if capture is not None else ()),
                *(describe(run, names[number], item) for number, item in reading.items[:MAX_INPUTS_SHOWN]),
                *(_answered(run, item) for item in told),
            ],
            "flow": _flow(case),
            "ruled_out": [{"id": item.id, "why": item.why} for item in diagnosis.ruled_out],
            "next_evidence": list(diagnosis.next_evidence),
        },
        findings=diagnosis.findings,
        ok=not bad,
        exit_code=ExitCode.VERDICT if bad else ExitCode.DONE,
        notices=tuple(notices),
        extra={"decided": diagnosis.decided, "titles": _titles(run, diagnosis.ruled_out)},
    )


def _read(
    run: Context, given: Sequence[Source], *, appid: str | None, notes: Sequence[str], since: float | None
) -> tuple[list[tuple[str, str]], Captured | None, Reading]:
    """The texts of the inputs with their names, the captures among them, and what the rest was recognised as."""
    capture = captured(run, given, since=since)
    whole = capture.whole if capture is not None else frozenset()
    sources = [(item.name, "" if number in whole else _text(item)) for number, item in enumerate(given)]
    named = len(sources) > 1 or bool(sources and sources[0][0] not in ("stdin", "argument", "note"))
    texts = [(name if named else "", text) for name, text in sources]
    return sources, capture, read(texts, lang=run.lang, now=run.clock.now(), appid=appid, notes=notes, since=since)


def _may_ask(run: Context) -> bool:
    """Whether somebody sits at a terminal who can answer questions; a script that wants JSON cannot."""
    return run.streams.stdin.isatty() and run.ask is not None and not run.as_json


def _guided(run: Context, *, appid: str | None, since: float | None) -> Guided:
    from wxauth_cli.actions.guided import guide

    def findings(text: str) -> tuple[Finding, ...] | None:
        given = [Source("stdin", text.encode("utf-8", "replace"))]
        try:
            _, capture, reading = _read(run, given, appid=appid, notes=(), since=since)
        except InputError:
            return None
        if not reading.items and capture is None:
            return None
        return judge(reading.case if capture is None else case_with(reading.case, capture)).findings

    return guide(run, findings)


def _answered(run: Context, item: Told) -> dict[str, object]:
    """One answer, as what was recognised."""
    said = f"{item.question.text.say(run.lang)} {item.answer.text.say(run.lang)}"
    return {"source": "stdin", "line": None, "kind": "told", "text": said}


def _capture(name: str, item: Input) -> dict[str, object]:
    """A capture or request log, and how many of its requests are steps of a login."""
    return {"source": name, "line": None, "kind": "capture", "format": item.format, "requests": item.kept}


def _text(source: Source) -> str:
    """The text of an input; InputError for one that is none."""
    decoded = decode(source.data)
    if decoded is None:
        raise InputError("not-text", name=source.name)
    return decoded[0]


def _given(run: Context, files: Sequence[str], notes: Sequence[str]) -> list[Source]:
    """Names and bytes of the inputs; a file that cannot be read is an error, unless its name is evidence itself."""
    if not files:
        stdin = run.streams.stdin
        if stdin.isatty():
            if notes:
                return [Source("note", "\n".join(notes).encode())]
            run.notify(run.t("diagnose.paste"))
            return [Source("stdin", stdin.read().encode("utf-8", "replace"))]
        files = ["-"]
    sources: list[Source] = []
    for file in files:
        try:
            data = run.read_input(file)
        except InputError as exc:
            if exc.code in ("file-not-found", "file-unreadable") and _is_value(file):
                sources.append(Source("argument", file.encode("utf-8", "replace")))
                continue
            raise
        sources.append(Source("stdin" if file == "-" else file, data))
    if notes and not any(source.data.strip() for source in sources):
        return [Source("note", "\n".join(notes).encode())]
    return sources


def _is_value(text: str) -> bool:
    """Whether what stands in the place of a file is evidence itself: an error, a rid, a token."""
    return bool(read([("", text)], lang="en", now=0).items)


def moment(text: str, now: float) -> float:
    """Unix seconds of `10m`, `2h`, `3d` ago or of an ISO 8601 time (without a zone: this machine's)."""
    span = _SPAN.fullmatch(text.strip())
    if span is not None:
        return now - int(span.group(1)) * _SECONDS[span.group(2).lower()]
    try:
        return datetime.fromisoformat(re.sub(r"[zZ]$", "+00:00", text.strip())).timestamp()
    except (ValueError, OverflowError, OSError):
        raise UsageError("bad-since", value=text) from None


def describe(run: Context, source: str, item: Item) -> dict[str, object]:
    """What an item was recognised as, in names of the contract and in a sentence; never a secret value."""
    entry: dict[str, object] = {"source": source, "line": item.line, "kind": item.kind}
    rid = item.rid
    if item.error is not None:
        error = item.error
        rid = error.rid
        entry.update({"errcode": error.errcode, "errmsg": error.errmsg, "endpoint": error.endpoint})
        meaning = meaning_of(error.errcode, error.endpoint, error.scope, run)
        if meaning:
            entry["meaning"] = meaning
    if item.call is not None:
        entry["endpoint"] = item.call.endpoint
    if item.code is not None:
        entry["shape"] = item.code.shape.value
        entry["length"] = len(item.code.value)
    if item.bundle is not None:
        entry["fields"] = [name for name, value in zip(SPELLINGS, item.bundle.bundle, strict=True) if value]
    if item.kind in ("sign", "setting") and item.sign is not None:
        entry["text"] = item.sign.text
    if item.appid:
        entry["appid"] = item.appid
    if rid is not None:
        entry["rid"] = rid.text
        entry["time"] = iso(rid.time)
    return entry


def meaning_of(errcode: int | None, endpoint: str | None, scope: str, run: Context) -> str:
    """What the number means at that endpoint, in the run's language; "" if it is not known."""
    from wxauth_cli.knowledge import errcodes

    if errcode is None:
        return ""
    found = errcodes.lookup(errcode, api=endpoint, scope=scope) or errcodes.lookup(errcode, api=endpoint)
    return errcodes.meaning(found[0], endpoint).cause.say(run.lang) if found else ""


def _flow(case: Case) -> list[Mapping[str, object]]:
    return [
        {"where": call.where, "endpoint": call.endpoint, "method": call.method, "errcode": call.errcode}
        for call in case.calls[:MAX_INPUTS_SHOWN]
    ]


def _titles(run: Context, items: Sequence[RuledOut]) -> dict[str, str]:
    from wxauth_cli.diagnose.causes import cause
    from wxauth_cli.diagnose.explaining import without_params

    slugs = {item.id for item in items}
    return {slug: without_params(cause(slug).title, run.lang) for slug in slugs}
