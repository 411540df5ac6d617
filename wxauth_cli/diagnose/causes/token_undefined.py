"""token-undefined: the client sends a word in place of the token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_WORD = lazy_pattern(r"(?:bearer[:\s]*)?[\"']?(?:undefined|null|NaN|\[object \w{1,20}\])[\"']?", re.I)
_SENT = Text("{name}: {value}", "{name}: {value}")


def rule(case: Case) -> Iterator[Match]:
    """Certain: the word stands where the token should, and the request was not served."""
    for visit in traffic(case).visits:
        name, value = visit.token_header
        if value and _WORD.fullmatch(value.strip()) and (visit.refused or visit.failed or visit.status is None):
            yield Match(Confidence.CERTAIN, (case.seen(visit.where, _SENT, name=name, value=value[:60]),))
    for sign in case.signed("token-undefined"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="token-undefined",
    refs=(),
    step=6,
    severity=Severity.ERROR,
    title=Text(
        "请求头里的 token 是 undefined 或 null",
        "The header says undefined or null in place of a token",
    ),
    detail=Text(
        "前端拼请求头时 token 还没有值：登录没有完成就发了请求、读错了返回里的字段、把异步的 "
        "wx.getStorage 当成同步来用，或者存进去的就是对象。后端只能答 401。",
        "The client built the header before it had a token: the request went out before the login ended, "
        "the wrong field of the answer was read, the asynchronous wx.getStorage was used as if it were "
        "synchronous, or an object was stored. The backend can only answer 401.",
    ),
    fix=Text(
        "等登录完成再发业务请求；核对返回里 token 的字段路径（例如 res.data.data.token）；没有 token 时不"
        "要发这个请求头。",
        "Wait for the login before you call anything; check the path of the token in the answer "
        "(res.data.data.token, say); leave the header out while there is no token.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.request("GET", "/me", headers={"Authorization": "Bearer undefined"})


def without_token(world: World) -> None:
    """Near miss: without token."""
    world.request("GET", "/me")


SCENARIO = Scenario(play, Confidence.CERTAIN, (without_token,))
