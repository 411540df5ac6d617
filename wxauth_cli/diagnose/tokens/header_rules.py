"""Rules on the header of a token and on its form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxauth_cli.core.findings import Evidence, Severity
from wxauth_cli.core.jwt import EDWARDS, REGISTERED, RSA, Problem
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.diagnose.tokens.facts import Check, Facts, Hit, Phrase, say, seen
from wxauth_cli.knowledge.texts.strict_json import TEXTS as JSON_FAULTS
from wxauth_cli.knowledge.texts.token_facts import TEXTS

MAX_KID = 128
MAX_P2C, MIN_P2C = 1_200_000, 1_000
MAX_TOKEN_BYTES = 8 * 1024
"""Where common servers begin to refuse the header line that carries the token."""


def alg_none(facts: Facts) -> Iterator[Hit]:
    """J01: no algorithm, or none of any spelling, or no signature."""
    if facts.token.header is None or facts.token.is_jwe:
        return
    alg = facts.header.get("alg")
    if alg is None:
        yield Hit(evidence=seen("header.alg", None), params={"what": say("alg-absent")})
    elif isinstance(alg, str) and alg.strip().lower() == "none":
        yield Hit(evidence=seen("header.alg", alg), params={"what": say("alg-none")})
    elif len(facts.token.parts) == 3 and not facts.token.parts[2]:
        yield Hit(evidence=seen("signature", ""), params={"what": say("signature-empty")})


def alg_case(facts: Facts) -> Iterator[Hit]:
    """J02: an algorithm's name in another spelling than the registered one."""
    alg = facts.header.get("alg")
    if isinstance(alg, str) and alg not in REGISTERED:
        meant = {name.lower(): name for name in REGISTERED}.get(alg.strip().lower())
        if meant is not None:
            yield Hit(evidence=seen("header.alg", alg), params={"alg": alg, "meant": meant})


def alg_weak(facts: Facts) -> Iterator[Hit]:
    """J06: outdated or private algorithms; RSA PKCS#1 v1.5 and the name EdDSA only as a remark."""
    alg = facts.header.get("alg")
    if alg is None or facts.token.is_jwe:
        return
    evidence = seen("header.alg", alg)
    if not isinstance(alg, str):
        yield Hit(evidence=evidence, params={"what": say("alg-no-text")})
    elif alg.upper() in {"RS1", "HS1", "RSA1_5"}:
        yield Hit(evidence=evidence, params={"what": say("alg-broken")})
    elif alg.strip().lower() not in {name.lower() for name in REGISTERED}:
        yield Hit(evidence=evidence, params={"what": say("alg-private")})
    elif alg in RSA and alg.startswith("RS"):
        yield Hit(evidence=evidence, params={"what": say("alg-pkcs1")}, severity=Severity.INFO)
    elif alg == EDWARDS[0]:
        yield Hit(evidence=evidence, params={"what": say("alg-eddsa")}, severity=Severity.INFO)


def hdr_jwk(facts: Facts) -> Iterator[Hit]:
    """J14: a key or a certificate that the token brings itself."""
    for name in ("jwk", "x5c"):
        if name in facts.header:
            yield Hit(evidence=(Evidence(f"header.{name}", name),), params={"name": name})


def hdr_jku_x5u(facts: Facts) -> Iterator[Hit]:
    """J15: an address where the key is said to be. It is never fetched here."""
    for name in ("jku", "x5u"):
        if name in facts.header:
            value = facts.header[name]
            https = isinstance(value, str) and value.lower().startswith("https://")
            yield Hit(
                evidence=seen(f"header.{name}", value),
                params={"name": name},
                severity=None if https else Severity.ERROR,
            )


_KID_DANGER: tuple[tuple[re.Pattern[str], str], ...] = (
    (lazy_pattern(r"\.\.[/\\]|^[/\\]|^[A-Za-z]:\\|^/dev/"), "kid-path"),
    (lazy_pattern(r"^[a-z][a-z0-9+.-]*://", re.I), "kid-url"),
    (lazy_pattern(r"['\"`;|&$<>\\]|--|/\*"), "kid-quote"),
    (lazy_pattern(r"[\x00-\x1f\x7f]"), "kid-control"),
)


def hdr_kid_inject(facts: Facts) -> Iterator[Hit]:
    """J16: a `kid` that is no plain name: a path, an address, a quote, a control character, too long, no text."""
    if "kid" not in facts.header:
        return
    kid = facts.header["kid"]
    what: str | None = None
    if not isinstance(kid, str):
        what = "kid-no-text"
    else:
        what = next((name for pattern, name in _KID_DANGER if pattern.search(kid)), None)
        if what is None and len(kid) > MAX_KID:
            what = "kid-long"
    if what is not None:
        yield Hit(evidence=seen("header.kid", kid), params={"what": say(what)})


def hdr_crit(facts: Facts) -> Iterator[Hit]:
    """J17: `crit` that is empty, no list, names what is absent or unknown (only `b64` is known)."""
    if "crit" not in facts.header:
        return
    crit = facts.header["crit"]
    what = None
    if not isinstance(crit, list) or not crit or not all(isinstance(name, str) for name in crit):
        what = "crit-shape"
    elif len(set(crit)) != len(crit):
        what = "crit-twice"
    elif any(name not in facts.header for name in crit):
        what = "crit-absent"
    elif set(crit) - {"b64"}:
        what = "crit-unknown"
    if what is not None:
        yield Hit(evidence=seen("header.crit", crit), params={"what": say(what)})


