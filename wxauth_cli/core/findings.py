"""A finding: a cause or a rule that holds, how surely, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(str, Enum):
    """How bad it is if it holds."""

    CRITICAL = "critical"
    """A secret is exposed, or one user can be another."""
    ERROR = "error"
    """Something fails, or will fail."""
    WARNING = "warning"
    """Works, but fragile or against the platform's advice."""
    INFO = "info"
    """By design, explained."""

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _SEVERITIES.index(self)


class Confidence(str, Enum):
    """How sure the program is. A promise: `certain` only where the input alone proves it."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return _CONFIDENCES.index(self)


_SEVERITIES = list(Severity)
_CONFIDENCES = list(Confidence)


@dataclass(frozen=True)
class Evidence:
    """Where something was seen, and what: `Evidence("errmsg", "rid time 2026-01-02 03:04:05")`."""

    where: str
    what: str


@dataclass(frozen=True)
class Finding:
    """One cause or rule that holds. Texts are in the run's language already."""

    id: str
    """A cause slug or a rule slug."""
    confidence: Confidence
    severity: Severity
    title: str
    detail: str
    fix: str
    step: int | None = None
    """1 to 9 in the login flow."""
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[str, ...] = ()
    """Codes of the JWT and backend rules that it stands for, such as `J28`."""


def reaches(findings: tuple[Finding, ...], threshold: str) -> bool:
    """Whether any finding is as grave as `threshold` (a severity, or `never`), whatever its confidence."""
    if threshold == "never":
        return False
    limit = Severity(threshold).rank
    return any(finding.severity.rank <= limit for finding in findings)
