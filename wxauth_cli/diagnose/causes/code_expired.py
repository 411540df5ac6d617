"""code-expired: more than five minutes between wx.login and the exchange."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import CODE_LIFETIME_S
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    age_s,
    settled,
)
from wxauth_cli.diagnose.endpoints import (
    LOGIN_ENDPOINTS,
    PHONE,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_AGE = Text("微信收到时 code 已有 {seconds} 秒", "the code was {seconds} s old when it reached WeChat")


def rule(case: Case) -> Iterator[Match]:
    """Certain by times whose clocks agree, likely by times alone, else one possibility behind a 40029."""
    for error in case.coded(40029, at=LOGIN_ENDPOINTS - {PHONE}):
        age = age_s(case, error)
        if age is not None and age[0] > CODE_LIFETIME_S:
            sure = Confidence.CERTAIN if age[1] else Confidence.LIKELY
            yield Match(sure, (error.evidence(), case.seen("rid", _AGE, seconds=round(age[0]))))
        elif age is None and not settled(case, error):
            yield Match(Confidence.POSSIBLE, (error.evidence(),))
    for error in case.coded(42003):
        yield Match(Confidence.LIKELY, (error.evidence(),))


CAUSE = Cause(
    slug="code-expired",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "code 过期了",
        "The code is too old",
    ),
    detail=Text(
        "code 从 wx.login 起只有 5 分钟有效。排队、重试任务、把 code 存起来以后再用，或者从聊天里复制过来，"
        "都会超过这个时间；微信只答 40029，不说明是过期。",
        "A code is good for 5 minutes from wx.login. A queue, a retrying job, a stored code or one pasted "
        "from a chat is older than that; WeChat merely answers 40029 and does not say so.",
    ),
    fix=Text(
        "在要登录的时候才 wx.login，拿到就立即送出并换取；不要保存 code，不要在可能重试的任务里换取。",
        "Call wx.login right before it is needed, send the code at once and exchange it; do not store "
        "codes and do not exchange in a job that may be retried.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    code = world.login()
    world.wait(400)
    world.send_code(code)


def issue_unseen(world: World) -> None:
    """Near miss: issue unseen."""
    with world.unseen():
        code = world.login()
    world.wait(400)
    world.send_code(code)


SCENARIO = Scenario(play, Confidence.CERTAIN, (issue_unseen,))
