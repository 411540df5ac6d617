"""multi-end-client-errors: a multi-end app has no WeChat login state, or is not bound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_TEXT = lazy_pattern(
    r"sendOpenReq:fail launch wechat fail|getMiniProgramCode:fail[^\n]{0,40}(?:10001011|10001014|-700000)"
)


def rule(case: Case) -> Iterator[Match]:
    """Certain by the client's number or text."""
    for error in case.errors:
        if error.scope == "client" and (error.errcode in (10001011, 10001014, -700000) or _TEXT.search(error.errmsg)):
            yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="multi-end-client-errors",
    refs=(),
    step=1,
    severity=Severity.ERROR,
    title=Text(
        "多端应用里取小程序 code 失败",
        "The multi-end app could not get a mini program code",
    ),
    detail=Text(
        "多端应用（Donut）里 wx.getMiniProgramCode 报错：还没有登录态（10001011）、登录校验失败（10001014"
        "）、前端错误（-700000），或者没能拉起微信。",
        "In a multi-end app (Donut) wx.getMiniProgramCode failed: no login state yet (10001011), the login "
        "check failed (10001014), an error in the front end (-700000), or WeChat could not be launched.",
    ),
    fix=Text(
        "确认多端应用绑定了移动应用账号、手机装有微信，并按文档配置 miniprogramLoginPath；先完成系统登录，再取 code。",
        "Make sure that the multi-end app is bound to a mobile app account and WeChat is installed, set "
        "miniprogramLoginPath as documented, and finish the system login before asking for the code.",
    ),
    rule=rule,
)
