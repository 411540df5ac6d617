"""openid-of-other-app: the openid is another app's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_phone_call
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Likely by 40003 or 49003; 43104 has two readings, so only one possibility."""
    for error in case.coded(40003, 49003):
        yield Match(Confidence.LIKELY, (error.evidence(),))
    for error in case.coded(43104):
        by_text = "match openid" in error.errmsg
        yield Match(Confidence.LIKELY if by_text else Confidence.POSSIBLE, (error.evidence(),))


CAUSE = Cause(
    slug="openid-of-other-app",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "openid 属于另一个 appid",
        "The openid belongs to another appid",
    ),
    detail=Text(
        "openid 每个应用都不同。从公众号、另一个小程序或迁移之前的账号带来的 openid，形状正确，但这个 appid 不认。",
        "An openid differs from app to app. One from an official account, another mini program or from "
        "before a migration has the right shape, and this appid does not know it.",
    ),
    fix=Text(
        "用 (appid, openid) 或 unionid 作为用户的键；重新用 code2Session 取这个 appid 下的 openid。",
        "Key users by (appid, openid) or by unionid; get the openid under this appid again by code2Session.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    openid = world.openid(world.second_app().appid)
    with_phone_call(lambda call: call.with_body(openid=openid))(world)


def without_openid(world: World) -> None:
    """Near miss: without openid."""
    with_phone_call(lambda call: call.without("openid"))(world)


SCENARIO = Scenario(play, Confidence.LIKELY, (without_openid,))
