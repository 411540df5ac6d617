"""wecom-code: a login inside WeCom was exchanged at WeChat, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.codes import CodeShape
from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in, refused_login
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import settled
from wxauth_cli.diagnose.endpoints import WECOM_LOGIN

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_SIGN = Text("有企业微信的迹象（wxwork、wx.qy 或 qyapi）", "a sign of WeCom (wxwork, wx.qy or qyapi)")


def rule(case: Case) -> Iterator[Match]:
    """Likely with a sign of WeCom beside the refusal; without one, never. At WeCom itself a WeCom code is no mix-up."""
    for error in [*case.coded(40029, 48002), *case.coded(40029, 48002, scope="wecom")]:
        signed = error.scope == "wecom" or case.says(r"wxwork|wx\.qy|wecom|qyapi|企业微信|企微")
        if signed and not settled(case, error):
            # WeCom says the same of its own codes when they are used up or too old.
            code = case.code_of_call(error.call) if error.endpoint == WECOM_LOGIN and error.call is not None else None
            own = code is not None and code.shape is not CodeShape.LOGIN
            confidence = Confidence.POSSIBLE if own else Confidence.LIKELY
            yield Match(confidence, (error.evidence(), case.seen("note", _SIGN)))


CAUSE = Cause(
    slug="wecom-code",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "企业微信里的登录要用企业微信的接口",
        "A login inside WeCom needs WeCom's endpoint",
    ),
    detail=Text(
        "在企业微信里打开的小程序，要用 wx.qy.login 取 code，送到 qyapi.weixin.qq.com 的 jscode2session，并"
        "带上企业应用的 access_token。两边的 code 和 token 互不相认。",
        "A mini program opened inside WeCom gets its code from wx.qy.login, and exchanges it at "
        "jscode2session of qyapi.weixin.qq.com with the WeCom app's access_token. Neither side takes the "
        "other's codes or tokens.",
    ),
    fix=Text(
        "前端按 wx.getSystemInfo 的 environment 是否为 wxwork 分开处理，后端按来源选择接口。",
        "Branch in the client on environment being wxwork in wx.getSystemInfo, and choose the endpoint by "
        "that in the backend.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.device(user_agent="Mozilla/5.0 MicroMessenger/8.0 wxwork/4.1 MiniProgram")
    world.fault(errcode=40029)
    log_in(world)


SCENARIO = Scenario(play, Confidence.LIKELY, (refused_login(40029),))
