"""prefetch-rotated-key: data pre-fetch exchanged a code and changed the session_key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, answering, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_PREFETCH = lazy_pattern(r"pre-?fetch|fetchType|backgroundfetch", re.I)
_BOTH = Text("启动时预拉取和登录各换取了一次 code", "pre-fetch and login each exchanged a code at the start")
_TOLD = Text("说到数据预拉取", "data pre-fetch is spoken of")
NEAR_S = 60.0


def rule(case: Case) -> Iterator[Match]:
    """Likely where a pre-fetch with a code and a login stand together and data then do not decrypt, or it is told."""
    failing = [error for error in case.errors if error.scope == "local"]
    if failing and case.says(r"预拉取|预加载数据|pre-?fetch|background ?fetch"):
        yield Match(Confidence.LIKELY, (failing[0].evidence(), case.seen("note", _TOLD)))
    visits = traffic(case).visits
    if not failing and not case.bundles and not any(visit.payload and visit.failed for visit in visits):
        return
    fetched = None
    for visit in visits:
        if not visit.code:
            continue
        if visit.call.method == "GET" and _PREFETCH.search(f"{visit.call.path} {' '.join(visit.call.query)}"):
            fetched = visit
        elif fetched is not None and visit.code != fetched.code and visit.at - fetched.at <= NEAR_S:
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _BOTH),))
            return


CAUSE = Cause(
    slug="prefetch-rotated-key",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "数据预拉取也换了一次 code，session_key 因此变了",
        "Data pre-fetch exchanged a code too, and the session_key changed",
    ),
    detail=Text(
        "开启数据预拉取后，微信会在小程序启动前带着一个 code 请求后端。后端用它换取，就可能换新 "
        "session_key；小程序自己的登录又换一次。哪一边存的不是最后那个，解密就失败。",
        "With data pre-fetch on, WeChat calls the backend with a code before the mini program starts. "
        "Exchanging it may give a new session_key, and the program's own login gives another. Whoever "
        "kept one that is not the last fails to decrypt.",
    ),
    fix=Text(
        "预拉取改用 token 方式（wx.setBackgroundFetchToken），或者把预拉取换到的 session_key 也当作一次登"
        "录存好；以最后一次换取的为准。",
        "Use the token mode of pre-fetch (wx.setBackgroundFetchToken), or store the session_key of the "
        "pre-fetch as that of a login; the key of the last exchange holds.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.answers["/prefetch"] = answering(200)
    world.request("GET", f"/prefetch?fetchType=pre&code={world.login()}")
    world.wait(5)
    log_in(world)
    fails(world)


def login_alone(world: World) -> None:
    """Near miss: login alone."""
    log_in(world)
    fails(world)


def fails(world: World) -> None:
    """A payload that the backend does not open."""
    world.wait(600)
    world.habits.answers["/phone"] = answering(400, error="cannot be opened")
    detail = world.tap()
    detail.pop("code")
    world.hand_over(detail)


SCENARIO = Scenario(play, Confidence.LIKELY, (login_alone,))
