"""phone-quota: the paid quota of phone verifications is used up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain: the number names it."""
    for error in case.coded(1400001, scope="client"):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="phone-quota",
    refs=(),
    step=8,
    severity=Severity.ERROR,
    title=Text(
        "手机号验证的次数用完了",
        "The quota of phone verifications is used up",
    ),
    detail=Text(
        "手机号快速验证按次计费，errno 1400001 表示额度已用完，按钮不再给出 code。开发版、体验版和正式版共"
        "用同一份额度。",
        "Phone verification is paid per use; errno 1400001 says that the quota is used up, and the button "
        "gives no code. Development, trial and release share one quota.",
    ),
    fix=Text(
        "在小程序后台购买次数；前端准备短信验证码之类的备用办法。",
        "Buy more in the console, and have a fallback such as a text message in the client.",
    ),
    rule=rule,
)
