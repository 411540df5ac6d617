"""What a cause is: one module in `diagnose/causes/` that exports `CAUSE`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.core.text import Lang, Text

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


class Match(NamedTuple):
    """A rule says: this cause holds, so surely, because of this. `params` fill the cause's sentences."""

    confidence: Confidence
    evidence: tuple[Evidence, ...] = ()
    params: tuple[tuple[str, object], ...] = ()
    step: int | None = None
    """Where this one was seen, if not at the cause's own step."""


@dataclass(frozen=True, eq=False, repr=False)
class Cause:
    """One reason for a failing login, or one rule on tokens: its texts and how it is recognised."""

    slug: str
    refs: tuple[str, ...]
    """Codes of the rules that it stands for (`J28`, `B01`): `rules` of its findings."""
    step: int | None
    severity: Severity
    title: Text
    """What it is, in one line."""
    detail: Text
    """What happened and why, for the developer; may hold placeholders."""
    fix: Text
    """What to change, for the developer; what to tell the developer, for support staff."""
    rule: Callable[[Case], Iterable[Match]] | None = None
    """Recognises it in a case; None where another part (payload doctor, token lint) does."""

    def finding(
        self,
        lang: Lang,
        confidence: Confidence,
        evidence: tuple[Evidence, ...] = (),
        *,
        step: int | None = None,
        severity: Severity | None = None,
        **params: object,
    ) -> Finding:
        """A finding of this cause in the run's language."""
        return Finding(
            id=self.slug,
            confidence=confidence,
            severity=severity or self.severity,
            title=self.title.say(lang, **params),
            detail=self.detail.say(lang, **params),
            fix=self.fix.say(lang, **params),
            step=step if step is not None else self.step,
            evidence=evidence,
            rules=self.refs,
        )
