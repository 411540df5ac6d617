"""token-truncated: the access_token lost characters or gained blanks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in, with_phone_call
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    WITH_TOKEN,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

MAX_TOKENS = 100
_CUT = Text("取到时 {whole} 个字符，使用时 {used} 个", "{whole} characters when fetched, {used} when used")
_BLANK = Text("access_token 里有空白", "there are blanks in the access_token")


def rule(case: Case) -> Iterator[Match]:
    """Certain where both lengths are at hand; else one possibility behind 40014 and 40001."""
    for error in case.coded(40014, 40001, at=WITH_TOKEN):
        used = error.call.query.get("access_token", "") if error.call is not None else ""
        given = case.once(
            "tokens-given", lambda: list(dict.fromkeys(call.token for call in case.calls if call.token))[:MAX_TOKENS]
        )
        whole = next((token for token in given if used and token.startswith(used) and token != used), "")
        if whole:
            seen = case.seen("access_token", _CUT, whole=len(whole), used=len(used))
            yield Match(Confidence.CERTAIN, (error.evidence(), seen))
        elif used != "".join(used.split()):
            yield Match(Confidence.LIKELY, (error.evidence(), case.seen("access_token", _BLANK)))
        elif error.errcode == 40014:
            yield Match(Confidence.POSSIBLE, (error.evidence(),))


CAUSE = Cause(
    slug="token-truncated",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "access_token 被截断或混进了空白",
        "The access_token was cut short, or blanks got into it",
    ),
    detail=Text(
        "微信不认这个 access_token 的写法。它可能超过 130 个字符，数据库字段太短会截掉尾巴；末尾带换行、被 "
        "shell 或 URL 处理改过，也是这个错误。",
        "WeChat does not recognise the form of this access_token. It can be longer than 130 characters, "
        "and a short database column cuts it; a line end, or damage by a shell or a URL, does the same.",
    ),
    fix=Text(
        "存储至少留 512 个字符，使用前去掉首尾空白；对比刚取到时和使用时的长度。",
        "Reserve at least 512 characters, strip it before use, and compare its length when fetched and when used.",
    ),
    rule=rule,
)


def fetch_unseen(world: World) -> None:
    """Near miss: fetch unseen."""
    log_in(world)
    with world.unseen():
        world.habits.token_in_use = world.fetch_token()[:-8]
    world.hand_over({"code": world.tap()["code"]})


SCENARIO = Scenario(
    with_phone_call(lambda call: call.with_query(access_token=call.query["access_token"][:-8])),
    Confidence.CERTAIN,
    (fetch_unseen,),
)
