"""Judges a token with its key: the signature under a pinned algorithm, times, audience, issuer, the key itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity, reaches
from wxauth_cli.core.jwt import HMAC, UnverifiedToken, unsafe_decode
from wxauth_cli.core.jwt_keys import Key, KeyProblem, KeySet
from wxauth_cli.core.jwt_sign import hmac_fits, signature_holds
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.tokens.claim_rules import seconds
from wxauth_cli.diagnose.tokens.facts import Facts, Hit, say, shown
from wxauth_cli.diagnose.tokens.lint import hits, in_order
from wxauth_cli.diagnose.tokens.secret_rules import form_that_fits, public_key_shapes, short_secret

REFUSING = frozenset(
    {
        "alg-none", "alg-case", "alg-confusion", "alg-key-mismatch", "key-not-in-set", "key-size", "key-use",
        "key-mixed-set", "key-dup-kid", "hmac-blank", "hdr-crit", "hdr-b64", "format", "json-strict", "is-jwe",
        "signature-mismatch", "base64-secret-mismatch", "exp-type", "token-has-expired",
    }
)  # fmt: skip
"""Rules under which a token is refused whatever `fail_on` says."""


@dataclass(frozen=True)
class Verification:
    """The verdict on one token."""

    token: UnverifiedToken
    signature_valid: bool | None
    """None: could not be checked (not a readable JWS, or no key for it)."""
    ok: bool
    """Signature, claims and key, all together."""
    alg: str | None
    """The pinned algorithm under which the signature was checked."""
    secret_form: str | None
    """For HMAC: the form of the given secret that the token was signed with (`secret_rules.FORMS`)."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Expected:
    """What the caller asks of the token."""

    alg: str | None = None
    audience: tuple[str, ...] = ()
    issuer: str | None = None
    leeway_s: float = 0


def verify(
    text: str, keys: KeySet, expected: Expected, *, lang: Lang, now: float, fail_on: str = "error"
) -> Verification:
    """The verdict on a bare token. The algorithm is `expected.alg`, else what the key allows; the token has no say."""
    token = unsafe_decode(text)
    facts = Facts(token, now, expected.leeway_s)
    found = list(hits(facts))
    valid, alg, form = None, None, None
    for slug, hit in _key_hits(keys, expected):
        found.append((slug, hit))
    if _checkable(token):
        valid, alg, form, more = _signature(facts, keys, expected)
        found.extend(more)
    claims = list(_expectations(facts, expected))
    asked = {slug for slug, _ in claims}
    found = [item for item in found if item[0] not in asked] + claims
    early = _not_yet_valid(facts)
    refusing = [item for item in found if item[0] in REFUSING or item in claims or (early and _is_early(item))]
    findings = (
        *in_order(hit.finding(slug, lang) for slug, hit in refusing),
        *in_order(hit.finding(slug, lang) for slug, hit in found if (slug, hit) not in refusing),
    )
    ok = valid is True and not refusing and not reaches(findings, fail_on)
    return Verification(token, valid, ok, alg, form, findings)


def _checkable(token: UnverifiedToken) -> bool:
    """Whether there is a signature over something: three readable parts, and a payload that stands for itself."""
    if len(token.parts) != 3 or token.header is None or token.signature is None:
        return False
    return "b64" not in token.header and not any(not problem.json for problem in token.problems)


def _not_yet_valid(facts: Facts) -> bool:
    nbf = seconds(facts.claims.get("nbf"))
    return nbf is not None and facts.now is not None and nbf > facts.now + facts.leeway_s


def _is_early(item: tuple[str, Hit]) -> bool:
    return item[0] in ("clock-skew", "nbf-iat")


# --- the key ---


def _key_hits(keys: KeySet, expected: Expected) -> Iterator[tuple[str, Hit]]:
    problems: list[KeyProblem] = [*keys.problems]
    for key in keys.keys:
        problems.extend(key.problems)
    for problem in problems:
        params = {}
        if problem.slug == "key-mixed-set":
            params["what"] = say("set-private" if problem.critical else "set-mixed")
        elif problem.slug == "alg-key-mismatch":
            params["what"] = say("jwk-alg")
        severity = Severity.CRITICAL if problem.critical else None
        yield problem.slug, Hit(evidence=(Evidence(problem.where, problem.what),), params=params, severity=severity)
    if expected.alg is not None and not any(expected.alg in key.algorithms for key in keys.keys):
        kinds = ", ".join(sorted({key.kind if key.curve is None else key.curve for key in keys.keys}))
        yield (
            "alg-key-mismatch",
            Hit(
                evidence=(Evidence("key", kinds), Evidence("--alg", expected.alg)),
                params={"what": say("alg-not-for-key")},
            ),
        )


