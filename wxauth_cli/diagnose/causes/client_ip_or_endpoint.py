"""client-ip-or-endpoint: the place the call came from is not accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, refused_login
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Possible: the number names it."""
    for error in case.coded(40090):
        yield Match(Confidence.POSSIBLE, (error.evidence(),))


CAUSE = Cause(
    slug="client-ip-or-endpoint",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "微信不接受这次调用的来源",
        "WeChat does not accept where this call came from",
    ),
    detail=Text(
        "40090 说的是请求来源：第三方平台没有登记这个出口 IP，或者本该由服务器发出的请求从客户端、代理或错"
        "误的域名发出。只凭这个数字分不清是哪一种。",
        "40090 is about the source of the request: a third-party platform has not registered this outgoing "
        "address, or a call meant for a server was made by a client, through a proxy or at the wrong host. "
        "The number alone does not tell which.",
    ),
    fix=Text(
        "从服务器请求 api.weixin.qq.com；第三方平台在开放平台后台登记出口 IP（不支持通配）。",
        "Call api.weixin.qq.com from the server; a third-party platform registers its outgoing addresses "
        "in the open platform (exact ones only).",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    refused_login(40090, path="/sns/component/jscode2session"),
    Confidence.POSSIBLE,
    (refused_login(40029, path="/sns/component/jscode2session"),),
)
