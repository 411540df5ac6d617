"""relogin-loop: the client logs in over and over because the fresh token is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, answering, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import Visit, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

ROUNDS = 3
FRESH_S = 120.0
_OF_A_LOG = frozenset({"referer", "user-agent"})
"""Where a log shows no other header, any call that is served ends a loop."""
_ROUNDS = Text("刚签发的 token 被拒绝了 {n} 次", "freshly issued tokens were refused {n} times")
_AGAIN = Text("{n} 轮“401 → 登录 → 还是 401”", "{n} rounds of 401, login, 401 again")


def rule(case: Case) -> Iterator[Match]:
    """Certain where three tokens or more of the flow's own logins are refused at once; likely by the pattern."""
    seen = traffic(case)
    fresh: dict[str, Visit] = {}
    for visit in seen.refused():
        issued = seen.issuing.get(visit.token) if visit.token else None
        if issued is not None and issued.at <= visit.at <= issued.end + FRESH_S:
            fresh.setdefault(visit.token, visit)
    if len(fresh) >= ROUNDS:
        first = next(iter(fresh.values()))
        yield Match(Confidence.CERTAIN, (case.seen(first.where, _ROUNDS, n=len(fresh)),))
        return
    rounds: dict[tuple[str, str], int] = {}
    waiting: dict[tuple[str, str], bool] = {}
    for visit in seen.visits:
        key = visit.call.host, visit.device
        if not visit.device:
            continue
        if (visit.is_login or (visit.is_login_path and visit.call.method == "POST")) and not visit.failed:
            waiting[key] = key in waiting
        elif visit.refused:
            if waiting.get(key):
                rounds[key] = rounds.get(key, 0) + 1
            waiting[key] = False
        elif not visit.is_refresh and (visit.token_header[1] or visit.headers.keys() <= _OF_A_LOG):
            rounds[key] = 0
            waiting.pop(key, None)
        if rounds.get(key, 0) == ROUNDS:
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _AGAIN, n=ROUNDS),))
            return


CAUSE = Cause(
    slug="relogin-loop",
    refs=(),
    step=6,
    severity=Severity.ERROR,
    title=Text(
        "刚登录拿到的 token 又被拒绝，前端陷入反复登录",
        "The fresh token is refused again, and the client logs in over and over",
    ),
    detail=Text(
        "请求得到 401，拦截器重新登录，拿着新 token 再请求，还是 401，如此循环。毛病在“为什么新 token 也"
        "不被接受”：时钟、exp 的单位、签名密钥不一致，或者请求头格式；拦截器又没有次数限制，很快会撞上微"
        "信的频率限制（45011）。",
        "A call gets 401, the interceptor logs in, repeats the call with the new token, gets 401 again, "
        "and so on. The question is why the fresh token is refused: clocks, the unit of exp, different "
        "signing keys, or the header's form. With no limit in the interceptor, WeChat's rate limit "
        "(45011) follows soon.",
    ),
    fix=Text(
        "每个请求最多重新登录一次，再失败就停下并提示；把新 token 交给 wxauth token inspect 和 wxauth "
        "token verify 看它为什么不被接受。",
        "Log in again at most once per call, then stop and say so; give the fresh token to wxauth token "
        "inspect and wxauth token verify to see why it is refused.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.answers["/me"] = answering(401)
    for _ in range(4):
        log_in(world)
        world.open_page()
        world.wait(5)


def refused_once(world: World) -> None:
    """Near miss: refused once."""
    world.habits.answers["/me"] = answering(401)
    log_in(world)
    world.open_page()


SCENARIO = Scenario(play, Confidence.CERTAIN, (refused_once,))
