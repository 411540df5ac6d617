"""token-clobbered: another process fetched a token by the legacy endpoint."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    LEGACY_TOKEN,
    WITH_TOKEN,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Call, Case, SeenError

MAX_FETCHES = 50
"""Fetches before an error that are looked at."""
_LATER = Text("之后又有一次 /cgi-bin/token，appid 相同", "a later /cgi-bin/token for the same appid")
_TWO = Text("{count} 次 /cgi-bin/token，appid 相同", "{count} fetches by /cgi-bin/token for the same appid")


def rule(case: Case) -> Iterator[Match]:
    """Certain where the refused token came from a fetch that a later one followed; likely by several fetches."""
    for error in case.coded(40001, at=WITH_TOKEN):
        fetches = _fetches_before(case, error)
        used = error.call.query.get("access_token", "") if error.call is not None else ""
        own = next((index for index, (_, token) in enumerate(fetches) if token and token == used), None)
        if own is not None and own < len(fetches) - 1:
            seen = case.seen(fetches[own + 1][0].where, _LATER)
            yield Match(Confidence.CERTAIN, (error.evidence(), seen))
        elif own is None and len(fetches) > 1:
            seen = case.seen(fetches[-1][0].where, _TWO, count=len(fetches))
            yield Match(Confidence.LIKELY, (error.evidence(), seen))
        else:
            yield Match(Confidence.POSSIBLE, (error.evidence(),))


def _fetches_before(case: Case, error: SeenError) -> list[tuple[Call, str]]:
    """Granted legacy fetches of the appid that fetched last, before the error, with the token each one gave."""
    if error.call is None:
        return []
    fetches = case.once(
        "legacy-fetches",
        lambda: [
            (place, call)
            for place, call in enumerate(case.calls)
            if call.endpoint == LEGACY_TOKEN and call.errcode == 0
        ],
    )
    until = bisect_left(fetches, case.place(error.call), key=lambda pair: pair[0])
    granted = [call for _, call in fetches[max(0, until - MAX_FETCHES) : until]]
    if not granted:
        return []
    appid = granted[-1].given("appid")
    return [(call, call.token) for call in granted if call.given("appid") == appid]


CAUSE = Cause(
    slug="token-clobbered",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "access_token 被另一处重新获取顶掉了",
        "Another process fetched an access_token, and this one died",
    ),
    detail=Text(
        "旧接口 /cgi-bin/token 每取一次，前一个 access_token 大约 5 分钟后失效。测试环境、定时任务、SDK 或"
        "调试工具各取各的，就会出现“刚才还好、过一会儿就 40001”。40001 不是过期，过期是 42001。",
        "Each fetch by the legacy /cgi-bin/token ends the previous access_token after about 5 minutes. "
        "Where staging, a cron job, an SDK or a debugging tool fetch their own, calls work and then fail "
        "with 40001. This is not expiry, which is 42001.",
    ),
    fix=Text(
        "全部改用 stable_token（force_refresh=false），或者由一处统一获取、大家共用；调试工具不要用旧接口取 token。",
        "Move everything to stable_token (force_refresh=false), or fetch in one place and share; never let "
        "a debugging tool use the legacy endpoint.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.habits.token_in_use = world.fetch_token(legacy=True)
    another_process(world)
    world.hand_over({"code": world.tap()["code"]})


def other_fetch_unseen(world: World) -> None:
    """Near miss: other fetch unseen."""
    log_in(world)
    world.habits.token_in_use = world.fetch_token(legacy=True)
    with world.unseen():
        another_process(world)
    world.hand_over({"code": world.tap()["code"]})


def another_process(world: World) -> None:
    """Fetches too; the older token lives five minutes more."""
    token, world.habits.token_in_use = world.habits.token_in_use, None
    world.fetch_token(legacy=True)
    world.habits.token_in_use = token
    world.wait(400)


SCENARIO = Scenario(play, Confidence.CERTAIN, (other_fetch_unseen,))
