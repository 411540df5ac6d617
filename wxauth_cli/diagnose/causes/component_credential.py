"""component-credential: the third-party platform's own credential is not accepted."""

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
    """Certain for the numbers that name the credential; likely for a refused permission at the platform's login."""
    for error in case.coded(40091, 40094, 41018, 41021, 42006, 61005, 61006):
        yield Match(Confidence.CERTAIN, (error.evidence(),))
    for error in case.coded(48001, 61014, at=COMPONENT_ENDPOINTS):
        if error.endpoint is not None or error.errcode == 61014:
            yield Match(Confidence.LIKELY, (error.evidence(),))


CAUSE = Cause(
    slug="component-credential",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "第三方平台的凭证不对或已过期",
        "The third-party platform's credential is wrong or too old",
    ),
    detail=Text(
        "错误出在平台自己的凭证上（component_access_token 或 component_verify_ticket），不在用户的 code "
        "上：它过期了、不是最新的、没有传，或者拿成了普通的 access_token。",
        "The fault lies in the platform's own credential (component_access_token or "
        "component_verify_ticket), not in the user's code: it ran out, is not the latest, was not sent, or "
        "is an ordinary access_token.",
    ),
    fix=Text(
        "保存微信每 10 分钟推送的最新 component_verify_ticket，用它重新取 component_access_token，再用新的凭证换取。",
        "Keep the latest component_verify_ticket, which WeChat pushes every 10 minutes, get a new "
        "component_access_token with it, and exchange with that.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    refused_login(40094, path="/sns/component/jscode2session"),
    Confidence.CERTAIN,
    (refused_login(40029, path="/sns/component/jscode2session"),),
)
