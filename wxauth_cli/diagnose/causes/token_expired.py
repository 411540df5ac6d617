"""token-expired: the access_token ran out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain: the number names it."""
    for error in case.coded(42001):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="token-expired",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "access_token 过期了",
        "The access_token has expired",
    ),
    detail=Text(
        "access_token 有效期 2 小时（以返回的 expires_in 为准）。没有提前续期、把秒和毫秒弄混、缓存时间写得"
        "太长，或者服务器时钟不准，都会拿着过期的 token 去调用。",
        "An access_token lives two hours (expires_in says how long). No early renewal, seconds mixed up "
        "with milliseconds, too long a cache, or a wrong clock on the server make a caller use one that "
        "ran out.",
    ),
    fix=Text(
        "到期前至少 5 分钟续期，缓存时间不超过 expires_in；遇到 42001 重新取一次、重试一次就停。",
        "Renew at least 5 minutes early and cache no longer than expires_in; on 42001 fetch once, retry "
        "once, then stop.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.token_in_use = world.fetch_token()
    world.wait(7300)
    log_in(world)
    world.hand_over({"code": world.tap()["code"]})


def not_latest(world: World) -> None:
    """Near miss: not latest."""
    world.fault("/wxa/business/getuserphonenumber", errcode=40001)
    log_in(world)
    world.hand_over({"code": world.tap()["code"]})


SCENARIO = Scenario(play, Confidence.CERTAIN, (not_latest,))
