"""exp-in-milliseconds: a time in milliseconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

if TYPE_CHECKING:
    from wxauth_cli.core.world import Claims

CAUSE = Cause(
    slug="exp-in-milliseconds",
    refs=("J28",),
    step=4,
    severity=Severity.ERROR,
    title=Text("时间写成了毫秒", "A time is in milliseconds"),
    detail=Text(
        "exp、iat、nbf 以秒计。多半把 Date.now() 或 System.currentTimeMill"
        "is() 直接写了进去，结果永不过期，或一直“尚未生效”。",
        "exp, iat and nbf are seconds. Date.now() or System.currentTimeMillis() was probably put in as it "
        "is, so the token never expires or is never valid yet.",
    ),
    fix=Text(
        "除以 1000 并取整。",
        "Divide by 1000 and round down.",
    ),
)


def in_ms(header: Claims, claims: Claims) -> None:
    """As Date.now() gives it."""
    claims["exp"] = int(str(claims["exp"])) * 1000


SCENARIO = Scenario(with_token(in_ms), Confidence.CERTAIN, (with_token(),))
