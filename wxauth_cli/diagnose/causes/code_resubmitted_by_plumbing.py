"""code-resubmitted-by-plumbing: a client library, gateway or browser sent the same exchange twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import given_code, is_masked
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    after_another,
    same_code_before,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Call, Case

GAP_S = 2.0
MAX_PAIRS = 5
_HALF_MASKED = lazy_pattern(r"[0-9A-Za-z]{4,}[*•…]")
"""A code of which its beginning was left: two that begin alike within 2 s, and one of them used, are one code."""
_TWICE = Text("{seconds} 秒内又送出同一个 code", "the same code sent again within {seconds} s")
_UNANSWERED = Text("第一次没有得到完整回答", "the first request got no whole answer")


def rule(case: Case) -> Iterator[Match]:
    """Likely where the same code left twice within 2 s, or again as soon as the first try broke; else possible."""
    for error in case.coded(40163):
        pairs = case.once("resubmitted", lambda: list(_repeats(case)))
        for first, second, gap in pairs:
            evidence = [error.evidence(), case.seen(second.where, _TWICE, seconds=f"{max(gap, 0):.1f}")]
            if first.failure is not None:
                evidence.append(case.seen(first.where, _UNANSWERED))
            yield Match(Confidence.LIKELY, tuple(evidence))
        if not pairs and not same_code_before(case, error) and not after_another(case, error, 40029):
            yield Match(Confidence.POSSIBLE, (error.evidence(),))


def _repeats(case: Case) -> Iterator[tuple[Call, Call, float]]:
    """Pairs of requests with the same code, close to each other, the second refused as used; at most a few."""
    sent: dict[tuple[str, str | None], list[Call]] = {}
    for call in case.calls:
        value = given_code(call)[1]
        if value and (not is_masked(value) or _HALF_MASKED.match(value)):
            sent.setdefault((value, call.endpoint), []).append(call)
    found = 0
    for calls in sent.values():
        for first, second in pairwise(calls):
            if first.started_at is None or second.started_at is None or first.errcode not in (0, None):
                continue
            if second.errcode != 40163:
                continue
            gap = second.started_at - first.started_at
            after_end = gap - first.total_s
            if 0 <= gap <= GAP_S or (first.errcode is None and 0 <= after_end <= GAP_S):
                yield first, second, min(gap, max(after_end, 0.0))
                found += 1
                if found >= MAX_PAIRS:
                    return


CAUSE = Cause(
    slug="code-resubmitted-by-plumbing",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "同一次登录被网络层重发了",
        "The network layer sent the same login twice",
    ),
    detail=Text(
        "同一个 code 在很短时间内被送出两次，动作只有一次：HTTP 客户端超时重试、网关或负载均衡重试、浏览器"
        "重复提交都会这样。第一次其实已经到达微信，第二次就得到 40163。",
        "One code was sent twice within moments although the user acted once: an HTTP client that retries "
        "on a timeout, a gateway or load balancer that retries, or a double submit. The first request did "
        "reach WeChat, and the second got 40163.",
    ),
    fix=Text(
        "关掉登录请求的自动重试，把超时放长到大于微信的响应时间；登录接口按 code 幂等，第二次直接返回第一次的结果。",
        "Switch off automatic retries of the login request and raise the timeout above WeChat's answer "
        "time; make the login endpoint idempotent on the code, so that the second request gets the first "
        "answer.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    # WeChat answers too late, though it has done its work.
    world.fault("/sns/jscode2session", kind="slow", delay_s=0.3)
    world.habits.patience_s, world.habits.tries = 0.1, 2
    log_in(world)


def first_try_unseen(world: World) -> None:
    """Near miss: first try unseen."""
    code = world.login()
    with world.unseen():
        world.send_code(code)
    world.send_code(code)


SCENARIO = Scenario(play, Confidence.LIKELY, (first_try_unseen,))
