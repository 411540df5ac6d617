"""Narrowing down causes by questions: which one to ask next, and what the answers leave.

Pure: who asks, and how, is `actions/guided.py`. What is only told proves nothing, so that nothing here is ever certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from wxauth_cli.core.findings import Confidence, Evidence, Finding
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.causes import cause
from wxauth_cli.diagnose.lookalikes import SETS
from wxauth_cli.diagnose.questions import QUESTIONS, Answer, Question

WORTH = 0.9
"""A question is asked if it is expected to leave at most this share of the candidates."""
FEW = 2
"""With so few candidates left, reading about them is quicker than one more question."""
ALIKE = 3
"""Causes of one set of look-alikes that evidence names before the others of the set are asked about, too."""
MAX_TELLS = 3
ENOUGH = 3
"""Answers that speak for a cause before it is called likely: what is told is not what was seen."""
MAX_SHOWN = 8
"""Causes that are shown where the answers leave many."""


class Told(NamedTuple):
    """One question with the answer that was given."""

    question: Question
    answer: Answer


def candidates() -> frozenset[str]:
    """Every cause that the questions can tell of."""
    return frozenset().union(*(question.domain for question in QUESTIONS))


def with_lookalikes(slugs: frozenset[str]) -> frozenset[str]:
    """`slugs` with the causes that look like several of them and that the questions know."""
    known = candidates()
    alike = [frozenset(item.slugs) & known for item in SETS if len(slugs.intersection(item.slugs)) >= ALIKE]
    return slugs.union(*alike)


def left(slugs: Iterable[str], told: Iterable[Told]) -> frozenset[str]:
    """The causes of `slugs` that every answer allows."""
    found = frozenset(slugs)
    for item in told:
        found = frozenset(slug for slug in found if slug in item.answer.slugs or slug not in item.question.domain)
    return found


def next_question(slugs: frozenset[str], asked: Iterable[str]) -> Question | None:
    """The question that is expected to leave the fewest of `slugs`; None where none is worth asking.

    Each cause is taken to be as likely as the others, and to be told by any of the answers that fit it alike.
    """
    if len(slugs) <= FEW:
        return None
    done = set(asked)
    scored = [
        (_expected(question, slugs), place) for place, question in enumerate(QUESTIONS) if question.id not in done
    ]
    if not scored:
        return None
    expected, place = min(scored)
    return QUESTIONS[place] if expected <= WORTH * len(slugs) else None


def _expected(question: Question, slugs: frozenset[str]) -> float:
    domain = question.domain
    if not domain & slugs:
        return float(len(slugs))
    untouched = len(slugs - domain)
    weights = {slug: sum(slug in answer.slugs for answer in question.answers) for slug in slugs & domain}
    total = 0.0
    for answer in question.answers:
        fitting = answer.slugs & slugs
        chance = sum(1 / weights[slug] for slug in fitting) + untouched / len(question.answers)
        total += chance / len(slugs) * (len(fitting) + untouched)
    return total


def conclusions(slugs: frozenset[str], told: tuple[Told, ...], lang: Lang) -> tuple[Finding, ...]:
    """The findings that the answers leave: likely where it is one cause and enough answers speak for it."""
    evidence = tuple(Evidence(item.question.text.say(lang), item.answer.text.say(lang)) for item in told)
    found: list[Finding] = []
    for slug in sorted(slugs):
        spoken = tuple(
            piece for item, piece in zip(told, evidence, strict=True) if slug in item.answer.slugs
        )  # what was told of other things is no evidence for this one
        alone = len(slugs) == 1 and len(spoken) >= ENOUGH
        sure = Confidence.LIKELY if alone else Confidence.POSSIBLE
        known = cause(slug)
        params: dict[str, object] = dict.fromkeys(_placeholders(known.title.en + known.detail.en + known.fix.en), "…")
        found.append(known.finding(lang, sure, spoken, step=None, severity=None, **params))
    return tuple(found)


def joined(
    found: tuple[Finding, ...], slugs: frozenset[str], told: tuple[Told, ...], lang: Lang
) -> tuple[Finding, ...]:
    """The findings of the evidence without the possibilities that the answers rule out; those of the answers alone
    where the evidence gave none. What is sure by the evidence stays as it is."""
    from wxauth_cli.diagnose.engine import rank

    if not told:
        return found
    if not found:
        return rank(conclusions(slugs, told, lang))[:MAX_SHOWN]
    only = [finding.id for finding in found if finding.confidence is Confidence.POSSIBLE and finding.id in slugs]
    kept: list[Finding] = []
    for finding in found:
        if finding.confidence is not Confidence.POSSIBLE:
            kept.append(finding)
        elif finding.id in slugs:
            spoken = next(item for item in conclusions(frozenset({finding.id}), told, lang))
            sure = Confidence.LIKELY if only == [finding.id] and spoken.evidence else Confidence.POSSIBLE
            kept.append(replace(finding, confidence=sure, evidence=(*finding.evidence, *spoken.evidence)))
    others = conclusions(slugs - {finding.id for finding in found}, told, lang)
    return (*kept, *(finding for finding in others if finding.evidence))


def what_tells(slugs: frozenset[str], lang: Lang) -> tuple[str, ...]:
    """What to look at next to tell these causes apart: of the sets of look-alikes that hold most of them."""
    shared = sorted(SETS, key=lambda alike: -len(slugs.intersection(alike.slugs)))
    return tuple(alike.tell.say(lang) for alike in shared[:MAX_TELLS] if len(slugs.intersection(alike.slugs)) > 1)


def _placeholders(text: str) -> set[str]:
    from string import Formatter

    return {name for _, name, _, _ in Formatter().parse(text) if name}
