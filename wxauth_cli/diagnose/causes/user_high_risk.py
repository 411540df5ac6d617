"""user-high-risk: WeChat blocks this user as high-risk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in, refused_login
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain: the number names it."""
    for error in case.coded(40226):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="user-high-risk",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "微信判定这个用户为高风险，拒绝登录",
        "WeChat rates this user high-risk and refuses the login",
    ),
    detail=Text(
        "这是微信的风险控制，只影响这个用户，与代码、appid 和 code 都无关；换 code 重试也没有用。",
        "This is WeChat's risk control. It concerns this user only; program, appid and code are fine, and "
        "trying again with a new code does not help.",
    ),
    fix=Text(
        "不要重试；给用户一句合适的提示，请他在微信里处理账号安全问题，或换一个微信号。",
        "Do not retry. Show the user a fitting message: the account has to be put right inside WeChat, or "
        "another account used.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.user(risky=True)
    log_in(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (refused_login(40029),))
