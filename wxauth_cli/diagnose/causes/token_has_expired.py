"""token-has-expired: the business token has expired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Likely by the verifier's own text: its clock may be the one that is off; the token itself is judged elsewhere."""
    for sign in case.signed("token-expired"):
        yield Match(Confidence.LIKELY, (sign.evidence(),))


CAUSE = Cause(
    slug="token-has-expired",
    refs=("J27",),
    step=7,
    severity=Severity.ERROR,
    title=Text("token 已过期", "The token has expired"),
    detail=Text(
        "过期是正常现象：后端应返回 401，由小程序重新登录。",
        "That is normal: the backend answers 401 and the mini program logs in again.",
    ),
    fix=Text(
        "小程序收到 401 后重新 wx.login 换新 token，并且只重试一次；若用户刚登录就过期，检查签发方的时钟和有效期。",
        "On a 401 have the mini program log in again and retry once; if it expires right after login, "
        "check the issuer's clock and the lifetime.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.wait(7300)
    world.open_page()


def renewed(world: World) -> None:
    """Near miss: renewed."""
    log_in(world)
    world.wait(7300)
    log_in(world)
    world.open_page()


SCENARIO = Scenario(play, Confidence.CERTAIN, (renewed,))
