"""The questions of `diagnose` at a terminal: what they know, which one comes next, what the answers come to."""

from __future__ import annotations

import pytest

from wxauth_cli.core.findings import Confidence
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.causes import slugs
from wxauth_cli.diagnose.interview import (
    MAX_SHOWN,
    Told,
    candidates,
    conclusions,
    joined,
    left,
    next_question,
    what_tells,
    with_lookalikes,
)
from wxauth_cli.diagnose.questions import QUESTIONS, Question


def question(name: str) -> Question:
    return next(item for item in QUESTIONS if item.id == name)


def told(name: str, number: int) -> Told:
    asked = question(name)
    return Told(asked, asked.answers[number - 1])


def test_they_speak_of_causes_that_exist() -> None:
    assert candidates() <= set(slugs())
    assert len({item.id for item in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("item", QUESTIONS, ids=lambda item: item.id)
def test_every_answer_tells_something(item: Question) -> None:
    assert len(item.answers) >= 2
    for answer in item.answers:
        assert answer.slugs
        assert answer.slugs < item.domain


def test_it_begins_with_the_step() -> None:
    first = next_question(candidates(), ())
    assert first is not None
    assert first.id == "where"


@pytest.mark.parametrize("slug", sorted(candidates()))
def test_who_answers_truly_keeps_the_cause_and_gets_near_it(slug: str) -> None:
    answers: list[Told] = []
    asked: list[str] = []
    here = candidates()
    while (item := next_question(here, asked)) is not None:
        asked.append(item.id)
        fitting = [answer for answer in item.answers if slug in answer.slugs]
        if fitting:
            answers.append(Told(item, fitting[0]))
        here = left(candidates(), answers)
    assert slug in here
    assert len(asked) <= 7
    assert len(here) <= 12


def test_an_answer_leaves_alone_what_its_question_does_not_know() -> None:
    assert left({"keyring-unavailable", "code-reused"}, [told("where", 4)]) == {"keyring-unavailable"}


def test_no_question_is_asked_about_two_causes() -> None:
    assert next_question(frozenset({"code-reused", "code-expired"}), ()) is None


def test_lookalikes_of_evidence_are_asked_about_too() -> None:
    found = frozenset({"code-expired", "code-appid-mismatch", "code-kind-swapped"})
    assert "plugin-code" in with_lookalikes(found)
    assert with_lookalikes(frozenset({"code-expired"})) == {"code-expired"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_told_is_never_certain(lang: Lang) -> None:
    answers = (told("where", 3), told("who", 3), told("order", 1), told("way", 2), told("message", 1))
    one = conclusions(frozenset({"session-key-stale-relogin"}), answers, lang)
    assert [(item.id, item.confidence) for item in one] == [("session-key-stale-relogin", Confidence.LIKELY)]
    assert len(one[0].evidence) == 5
    two = conclusions(frozenset({"session-key-stale-relogin", "alternating-decrypt"}), answers, lang)
    assert {item.confidence for item in two} == {Confidence.POSSIBLE}


def test_a_cause_that_few_answers_speak_for_stays_possible() -> None:
    one = conclusions(frozenset({"phone-quota"}), (told("where", 1), told("shown", 5)), "en")
    assert one[0].confidence is Confidence.POSSIBLE


def test_answers_narrow_what_evidence_only_suggests() -> None:
    found = conclusions(frozenset({"code-expired", "code-appid-mismatch"}), (), "en")
    kept = joined(found, frozenset({"code-expired"}), (told("times", 1),), "en")
    assert [item.id for item in kept] == ["code-expired"]
    assert joined(found, frozenset(), (), "en") == found


def test_without_evidence_the_commonest_are_shown() -> None:
    here = left(candidates(), [told("where", 2)])
    shown = joined((), here, (told("where", 2),), "en")
    assert len(shown) == MAX_SHOWN
    assert {item.confidence for item in shown} == {Confidence.POSSIBLE}


def test_it_says_what_to_look_at_next() -> None:
    assert what_tells(frozenset({"code-reused", "code-resubmitted-by-plumbing"}), "en")
    assert what_tells(frozenset({"phone-quota"}), "en") == ()
