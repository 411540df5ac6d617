"""userprofile-not-in-tap: wx.getUserProfile was called outside the tap handler."""

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
    for sign in case.signed("tap-gesture"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="userprofile-not-in-tap",
    refs=(),
    step=8,
    severity=Severity.ERROR,
    title=Text(
        "wx.getUserProfile 没有在点击事件里直接调用",
        "wx.getUserProfile was not called directly inside a tap handler",
    ),
    detail=Text(
        "这个接口只能在用户点击的那一刻调用。先 await 了 wx.login 或别的请求，再调用它，点击就“过期”了。"
        "为了避免 session_key 变旧而把 wx.login 放到前面，正好会触发这个错误。",
        "This call is allowed only at the very moment of a tap. If wx.login or another request is "
        "awaited first, the tap is over. Putting wx.login in front, to avoid an outdated session_key, "
        "leads straight into this error.",
    ),
    fix=Text(
        "页面加载时就调用 wx.login，点击事件里第一句就调用 wx.getUserProfile。另外：这个接口已经只返回匿"
        "名资料，新代码请改用“头像昵称填写”。",
        "Call wx.login when the page loads, and wx.getUserProfile as the first statement of the tap "
        "handler. Note that it gives anonymous data only by now: new code should let the user fill in "
        "avatar and nickname.",
    ),
    rule=rule,
)
