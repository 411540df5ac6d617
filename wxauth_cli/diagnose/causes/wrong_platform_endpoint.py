"""wrong-platform-endpoint: the code belongs to another of WeChat's logins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in, refused_login
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    settled,
)
from wxauth_cli.diagnose.endpoints import (
    LOGIN_ENDPOINTS,
    OAUTH_LOGIN,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_MINI = Text(
    "请求来自小程序，却换到了 {endpoint}", "the request comes from a mini program, but was exchanged at {endpoint}"
)
_FROM_MINI = r"小程序|mini ?program|wx\.login|uni\.login|servicewechat"
_FROM_APP = r"uni\.login[^\n]{0,40}\bapp\b|\b(?:android|ios|h5) ?app\b|app ?端|在 ?app ?里|公众号的? ?code|h5 的? ?code"
_WEB = r"公众号|服务号|网页授权|snsapi|official account"


def rule(case: Case) -> Iterator[Match]:
    """Certain where a mini program's code is seen at the OAuth endpoint; likely by a refusal there of what is said to
    come from a mini program, or where an app's code is said to go to code2Session; else possible."""
    for call in case.to(OAUTH_LOGIN):
        code = call.given("code")
        origins = [item for item in case.calls if item.referer_appid and code and code in item.body.values()]
        if origins and call.errcode:
            seen = case.seen(call.where, _MINI, endpoint=OAUTH_LOGIN)
            yield Match(Confidence.CERTAIN, (seen,))
    for error in case.coded(40029, at=LOGIN_ENDPOINTS):
        if settled(case, error):
            continue
        at_oauth = error.endpoint == OAUTH_LOGIN
        if not at_oauth and any(call.referer_appid for call in case.calls):
            continue  # a mini program's own request is at hand: its code went where it belongs
        crossed = case.says(_FROM_MINI if at_oauth else _FROM_APP) and not (at_oauth and case.says(_WEB))
        yield Match(Confidence.LIKELY if crossed else Confidence.POSSIBLE, (error.evidence(),))


CAUSE = Cause(
    slug="wrong-platform-endpoint",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "code 送到了别的登录方式的接口",
        "The code went to the endpoint of another kind of WeChat login",
    ),
    detail=Text(
        "微信有三种长得很像的登录：小程序、公众号网页授权、开放平台 App。它们的 code 不能互换：小程序的 "
        "code 只能送 /sns/jscode2session，网页和 App 的送 /sns/oauth2/access_token。",
        "WeChat has three logins that look alike: mini program, official account OAuth, and open platform "
        "app. Their codes do not cross: a mini program's goes to /sns/jscode2session, those of web pages "
        "and apps go to /sns/oauth2/access_token.",
    ),
    fix=Text(
        "按客户端平台分开处理（uni-app 一份代码编译到多端时尤其要注意），每个平台用自己的 appid、密钥和接口。",
        "Branch by the client's platform (mind uni-app, where one source is built for many), and use each "
        "platform's own appid, secret and endpoint.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.edits["code2Session"] = lambda call: replace(
        call.renamed("js_code", "code"), path="/sns/oauth2/access_token"
    )
    world.fault(errcode=40029)
    log_in(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (refused_login(40029),))
