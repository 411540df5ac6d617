"""concurrent-login: several logins of one client ran at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import Traffic, Visit, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_OVERLAP = Text(
    "{n} 次登录在 {seconds} 秒内重叠，code 各不相同", "{n} logins with different codes overlap within {seconds} s"
)
_SAME = Text("它们属于同一个用户", "they belong to the same user")
SAME_MOMENT_S = 0.3
MEASURED_S = 0.05
"""How much a proxy's measure of a request may go on after the client had its answer."""
MAX_OPEN = 8


def rule(case: Case) -> Iterator[Match]:
    """Certain where overlapping logins give the same openid; likely where one client's marks are the same."""
    seen = traffic(case)
    logins = sorted((visit for visit in seen.logins if visit.at > 0), key=lambda visit: visit.at)
    open_until: list[Visit] = []
    for visit in logins:
        open_until = [other for other in open_until[-MAX_OPEN:] if visit.at < max(other.end, other.at + SAME_MOMENT_S)]
        for other in open_until:
            if other.code == visit.code or other.call.host != visit.call.host or _after(seen, other, visit):
                continue
            openids = seen.users.get(other.code), seen.users.get(visit.code)
            pair = case.seen(visit.where, _OVERLAP, n=2, seconds=f"{max(visit.end, other.end) - other.at:.1f}")
            if openids[0] is not None and openids[0] == openids[1]:
                yield Match(Confidence.CERTAIN, (pair, case.seen(other.where, _SAME)))
            elif None in openids and visit.device and visit.device == other.device:
                yield Match(Confidence.LIKELY, (pair,))
        open_until.append(visit)


def _after(seen: Traffic, first: Visit, second: Visit) -> bool:
    """Whether the client used the first login's token before it began the second: that one did not run beside it."""
    return first.end > first.at and any(
        visit.token and first.end - MEASURED_S <= visit.at < second.at and visit.device == first.device
        for visit in seen.visits
        if not visit.is_login
    )


CAUSE = Cause(
    slug="concurrent-login",
    refs=(),
    step=2,
    severity=Severity.ERROR,
    title=Text(
        "同一个客户端同时发起了好几次登录",
        "One client started several logins at the same time",
    ),
    detail=Text(
        "冷启动时几个页面或几个请求各自调用 wx.login，没有共用同一次登录。后完成的那次覆盖前面的：先拿到"
        "的 session_key 作废，token 也可能被顶掉，于是时好时坏、解密失败。",
        "On a cold start several pages or requests call wx.login on their own instead of sharing one "
        "login. The last one wins: the session_key of the earlier ones is outdated and their token may "
        "be replaced, so it works now and then and decryption fails.",
    ),
    fix=Text(
        "把登录做成单例：用一个共享的 Promise，进行中就等它，其他请求排队到它完成再发；App.onLaunch 和页"
        "面 onLoad 不要各登各的。",
        "Make the login a singleton: one shared promise that everybody awaits while it runs, requests "
        "queued behind it; App.onLaunch and the pages' onLoad must not each log in.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    first, second = world.login(), world.login()
    world.send_code(first)
    world.send_code(second)


def one_after_the_other(world: World) -> None:
    """Near miss: one after the other."""
    log_in(world)
    world.wait(600)
    log_in(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (one_after_the_other,))
