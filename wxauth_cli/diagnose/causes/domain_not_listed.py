"""domain-not-listed: the request goes to a domain that the console does not list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain by the client's text or its errno."""
    for sign in case.signed("domain"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))
    for error in case.coded(600002, scope="client"):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="domain-not-listed",
    refs=(),
    step=2,
    severity=Severity.ERROR,
    title=Text(
        "请求的域名不在小程序后台的合法域名列表里",
        "The domain is not on the list of allowed request domains",
    ),
    detail=Text(
        "手机上的小程序只能请求后台登记过的 https 域名。开发者工具里常常勾选了“不校验合法域名”，所以工具"
        "里正常、真机失败。请求没有发出去，后端看不到任何日志。",
        "On a phone a mini program may only call https domains that are registered in the console. In "
        "DevTools the check is often switched off, so it works there and fails on the device. Nothing "
        "was sent: the backend has no trace of it.",
    ),
    fix=Text(
        "在小程序后台“开发管理 → 服务器域名”把这个 https 域名加进 request 合法域名（不能是 IP，不带路径）"
        "，保存后重新打开小程序；不要靠“不校验合法域名”上线。如果报的是 api.weixin.qq.com，就不该从小程序"
        "里请求它，改由后端调用。",
        "Add the https domain (no IP address, no path) to the request domains under development settings "
        "in the console, then reopen the mini program; do not rely on the switched-off check. If the "
        "domain is api.weixin.qq.com, the client must not call it at all: let the backend do it.",
    ),
    rule=rule,
)
