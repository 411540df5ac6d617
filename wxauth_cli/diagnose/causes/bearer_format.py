"""bearer-format: the token was not sent in the form that the backend expects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import Visit, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_GOOD = lazy_pattern(r"bearer [^\s\"']+", re.I)
_FORM = Text(
    "{name} 里 token 前面是“{front}”，得到 401", "in {name} the token is preceded by “{front}”; the answer is 401"
)
_BARE = Text(
    "{name} 里只有 token，没有 Bearer，得到 401", "{name} holds the bare token without Bearer; the answer is 401"
)
_TWIN = Text("同一个后端接受 Bearer 加 token 的写法", "the same backend accepts Bearer and a token")
MAX_FORMS = 20


def rule(case: Case) -> Iterator[Match]:
    """Certain where the same token passed in another form; likely for an odd form refused; else a possibility."""
    accepted = {
        (visit.call.host, visit.token)
        for visit in traffic(case).visits
        if visit.token and not visit.failed and visit.status is not None and _GOOD.fullmatch(visit.token_header[1])
    }
    shown = 0
    for visit in traffic(case).refused():
        name, value = visit.token_header
        if not visit.token.startswith("eyJ") or _GOOD.fullmatch(value) or shown >= MAX_FORMS or _ended(visit):
            continue
        shown += 1
        front = value[: value.find("eyJ")]
        text = _FORM if front else _BARE
        evidence = [case.seen(visit.where, text, name=name, **({"front": front} if front else {}))]
        fresh = traffic(case).issuing.get(visit.token)
        if (visit.call.host, visit.token) in accepted:
            yield Match(Confidence.CERTAIN, (*evidence, case.seen(visit.where, _TWIN)))
        else:
            yield Match(Confidence.LIKELY if front or fresh is not None else Confidence.POSSIBLE, tuple(evidence))
    for sign in case.signed("bearer-format"):
        prefixed = re.search(r"bearer", sign.text, re.I) is not None
        refused = case.says(r"(?<![0-9])401(?![0-9])|unauthorized|未授权|未登录")
        yield Match(Confidence.LIKELY if prefixed and refused else Confidence.POSSIBLE, (sign.evidence(),))


def _ended(visit: Visit) -> bool:
    """Whether the token says itself that it had run out: then its form is not what is wrong."""
    from wxauth_cli.core.jwt import unsafe_decode

    ends = (unsafe_decode(visit.token).claims or {}).get("exp")
    return isinstance(ends, (int, float)) and ends < visit.now


CAUSE = Cause(
    slug="bearer-format",
    refs=(),
    step=6,
    severity=Severity.ERROR,
    title=Text(
        "token 的请求头格式不对",
        "The token's header does not have the expected form",
    ),
    detail=Text(
        "token 本身可能是好的，但请求头写成了后端认不出的样子：少了 “Bearer ” 前缀、写成 “Bearer:”、多了"
        "空格或引号，或者换了头的名字。后端取不到 token，一律答 401。",
        "The token itself may be fine, but the header is not what the backend reads: no “Bearer ” in "
        "front, “Bearer:”, extra blanks or quotes, or another header name. The backend finds no token "
        "and answers 401.",
    ),
    fix=Text(
        "按后端约定发送，通常是 Authorization: Bearer 加一个空格再加 token；存取 token 时不要再套一层 JSON.stringify。",
        "Send what the backend expects, usually Authorization: Bearer, one blank, then the token; do not "
        "wrap the stored token in JSON.stringify.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.open_page()
    world.request("GET", "/me", headers={"Authorization": f"Bearer: {world.token}"})


def right_form_unseen(world: World) -> None:
    """Near miss: right form unseen."""
    log_in(world)
    world.request("GET", "/me", headers={"Authorization": f"Bearer: {world.token}"})


SCENARIO = Scenario(play, Confidence.CERTAIN, (right_form_unseen,))
