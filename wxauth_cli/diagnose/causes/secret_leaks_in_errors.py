"""secret-leaks-in-errors: an error message shows the URL with its secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, answering
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_IN_ANSWER = re.compile(
    rb"(?:secret(?:=|%3D)[0-9a-f]{32}(?![0-9a-f])|access_token=[0-9]{1,3}_[A-Za-z0-9_-]{60,600})", re.I
)
_SHOWN = Text("回答里有带密钥的网址", "the answer holds a URL with a secret in it")


def rule(case: Case) -> Iterator[Match]:
    """Certain: a secret in clear in the text of an error, or in an answer that the client gets."""
    for sign in case.signed("secret-in-error"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))
    for visit in traffic(case).visits:
        body = visit.exchange.response.body[:65536] if visit.exchange.response is not None else b""
        if b"=" in body and _IN_ANSWER.search(body):
            yield Match(Confidence.CERTAIN, (case.seen(visit.where, _SHOWN),))


CAUSE = Cause(
    slug="secret-leaks-in-errors",
    refs=(),
    step=3,
    severity=Severity.CRITICAL,
    title=Text(
        "报错信息里带出了 AppSecret 或 access_token",
        "An error message gives away the AppSecret or an access_token",
    ),
    detail=Text(
        "微信接口的密钥写在网址里，HTTP 库报错时会把整个网址打印出来；异常再被写进日志或返回给前端，"
        "AppSecret 就泄露了。",
        "WeChat's endpoints take secrets in the URL, and HTTP libraries print the whole URL in their "
        "errors. Once the exception reaches a log or the client, the AppSecret is out.",
    ),
    fix=Text(
        "包一层异常：记录 errcode、rid 和路径，不记录查询参数；按名字遮盖 secret、access_token、"
        "session_key。已经泄露的：到小程序后台重置 AppSecret。",
        "Wrap these exceptions: log errcode, rid and path, never the query; mask secret, access_token "
        "and session_key by name. What has leaked already: reset the AppSecret in the console.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    url = "https://api.weixin.qq.com/sns/jscode2session?appid=wx0&secret=0123456789abcdef0123456789abcdef"
    world.habits.answers["/login"] = answering(500, error=f"GET {url} failed")
    world.send_code(world.login())


def address_alone(world: World) -> None:
    """Near miss: address alone."""
    world.habits.answers["/login"] = answering(400, error="GET https://api.weixin.qq.com/sns/jscode2session failed")
    world.send_code(world.login())


SCENARIO = Scenario(play, Confidence.CERTAIN, (address_alone,))
