"""phone-code-expired-in-panel: the user stayed in the phone panel past the code's five minutes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import CODE_LIFETIME_S
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    age_s,
    settled,
)
from wxauth_cli.diagnose.endpoints import (
    PHONE,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_AGE = Text("从点按钮到微信收到有 {seconds} 秒", "{seconds} s from the tap to WeChat")


def rule(case: Case) -> Iterator[Match]:
    """Likely by times, else one possibility behind a 40029 of the phone endpoint."""
    for error in case.coded(40029):
        # Without a comma before its rid, an answer comes from /wxa or /cgi-bin, and not from /sns.
        by_suffix = error.endpoint is None and error.family in ("cgi-bin", "old-cgi", "cloud")
        if error.endpoint != PHONE and not by_suffix:
            continue
        age = age_s(case, error)
        if age is not None and age[0] > CODE_LIFETIME_S:
            seen = case.seen("rid", _AGE, seconds=round(age[0]))
            yield Match(Confidence.LIKELY, (error.evidence(), seen))
        elif not settled(case, error):
            yield Match(Confidence.POSSIBLE, (error.evidence(),))


CAUSE = Cause(
    slug="phone-code-expired-in-panel",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "手机号 code 过期或已用过，用户可能在授权面板停留太久",
        "The phone code is too old or used; the user may have stayed in the panel",
    ),
    detail=Text(
        "手机号 code 在用户点按钮的那一刻产生，5 分钟有效，只能用一次。用户在授权面板里停留太久，或者后端重"
        "复换取，微信都答 40029。",
        "A phone code is made at the moment of the tap, lives 5 minutes and works once. If the user stays "
        "in the panel too long, or the backend exchanges it twice, WeChat answers 40029.",
    ),
    fix=Text(
        "后端收到 40029 时，请用户再点一次按钮取新的 code；拿到后立即换取。",
        "On a 40029 ask the user to tap the button again for a new code, and exchange it at once.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    code = world.tap()["code"]
    world.wait(400)
    world.hand_over({"code": code})


def used_before(world: World) -> None:
    """Near miss: used before."""
    log_in(world)
    with world.unseen():
        code = world.tap()["code"]
        world.hand_over({"code": code})
    world.hand_over({"code": code})


SCENARIO = Scenario(play, Confidence.LIKELY, (used_before,))
