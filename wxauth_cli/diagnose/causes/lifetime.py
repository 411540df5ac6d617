"""lifetime: the token lives too long, or a unit was mistaken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

if TYPE_CHECKING:
    from wxauth_cli.core.world import Claims

CAUSE = Cause(
    slug="lifetime",
    refs=("J29",),
    step=4,
    severity=Severity.WARNING,
    title=Text("有效期不合适", "The lifetime is unsuitable"),
    detail=Text(
        "有效期太长，泄露的 token 就长期可用；太短，用户会不断被登出。",
        "With too long a lifetime a leaked token stays good; with too short a one users are logged out all the time.",
    ),
    fix=Text(
        "改成几小时到一天，靠重新登录续期；注意库的参数是秒还是毫秒。",
        "Use hours up to a day and renew by logging in again; mind whether the library takes seconds or milliseconds.",
    ),
)


def years(header: Claims, claims: Claims) -> None:
    """7200 seconds taken for milliseconds."""
    claims["exp"] = int(str(claims["iat"])) + 7200 * 1000


def months(header: Claims, claims: Claims) -> None:
    """A day."""
    claims["exp"] = int(str(claims["iat"])) + 86400


SCENARIO = Scenario(with_token(years), Confidence.CERTAIN, (with_token(months),))