def hdr_b64(facts: Facts) -> Iterator[Hit]:
    """J18: an unencoded payload (RFC 7797)."""
    if "b64" in facts.header and facts.header["b64"] is not True:
        yield Hit(evidence=seen("header.b64", facts.header["b64"]))


def hdr_typ(facts: Facts) -> Iterator[Hit]:
    """J19: no `typ`, or one that is no text."""
    if facts.token.header is None:
        return
    if "typ" not in facts.header:
        yield Hit(severity=Severity.INFO, params={"what": say("typ-absent")})
    elif not isinstance(facts.header["typ"], str) or not facts.header["typ"]:
        yield Hit(evidence=seen("header.typ", facts.header["typ"]), params={"what": say("typ-no-text")})


def hdr_cty_nested(facts: Facts) -> Iterator[Hit]:
    """J20: a token inside the token."""
    cty = facts.header.get("cty")
    payload = facts.token.payload or b""
    if isinstance(cty, str) and cty.upper() in {"JWT", "APPLICATION/JWT"}:
        yield Hit(evidence=seen("header.cty", cty))
    elif payload.startswith(b"eyJ") and payload.count(b".") in (2, 4) and facts.token.claims is None:
        yield Hit(evidence=(Evidence("claims", "eyJ…"),))


def is_jwe(facts: Facts) -> Iterator[Hit]:
    """J21: five parts: encrypted, which is not signed."""
    if facts.token.is_jwe:
        yield Hit(evidence=(Evidence("token", "5"), *seen("header.enc", facts.header.get("enc"))))


def jwe_p2c(facts: Facts) -> Iterator[Hit]:
    """J22: a PBES2 iteration count that makes a server work for minutes, or protects nothing."""
    count = facts.header.get("p2c")
    if "p2c" not in facts.header:
        return
    number = isinstance(count, int) and not isinstance(count, bool)
    if not number or (isinstance(count, int) and count > MAX_P2C):
        yield Hit(evidence=seen("header.p2c", count), params={"what": say("p2c-high")})
    elif isinstance(count, int) and count < MIN_P2C:
        yield Hit(evidence=seen("header.p2c", count), params={"what": say("p2c-low")}, severity=Severity.WARNING)


def jwe_zip(facts: Facts) -> Iterator[Hit]:
    """J23: a compressed payload."""
    if "zip" in facts.header:
        yield Hit(evidence=seen("header.zip", facts.header["zip"]))


_FORM = {
    "parts": "form-parts",
    "json-serialization": "form-json",
    "padding": "form-padding",
    "blank": "form-blank",
    "foreign-character": "form-foreign",
    "length": "form-length",
    "spare-bits": "form-spare",
}


def _place(problem: Problem) -> str:
    if problem.part == "token":
        return "token"
    return f"{problem.part}[{problem.position}]"


def bad_format(facts: Facts) -> Iterator[Hit]:
    """J24: not exactly three parts of strict Base64url. One finding; each place is evidence."""
    problems = [problem for problem in facts.token.problems if not problem.json]
    if not problems:
        return
    first = problems[0]
    what = say(_FORM[first.code])
    places = tuple(Evidence(_place(problem), problem.what or problem.code) for problem in problems[:5])
    yield Hit(evidence=places, params={"part": say(f"part-{first.part}"), "place": first.position + 1, "what": what})


def json_strict(facts: Facts) -> Iterator[Hit]:
    """J25: header or claims that two JSON readers may read differently, or that are no JSON object."""
    for problem in facts.token.problems:
        if problem.json:
            fault = TEXTS["json-no-object"] if problem.code == "not-object" else JSON_FAULTS[problem.code]
            place, what = problem.position + 1, problem.what
            yield Hit(
                evidence=(Evidence(_place(problem), what or problem.code),),
                params={
                    "part": say(f"part-{problem.part}"),
                    "what": Phrase(fault, {"place": place, "what": what}),
                },
            )
            return


def size(facts: Facts) -> Iterator[Hit]:
    """J46: longer than a header line may safely be."""
    length = len(facts.token.text)
    if length > MAX_TOKEN_BYTES:
        yield Hit(evidence=(Evidence("token", f"{length} B"),), params={"length": length})


HEADER_RULES: dict[str, Check] = {
    "alg-none": alg_none,
    "alg-case": alg_case,
    "alg-weak": alg_weak,
    "hdr-jwk": hdr_jwk,
    "hdr-jku-x5u": hdr_jku_x5u,
    "hdr-kid-inject": hdr_kid_inject,
    "hdr-crit": hdr_crit,
    "hdr-b64": hdr_b64,
    "hdr-typ": hdr_typ,
    "hdr-cty-nested": hdr_cty_nested,
    "is-jwe": is_jwe,
    "jwe-p2c": jwe_p2c,
    "jwe-zip": jwe_zip,
    "format": bad_format,
    "json-strict": json_strict,
    "size": size,
}