def _candidates(facts: Facts, keys: KeySet) -> tuple[Key, ...]:
    """The keys that this token may name: by `kid` in a set of several, else all."""
    kid = facts.header.get("kid")
    if len(keys.keys) > 1 and isinstance(kid, str):
        return tuple(key for key in keys.keys if key.kid == kid)
    return keys.keys


# --- the signature ---

_Signature = tuple[bool | None, str | None, str | None, list[tuple[str, Hit]]]


def _signature(facts: Facts, keys: KeySet, expected: Expected) -> _Signature:
    token = facts.token
    confusion = list(_confusion(facts, keys))
    candidates = _candidates(facts, keys)
    if not candidates:
        evidence = (Evidence("header.kid", shown(facts.header.get("kid"))),)
        return None, expected.alg, None, [*confusion, ("key-not-in-set", Hit(evidence=evidence))]
    pinned = [(key, tuple(alg for alg in key.algorithms if expected.alg in (None, alg))) for key in candidates]
    allowed = tuple(dict.fromkeys(alg for _, algs in pinned for alg in algs))
    if not allowed:
        return False, expected.alg, None, confusion
    if token.alg not in allowed:
        only = allowed[0] if len(allowed) == 1 else None
        mismatch = Hit(
            evidence=(Evidence("header.alg", shown(facts.header.get("alg"))), Evidence("pinned", ", ".join(allowed))),
            params={"what": say("token-alg")},
        )
        if confusion:
            return False, only, None, confusion
        return False, only, None, [("alg-key-mismatch", mismatch)]
    alg = token.alg
    assert alg is not None
    holds = [key for key, algs in pinned if alg in algs and signature_holds(token, key, alg)]
    if holds:
        short = [("weak-or-default-secret", hit) for hit in short_secret(holds[0], alg)]
        form = "raw" if holds[0].kind == "secret" and keys.origin == "raw" else None
        return True, alg, form, short
    if not token.signature:
        return False, alg, None, confusion  # alg-none says it
    for key, _ in pinned:
        form = form_that_fits(facts, alg, key.secret) if key.kind == "secret" and alg in HMAC else None
        if form is not None:
            hit = Hit(evidence=(Evidence("signature", form),), params={"form": say(f"form-{form}")})
            return False, alg, form, [("base64-secret-mismatch", hit)]
    return False, alg, None, [("signature-mismatch", Hit(evidence=(Evidence("signature", alg),)))]


def _confusion(facts: Facts, keys: KeySet) -> Iterator[tuple[str, Hit]]:
    """J03: an HS* token whose secret is the public key that everybody has."""
    alg = facts.token.alg
    if alg is None or alg not in HMAC:
        return
    for key in keys.keys:
        if key.public is None:
            continue
        for name, secret in (("file", keys.raw), *public_key_shapes(key)):
            if hmac_fits(facts.token, alg, secret):
                yield "alg-confusion", Hit(evidence=(Evidence("header.alg", alg), Evidence("secret", name)))
                return


# --- what the caller expects ---


def _expectations(facts: Facts, expected: Expected) -> Iterator[tuple[str, Hit]]:
    if facts.token.claims is None:
        return
    value = facts.claims.get("aud")
    audience: Sequence[object] = value if isinstance(value, list) else [value]
    if expected.audience and not any(item in expected.audience for item in audience if isinstance(item, str)):
        yield "aud", _unexpected("claims.aud", value, ", ".join(expected.audience), "aud-other")
    value = facts.claims.get("iss")
    if expected.issuer is not None and value != expected.issuer:
        yield "iss", _unexpected("claims.iss", value, expected.issuer, "iss-other")


def _unexpected(where: str, value: object, wanted: str, phrase: str) -> Hit:
    evidence = (Evidence(where, shown(value)), Evidence("expected", wanted))
    return Hit(Confidence.CERTAIN, evidence, {"what": say(phrase)}, Severity.ERROR)
