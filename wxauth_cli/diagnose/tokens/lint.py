"""The registry of rules on a token alone, and the function that applies them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.core.jwt import UnverifiedToken, unsafe_decode
from wxauth_cli.core.shapes import Shape, recognise
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.tokens.claim_rules import CLAIM_RULES
from wxauth_cli.diagnose.tokens.content_rules import CONTENT_RULES
from wxauth_cli.diagnose.tokens.facts import Check, Facts, Hit, say
from wxauth_cli.diagnose.tokens.header_rules import HEADER_RULES
from wxauth_cli.diagnose.tokens.secret_rules import SECRET_RULES

RULES: dict[str, Check] = {**HEADER_RULES, **SECRET_RULES, **CONTENT_RULES, **CLAIM_RULES}
"""Every rule that needs nothing but the token, under the slug of its cause."""


def hits(facts: Facts) -> Iterator[tuple[str, Hit]]:
    """What holds, rule by rule."""
    for slug, check in RULES.items():
        for hit in check(facts):
            yield slug, hit


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first, then the surest; otherwise as they came."""
    return tuple(sorted(findings, key=lambda finding: (finding.severity.rank, finding.confidence.rank)))


def lint(
    token: UnverifiedToken | str, *, lang: Lang, now: float | None, shape: Shape | None = None, advice: bool = True
) -> tuple[Finding, ...]:
    """Findings on a token, the gravest first. Nothing is verified and nothing is fetched.

    `token`: a bare JWT, or one already taken apart. `now`: Unix seconds; None leaves out what depends on the time.
    `shape`: how it was pasted, for `not-a-jwt`. `advice=False` leaves out what makes no login fail and proves no
    danger (warnings and infos: no `aud`, no `jti` …), so that healthy traffic gives no finding.
    """
    decoded = unsafe_decode(token) if isinstance(token, str) else token
    found = [hit.finding(slug, lang) for slug, hit in hits(Facts(decoded, now))]
    if not advice:
        found = [finding for finding in found if finding.severity.rank <= Severity.ERROR.rank]
    if shape is not None:
        found.extend(hit.finding("not-a-jwt", lang) for hit in not_a_jwt(shape))
    return in_order(found)


def lint_text(text: str, *, lang: Lang, now: float | None) -> tuple[Finding, ...]:
    """As `lint`, for whatever was pasted: what surrounds a token is stripped, other things give only `not-a-jwt`."""
    shape = recognise(text)
    if shape.kind in ("jwt", "jwe"):
        return lint(shape.value, lang=lang, now=now, shape=shape)
    return tuple(hit.finding("not-a-jwt", lang) for hit in not_a_jwt(shape))


def not_a_jwt(shape: Shape) -> Iterator[Hit]:
    """Something else, or a JWT that no reader would take in the form in which it was pasted."""
    if shape.kind not in ("jwt", "jwe"):
        confidence = Confidence.LIKELY if shape.kind == "opaque" else Confidence.CERTAIN
        yield Hit(confidence, (Evidence("token", shape.kind),), {"what": say(f"kind-{shape.kind}")})
    elif shape.mended:
        yield Hit(
            evidence=tuple(Evidence("token", name) for name in shape.mended), params={"what": say("pasted-mended")}
        )
    elif set(shape.stripped) & {"bearer", "header-name", "field-name", "quotes"}:
        yield Hit(
            evidence=tuple(Evidence("token", name) for name in shape.stripped), params={"what": say("pasted-wrapped")}
        )
