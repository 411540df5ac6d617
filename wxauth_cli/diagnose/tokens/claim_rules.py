"""Rules on the claims of a token: times, and who it is for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from wxauth_cli.core.findings import Confidence, Evidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.diagnose.tokens.facts import Check, Facts, Hit, duration, say, seen, spelling

DAY_S = 86_400
SKEW_S = 60
"""Seconds by which two healthy clocks may differ."""
MILLISECONDS_FROM = 1e11
"""A NumericDate (seconds, RFC 7519 section 2) of 11 digits is the year 5138: whoever writes that means milliseconds."""
MICROSECONDS_FROM = 1e14
LAST_32_BIT_S = 4_294_967_295
"""2106, where unsigned 32-bit seconds end."""
TIME_CLAIMS = ("exp", "nbf", "iat")


def seconds(value: object) -> float | None:
    """A NumericDate in Unix seconds; None if it is no usable one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return float(value) if 0 <= value < MILLISECONDS_FROM else None


def has_claims(facts: Facts) -> bool:
    """Whether there is anything to judge: the claims of a JWE or of a broken token are not absent, they are unread."""
    return facts.token.claims is not None


def exp_missing(facts: Facts) -> Iterator[Hit]:
    """J26: no `exp`."""
    if has_claims(facts) and "exp" not in facts.claims:
        yield Hit(evidence=(Evidence("claims.exp", "-"),))


def exp_type(facts: Facts) -> Iterator[Hit]:
    """J28: `exp` that is no NumericDate."""
    if "exp" not in facts.claims:
        return
    what = _bad_date(facts, "exp")
    if what is not None:
        yield Hit(evidence=seen("claims.exp", facts.claims["exp"]), params={"what": say(what)})


def _bad_date(facts: Facts, name: str) -> str | None:
    value = facts.claims[name]
    if value is None:
        return "date-null"
    if isinstance(value, bool):
        return "date-bool"
    if isinstance(value, str):
        return "date-string"
    if not isinstance(value, (int, float)):
        return "date-other"
    if value < 0:
        return "date-negative"
    if value >= MICROSECONDS_FROM or LAST_32_BIT_S < value < MILLISECONDS_FROM:
        return "date-far"
    if isinstance(value, float) and re.search(rb'"%s"\s*:\s*[0-9.]+[eE]' % name.encode(), facts.token.payload or b""):
        return "date-exponent"
    return None


def exp_in_milliseconds(facts: Facts) -> Iterator[Hit]:
    """J28: a time in milliseconds where seconds belong; both readings are shown."""
    for name in TIME_CLAIMS:
        value = facts.claims.get(name)
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if isinstance(value, (int, float)) and number and MILLISECONDS_FROM <= value < MICROSECONDS_FROM:
            yield Hit(
                evidence=seen(f"claims.{name}", value),
                params={"claim": name, "as_seconds": utc(value), "as_ms": utc(value / 1000)},
            )
            return


