"""exp-missing: the token never expires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

if TYPE_CHECKING:
    from wxauth_cli.core.world import Claims

CAUSE = Cause(
    slug="exp-missing",
    refs=("J26",),
    step=4,
    severity=Severity.ERROR,
    title=Text("没有过期时间（exp）", "There is no expiry (exp)"),
    detail=Text(
        "token 一旦泄露就永远有效。",
        "Once it leaks, it is good for ever.",
    ),
    fix=Text(
        "签发时写 exp，几小时到几天；验证时要求必须有 exp。",
        "Issue it with an exp of hours to days, and require exp when verifying.",
    ),
)


def remove_exp(header: Claims, claims: Claims) -> None:
    """No exp."""
    del claims["exp"]


SCENARIO = Scenario(with_token(remove_exp), Confidence.CERTAIN, (with_token(),))
