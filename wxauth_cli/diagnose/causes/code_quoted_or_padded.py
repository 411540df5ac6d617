"""code-quoted-or-padded: quotes, blanks or damage travelled with the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.codes import CodeShape
from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    code_behind,
    settled,
)
from wxauth_cli.diagnose.endpoints import (
    PHONE,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_AROUND = Text("code 外面多了：{what}", "around the code: {what}")
_NAMES = {
    "blanks": Text("空白", "blanks"),
    "line-end": Text("换行", "a line end"),
    "invisible": Text("不可见字符", "invisible characters"),
    "quotes": Text("引号", "quotes"),
    "comma": Text("逗号", "a comma"),
    "field-name": Text("字段名", "a field name"),
    "json": Text("整段 JSON", "a whole JSON document"),
    "percent-encoding": Text("百分号编码的引号或空白", "percent-encoded quotes or blanks"),
}
_DAMAGED = Text("形状不像完整的登录 code：{sketch}", "not the shape of a whole login code: {sketch}")


def rule(case: Case) -> Iterator[Match]:
    """Certain where a request carried quotes or blanks; at most likely by the undocumented shape of a code."""
    refused = case.coded(40029)
    for code in case.codes:
        if code.stripped:
            names = [_NAMES[name].say(case.lang) for name in code.stripped if name in _NAMES]
            seen = case.seen(code.where, _AROUND, what=" + ".join(names))
            sure = Confidence.LIKELY if refused else Confidence.POSSIBLE
            yield Match(Confidence.CERTAIN if code.call is not None else sure, (seen,))
        elif code.shape in (CodeShape.CUT, CodeShape.CASE_CHANGED) and code.endpoint != PHONE:
            seen = case.seen(code.where, _DAMAGED, sketch=code.sketch())
            granted = code.call is not None and code.call.errcode == 0
            if not granted:
                yield Match(Confidence.LIKELY if refused else Confidence.POSSIBLE, (seen,))
    for error in refused:
        if code_behind(case, error) is None and not settled(case, error):
            yield Match(Confidence.POSSIBLE, (error.evidence(),))


CAUSE = Cause(
    slug="code-quoted-or-padded",
    refs=(),
    step=2,
    severity=Severity.ERROR,
    title=Text(
        "code 在路上被改动了：多了引号、空白，或者被截断",
        "The code was altered on the way: quotes, blanks, or cut short",
    ),
    detail=Text(
        "微信收到的字符串不是 wx.login 给出的那个：外面多了引号、空白或 code=，大小写变了，或者少了几位。常"
        "见原因是对字符串再做一次 JSON.stringify、把整个请求体当成 code、数据库字段太短。",
        "WeChat did not get the text that wx.login gave: there are quotes, blanks or code= around it, its "
        "case changed, or characters are missing. Often a string was put through JSON.stringify again, the "
        "whole body was taken for the code, or a database column is too short.",
    ),
    fix=Text(
        "读解析后的字段，去掉首尾空白，只做一次 URL 编码；对比前端打印的 code 和后端收到的 code 的长度。",
        "Read the parsed field, trim it, and URL-encode it exactly once; compare the length of the code "
        "that the client prints with what the backend received.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.send_code(f'"{world.login()}"')


def unknown_code(world: World) -> None:
    """Near miss: unknown code."""
    world.send_code("033Kq7Wm2Zt5Rb8Vc1Nd6Hf4Jg0Lq7WmA"[:32])


SCENARIO = Scenario(play, Confidence.CERTAIN, (unknown_code,))
