"""`diagnose` at a terminal: a paste, and questions where it does not settle the matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from wxauth_cli.actions.context import Context
from wxauth_cli.core.findings import Confidence, Finding
from wxauth_cli.diagnose.interview import Told, candidates, left, next_question, with_lookalikes
from wxauth_cli.diagnose.questions import Question

MAX_LINES = 20_000
MAX_QUESTIONS = 8
PASTE_GAP_S = 0.1
"""Between two lines of one paste a terminal waits less than this."""


_UNKNOWN = re.compile(r"|0|[?？]|不知道|不清楚|不确定|(?:i )?do(?:n'?t| not) know|unknown|no idea", re.I)


class Guided(NamedTuple):
    """What was pasted and answered."""

    pasted: str
    told: tuple[Told, ...]
    slugs: frozenset[str]
    """The causes that paste and answers leave."""


def guide(run: Context, judge: Callable[[str], tuple[Finding, ...] | None]) -> Guided:
    """Ask for a paste, then question by question, until it is clear or the user ends it (Ctrl-D).

    `judge`: the findings of a text, None for a text in which nothing is recognised.
    """
    for name in ("paste", "nothing"):
        run.notify(run.t(f"diagnose.guide.{name}"))
    pasted, ended = _paste(run)
    found = judge(pasted) if pasted.strip() else None
    slugs = candidates() if found is None else _open(found)
    told: list[Told] = []
    asked: list[str] = []
    while not ended and len(asked) < MAX_QUESTIONS:
        here = left(slugs, told)
        question = next_question(here, asked)
        if question is None:
            break
        if not asked:
            run.notify(run.t("diagnose.guide.begin"))
        asked.append(question.id)
        said, ended = _ask(run, question, len(asked), len(here), judge)
        if isinstance(said, Told):
            if left(slugs, [*told, said]):
                told.append(said)
            else:
                run.notify(run.t("diagnose.guide.contradicts"))
        elif said:
            pasted = f"{pasted}\n{said}".strip("\n")
            found = judge(pasted)
            if found is not None:
                slugs = _open(found)
                told = [item for item in told if left(slugs, [item])]
    return Guided(pasted, tuple(told), left(slugs, told) if told else slugs)


def _open(found: tuple[Finding, ...]) -> frozenset[str]:
    """The causes that questions may still tell apart; none where the first is certain or likely."""
    if found and found[0].confidence is not Confidence.POSSIBLE:
        return frozenset()
    return with_lookalikes(frozenset(finding.id for finding in found))


def _line(run: Context, prompt: str = "") -> str | None:
    """One line without its end, None where the input ended."""
    if prompt:
        run.streams.stderr.write(prompt)
        run.streams.stderr.flush()
    line = run.streams.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _pending(run: Context) -> bool:
    """Whether more of a paste waits to be read; False where that cannot be told (Windows, tests)."""
    import select

    try:
        return bool(select.select([run.streams.stdin], [], [], PASTE_GAP_S)[0])
    except (OSError, ValueError):
        return False


def _rest(run: Context, line: str) -> str:
    """The whole paste that begins with this line."""
    lines = [line]
    while len(lines) < MAX_LINES and _pending(run):
        more = _line(run)
        if more is None:
            break
        lines.append(more)
    return "\n".join(lines)


def _paste(run: Context) -> tuple[str, bool]:
    """Lines up to an empty one behind which nothing waits, or to the end of input, and whether the user ended it all.
    An empty first line: there is nothing to paste, questions are wanted."""
    lines: list[str] = []
    while len(lines) < MAX_LINES:
        line = _line(run)
        if line is None:
            return "\n".join(lines), not lines
        if not line.strip() and not (lines and _pending(run)):
            break
        lines.append(line)
    return "\n".join(lines), False


def _ask(
    run: Context,
    question: Question,
    number: int,
    remaining: int,
    judge: Callable[[str], tuple[Finding, ...] | None],
) -> tuple[Told | str | None, bool]:
    """The answer: a choice, a text in which something is recognised, or None for “I do not know”; and whether the
    user has had enough."""
    lang = run.lang
    run.notify("")
    run.notify(run.t("diagnose.guide.question", number=number, text=question.text.say(lang), left=remaining))
    for place, answer in enumerate(question.answers, 1):
        run.notify("   " + run.t("diagnose.guide.answer", number=place, text=answer.text.say(lang)))
    run.notify("   " + run.t("diagnose.guide.dont-know"))
    most = len(question.answers)
    while True:
        line = _line(run, f"{run.t('diagnose.guide.choose', most=most)}: ")
        if line is None:
            run.notify("")
            return None, True
        said = line.strip().rstrip(".。)）、")
        if _UNKNOWN.fullmatch(said):
            return None, False
        if re.fullmatch(r"[0-9]{1,2}", said) and 1 <= int(said) <= most:
            return Told(question, question.answers[int(said) - 1]), False
        whole = _rest(run, line)
        if judge(whole) is not None:
            run.notify(run.t("diagnose.guide.taken"))
            return whole, False
        run.notify(run.t("diagnose.guide.again", said=line.strip()[:40], most=most))
