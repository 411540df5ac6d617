"""plugin-code: a plugin's code was exchanged as the host's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, refused_login
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    settled,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_SAID = Text("提到了插件", "a plugin is spoken of")
_PATH = Text("Referer 里有插件的路径", "the Referer holds a plugin's path")


def rule(case: Case) -> Iterator[Match]:
    """Likely where a plugin is spoken of or stands in the Referer; a 40029 alone says nothing of it."""
    for error in case.coded(40029):
        if settled(case, error):
            continue
        if case.says(r"plug-?in|插件"):
            yield Match(Confidence.LIKELY, (error.evidence(), case.seen("note", _SAID)))
        elif case.once("plugin-referer", lambda: any("plugin" in call.referer.lower() for call in case.calls)):
            yield Match(Confidence.LIKELY, (error.evidence(), case.seen("Referer", _PATH)))


CAUSE = Cause(
    slug="plugin-code",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "这是插件的 code，换取却用了宿主小程序的 appid",
        "This is a plugin's code, exchanged with the host's appid",
    ),
    detail=Text(
        "插件里调用 wx.login 得到的 code 属于插件自己的 appid，用宿主小程序的 appid 和密钥去换，微信答 40029。",
        "A code that wx.login gives inside a plugin belongs to the plugin's own appid; with the host's "
        "appid and secret WeChat answers 40029.",
    ),
    fix=Text(
        "用插件的 appid 和 AppSecret 换取；wx.pluginLogin 的 code 则送 getPluginOpenPId。",
        "Exchange it with the plugin's appid and AppSecret; a code of wx.pluginLogin goes to getPluginOpenPId.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.device(appid=world.second_app().appid)
    code = world.login()
    world.device(page="1/plugin/page-frame.html")
    world.send_code(code)


SCENARIO = Scenario(play, Confidence.LIKELY, (refused_login(40029),))
