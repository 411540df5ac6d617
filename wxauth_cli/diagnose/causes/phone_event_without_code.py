"""phone-event-without-code: the phone button gives encrypted data but no code."""

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

_EMPTY = Text("有 encryptedData，code 却是空的", "there is encryptedData, yet code is empty")


def rule(case: Case) -> Iterator[Match]:
    """Likely where the field is there and empty beside encrypted data; a bundle without the field says nothing."""
    for sign in case.signed("phone-event-without-code"):
        yield Match(Confidence.LIKELY, (case.seen(sign.where, _EMPTY),))
    for visit in traffic(case).visits:
        body = visit.call.body
        named = [name for name in ("code", "phoneCode", "phone_code") if name in body]
        empty = bool(named) and all(body[name] in (None, "", "undefined", "null") for name in named)
        if visit.payload and empty and "rawData" not in body and visit.call.body_kind == "json":
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _EMPTY),))


CAUSE = Cause(
    slug="phone-event-without-code",
    refs=(),
    step=8,
    severity=Severity.ERROR,
    title=Text(
        "手机号按钮只给了加密数据，没有 code",
        "The phone button gives encrypted data but no code",
    ),
    detail=Text(
        "用 code 换手机号需要基础库 2.21.2 以上。用户的微信或基础库太旧、自定义组件还在用旧写法时，"
        "e.detail 里只有 encryptedData 和 iv，code 是 undefined。",
        "Getting the number by code needs base library 2.21.2 or later. With an old WeChat or base "
        "library, or a custom component that uses the old way, e.detail holds encryptedData and iv only, "
        "and code is undefined.",
    ),
    fix=Text(
        "在小程序后台把最低基础库设到 2.21.2 以上，请用户更新微信；或者后端保留解密这条路，没有 code 时用"
        " session_key 解密。",
        "Raise the minimum base library to 2.21.2 or later in the console and have users update WeChat; "
        "or keep the decryption path on the backend for events without a code.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.wait(600)
    world.habits.answers["/phone"] = answering(400, error="no code")
    world.hand_over({**world.tap(), "code": ""})


def field_absent(world: World) -> None:
    """Near miss: field absent."""
    log_in(world)
    world.wait(600)
    world.habits.answers["/phone"] = answering(400, error="no code")
    detail = world.tap()
    detail.pop("code")
    world.hand_over(detail)


SCENARIO = Scenario(play, Confidence.LIKELY, (field_absent,))
