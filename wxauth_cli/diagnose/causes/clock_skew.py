"""clock-skew: issued or valid only in the future."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import Claims
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Likely by the verifier's own text; the token itself is judged elsewhere."""
    for sign in case.signed("not-yet-valid"):
        yield Match(Confidence.LIKELY, (sign.evidence(),))


CAUSE = Cause(
    slug="clock-skew",
    refs=("J30",),
    step=7,
    severity=Severity.ERROR,
    title=Text("签发方的时钟快了", "The issuer's clock is ahead"),
    detail=Text(
        "验证方会说“尚未生效”；多台服务器时钟不一，就会时好时坏。也请确认这台机器的时间是准的。",
        "A verifier says that the token is not valid yet; with several servers it fails now and then. "
        "Check this machine's clock too.",
    ),
    fix=Text(
        "所有服务器启用 NTP；验证时允许至多 60 秒的误差。",
        "Run NTP on all servers and allow a leeway of at most 60 seconds when verifying.",
    ),
    rule=rule,
)


def ahead(header: Claims, claims: Claims) -> None:
    """By the clock of a server that is ten minutes fast."""
    claims.update({name: int(str(claims[name])) + 600 for name in ("iat", "exp")})


def a_little_ahead(header: Claims, claims: Claims) -> None:
    """As healthy clocks may be."""
    claims.update({name: int(str(claims[name])) + 20 for name in ("iat", "exp")})


SCENARIO = Scenario(with_token(ahead), Confidence.LIKELY, (with_token(a_little_ahead),))
