"""refresh-race: several refreshes ran at once, and the later one was refused."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, answering
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import Visit, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

SPAN_S = 5.0
_RACE = Text("{seconds} 秒内两次刷新，后一次被拒绝", "two refreshes within {seconds} s, the later one refused")
_OVERLAP = Text("两次刷新重叠", "two refreshes overlap")


def rule(case: Case) -> Iterator[Match]:
    """Certain where refreshes of one client follow closely and the later one is refused; likely by overlap."""
    refreshes = [visit for visit in traffic(case).refreshes if visit.at > 0]
    for first, second in pairwise(refreshes):
        gap = second.at - first.at
        # In a server's log, which marks no client, two users may well refresh at the same moment.
        if first.call.host != second.call.host or first.device != second.device or not 0 <= gap <= SPAN_S:
            continue
        given = _sent(first), _sent(second)
        same = bool(given[0]) and given[0] == given[1]
        refused = second.refused or second.status in (400, 403)
        if not first.failed and refused and (same or second.at <= first.end):
            evidence = (case.seen(second.where, _RACE, seconds=f"{gap:.1f}"),)
            yield Match(Confidence.CERTAIN if same else Confidence.LIKELY, evidence)
        elif second.at < first.end and same and (first.failed or second.failed):
            yield Match(Confidence.LIKELY, (case.seen(second.where, _OVERLAP),))


def _sent(visit: Visit) -> str:
    """What it refreshes with: the refresh token of the body, else the header's token."""
    value = next((visit.call.given(name) for name in ("refreshToken", "refresh_token") if visit.call.given(name)), "")
    return value or visit.token


CAUSE = Cause(
    slug="refresh-race",
    refs=(),
    step=5,
    severity=Severity.ERROR,
    title=Text(
        "同时刷新 token，互相把对方的作废了",
        "Several refreshes at once made each other's token void",
    ),
    detail=Text(
        "几个请求同时得到 401，各自去刷新。第一个刷新成功并换掉了 refresh token，第二个拿着旧的去刷新就被"
        "拒绝，用户莫名其妙地退出登录。",
        "Several calls got 401 at the same time, and each refreshed on its own. The first succeeded and "
        "replaced the refresh token; the second came with the old one and was refused, and the user is "
        "logged out for no visible reason.",
    ),
    fix=Text(
        "前端只允许一个刷新在进行，其他请求等它的结果；后端给旧的 refresh token 留几十秒宽限。",
        "Allow one refresh at a time in the client and let the other calls await it; on the backend "
        "honour the former refresh token for some tens of seconds.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    refresh(world, 200)
    refresh(world, 401)


def refused_later(world: World) -> None:
    """Near miss: refused later."""
    refresh(world, 200)
    world.wait(3600)
    refresh(world, 401)


def refresh(world: World, status: int) -> None:
    """The client renews its token."""
    world.habits.answers["/refresh"] = answering(status)
    world.request("POST", "/refresh", {"refreshToken": "r-1a2b3c4d5e6f"})


SCENARIO = Scenario(play, Confidence.CERTAIN, (refused_later,))
