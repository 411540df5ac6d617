"""force-refresh-abuse: every fetch forces a new token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    STABLE_TOKEN,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_FORCED = Text("{count} 次 force_refresh=true", "{count} times force_refresh=true")


def rule(case: Case) -> Iterator[Match]:
    """Certain where forced fetches are refused or repeated; one possibility behind a limit at stable_token."""
    forced = [call for call in case.to(STABLE_TOKEN) if call.body.get("force_refresh") is True]
    limits = [error for error in case.coded(45009, 45011) if error.endpoint == STABLE_TOKEN]
    hit = [error for error in limits if error.call in forced]
    if hit or len(forced) > 1:
        seen = case.seen(forced[-1].where, _FORCED, count=len(forced))
        yield Match(Confidence.CERTAIN, (*(error.evidence() for error in hit), seen))
    for error in limits:
        if error.call is None or not error.call.complete:
            yield Match(Confidence.POSSIBLE, (error.evidence(),))


CAUSE = Cause(
    slug="force-refresh-abuse",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "每次都强制刷新 access_token",
        "Every fetch forces a new access_token",
    ),
    detail=Text(
        "stable_token 的 force_refresh=true 会让旧 token 立即失效，每天只有 20 次，两次至少相隔 30 秒；用完"
        "或太频繁就得到 45009/45011，或者拿到的 token 根本没有变。",
        "force_refresh=true at stable_token ends the former token at once, works 20 times a day and at "
        "most every 30 seconds; beyond that WeChat answers 45009/45011, or the token simply does not "
        "change.",
    ),
    fix=Text(
        "平时用 force_refresh=false，并缓存到接近 expires_in；只有密钥或 token 泄露时才强制刷新。",
        "Use force_refresh=false and cache until close to expires_in; force a refresh only after a leak.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    for _ in range(3):
        world.fetch_token(force=True)
        world.wait(60)


def forced_once(world: World) -> None:
    """Near miss: forced once."""
    world.fetch_token(force=True)


SCENARIO = Scenario(play, Confidence.CERTAIN, (forced_once,))
