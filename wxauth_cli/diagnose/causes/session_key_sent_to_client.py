"""session-key-sent-to-client: the backend gives the session_key to the client."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, answering
from wxauth_cli.core.secret import HIDDEN
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_NAMES = ("session_key", "sessionKey", "sessionkey")
_GIVEN = Text("回答里有字段 {name}", "the answer has the field {name}")


def rule(case: Case) -> Iterator[Match]:
    """Certain: the answer to the client has the field, and its value is a key of 16 bytes."""
    for visit in traffic(case).visits:
        for name in _NAMES:
            value = visit.data.get(name)
            if isinstance(value, str) and HIDDEN not in value and _is_key(value):
                yield Match(Confidence.CERTAIN, (case.seen(visit.where, _GIVEN, name=name),))


def _is_key(value: str) -> bool:
    try:
        return len(base64.b64decode(value, validate=True)) == 16
    except ValueError:
        return False


CAUSE = Cause(
    slug="session-key-sent-to-client",
    refs=("B01",),
    step=5,
    severity=Severity.CRITICAL,
    title=Text(
        "后端把 session_key 发给了前端",
        "The backend gives the session_key to the client",
    ),
    detail=Text(
        "session_key 是对称密钥：有了它，不但能解密，还能造出任意手机号、任意 openid 的加密数据，后端分不"
        "出真假。它也经过了网络和客户端日志。官方明确要求不要下发。",
        "A session_key is symmetric: with it one can decrypt, and also make encrypted data with any "
        "phone number or openid, which the backend cannot tell from real ones. It has passed the network "
        "and the client's logs as well. The platform forbids handing it out.",
    ),
    fix=Text(
        "session_key 只留在后端，按自己的会话查；给前端的只有自己签发的 token。已经下发过的，让用户重新登"
        "录以换新的 session_key。",
        "Keep the session_key on the backend, found by your own session; give the client your own token "
        "only. Where it was handed out, have users log in again to get a new one.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.answers["/login"] = answering(200, openid=world.openid(), session_key="MDEyMzQ1Njc4OWFiY2RlZg==")
    world.send_code(world.login())


def token_alone(world: World) -> None:
    """Near miss: token alone."""
    world.habits.answers["/login"] = answering(200, openid=world.openid())
    world.send_code(world.login())


SCENARIO = Scenario(play, Confidence.CERTAIN, (token_alone,))
