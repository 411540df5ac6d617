"""Scenarios by slug: played, recorded, diagnosed from the record alone."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from wxauth_cli.core.findings import Finding
from wxauth_cli.core.model import Flow
from wxauth_cli.core.scenario import Play, Scenario, healthy_login
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose import causes
from wxauth_cli.diagnose.case import Case
from wxauth_cli.diagnose.engine import Diagnosis, diagnose
from wxauth_cli.diagnose.flow_case import case_of_flow
from wxauth_cli.diagnose.flow_evidence import with_payloads
from wxauth_cli.lab.recorder import Clock


@dataclass(frozen=True)
class Record:
    """What is left when a scenario has been played: all that a diagnosis gets to see."""

    flow: Flow
    appid: str
    ended_at: float
    """Unix seconds."""

    def case(self, lang: Lang) -> Case:
        """The evidence."""
        return with_payloads(case_of_flow(self.flow, lang=lang, now=self.ended_at))

    def diagnose(self, lang: Lang) -> Diagnosis:
        """What the evidence says."""
        return diagnose(self.case(lang))


def scenario(slug: str) -> Scenario | None:
    """The scenario of a cause; None if it has none. KeyError if there is no such cause."""
    causes.cause(slug)
    module = import_module(f"{causes.__name__}.{slug.replace('-', '_')}")
    found: Scenario | None = getattr(module, "SCENARIO", None)
    return found


def play(act: Play, clock: Clock, *, seed: int | None = None) -> Record:
    """Play over real HTTP on loopback. Nothing is left running."""
    from wxauth_cli.lab.world import SandboxWorld  # brings the sandbox's servers, which a list has no use for

    with SandboxWorld(clock, seed=seed) as world:
        act(world)
        return Record(world.flow, world.appid, world.clock.now())


def play_healthy(clock: Clock, *, seed: int | None = None) -> Record:
    """The login with which nothing is wrong."""
    return play(healthy_login, clock, seed=seed)


def as_scripted(slug: str, wanted: Scenario, findings: tuple[Finding, ...]) -> bool:
    """Whether that cause came out first, and no surer than the evidence carries."""
    return bool(findings) and findings[0].id == slug and findings[0].confidence.rank >= wanted.confidence.rank
