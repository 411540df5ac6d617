"""multi-appid-mixup: a server for several apps exchanges some codes with another app's appid."""

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

MANY = 4
_SOME = Text("{total} 次换取里有 {wrong} 次 appid 不对", "{wrong} of {total} exchanges use a wrong appid")


def rule(case: Case) -> Iterator[Match]:
    """Likely where several appids appear, and those that do not fit are the minority."""
    pairs = mismatches(case)
    wrong = [pair for pair in pairs if not pair.same]
    if len(pairs) < MANY or not wrong or len(wrong) * 2 >= len(pairs) or len({pair.server for pair in pairs}) < 2:
        return
    if all("/devtools/" in pair.call.referer for pair in wrong):
        return
    yield Match(Confidence.LIKELY, (case.seen(wrong[0].call.where, _SOME, total=len(pairs), wrong=len(wrong)),))


CAUSE = Cause(
    slug="multi-appid-mixup",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "多小程序共用的服务器偶尔用错 appid",
        "A server for several mini programs sometimes uses the wrong appid",
    ),
    detail=Text(
        "大多数登录的 appid 是对的，少数用了别的小程序的。多半是 SDK 把“当前 appid”放在线程变量或全局变量"
        "里，异步任务或线程池沿用了上一个请求的值，所以时好时坏。",
        "Most logins use the right appid, a few use that of another mini program. Usually the SDK keeps "
        "the current appid in a thread-local or global variable, and an asynchronous task or a pooled "
        "thread inherits the value of another request; hence it comes and goes.",
    ),
    fix=Text(
        "每个 appid 建一个独立的客户端对象，把 appid 作为参数显式传下去；切换和使用放在同一个作用域里，用"
        "完清掉线程变量。",
        "Create one client object per appid and pass the appid on explicitly; switch and use it in one "
        "scope, and clear the thread-local afterwards.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    other = world.second_app()
    for number in range(6):
        world.habits.credentials = other if number == 3 else None
        log_in(world)
        world.wait(60)


def without_referer(world: World) -> None:
    """Near miss: without referer."""
    world.device(page="")
    play(world)


SCENARIO = Scenario(play, Confidence.LIKELY, (without_referer,))
