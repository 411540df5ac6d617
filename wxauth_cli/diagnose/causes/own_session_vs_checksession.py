"""own-session-vs-checksession: wx.checkSession was taken for a check of the backend's own token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, answering, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_CHECKED = Text("说到 wx.checkSession 成功，接口却 401", "wx.checkSession is said to succeed while the API answers 401")
_GOES_ON = Text(
    "过期的 token 被拒绝后仍在使用，没有重新登录",
    "the expired token is used on after it was refused, without a new login",
)
REPEATS = 2


def rule(case: Case) -> Iterator[Match]:
    """Likely where an expired token is used on without a login, or where a live checkSession and a 401 are told."""
    if case.says(r"check_?session[^\n]{0,60}(?:ok|success|true|成功|有效|没过期|正常)") and case.says(
        r"(?<![0-9])401(?![0-9])|unauthorized|token[^\n]{0,20}(?:expired|过期|失效)|未登录"
    ):
        yield Match(Confidence.LIKELY, (case.seen("note", _CHECKED),))
    if traffic(case).logins:
        return
    refused: dict[str, int] = {}
    for visit in traffic(case).refused():
        if not visit.token.startswith("eyJ") or visit.token in traffic(case).renewed:
            continue
        refused[visit.token] = refused.get(visit.token, 0) + 1
        if refused[visit.token] == REPEATS and _expired(visit.token, visit.now):
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _GOES_ON),))


def _expired(token: str, now: float) -> bool:
    from wxauth_cli.core.jwt import unsafe_decode

    ends = (unsafe_decode(token).claims or {}).get("exp")
    return isinstance(ends, (int, float)) and not isinstance(ends, bool) and ends < now


CAUSE = Cause(
    slug="own-session-vs-checksession",
    refs=(),
    step=6,
    severity=Severity.ERROR,
    title=Text(
        "把 wx.checkSession 当成了自己 token 的有效期",
        "wx.checkSession was taken for a check of one's own token",
    ),
    detail=Text(
        "wx.checkSession 只说微信的 session_key 还在不在，和后端自己签发的 token 没有关系。它成功了，"
        "token 照样可能早已过期；只在 onLaunch 登录一次的小程序，开着过几个小时就会一直 401。",
        "wx.checkSession speaks of WeChat's session_key only; the token that the backend issued is "
        "another matter. It may succeed while the token has long expired, and a mini program that logs "
        "in only in onLaunch gets 401 after some hours.",
    ),
    fix=Text(
        "以自己 token 的过期时间和 401 为准：过期前或收到 401 时重新 wx.login 并换新 token（最多重试一次"
        "），不要用 wx.checkSession 来决定。",
        "Go by your own token's expiry and by 401: call wx.login again before it ends or on a 401 (one "
        "retry at most), and do not decide by wx.checkSession.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    with world.unseen():
        log_in(world)
    world.wait(7300)
    for _ in range(4):
        world.open_page()
        world.wait(60)


def refused_before_the_end(world: World) -> None:
    """Near miss: refused before the end."""
    with world.unseen():
        log_in(world)
    world.habits.answers["/me"] = answering(401)
    for _ in range(4):
        world.open_page()
        world.wait(60)


SCENARIO = Scenario(play, Confidence.LIKELY, (refused_before_the_end,))
