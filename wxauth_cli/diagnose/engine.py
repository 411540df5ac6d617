"""Runs every cause's rule over a case, and says what holds, what is out of the question, and what to ask for next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from wxauth_cli.core.findings import Confidence, Evidence, Finding
from wxauth_cli.core.flow import Flow
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.case import Case
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.causes import all_causes

if TYPE_CHECKING:
    from wxauth_cli.diagnose.ruled_out import RuledOut

MAX_EVIDENCE = 6
"""Pieces of evidence that one finding shows; the same fault 10 000 times in a log is one finding."""

REFUSAL_REASONS = frozenset(
    {"exp-in-milliseconds", "exp-type", "clock-skew", "token-has-expired", "nbf-iat", "format"}
    | {"bearer-format", "token-undefined", "header-dropped-by-proxy"}
)
"""Why a backend refuses a token that was just issued."""
EXCHANGE_FAILURES = frozenset(
    {"code-reused", "code-resubmitted-by-plumbing", "code-appid-mismatch", "code-expired", "code-kind-swapped"}
    | {"code-quoted-or-padded", "mock-code-tourist-appid", "placeholder-code", "appsecret-wrong", "appid-malformed"}
    | {"exchange-param-name", "exchange-params-in-body", "grant-type", "user-high-risk", "login-rate", "wechat-busy"}
    | {"sdk-fetched-token-first", "ip-not-whitelisted", "secret-frozen", "server-network", "server-ca-missing"}
)
"""Why there is no session_key in the first place."""

ROOTS: dict[str, frozenset[str]] = {
    "ip-not-whitelisted": frozenset({"sdk-fetched-token-first"}),
    "token-day-quota": frozenset({"sdk-fetched-token-first", "force-refresh-abuse"}),
    "appsecret-wrong": frozenset({"sdk-fetched-token-first"}),
    "login-rate": frozenset({"force-refresh-abuse", "relogin-loop"}) | REFUSAL_REASONS,
    "code-reused": frozenset({"code-resubmitted-by-plumbing", "code-appid-mismatch"}),
    "code-expired": frozenset({"code-kind-swapped", "mock-code-tourist-appid", "placeholder-code"}),
    "token-clobbered": frozenset({"sdk-fetched-token-first", "token-truncated"}),
    "appid-malformed": frozenset({"token-of-other-app"}),
    "server-network": frozenset({"code-resubmitted-by-plumbing"}),
    "code-appid-mismatch": frozenset({"multi-appid-mixup", "devtools-cached-appid"}),
    "placeholder-code": frozenset({"backend-code-null", "uniapp-field-name"}),
    "token-has-expired": frozenset({"own-session-vs-checksession"}),
    "relogin-loop": REFUSAL_REASONS,
    "own-session-vs-checksession": frozenset({"exp-in-milliseconds", "clock-skew"}),
    "session-key-absent": EXCHANGE_FAILURES,
    "error-inside-200-or-binary": EXCHANGE_FAILURES,
    "session-key-stale-relogin": frozenset({"concurrent-login", "prefetch-rotated-key"}),
    "domain-not-listed": frozenset({"secret-in-client"}),
    "backend-hides-reason": frozenset(
        {"session-key-absent", "padding-provider", "official-python-demo-fault"}
        | {"uniapp-field-name", "backend-code-null", "error-inside-200-or-binary"}
    ),
}
"""Follower -> the causes that lead where both hold: the finer one, or the one that brought the other about."""

_COMMONEST_FIRST = (
    "code-resubmitted-by-plumbing",
    "sdk-fetched-token-first",
    "mock-code-tourist-appid",
    "placeholder-code",
    "exchange-params-in-body",
    "exchange-param-name",
    "code-reused",
    "phone-code-expired-in-panel",
    "code-expired",
    "code-appid-mismatch",
    "code-kind-swapped",
    "code-quoted-or-padded",
    "token-clobbered",
    "token-of-other-app",
    "token-expired",
    "wrong-account-kind-token",
    "session-key-stale-relogin",
    "plus-became-space",
    "server-kept-old-key",
    "session-key-cut",
)


class Diagnosis(NamedTuple):
    """What a case comes to."""

    findings: tuple[Finding, ...]
    """The primary cause first."""
    ruled_out: tuple[RuledOut, ...]
    next_evidence: tuple[str, ...]
    """Sentences in the run's language: what to collect to be surer."""
    decided: bool = True
    """False: something in the case could not be judged at all, so that no finding does not mean healthy."""


def diagnose(case: Case, causes: Sequence[Cause] | None = None) -> Diagnosis:
    """The findings of every rule over `case`, with what other parts know of its bundles and tokens."""
    from wxauth_cli.diagnose.bundles import judge_bundles
    from wxauth_cli.diagnose.decrypt_texts import decrypt_findings
    from wxauth_cli.diagnose.next_evidence import next_evidence
    from wxauth_cli.diagnose.ruled_out import ruled_out
    from wxauth_cli.diagnose.told import told_findings

    ruled = rule_findings(case, all_causes() if causes is None else causes)
    found = [*ruled, *decrypt_findings(case), *told_findings(case)]
    ranked = rank(found)
    if case.doubted or case.hearsay:
        most = Confidence.POSSIBLE if case.doubted else Confidence.LIKELY
        ranked = tuple(
            replace(finding, confidence=max(finding.confidence, most, key=lambda sure: sure.rank)) for finding in ranked
        )
    bundles = list(judge_bundles(case))
    tokens = [*_token_findings(case), *_flow_token_findings(case)]
    findings = _roots_first(_joined([ranked, *(bundle.findings for bundle in bundles), *tokens]))
    named = {finding.id for finding in findings}
    return Diagnosis(
        findings,
        tuple(item for item in ruled_out(case) if item.id not in named),
        next_evidence(case, findings),
        all(bundle.decided for bundle in bundles),
    )


