"""account-limited: WeChat restricts the account."""

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
    for error in case.coded(48004, 50002, 50004, 50007):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="account-limited",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "账号被微信限制或封禁",
        "WeChat restricts or has banned the account",
    ),
    detail=Text(
        "小程序（或这个用户）被微信限制、封禁或冻结，接口因此被拒绝。改代码没有用。",
        "WeChat restricts, has banned or froze the mini program (or this user), and refuses the call for "
        "that. No change of code helps.",
    ),
    fix=Text(
        "到小程序后台看站内信和违规记录，按说明整改或申诉。",
        "Read the notices and violations in the console, and put it right or appeal there.",
    ),
    rule=rule,
)


SCENARIO = Scenario(refused_login(50002), Confidence.CERTAIN, (refused_login(40029),))
