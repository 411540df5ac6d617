"""component-not-authorised: the app has not authorised this third-party platform."""

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
    for error in case.coded(61003):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="component-not-authorised",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "这个小程序没有授权给当前的第三方平台",
        "The mini program has not authorised this third-party platform",
    ),
    detail=Text(
        "代商家换取登录时，微信说商家的小程序没有授权给这个 component_appid：从未授权、已取消，或者授权给了"
        "另一个平台。",
        "Exchanging a login on a merchant's behalf, WeChat says that the merchant's mini program has not "
        "authorised this component_appid: never, not any more, or it authorised another platform.",
    ),
    fix=Text(
        "请商家重新授权，并核对 component_appid 和 URL 里的商家 appid；只做自己的小程序时，改用 "
        "code2Session 和自己的密钥。",
        "Have the merchant authorise again and compare component_appid and the merchant's appid in the "
        "URL; for your own mini program use code2Session with your own secret.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    refused_login(61003, path="/sns/component/jscode2session"),
    Confidence.CERTAIN,
    (refused_login(40029, path="/sns/component/jscode2session"),),
)
