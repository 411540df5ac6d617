"""devtools-not-member: the account in DevTools is no member of the project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain by the client's own text."""
    for sign in case.signed("not-a-member"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="devtools-not-member",
    refs=(),
    step=1,
    severity=Severity.ERROR,
    title=Text(
        "登录开发者工具的微信号不是这个小程序的成员",
        "The WeChat account signed in to DevTools is no member of this mini program",
    ),
    detail=Text(
        "开发者工具里调用 wx.login 时，微信会检查当前登录的微信号有没有这个 appid 的开发权限；没有就直接"
        "失败，拿不到 code，请求到不了后端。",
        "When wx.login is called in DevTools, WeChat checks whether the signed-in account may develop "
        "for this appid. If not, it fails at once: there is no code, and nothing reaches the backend.",
    ),
    fix=Text(
        "请管理员在小程序后台“成员管理”里把这个微信号加为项目成员（勾选开发者权限），或者在开发者工具里换"
        "成有权限的微信号登录。",
        "Have an administrator add the account under member management in the console, with developer "
        "rights, or sign in to DevTools with an account that has them.",
    ),
    rule=rule,
)
