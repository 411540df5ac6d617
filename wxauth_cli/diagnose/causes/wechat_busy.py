"""wechat-busy: WeChat itself is busy."""

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
    """Certain by WeChat's own text; likely where -1 comes with other words, which a backend may have written."""
    for error in case.coded(-1):
        own_words = not error.message or "system" in error.message.lower() or error.call is not None
        yield Match(Confidence.CERTAIN if own_words else Confidence.LIKELY, (error.evidence(),))


CAUSE = Cause(
    slug="wechat-busy",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "微信服务器繁忙",
        "WeChat is busy",
    ),
    detail=Text(
        "-1 是微信一侧的暂时故障。要注意：这次请求可能已经把 code 用掉了，用同一个 code 重试会得到 40163。",
        "-1 is a passing fault on WeChat's side. Mind that this request may have used the code up: the "
        "same code again can answer 40163.",
    ),
    fix=Text(
        "稍等片刻，让前端重新 wx.login，用新的 code 再试；持续出现就看微信官方公告。",
        "Wait a moment, have the client call wx.login again and try the new code; if it goes on, look at "
        "WeChat's notices.",
    ),
    rule=rule,
)


def proxy_page(world: World) -> None:
    """Near miss: proxy page."""
    world.fault("/sns/jscode2session", kind="html502")
    log_in(world)


SCENARIO = Scenario(refused_login(-1), Confidence.CERTAIN, (proxy_page,))
