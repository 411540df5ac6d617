"""devtools-cached-appid: DevTools still runs an appid from before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.appids import mismatches
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_ONLY = Text("开发者工具里是 {client}，服务器用的是 {server}", "DevTools runs {client}, the server uses {server}")


def rule(case: Case) -> Iterator[Match]:
    """Likely where every mismatch of appids comes from DevTools."""
    pairs = mismatches(case)
    wrong = [pair for pair in pairs if not pair.same]
    if wrong and all("/devtools/" in pair.call.referer for pair in wrong):
        first = wrong[0]
        seen = case.seen(first.call.where, _ONLY, client=first.client, server=first.server)
        yield Match(Confidence.LIKELY, (seen,))


CAUSE = Cause(
    slug="devtools-cached-appid",
    refs=(),
    step=1,
    severity=Severity.ERROR,
    title=Text(
        "开发者工具还在用缓存里的旧 appid",
        "DevTools still runs the former appid from its cache",
    ),
    detail=Text(
        "只有来自开发者工具的请求 appid 不对，手机上的都对。改过 project.config.json 之后，工具可能仍以旧"
        " appid 运行，code 和加密数据都属于旧的小程序。",
        "Only requests from DevTools come from another appid; those from phones are right. After a "
        "change of project.config.json the tool may go on running the former appid, and codes and "
        "encrypted data belong to that.",
    ),
    fix=Text(
        "在开发者工具里清除全部缓存，关掉项目重新导入，核对“详情”里的 AppID；再取新的 code。",
        "Clear all caches of DevTools, close and import the project again, check the AppID under "
        "Details, then get a new code.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.credentials = world.second_app()
    world.device(page="devtools/page-frame.html")
    log_in(world)


def without_referer(world: World) -> None:
    """Near miss: without referer."""
    world.habits.credentials = world.second_app()
    world.device(page="")
    log_in(world)


SCENARIO = Scenario(play, Confidence.LIKELY, (without_referer,))
