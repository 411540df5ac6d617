"""code-reused: a code was exchanged a second time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    after_another,
    same_code_before,
)
from wxauth_cli.diagnose.traffic import used_again

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_BEFORE = Text("同一个 code 之前已换取成功", "the same code was exchanged successfully before")
_AGAIN = Text("这次登录失败了，带的是已经用过的 code", "this login failed, and its code had been used already")
_WORKED = Text("同一个 code 在这里登录成功", "the same code logged in here")
_REFUSED = Text("同一个 code 之前得到的是 {errcode}", "the same code got {errcode} before")


def rule(case: Case) -> Iterator[Match]:
    """Certain where an earlier exchange of the same code succeeded; modest where its first answer was an error."""
    for error in case.coded(40163):
        granted = [code for code in same_code_before(case, error) if code.call is not None and code.call.errcode == 0]
        if granted:
            yield Match(Confidence.CERTAIN, (error.evidence(), case.seen(granted[0].where, _BEFORE)))
            continue
        refusal = next((code for code in (40029, -1) if after_another(case, error, code)), None)
        if refusal is not None:
            seen = case.seen(error.where, _REFUSED, errcode=refusal)
            yield Match(Confidence.POSSIBLE, (error.evidence(), seen))
        else:
            yield Match(Confidence.LIKELY, (error.evidence(),))
    if not case.errors:
        yield from _unexplained(case)


def _unexplained(case: Case) -> Iterator[Match]:
    """Likely where a login that failed without a reason brought a code with which a login had worked before."""
    for first, again in used_again(case).values():
        yield Match(Confidence.LIKELY, (case.seen(again.where, _AGAIN), case.seen(first.where, _WORKED)))


CAUSE = Cause(
    slug="code-reused",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "这个 code 已经被换取过",
        "This code has been exchanged before",
    ),
    detail=Text(
        "wx.login 的 code 只能换一次。微信说它已经用过：可能是页面重复提交、重放了旧请求，也可能是另一台服"
        "务器或另一次调试先换走了。没看到第一次的结果之前，分不清是哪一种。",
        "A code of wx.login can be exchanged once. WeChat says that it has been: the page submitted twice, "
        "an old request was replayed, or another server or a debugging session took it first. Which of "
        "these it was cannot be told without the first answer.",
    ),
    fix=Text(
        "让前端重新 wx.login，用新的 code 只换一次；登录接口按 code 做幂等（短时间缓存第一次的结果），不要"
        "自动重试。客服可以请用户重新进入小程序再试。",
        "Have the client call wx.login again and exchange the new code once; make the login endpoint "
        "idempotent on the code (keep the first answer for a short while) and do not retry automatically. "
        "Support can ask the user to reopen the mini program.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    code = world.login()
    world.send_code(code)
    world.wait(60)
    world.send_code(code)


def first_use_unseen(world: World) -> None:
    """Near miss: first use unseen."""
    code = world.login()
    with world.unseen():
        world.send_code(code)
    world.wait(60)
    world.send_code(code)


SCENARIO = Scenario(play, Confidence.CERTAIN, (first_use_unseen,))
