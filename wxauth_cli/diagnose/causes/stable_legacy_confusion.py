"""stable-legacy-confusion: both kinds of access_token are fetched for one app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import LEGACY_TOKEN, STABLE_TOKEN, WITH_TOKEN

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_BOTH = Text(
    "既有 /cgi-bin/token 又有 /cgi-bin/stable_token", "both /cgi-bin/token and /cgi-bin/stable_token are called"
)
_TOLD = Text("说到已经换成 stable_token", "a move to stable_token is told of")
_MOVED = (
    r"(?:换|改|切|用)[^\n]{0,10}stable_?(?:access_?)?token"
    r"|(?:switch|mov|chang|migrat|us)[^\n]{0,30}stable_?(?:access_?)?token"
)


def rule(case: Case) -> Iterator[Match]:
    """Likely where a token is refused and both endpoints are called for one appid, or a move is told of."""
    errors = case.coded(40001, 40014, at=WITH_TOKEN)
    if not errors:
        return
    legacy = {call.given("appid") for call in case.to(LEGACY_TOKEN) if call.errcode in (0, None)}
    stable = {call.given("appid") for call in case.to(STABLE_TOKEN) if call.errcode in (0, None)}
    if legacy and stable and (legacy & stable or "" in legacy | stable):
        yield Match(Confidence.LIKELY, (errors[0].evidence(), case.seen(errors[0].where, _BOTH)))
    elif case.says(_MOVED):
        yield Match(Confidence.LIKELY, (errors[0].evidence(), case.seen("note", _TOLD)))


CAUSE = Cause(
    slug="stable-legacy-confusion",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "同一个小程序混用了 token 和 stable_token",
        "Both token and stable_token are used for one mini program",
    ),
    detail=Text(
        "两个接口取到的 access_token 互相独立，不会顶掉对方。但只要还有一处在用旧的 /cgi-bin/token，旧的"
        "那种就会继续互相顶掉；两种共用一个缓存键时，还会取到不是自己那种的 token。",
        "The tokens of the two endpoints are independent and do not end each other. But as long as one "
        "place still uses the legacy /cgi-bin/token, tokens of that kind go on ending each other; and "
        "with one cache key for both, either side picks up the other's kind.",
    ),
    fix=Text(
        "查出所有取 token 的地方（服务、定时任务、测试环境、SDK），全部换成 stable_token；两种 token 的缓"
        "存键分开，换完后清掉旧缓存。",
        "Find every place that fetches a token (services, cron jobs, staging, SDKs) and move all of them "
        "to stable_token; keep separate cache keys for the two kinds, and clear the old cache afterwards.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.fetch_token()
    world.habits.token_in_use = world.fetch_token(legacy=True)
    world.fault("/wxa/business/getuserphonenumber", errcode=40001)
    world.hand_over({"code": world.tap()["code"]})


def one_endpoint(world: World) -> None:
    """Near miss: one endpoint."""
    log_in(world)
    world.habits.token_in_use = world.fetch_token(legacy=True)
    world.fault("/wxa/business/getuserphonenumber", errcode=40001)
    world.hand_over({"code": world.tap()["code"]})


SCENARIO = Scenario(play, Confidence.LIKELY, (one_endpoint,))
