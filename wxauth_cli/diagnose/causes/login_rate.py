"""login-rate: too many logins within a minute, or within the day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, refused_login
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    CODE2SESSION,
    TOKEN_ENDPOINTS,
)
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

PER_MINUTE = 100
"""Exchanges of one user within a minute that WeChat allows (code2Session page)."""
MINUTE_S = 60.0
_MANY = Text("同一个用户一分钟里换取超过 {n} 次", "more than {n} exchanges for one user within a minute")


def rule(case: Case) -> Iterator[Match]:
    """Certain as to the limit. 45009 counts as a login's only where the endpoint is known."""
    for error in case.coded(45011):
        if error.endpoint not in TOKEN_ENDPOINTS:
            yield Match(Confidence.CERTAIN, (error.evidence(),))
    for error in case.coded(45009):
        if error.endpoint == CODE2SESSION and error.call is not None:
            yield Match(Confidence.CERTAIN, (error.evidence(),))
    for openid, times in traffic(case).exchange_times.items():
        if any(later - first < MINUTE_S for first, later in zip(times, times[PER_MINUTE:], strict=False)):
            yield Match(Confidence.LIKELY, (case.seen(f"openid …{openid[-4:]}", _MANY, n=PER_MINUTE),))


CAUSE = Cause(
    slug="login-rate",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "登录调用过于频繁，被微信限流",
        "Too many login calls: WeChat limits the rate",
    ),
    detail=Text(
        "45011 是每分钟的频率限制，45009 是当天的总量限制。多半不是用户太多，而是前端在循环登录：token 校验"
        "失败就重新登录、再失败再登录，或者在做压测。",
        "45011 is the limit per minute, 45009 the one of the day. The reason is rarely many users: more "
        "often a client logs in in a loop, because its token is refused again and again, or a load test "
        "runs.",
    ),
    fix=Text(
        "先找有没有重复登录的循环并停掉；前端把同时发起的登录合并成一次，失败后等一分钟再试。",
        "Look for a login loop first and stop it; merge simultaneous logins of the client into one, and "
        "wait a minute after a failure.",
    ),
    rule=rule,
)


def token_limit(world: World) -> None:
    """Near miss: token limit."""
    world.fault("/cgi-bin/stable_token", errcode=45011)
    world.fetch_token()


SCENARIO = Scenario(refused_login(45011), Confidence.CERTAIN, (token_limit,))
