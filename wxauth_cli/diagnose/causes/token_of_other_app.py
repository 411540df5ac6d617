"""token-of-other-app: the access_token is another app's than the code or openid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    CODE2SESSION,
    PHONE,
    TOKEN_ENDPOINTS,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_TWO = Text("token 用 {token} 取，登录用 {login}", "the token was fetched for {token}, the login is of {login}")


def rule(case: Case) -> Iterator[Match]:
    """Certain where a capture shows two appids or WeChat says so; likely by 40013 at the phone endpoint."""
    fetched = {call.given("appid") for call in case.to(*TOKEN_ENDPOINTS) if call.errcode == 0} - {""}
    clients = {call.referer_appid for call in case.calls} | {call.given("appid") for call in case.to(CODE2SESSION)}
    logins = {appid for appid in clients if appid}
    for error in case.coded(40013, 40001, 48001, at={PHONE}):
        at_phone = error.endpoint == PHONE
        if at_phone and len(fetched) == 1 and len(logins) == 1 and fetched != logins:
            seen = case.seen(error.where, _TWO, token=next(iter(fetched)), login=next(iter(logins)))
            yield Match(Confidence.CERTAIN, (error.evidence(), seen))
        elif error.errcode == 40013 and at_phone:
            yield Match(Confidence.LIKELY, (error.evidence(),))
        elif error.errcode in (40013, 40001):
            yield Match(Confidence.POSSIBLE, (error.evidence(),))
    for error in case.coded(49001):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="token-of-other-app",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "access_token 属于另一个 appid",
        "The access_token belongs to another appid",
    ),
    detail=Text(
        "登录没有问题，取手机号却说 appid 不对：access_token 是用公众号或另一个小程序的 appid 取的，而手机"
        "号 code 属于现在这个小程序。",
        "The login works and yet the phone call complains about the appid: the access_token was fetched "
        "with an official account's or another mini program's appid, while the phone code belongs to this "
        "one.",
    ),
    fix=Text(
        "用产生 code 的那个小程序自己的 appid 和密钥取 access_token；多个应用共用缓存时，缓存的键要带 appid。",
        "Fetch the access_token with the appid and secret of the mini program that made the code; where "
        "several apps share a cache, put the appid into its key.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.token_credentials = world.second_app()
    log_in(world)
    world.hand_over({"code": world.tap()["code"]})


def fetch_unseen(world: World) -> None:
    """Near miss: fetch unseen."""
    world.habits.token_credentials = world.second_app()
    log_in(world)
    with world.unseen():
        world.habits.token_in_use = world.fetch_token()
    world.hand_over({"code": world.tap()["code"]})


SCENARIO = Scenario(play, Confidence.CERTAIN, (fetch_unseen,))
