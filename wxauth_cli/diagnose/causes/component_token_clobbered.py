"""component-token-clobbered: another machine refreshed the platform's token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, refused_login
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    COMPONENT_ENDPOINTS,
)

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Likely by 40001 at a third-party platform's endpoint."""
    for error in case.coded(40001):
        if error.endpoint in COMPONENT_ENDPOINTS:
            yield Match(Confidence.LIKELY, (error.evidence(),))


CAUSE = Cause(
    slug="component-token-clobbered",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "平台的 component_access_token 被另一处刷新顶掉了",
        "Another place refreshed the platform's component_access_token",
    ),
    detail=Text(
        "第三方平台登录报 40001，说明手里的 component_access_token 不是最新的：本地调试、另一个环境用同一个"
        "票据重新取过一次，旧的随即失效。",
        "A 40001 at the platform's login means that its component_access_token is not the latest: a local "
        "run or another environment fetched one with the same ticket, and the former one died.",
    ),
    fix=Text(
        "所有环境共用一个凭证存储，只由一处刷新；本地不要用生产的票据去刷新。",
        "Share one credential store between environments and refresh in one place; never refresh with "
        "production's ticket from a local run.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    refused_login(40001, path="/sns/component/jscode2session"),
    Confidence.LIKELY,
    (refused_login(40029, path="/sns/component/jscode2session"),),
)
