"""token-day-quota: the day's quota of token fetches is used up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_phone_call
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    TOKEN_ENDPOINTS,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain as to the limit where it is a token endpoint's; likely where the endpoint is not known."""
    for error in case.coded(45009):
        if error.endpoint in TOKEN_ENDPOINTS or "StableAccessToken" in error.errmsg:
            yield Match(Confidence.CERTAIN, (error.evidence(),))
        elif error.call is None:
            yield Match(Confidence.LIKELY, (error.evidence(),))


CAUSE = Cause(
    slug="token-day-quota",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "当天的调用额度用完了",
        "The day's quota is used up",
    ),
    detail=Text(
        "45009 是每天的总量限制。取 access_token 时碰到它，多半是没有缓存：每个请求都重新取一次 token。",
        "45009 is the limit per day. At a token endpoint the reason is mostly a missing cache: each "
        "request fetches its own token.",
    ),
    fix=Text(
        "缓存 access_token 并由一处续期，改用 stable_token（额度更高，且不会互相顶掉）；急用时管理员可以在"
        "后台清零，次数有限。",
        "Cache the access_token, renew it in one place and move to stable_token (a larger quota, and "
        "nobody's token dies); in an emergency the administrator can reset the counters in the console, a "
        "few times a month.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.fault("/cgi-bin/token", errcode=45009)
    world.fetch_token(legacy=True)


def phone_quota(world: World) -> None:
    """Near miss: phone quota."""
    world.fault("/wxa/business/getuserphonenumber", errcode=45009)
    with_phone_call(lambda call: call)(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (phone_quota,))
