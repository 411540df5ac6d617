"""user-inactive-risk-api: a risk or content endpoint wants a user who was active lately."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in, refused_login
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    RISK_APIS,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain by the endpoint; one possibility where it is not known."""
    for error in case.coded(61010):
        if error.endpoint in RISK_APIS:
            yield Match(Confidence.CERTAIN, (error.evidence(),))
        elif error.endpoint is None:
            yield Match(Confidence.POSSIBLE, (error.evidence(),))


CAUSE = Cause(
    slug="user-inactive-risk-api",
    refs=(),
    step=None,
    severity=Severity.ERROR,
    title=Text(
        "这是内容安全或风控接口的要求，不是登录 code 的问题",
        "A content or risk endpoint wants a recently active user; the login code is fine",
    ),
    detail=Text(
        "61010 在内容安全、用户风险等级接口上，意思是这个用户最近几小时没有打开过小程序，文字却像在说 code 过期。",
        "At the content check and user risk endpoints, 61010 means that the user has not opened the mini "
        "program in the last hours, although its text reads as if a code had expired.",
    ),
    fix=Text(
        "在用户正在使用小程序时调用这些接口，不要放到之后的离线任务里。",
        "Call these endpoints while the user is in the mini program, not in a later offline job.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    from wxauth_cli.core.world import WechatCall

    log_in(world)
    token = world.fetch_token()
    world.fault(errcode=61010)
    world.call_wechat(
        WechatCall("getUserRiskRank", "POST", "/wxa/getuserriskrank", {"access_token": token}, {"scene": 0})
    )


def at_login(world: World) -> None:
    """Near miss: at login."""
    refused_login(61010)(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (at_login,))
