"""phone-code-other-user: a phone code is not tied to the user who sends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.codes import CodeShape, shape_of
from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import PHONE
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_TWO = Text("同一个手机号 code 由两个会话送来", "two sessions sent the same phone code")
_BOUND = Text("这次调用带了 openid", "this call came with an openid")


def rule(case: Case) -> Iterator[Match]:
    """Likely where two sessions send one phone code; one possibility where a call with an openid is refused."""
    by_code: dict[str, str] = {}
    for visit in traffic(case).visits:
        if not visit.code or not visit.token or shape_of(visit.code) is not CodeShape.PHONE:
            continue
        if by_code.setdefault(visit.code, visit.token) != visit.token:
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _TWO),))
    for error in case.coded(40029, at={PHONE}):
        if error.call is not None and error.call.body.get("openid"):
            yield Match(Confidence.POSSIBLE, (error.evidence(), case.seen(error.where, _BOUND)))


CAUSE = Cause(
    slug="phone-code-other-user",
    refs=(),
    step=9,
    severity=Severity.WARNING,
    title=Text(
        "手机号 code 没有和当前用户绑在一起",
        "The phone code is not tied to the user who sends it",
    ),
    detail=Text(
        "getuserphonenumber 不带 openid 时，谁拿到这个 code 都能换出号码，后端可能把别人的手机号存到当前"
        "用户名下；带了 openid 而 code 是别的用户点出来的，微信就会拒绝。",
        "Without openid, getuserphonenumber gives the number to whoever holds the code, and the backend "
        "may store somebody else's number with this user; with an openid, WeChat refuses a code that "
        "another user tapped.",
    ),
    fix=Text(
        "调用 getuserphonenumber 时一并传当前会话的 openid；用户以会话为准，不从请求参数里取。",
        "Send the openid of the current session along with the code; go by the session for who the user "
        "is, never by a parameter.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.passes_openid = False
    log_in(world)
    code = world.tap()["code"]
    world.hand_over({"code": code})
    world.wait(60)
    world.send_code(world.login("somebody else"))
    world.hand_over({"code": code})


def own_code_twice(world: World) -> None:
    """Near miss: own code twice."""
    world.habits.passes_openid = False
    log_in(world)
    code = world.tap()["code"]
    world.hand_over({"code": code})
    world.hand_over({"code": code})


SCENARIO = Scenario(play, Confidence.LIKELY, (own_code_twice,))
