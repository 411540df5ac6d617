"""The profile is anonymous, or has no openId, as the platform has it now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Likely where the anonymous nickname is spoken of; the payload itself is judged elsewhere."""
    for sign in case.signed("anonymous-profile"):
        yield Match(Confidence.LIKELY, (sign.evidence(),))


CAUSE = Cause(
    slug="userinfo-emptied",
    refs=(),
    step=9,
    severity=Severity.INFO,
    title=Text(
        "资料是匿名的，这是平台现在的规则",
        "The profile is anonymous: that is how the platform works now",
    ),
    detail=Text(
        "解密没有问题。平台调整后，wx.getUserInfo 和 wx.getUserProfile 只给匿名资料（昵称“微信用户”、灰色头像"
        "），wx.getUserProfile 也从来不含 openId 和 unionId。",
        "Decrypting is fine. Since the platform changed its rules, wx.getUserInfo and wx.getUserProfile give "
        "anonymous data only (a fixed nickname, a grey avatar), and wx.getUserProfile never holds openId or "
        "unionId.",
    ),
    fix=Text(
        "openid 和 unionid 从 code2Session 取；昵称和头像用“头像昵称填写”组件让用户自己填。代码里不要假定这些"
        "字段存在。",
        "Take openid and unionid from code2Session; let users fill in nickname and avatar with the "
        "platform's form component. Do not assume in code that these fields exist.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    handing_over(dict, kind="userinfo"), Confidence.CERTAIN, (handing_over(dict, kind="userinfo", stale=True),)
)
