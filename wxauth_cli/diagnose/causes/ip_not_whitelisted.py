"""ip-not-whitelisted: the caller's address is not in the whitelist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    CODE2SESSION,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_UNKNOWN = Text("见完整的报错", "see the full error")


def rule(case: Case) -> Iterator[Match]:
    """Certain: WeChat names it, and mostly the address too."""
    for error in case.coded(40164):
        ip = error.ip or _UNKNOWN.say(case.lang)
        step = 3 if error.endpoint == CODE2SESSION else None
        yield Match(Confidence.CERTAIN, (error.evidence(),), (("ip", ip),), step)


CAUSE = Cause(
    slug="ip-not-whitelisted",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "调用方的 IP 不在白名单里",
        "The caller's address is not in the IP whitelist",
    ),
    detail=Text(
        "微信看到的出口 IP（{ip}）不在这个 appid 的 IP 白名单里。换了网络、走了代理或 VPN、云函数出口不固"
        "定、改走 IPv6，都会这样。小程序的白名单是可选的，开了才检查；也请确认这是小程序的 appid，不是公众"
        "号的。",
        "WeChat saw the outgoing address ({ip}), which is not in this appid's whitelist. Another network, a "
        "proxy or VPN, a serverless pool or IPv6 changes it. A mini program's whitelist is optional and "
        "only checked when switched on; also make sure that this is the mini program's appid and not an "
        "official account's.",
    ),
    fix=Text(
        "在后台“开发管理 → 开发设置 → IP 白名单”加入这个地址（{ip}），几分钟后生效；出口 IP 会变的话，改用固定出"
        "口。注意它和代码上传的 IP 白名单不是同一个。",
        "Add that address ({ip}) in the console (development settings, IP whitelist); it takes a few minutes. With a "
        "changing address use a fixed way out. The whitelist for code upload is another list.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.settings(ip_whitelist=["203.0.113.1"])
    log_in(world)


def whitelisted(world: World) -> None:
    """Near miss: whitelisted."""
    world.settings(ip_whitelist=["127.0.0.1"])
    log_in(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (whitelisted,))
