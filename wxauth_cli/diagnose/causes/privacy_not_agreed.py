"""privacy-not-agreed: the privacy guide lacks the item, or the user has not agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_TEXT = lazy_pattern(
    r"privacy permission is not authorized|scope is not declared in the privacy agreement"
    r"|announce your privacy usage|implement the privacy pop-?up",
    re.I,
)


def rule(case: Case) -> Iterator[Match]:
    """Certain by the client's text: errno 104 alone can also be a user's refusal."""
    for error in case.errors:
        if error.scope == "client" and _TEXT.search(error.errmsg):
            yield Match(Confidence.CERTAIN, (error.evidence(),))
    for sign in case.signed("privacy"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="privacy-not-agreed",
    refs=(),
    step=8,
    severity=Severity.ERROR,
    title=Text(
        "隐私保护指引没有声明，或者用户还没有同意",
        "The privacy guide does not declare it, or the user has not agreed",
    ),
    detail=Text(
        "errno 112 是开发者没有在《用户隐私保护指引》里声明这类信息；errno 104 是用户还没有同意隐私协议；"
        "1025、1026 是指引或弹窗还没有做。",
        "errno 112: the developer has not declared this kind of data in the privacy guide. errno 104: the "
        "user has not agreed yet. 1025 and 1026: the guide or the prompt is missing.",
    ),
    fix=Text(
        "112 就到小程序后台补充隐私保护指引（约半小时到一小时生效）；104 就处理 "
        "wx.onNeedPrivacyAuthorization，请用户同意后再调用。",
        "For 112 complete the privacy guide in the console (it takes 30 to 60 minutes to act); for 104 "
        "handle wx.onNeedPrivacyAuthorization and call again after the user agreed.",
    ),
    rule=rule,
)
