"""server-network: the server does not get through to WeChat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Evidence, Severity
from wxauth_cli.core.model_words import Leg
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_LOGIN = r"wechat|weixin|微信|登录|\blog ?in|code_?2_?session|access_token"


def rule(case: Case) -> Iterator[Match]:
    """Certain as to the network beside WeChat's host; without any host at most likely, where a login is spoken of."""
    for sign in case.signed("network"):
        if sign.about_wechat:
            yield Match(Confidence.CERTAIN, (sign.evidence(),))
        elif sign.about_wechat is None:
            told = case.says(_LOGIN)
            yield Match(Confidence.LIKELY if told else Confidence.POSSIBLE, (sign.evidence(),))
    for call in case.calls:
        if call.failure is None or not call.complete or call.leg is not Leg.BACKEND_WECHAT:
            continue
        if call.failure.startswith("network-") and call.failure != "network-tls":
            yield Match(Confidence.CERTAIN, (Evidence(call.where, call.failure),))
        elif call.failure == "client-gone":  # a recorder saw it hang up: mostly it waited no longer, or it was stopped
            yield Match(Confidence.LIKELY, (Evidence(call.where, call.failure),))


CAUSE = Cause(
    slug="server-network",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "服务器连不上微信，或者等不到回答",
        "The server does not get through to WeChat, or gets no answer in time",
    ),
    detail=Text(
        "这是网络问题：DNS 解析失败、出口防火墙、超时太短、连接被重置，等等。解析或连接就失败的，请求没有"
        "发出，code 还没有用掉；已经发出、只是回答没回来的，同一个 code 可能已经用掉，再试会变成 40163。",
        "This is the network: DNS, an egress firewall, too short a timeout, a reset connection. Where the "
        "name or the connection failed, nothing was sent and the code is not used up. Where only the answer "
        "did not come back, the code may be used up, and a second try with it answers 40163.",
    ),
    fix=Text(
        "在服务器上检查 DNS 和到 api.weixin.qq.com:443 的出口（wxauth doctor 会逐项测试）；超时设 5 秒以"
        "上；失败后让前端重新 wx.login 再试，不要重发同一个 code。",
        "On the server check DNS and the way out to api.weixin.qq.com:443 (wxauth doctor tests each of "
        "them); allow 5 seconds or more; after a failure have the client call wx.login again instead of "
        "sending the same code.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.fault("/sns/jscode2session", kind="slow", delay_s=0.3)
    world.habits.patience_s = 0.1
    log_in(world)


def proxy_page(world: World) -> None:
    """Near miss: proxy page."""
    world.fault("/sns/jscode2session", kind="html502")
    log_in(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (proxy_page,))
