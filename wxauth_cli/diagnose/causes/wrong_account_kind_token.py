"""wrong-account-kind-token: the token or account is of a kind that this endpoint does not serve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_phone_call
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    COMPONENT_ENDPOINTS,
    WITH_TOKEN,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain where WeChat says it; likely by a refused permission; one possibility behind 40001."""
    for error in case.coded(45063):
        yield Match(Confidence.CERTAIN, (error.evidence(),))
    wecom = case.says(r"wxwork|wx\.qy|wecom|qyapi|企业微信|企微")
    for error in case.coded(48001, 48002, 61015):
        if error.endpoint not in COMPONENT_ENDPOINTS and not (wecom and error.errcode == 48002):
            yield Match(Confidence.LIKELY, (error.evidence(),))
    for error in case.coded(40001, at=WITH_TOKEN):
        yield Match(Confidence.POSSIBLE, (error.evidence(),))


CAUSE = Cause(
    slug="wrong-account-kind-token",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "账号类型或 token 种类不对，没有这个接口的权限",
        "This account, or this kind of token, has no permission for the endpoint",
    ),
    detail=Text(
        "token 本身有效，但它属于公众号、企业微信或第三方平台，或者这个账号没有该接口的权限（个人主体、未认"
        "证、没有开通）。",
        "The token is valid, yet it belongs to an official account, to WeCom or to a third-party platform; "
        "or the account lacks the permission (personal, unverified, not opened).",
    ),
    fix=Text(
        "确认 access_token 是用小程序自己的 appid 取的；第三方平台代调用时用 authorizer_access_token；再到"
        "后台看接口权限和认证状态。",
        "Make sure that the access_token was fetched with the mini program's own appid; a third-party "
        "platform uses authorizer_access_token; then look at permissions and verification in the console.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.settings(verified=False)
    with_phone_call(lambda call: call)(world)


def refused_token(world: World) -> None:
    """Near miss: refused token."""
    world.fault("/wxa/business/getuserphonenumber", errcode=40001)
    with_phone_call(lambda call: call)(world)


SCENARIO = Scenario(play, Confidence.LIKELY, (refused_token,))
