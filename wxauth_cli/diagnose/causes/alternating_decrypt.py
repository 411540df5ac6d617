"""alternating-decrypt: decryption fails and succeeds in turns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, answering, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

ROUNDS = 4
_TURNS = Text("最近 {n} 次交出加密数据，失败和成功交替", "the last {n} payloads fail and succeed in turns")
_TOLD = Text("说到一次成功一次失败", "it is said to fail every other time")
_ALTERNATE = (
    r"一次(?:成功|失败)[^\n]{0,6}一次|交替|隔一次|每隔一次|every (?:other|second) (?:time|try|attempt)|alternat"
)


def rule(case: Case) -> Iterator[Match]:
    """Likely by the pattern, over four payloads or more; or where the pattern is told beside a decryption's error."""
    run = 0
    before: bool | None = None
    for visit in traffic(case).visits:
        if not visit.payload or visit.status is None:
            continue
        run = run + 1 if before is not None and visit.failed is not before else 1
        before = visit.failed
        if run == ROUNDS:
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _TURNS, n=run),))
            return
    errors = [error for error in case.errors if error.scope == "local"]
    if errors and case.says(_ALTERNATE):
        yield Match(Confidence.LIKELY, (errors[0].evidence(), case.seen("note", _TOLD)))


CAUSE = Cause(
    slug="alternating-decrypt",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "解密一次失败、一次成功，交替出现",
        "Decryption fails and succeeds in turns",
    ),
    detail=Text(
        "每一轮都是先产生加密数据、后登录，于是总在用上一轮的 session_key：这次失败后重新登录，下一次正好"
        "对上，再下一次又错开。根子是顺序，不是数据损坏。",
        "In each round the data are made before the login, so that the key of the round before is always "
        "used: after a failure the client logs in again, the next try fits by chance, and the one after "
        "is off again. The order is wrong; nothing is damaged.",
    ),
    fix=Text(
        "先 wx.login 并等后端存好 session_key，再让用户点按钮；点按钮之后不要再调用 wx.login。取手机号改"
        "用 code 换号码，就不需要解密。",
        "Call wx.login first and wait until the backend has stored the session_key, then let the user "
        "tap; never call wx.login after the tap. For phone numbers use the code: then nothing is "
        "decrypted.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.wait(600)
    for status in (200, 400, 200, 400):
        # One of two servers has an old key; which one answered is not in the record.
        world.habits.answers["/phone"] = answering(status)
        detail = world.tap()
        detail.pop("code")
        world.hand_over(detail)


def fails_once(world: World) -> None:
    """Near miss: fails once."""
    log_in(world)
    world.wait(600)
    for status in (200, 200, 400):
        world.habits.answers["/phone"] = answering(status)
        detail = world.tap()
        detail.pop("code")
        world.hand_over(detail)


SCENARIO = Scenario(play, Confidence.LIKELY, (fails_once,))
