"""ip-call-needs-admin: the administrator has to confirm this address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain: the number names it."""
    for error in case.coded(89501, 89503, 89506, 89507):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="ip-call-needs-admin",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "这个 IP 的调用要等管理员确认",
        "Calls from this address wait for the administrator's confirmation",
    ),
    detail=Text(
        "从一个新的 IP 取 access_token 时，微信要求管理员在手机上确认：还没确认、正在确认，或者被管理员拒绝"
        "（拒绝后 1 小时或 24 小时内不能再用）。",
        "For a fetch of the access_token from a new address WeChat asks the administrator on the phone: "
        "not confirmed yet, pending, or refused (then blocked for 1 or 24 hours).",
    ),
    fix=Text(
        "请管理员在微信里同意；长期的做法是把固定的出口 IP 加进白名单。",
        "Have the administrator agree in WeChat; for good, put a fixed outgoing address into the whitelist.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.fault("/cgi-bin/stable_token", errcode=89503)
    world.fetch_token()


def other_limit(world: World) -> None:
    """Near miss: other limit."""
    world.fault("/cgi-bin/stable_token", errcode=40125)
    world.fetch_token()


SCENARIO = Scenario(play, Confidence.CERTAIN, (other_limit,))
