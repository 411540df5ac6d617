"""placeholder-code: a sample or a template's placeholder was sent as the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.codes import CodeShape
from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import SeenCode, is_masked
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_BEGINNING = lazy_pattern(r"0[0-9A-Za-z]{2,16}")
_TEXT = Text("不是 code：“{text}”", "not a code: “{text}”")
_EMPTY = Text("空值", "an empty value")


def rule(case: Case) -> Iterator[Match]:
    """Certain by the text itself."""
    for code in case.codes:
        if code.shape is CodeShape.EMPTY:
            yield Match(Confidence.CERTAIN, (case.seen(code.where, _EMPTY),))
        elif code.shape is CodeShape.PLACEHOLDER and not _shortened(code):
            # A placeholder is no secret: it may be shown.
            yield Match(Confidence.CERTAIN, (case.seen(code.where, _TEXT, text=code.value[:32]),))


def _shortened(code: SeenCode) -> bool:
    """Whether somebody cut the code short who masked other values of the same request."""
    others = code.call.query.values() if code.call is not None else ()
    return _BEGINNING.fullmatch(code.value) is not None and any(is_masked(value) for value in others)


CAUSE = Cause(
    slug="placeholder-code",
    refs=(),
    step=1,
    severity=Severity.ERROR,
    title=Text(
        "送出的不是 code，而是占位文字",
        "What was sent is a placeholder, not a code",
    ),
    detail=Text(
        "code 的位置上是文档或模板里的示例文字、undefined/null，或者空值。前端没有把 wx.login 返回的 "
        "res.code 放进请求，或者请求是照着示例发的。",
        "In place of the code stands a sample from a document or template, undefined/null, or nothing. The "
        "client did not put res.code of wx.login into the request, or the request was copied from a sample.",
    ),
    fix=Text(
        "从 wx.login 的成功回调里取 res.code 再送出；后端在换取前先拒绝空值和过短的值。",
        "Take res.code in the success callback of wx.login and send that; let the backend refuse empty and "
        "too short values before it exchanges.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.send_code("JSCODE")


def unknown_code(world: World) -> None:
    """Near miss: unknown code."""
    world.send_code("033Kq7Wm2Zt5Rb8Vc1Nd6Hf4Jg0Lq7WmA"[:32])


SCENARIO = Scenario(play, Confidence.CERTAIN, (unknown_code,))
