"""rid-query-unsupported: WeChat's rid lookup has no answer for this rid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    RID,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain by the lookup's own numbers; 76003 and 76022 are the quota lookup's too."""
    for error in case.coded(76001, 76002, 76003, 76004, 76022, at={RID}):
        shared = error.errcode in (76003, 76022) and error.endpoint is None
        yield Match(Confidence.LIKELY if shared else Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="rid-query-unsupported",
    refs=(),
    step=None,
    severity=Severity.INFO,
    title=Text(
        "微信的 rid 查询接口查不到这个 rid",
        "WeChat's rid lookup has no answer for this rid",
    ),
    detail=Text(
        "rid 查询只支持 /cgi-bin、/wxa 等接口，7 天之内，并且是同一个账号的；登录用的 /sns 接口不支持。答复"
        "里带的 rid 是这次查询自己的，不是要查的那个。",
        "The lookup covers rids of /cgi-bin, /wxa and the like, for 7 days and of the same account; those "
        "of the login's /sns endpoints are not supported. The rid in its answer is that of the lookup "
        "itself, not the one asked about.",
    ),
    fix=Text(
        "用 wxauth rid 离线读出 rid 里的时间，再到服务器日志里找那一刻的请求。",
        "Read the time in the rid offline with wxauth rid, and look in the server's log for the request of "
        "that moment.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    from wxauth_cli.core.world import WechatCall

    token = world.fetch_token()
    body = {"rid": "6543fa00-12345678-0a1b2c3d"}
    world.call_wechat(WechatCall("getRidInfo", "POST", "/cgi-bin/openapi/rid/get", {"access_token": token}, body))


def looked_up(world: World) -> None:
    """Near miss: looked up."""
    world.fetch_token()


SCENARIO = Scenario(play, Confidence.CERTAIN, (looked_up,))
