"""mock-code-tourist-appid: DevTools runs without a real appid and hands out a stand-in for a code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.codes import CodeShape
from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_TEXT = Text("开发者工具的替代 code", "the stand-in code of DevTools")
_TOURIST = Text("touristappid：游客项目", "touristappid: a tourist project")


def rule(case: Case) -> Iterator[Match]:
    """Certain by the literal text or the tourist's appid."""
    for code in case.codes:
        if code.shape is CodeShape.MOCK:
            yield Match(Confidence.CERTAIN, (case.seen(code.where, _TEXT),))
    for call in case.calls:
        if "touristappid" in (call.referer_appid, call.query.get("appid")):
            yield Match(Confidence.CERTAIN, (case.seen(call.where, _TOURIST),))
    for sign in case.signed("tourist"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))
    if case.appid == "touristappid":
        yield Match(Confidence.CERTAIN, (case.seen("appid", _TOURIST),))


CAUSE = Cause(
    slug="mock-code-tourist-appid",
    refs=(),
    step=1,
    severity=Severity.ERROR,
    title=Text(
        "开发者工具没有用真实的 appid，code 是假的",
        "DevTools runs without a real appid, and the code is a stand-in",
    ),
    detail=Text(
        "用游客身份、测试号或没有填 appid 的项目运行时，wx.login 给出的是一段固定的文字，或者 appid 是 "
        "touristappid。这样的 code 任何服务器都换不了。",
        "A project opened as a tourist, with a test account or without an appid gets a fixed text from "
        "wx.login, or runs as touristappid. No server can exchange such a code.",
    ),
    fix=Text(
        "在 project.config.json（uni-app 是 manifest.json 的 mp-weixin）填上真实的 appid，用项目成员的微信"
        "登录开发者工具，重新编译后再取 code。",
        "Put the real appid into project.config.json (for uni-app: mp-weixin in manifest.json), sign in to "
        "DevTools as a member of the project, rebuild, and get a new code.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.send_code("the code is a mock one")


def unknown_code(world: World) -> None:
    """Near miss: unknown code."""
    world.send_code("033Kq7Wm2Zt5Rb8Vc1Nd6Hf4Jg0Lq7WmA"[:32])


SCENARIO = Scenario(play, Confidence.CERTAIN, (unknown_code,))
