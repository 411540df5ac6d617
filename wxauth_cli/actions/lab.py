"""`wxauth lab`: a cause played for real on the sandbox, and what the diagnosis makes of the record."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.steps import elapsed_ms, steps_of
from wxauth_cli.core.errors import ExitCode, InputError, NetworkError, UsageError
from wxauth_cli.core.model import Event, Exchange, Flow
from wxauth_cli.core.report import Report

if TYPE_CHECKING:
    from wxauth_cli.core.scenario import Scenario
    from wxauth_cli.lab.scenarios import Record


def lab(run: Context, slug: str | None, *, every: bool, save: str | None, seed: int | None) -> Report:
    """Play the cause `slug` (None: the healthy login) and diagnose it; exit 10 if it does not come out as scripted."""
    if every:
        if slug is not None or save is not None:
            raise UsageError("lab-list-alone")
        return _list(run)
    from wxauth_cli.diagnose.causes import cause
    from wxauth_cli.diagnose.explaining import without_params
    from wxauth_cli.lab.scenarios import as_scripted

    wanted = None if slug is None else _scenario(run, slug)
    if save is not None:
        _check_folder(save)
    record = _played(run, wanted, seed)
    diagnosis = record.diagnose(run.lang)
    ok = not diagnosis.findings if slug is None or wanted is None else as_scripted(slug, wanted, diagnosis.findings)
    return Report(
        command="lab",
        data={
            "cause": slug,
            "title": None if slug is None else without_params(cause(slug).title, run.lang),
            "appid": record.appid,
            "elapsed_ms": elapsed_ms(record.flow),
            "steps": [step_of(item) for item in record.flow.items],
            "expected_confidence": None if wanted is None else wanted.confidence.value,
            "as_scripted": ok,
            "ruled_out": [{"id": item.id, "why": item.why} for item in diagnosis.ruled_out],
            "next_evidence": list(diagnosis.next_evidence),
            "saved": None if save is None else _saved(run, Path(save), record),
        },
        findings=diagnosis.findings,
        flow=record.flow,
        ok=ok,
        exit_code=ExitCode.DONE if ok else ExitCode.VERDICT,
        extra={
            "requests": len(record.flow.exchanges),
            "titles": {item.id: without_params(cause(item.id).title, run.lang) for item in diagnosis.ruled_out},
        },
    )


def step_of(item: Exchange | Event) -> dict[str, object]:
    """A request or an event as `data.steps` has it."""
    if isinstance(item, Exchange):
        return {**steps_of(Flow((item,)))[0], "learnt": dict(item.learnt)}
    return {
        "step": item.step,
        "leg": item.leg.value,
        "event": item.what,
        "started_at": round(item.at, 3),
        "learnt": dict(item.learnt),
    }


def _scenario(run: Context, slug: str) -> Scenario:
    from wxauth_cli.lab.scenarios import scenario
    from wxauth_cli.lab.unplayed import REASONS, UNPLAYED

    try:
        found = scenario(slug)
    except KeyError:
        raise InputError("lab-unknown", what=slug) from None
    if found is None:
        reason = REASONS[UNPLAYED[slug]].say(run.lang) if slug in UNPLAYED else "-"
        raise InputError("lab-not-played", what=slug, reason=reason)
    return found


def _played(run: Context, wanted: Scenario | None, seed: int | None) -> Record:
    from wxauth_cli.lab.scenarios import play, play_healthy

    try:
        return play_healthy(run.clock, seed=seed) if wanted is None else play(wanted.play, run.clock, seed=seed)
    except OSError:
        raise NetworkError("lab-failed") from None


def _list(run: Context) -> Report:
    from wxauth_cli.diagnose.causes import all_causes
    from wxauth_cli.diagnose.explaining import without_params
    from wxauth_cli.lab.scenarios import scenario
    from wxauth_cli.lab.unplayed import REASONS, UNPLAYED

    played: list[dict[str, object]] = []
    others: list[dict[str, object]] = []
    for item in all_causes():
        entry: dict[str, object] = {
            "id": item.slug,
            "title": without_params(item.title, run.lang),
            "step": item.step,
        }
        found = scenario(item.slug)
        if found is not None:
            played.append({**entry, "confidence": found.confidence.value, "near_misses": len(found.near_misses)})
        elif item.slug in UNPLAYED:
            others.append({**entry, "reason": REASONS[UNPLAYED[item.slug]].say(run.lang)})
    played.sort(key=lambda entry: (entry["step"] is None, entry["step"], entry["id"]))
    return Report(command="lab", data={"causes": played, "not_played": others})


def _check_folder(name: str) -> None:
    """The folder is absent or empty, so that nothing of anybody's is written over."""
    path = Path(name)
    try:
        if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
            raise InputError("lab-folder-in-use", path=name)
    except (OSError, ValueError) as exc:
        raise _unwritable(name, exc) from None


def _unwritable(name: str, exc: OSError | ValueError) -> InputError:
    reason = (exc.strerror if isinstance(exc, OSError) else None) or type(exc).__name__
    return InputError("trace-unwritable", path=name, reason=reason)


def _saved(run: Context, folder: Path, record: Record) -> list[str]:
    """Write the evidence; the paths, in the order in which somebody would look at them."""
    from wxauth_cli.lab.evidence_files import evidence_files

    written: list[str] = []
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, value in evidence_files(record).items():
            path = folder / name
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text + "\n")
            written.append(str(path))
    except (OSError, ValueError) as exc:
        raise _unwritable(str(folder), exc) from None
    har = str(folder / "flow.har")
    run.save_har(har, record.flow)
    return [har, *written]
