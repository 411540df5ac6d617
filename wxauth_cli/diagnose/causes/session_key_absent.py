"""There is no session_key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

if TYPE_CHECKING:
    from wxauth_cli.core.world import World

CAUSE = Cause(
    slug="session-key-absent",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "没有 session_key",
        "There is no session_key",
    ),
    detail=Text(
        "session_key 是空的，或者是 undefined、null 之类的文字。多半是换取 session_key 那一步（code2Session）"
        "已经失败了，但代码只看了 HTTP 状态码 200，没有检查 errcode。",
        "The session_key is empty, or a word such as undefined or null. Most likely the exchange "
        "(code2Session) had failed already, and the code looked at HTTP status 200 and not at errcode.",
    ),
    fix=Text(
        "先看 code2Session 的返回：errcode 不为 0 就不要往下走。用“wxauth explain 错误码”查原因。手上有 "
        "session_key 的话，写进数据里或用 --session-key - 提供。",
        "Look at the answer of code2Session first: unless errcode is 0, do not go on. “wxauth explain CODE” "
        "tells the reason. If you have the session_key, put it into the bundle or give it with --session-key "
        "-.",
    ),
)


def play(world: World) -> None:
    """How it comes about."""
    with world.unseen():
        log_in(world)
    world.habits.key_read = lambda key: "undefined"
    detail = world.tap()
    detail.pop("code")
    world.hand_over(detail)


def key_unknown_damage(world: World) -> None:
    """Near miss: key unknown damage."""
    handing_over(dict, stale=True)(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (key_unknown_damage,))
