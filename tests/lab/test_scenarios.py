"""Every cause that HTTP can show, played over real HTTP and diagnosed from the record alone; and what resembles it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tests.conftest import FakeClock
from wxauth_cli.core.findings import Finding, Severity
from wxauth_cli.core.scenario import Play, Scenario, healthy_login, log_in
from wxauth_cli.core.secret import LIVE
from wxauth_cli.diagnose.causes import slugs
from wxauth_cli.lab.scenarios import as_scripted, play, play_healthy, scenario
from wxauth_cli.lab.unplayed import REASONS, UNPLAYED

PLAYED: dict[str, Scenario] = {slug: found for slug in slugs() if (found := scenario(slug)) is not None}


def near_misses() -> Iterator[tuple[str, int]]:
    for slug, found in PLAYED.items():
        for number in range(len(found.near_misses)):
            yield slug, number


def judged(act: Play, seed: int = 1) -> tuple[Finding, ...]:
    return play(act, FakeClock(), seed=seed).diagnose("en").findings


@pytest.mark.quick
def test_every_cause_is_played_or_says_why_not() -> None:
    assert set(PLAYED) | set(UNPLAYED) == set(slugs())
    assert not set(PLAYED) & set(UNPLAYED)
    assert set(UNPLAYED.values()) == set(REASONS)


@pytest.mark.parametrize("slug", PLAYED)
def test_the_cause_is_named_as_surely_as_its_evidence_allows(slug: str) -> None:
    findings = judged(PLAYED[slug].play)
    assert findings, slug
    assert (findings[0].id, findings[0].confidence) == (slug, PLAYED[slug].confidence)
    shown = repr(findings)
    assert not [secret for secret in LIVE.values() if len(secret) > 12 and secret in shown]


@pytest.mark.parametrize(("slug", "number"), list(near_misses()))
def test_a_near_miss_is_more_modest(slug: str, number: int) -> None:
    findings = judged(PLAYED[slug].near_misses[number])
    for finding in findings:
        if finding.id == slug:
            assert finding.confidence.rank > PLAYED[slug].confidence.rank
        elif finding.severity is not Severity.INFO and finding.confidence.rank == 0:
            # Another cause may be certain only where the scenario itself has it, too: it is true of both.
            assert finding.id in {other.id for other in judged(PLAYED[slug].play)}, finding


@pytest.mark.quick
def test_every_scenario_has_a_near_miss() -> None:
    assert [slug for slug, found in PLAYED.items() if not found.near_misses] == []


@pytest.mark.parametrize("seed", range(2, 6))
def test_a_healthy_login_has_no_finding(seed: int) -> None:
    assert play_healthy(FakeClock(), seed=seed).diagnose("zh").findings == ()


@pytest.mark.parametrize("slug", ["plus-became-space", "character-changed", "session-key-stale-relogin"])
@pytest.mark.parametrize("seed", range(2, 8))
def test_it_does_not_hang_on_the_random_values(slug: str, seed: int) -> None:
    findings = judged(PLAYED[slug].play, seed)
    assert as_scripted(slug, PLAYED[slug], findings)
    assert not as_scripted("code-reused", PLAYED["code-reused"], findings)
    assert not as_scripted(slug, PLAYED[slug], ())


def test_nothing_is_left_running() -> None:
    before = threading.active_count()
    play(PLAYED["server-network"].play, FakeClock(), seed=1)
    with pytest.raises(ZeroDivisionError):
        play(lambda world: print(1 // 0), FakeClock(), seed=1)
    assert threading.active_count() == before


def test_what_is_unseen_leaves_no_evidence() -> None:
    from wxauth_cli.core.world import World

    def hidden(world: World) -> None:
        with world.unseen():
            healthy_login(world)
        log_in(world)

    flow = play(hidden, FakeClock(), seed=1).flow
    assert [exchange.endpoint for exchange in flow.exchanges] == ["POST /login", "code2Session"]


def test_time_goes_by_for_everybody() -> None:
    record = play(PLAYED["code-expired"].play, FakeClock(), seed=1)
    login, request = record.flow.items[0], record.flow.exchanges[0]
    assert request.timing.started_at - getattr(login, "at", 0) == 400
    assert request.response is not None
    assert request.response.header("date") == "Fri, 15 Jan 2027 08:06:40 GMT"
    assert record.ended_at == FakeClock().now() + 400


@pytest.mark.quick
def test_an_unknown_cause_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        scenario("no-such-cause")
    assert scenario("phone-quota") is None