def utc(moment_s: float) -> str:
    """Unix seconds as a date in UTC; the year alone where the calendar of computers ends."""
    from datetime import datetime, timedelta, timezone

    try:
        return (datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=moment_s)).strftime("%Y-%m-%d %H:%M:%SZ")
    except OverflowError:
        return str(1970 + int(moment_s // 31_556_952))


def token_has_expired(facts: Facts) -> Iterator[Hit]:
    """RFC 7519, 4.1.4: on or after `exp` the token is dead."""
    exp = seconds(facts.claims.get("exp"))
    if exp is not None and facts.now is not None and facts.now >= exp + facts.leeway_s:
        yield Hit(
            evidence=seen("claims.exp", facts.claims["exp"]), params={"at": utc(exp), "ago": duration(facts.now - exp)}
        )


def lifetime(facts: Facts) -> Iterator[Hit]:
    """J29: lives longer than a day, or so shortly that a unit was mistaken."""
    exp, iat = seconds(facts.claims.get("exp")), seconds(facts.claims.get("iat"))
    start = iat if iat is not None else facts.now
    if exp is None or start is None:
        return
    life = exp - start
    evidence = (*seen("claims.exp", facts.claims["exp"]), *seen("claims.iat", facts.claims.get("iat")))
    if life > DAY_S:
        unit = iat is not None and life > 30 * DAY_S and life % 1000 == 0 and 600 <= life / 1000 <= 30 * DAY_S
        yield Hit(
            evidence=evidence,
            params={"days": f"{life / DAY_S:.1f}", "what": say("life-unit" if unit else "life-long")},
            severity=Severity.ERROR if life > 30 * DAY_S else None,
        )
    elif iat is not None and 0 < life <= 10:
        yield Hit(
            Confidence.LIKELY, evidence, {"days": f"{life / DAY_S:.4f}", "what": say("life-short")}, Severity.ERROR
        )


def nbf_iat(facts: Facts) -> Iterator[Hit]:
    """J30: `iat` absent or no time, `exp` not after `iat`, `nbf` not yet reached within the usual skew."""
    if not has_claims(facts):
        return
    for name in ("iat", "nbf"):
        if name in facts.claims and _bad_date(facts, name) is not None:
            yield Hit(evidence=seen(f"claims.{name}", facts.claims[name]), params={"what": say(f"{name}-no-date")})
            return
    exp, iat = seconds(facts.claims.get("exp")), seconds(facts.claims.get("iat"))
    nbf = seconds(facts.claims.get("nbf"))
    if "iat" not in facts.claims:
        yield Hit(evidence=(Evidence("claims.iat", "-"),), params={"what": say("iat-absent")})
    elif exp is not None and iat is not None and exp <= iat:
        yield Hit(
            evidence=(*seen("claims.exp", facts.claims["exp"]), *seen("claims.iat", facts.claims["iat"])),
            params={"what": say("exp-before-iat")},
        )
    elif nbf is not None and facts.now is not None and facts.leeway_s < nbf - facts.now <= SKEW_S:
        yield Hit(evidence=seen("claims.nbf", facts.claims["nbf"]), params={"what": say("nbf-ahead")})
    elif exp is not None and nbf is not None and exp <= nbf:
        yield Hit(
            evidence=(*seen("claims.exp", facts.claims["exp"]), *seen("claims.nbf", facts.claims["nbf"])),
            params={"what": say("exp-before-nbf")},
        )


def clock_skew(facts: Facts) -> Iterator[Hit]:
    """J30: issued or valid only in over a minute. `likely`: this machine's clock may be the wrong one."""
    if facts.now is None:
        return
    for name in ("iat", "nbf"):
        moment = seconds(facts.claims.get(name))
        if moment is not None and moment > facts.now + max(SKEW_S, facts.leeway_s):
            yield Hit(
                Confidence.LIKELY,
                seen(f"claims.{name}", facts.claims[name]),
                {"claim": name, "at": utc(moment), "ahead": duration(moment - facts.now)},
            )
            return


def iss(facts: Facts) -> Iterator[Hit]:
    """J32: nobody says who issued it."""
    if has_claims(facts):
        value = facts.claims.get("iss")
        if value is None:
            yield Hit(evidence=(Evidence("claims.iss", "-"),), params={"what": say("iss-absent")})
        elif not isinstance(value, str) or not value:
            yield Hit(evidence=seen("claims.iss", value), params={"what": say("iss-no-text")})


_PHONE = lazy_pattern(r"(?:\+?86)?1[3-9][0-9]{9}")
_OPENID = lazy_pattern(r"o[A-Za-z0-9_-]{27}")


def sub(facts: Facts) -> Iterator[Hit]:
    """J33: no user id, one that passes to other people, or an openid without its app."""
    if not has_claims(facts):
        return
    value = facts.claims.get("sub")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return  # integer-sub says it
    if value is None:
        yield Hit(evidence=(Evidence("claims.sub", "-"),), params={"what": say("sub-absent")})
    elif not isinstance(value, str) or not value.strip():
        yield Hit(evidence=seen("claims.sub", value), params={"what": say("sub-no-text")})
    elif _PHONE.fullmatch(value):
        yield Hit(Confidence.LIKELY, (Evidence("claims.sub", "****"),), {"what": say("sub-phone")})
    elif _OPENID.fullmatch(value) and "wx" not in " ".join(str(item) for item in facts.claims.values()):
        yield Hit(Confidence.POSSIBLE, seen("claims.sub", value), {"what": say("sub-openid")})


def integer_sub(facts: Facts) -> Iterator[Hit]:
    """J33: `sub` as a number."""
    value = facts.claims.get("sub")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        yield Hit(evidence=seen("claims.sub", value))


def aud(facts: Facts) -> Iterator[Hit]:
    """J34: nobody says for whom it is."""
    if not has_claims(facts):
        return
    value = facts.claims.get("aud")
    members = value if isinstance(value, list) else [value]
    if value is None:
        yield Hit(evidence=(Evidence("claims.aud", "-"),), params={"what": say("aud-absent")})
    elif not members or not all(isinstance(item, str) and item for item in members):
        yield Hit(evidence=seen("claims.aud", value), params={"what": say("aud-no-text")})


def jti_replay(facts: Facts) -> Iterator[Hit]:
    """J36: nothing by which one token could be revoked."""
    if not has_claims(facts):
        return
    value = facts.claims.get("jti")
    if value is None:
        yield Hit(params={"what": say("jti-absent")}, severity=Severity.INFO)
    elif not isinstance(value, str) or not value:
        yield Hit(evidence=seen("claims.jti", value), params={"what": say("jti-no-text")})


_PRIVILEGES = frozenset(
    {
        "role", "roles", "admin", "isadmin", "superuser", "issuperuser", "issuper", "isstaff", "permission",
        "permissions", "authorities", "authority", "privileges", "price", "balance", "vip", "isvip", "viplevel",
        "discount", "credit", "usertype", "userrole", "userlevel",
    }
)  # fmt: skip


def priv_in_claims(facts: Facts) -> Iterator[Hit]:
    """J41: what a user may do or has to pay, frozen into the token and readable by the client."""
    names = [name for name in facts.claims if spelling(name) in _PRIVILEGES]
    if names:
        yield Hit(
            evidence=tuple(Evidence(f"claims.{name}", name) for name in names[:5]), params={"names": ", ".join(names)}
        )


CLAIM_RULES: dict[str, Check] = {
    "exp-missing": exp_missing,
    "exp-type": exp_type,
    "exp-in-milliseconds": exp_in_milliseconds,
    "token-has-expired": token_has_expired,
    "lifetime": lifetime,
    "nbf-iat": nbf_iat,
    "clock-skew": clock_skew,
    "iss": iss,
    "sub": sub,
    "integer-sub": integer_sub,
    "aud": aud,
    "jti-replay": jti_replay,
    "priv-in-claims": priv_in_claims,
}