def rule_findings(case: Case, causes: Iterable[Cause]) -> Iterator[Finding]:
    """What the rules of `causes` say, in their order."""
    for item in causes:
        if item.rule is not None:
            yield from _merge(item, list(item.rule(case)), case.lang)


def findings_for_flow(
    flow: Flow, *, lang: Lang, now: float, appid: str | None = None, notes: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """The findings of a recorded flow, the primary cause first. `now` in Unix seconds."""
    from wxauth_cli.diagnose.flow_case import case_of_flow

    return diagnose(case_of_flow(flow, lang=lang, now=now, appid=appid, notes=notes)).findings


def rank(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """By confidence, severity and commonness; a root before what follows from it, unless it is only possible."""
    by_id: dict[str, Finding] = {}
    for finding in found:
        known = by_id.get(finding.id)
        if known is None or finding.confidence.rank < known.confidence.rank:
            by_id[finding.id] = finding
    ordered = sorted(by_id.values(), key=_key)
    placed: list[Finding] = []

    def place(finding: Finding, ahead: frozenset[str]) -> None:
        if finding in placed or finding.id in ahead:
            return
        for other in ordered:
            if other.id in ROOTS.get(finding.id, ()) and other.confidence is not Confidence.POSSIBLE:
                place(other, ahead | {finding.id})
        placed.append(finding)

    for finding in ordered:
        place(finding, frozenset())
    return tuple(placed)


def _joined(parts: Iterable[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """The parts one after the other, the one with the surest and gravest first finding first, each cause once.

    Within a part the order stays: the payload doctor lets a wrong key lead, though visible damage is surer.
    """
    ordered = sorted((part for part in parts if part), key=lambda part: _key(part[0]))
    by_id: dict[str, Finding] = {}
    for part in ordered:
        for finding in part:
            by_id.setdefault(finding.id, finding)
    return tuple(by_id.values())


def _roots_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Across the parts, too, what brought a finding about stands before it; all else stays where it is."""
    placed: list[Finding] = []

    def place(finding: Finding, ahead: frozenset[str]) -> None:
        if finding in placed or finding.id in ahead:
            return
        for other in findings:
            if other.id in ROOTS.get(finding.id, ()) and other.confidence is not Confidence.POSSIBLE:
                place(other, ahead | {finding.id})
        placed.append(finding)

    for finding in findings:
        place(finding, frozenset())
    return tuple(placed)


def _key(finding: Finding) -> tuple[int, int, int, str]:
    common = _COMMONEST_FIRST.index(finding.id) if finding.id in _COMMONEST_FIRST else len(_COMMONEST_FIRST)
    return finding.confidence.rank, finding.severity.rank, common, finding.id


def _merge(item: Cause, matches: list[Match], lang: Lang) -> Iterable[Finding]:
    if not matches:
        return
    best = min(matches, key=lambda match: match.confidence.rank)
    evidence: list[Evidence] = []
    for match in [best, *matches]:
        evidence.extend(piece for piece in match.evidence if piece not in evidence)
        if len(evidence) >= MAX_EVIDENCE:
            break
    params: dict[str, Any] = dict(best.params)
    yield item.finding(lang, best.confidence, tuple(evidence[:MAX_EVIDENCE]), step=best.step, **params)


def _token_findings(case: Case) -> Iterable[tuple[Finding, ...]]:
    if not case.tokens:
        return
    from wxauth_cli.core.shapes import recognise
    from wxauth_cli.diagnose.tokens.lint import lint

    for token in case.tokens:
        shape = recognise(token)
        # A `Bearer` or quotes around a pasted token are how it was pasted; what had to be mended inside is a fault.
        yield lint(shape.value, lang=case.lang, now=case.now, shape=shape if shape.mended else None, advice=False)


MAX_FLOW_TOKENS = 10
"""Tokens of a flow that are judged: those that a backend refused, and those that carry a session_key."""


def _flow_token_findings(case: Case) -> Iterable[tuple[Finding, ...]]:
    """Why a flow's refused tokens were refused, by the refusing side's own clock; and tokens with WeChat's secrets."""
    if not case.flow.items:
        return
    from wxauth_cli.diagnose.tokens.lint import lint
    from wxauth_cli.diagnose.traffic import traffic

    seen = traffic(case)
    refused: dict[str, float] = {}
    for visit in seen.refused():
        if visit.token.count(".") >= 2 and len(refused) < MAX_FLOW_TOKENS:
            refused.setdefault(visit.token, visit.now)
    issued = [token for token in list(seen.issuing)[:MAX_FLOW_TOKENS] if token.count(".") == 2]
    for token in dict.fromkeys((*refused, *issued)):
        found = lint(token, lang=case.lang, now=refused.get(token, case.now), advice=False)
        if token not in refused:
            found = tuple(finding for finding in found if finding.id == "wechat-secrets-in-jwt")
        elif token in seen.renewed:
            # It ran out and the client logged in again: that is how it should be.
            found = tuple(finding for finding in found if finding.id != "token-has-expired")
        if found:
            yield found
