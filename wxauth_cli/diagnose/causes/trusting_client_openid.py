"""trusting-client-openid: the backend believes an openid that the client sends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, answering
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_NAMES = ("openid", "openId", "open_id", "unionid", "unionId")
_OPENID = lazy_pattern(r"o[A-Za-z0-9_-]{27}")
_ISSUED = Text(
    "请求只有 {name}，没有 code，回答却给了 token",
    "the request brings {name} and no code, and the answer gives a token",
)


def rule(case: Case) -> Iterator[Match]:
    """Likely by the shape of the exchange: whether it holds for any openid, only trying one's own backend proves."""
    for visit in traffic(case).visits:
        if visit.code or visit.token or visit.headers.get("cookie") or visit.failed or not visit.issued:
            continue
        for name in _NAMES:
            value = visit.call.given(name)
            if value and _OPENID.fullmatch(value) and not visit.call.given("password"):
                yield Match(Confidence.LIKELY, (case.seen(visit.where, _ISSUED, name=name),))
                break


CAUSE = Cause(
    slug="trusting-client-openid",
    refs=("B02",),
    step=5,
    severity=Severity.CRITICAL,
    title=Text(
        "后端相信前端传来的 openid，谁都能登录成别人",
        "The backend believes an openid from the client: anyone can log in as somebody else",
    ),
    detail=Text(
        "登录请求里只有 openid（或 unionid、手机号），没有 code，后端就签发了 token。openid 不是秘密，知"
        "道它的人改一下参数就成了那个用户。",
        "The login brings an openid (or unionid, or phone number) and no code, and the backend issues a "
        "token. An openid is no secret: whoever knows one changes the parameter and is that user.",
    ),
    fix=Text(
        "登录只接受 code，由后端向微信换取 openid；之后的身份只从自己签发的会话里取，任何请求参数里的 "
        "openid 都不作为身份。",
        "Accept a code only and let the backend ask WeChat for the openid; afterwards take the identity "
        "from your own session, never from an openid among the parameters.",
    ),
    rule=rule,
)


ISSUED = "t-1a2b3c4d5e6f7a8b9c0d"


def play(world: World) -> None:
    """How it comes about."""
    world.habits.answers["/login"] = answering(200, token=ISSUED)
    world.request("POST", "/login", {"openid": world.openid()})


def with_code(world: World) -> None:
    """Near miss: with code."""
    world.habits.answers["/login"] = answering(200, token=ISSUED)
    world.request("POST", "/login", {"openid": world.openid(), "code": world.login()})


SCENARIO = Scenario(play, Confidence.LIKELY, (with_code,))
