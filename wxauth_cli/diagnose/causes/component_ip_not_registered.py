"""component-ip-not-registered: the third-party platform's address is not registered."""

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
    """Certain: the number names it."""
    for error in case.coded(61004):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="component-ip-not-registered",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "第三方平台没有登记这个出口 IP",
        "The third-party platform has not registered this outgoing address",
    ),
    detail=Text(
        "61004 查的是第三方平台自己的 IP 列表（在开放平台后台），和小程序的 IP 白名单（40164）是两份。",
        "61004 is about the platform's own list of addresses in the open platform; the mini program's IP "
        "whitelist (40164) is another one.",
    ),
    fix=Text(
        "在开放平台“第三方平台 → 开发设置”登记报错里的 IP；只能写完整的 IP。",
        "Register the address of the error in the open platform (third-party platform, development "
        "settings); exact addresses only.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    refused_login(61004, path="/sns/component/jscode2session"),
    Confidence.CERTAIN,
    (refused_login(40029, path="/sns/component/jscode2session"),),
)
