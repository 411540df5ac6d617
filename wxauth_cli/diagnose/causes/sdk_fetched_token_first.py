"""sdk-fetched-token-first: an SDK asks for an access_token before it exchanges the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.model_words import Leg
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    CODE2SESSION,
    TOKEN_ENDPOINTS,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_CODES = (40125, 40164, 45009, 40001)
_SDKS = r"wechatpy|wxjava|weixin-java|binarywang"
_LOGIN = r"code_?2_?session|jscode2session|code_to_session|getSessionInfo|wx\.login"
_FETCHED = Text(
    "登录进行中先请求了 {endpoint}，得到 {errcode}",
    "in the middle of a login, {endpoint} was called first and answered {errcode}",
)
_NAMED = Text("提到了会先取 token 的 SDK", "an SDK that fetches a token first is named")
_SPOKEN = Text("说的是登录，错误码却属于取 token", "it is said to be a login, but the errcode belongs to a token fetch")


def rule(case: Case) -> Iterator[Match]:
    """Certain where a capture shows the token fetch inside a login; likely where such an SDK is named."""
    shown = False
    logins = [
        call for call in case.calls if call.leg is Leg.CLIENT_BACKEND and (call.given("code") or call.given("js_code"))
    ]
    for error in case.coded(*_CODES, at=TOKEN_ENDPOINTS):
        if error.call is None or not logins:
            continue
        before = case.place(logins[0]) < case.place(error.call)
        if before and not case.to(CODE2SESSION):
            shown = True
            seen = case.seen(error.call.where, _FETCHED, endpoint=error.endpoint, errcode=error.errcode)
            yield Match(Confidence.CERTAIN, (seen,))
    if shown:
        return
    for error in case.coded(*_CODES, at={CODE2SESSION}):
        if error.call is not None and error.call.complete:
            continue
        about_login = error.endpoint == CODE2SESSION or case.says(_LOGIN)
        if error.errcode == 40001 and not about_login:
            continue
        if case.says(_SDKS):
            yield Match(Confidence.LIKELY, (error.evidence(), case.seen("note", _NAMED)))
        elif about_login:
            yield Match(Confidence.POSSIBLE, (error.evidence(), case.seen("note", _SPOKEN)))


CAUSE = Cause(
    slug="sdk-fetched-token-first",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "SDK 在换 code 之前先去取 access_token，登录因此失败",
        "The SDK fetches an access_token before it exchanges the code, and the login fails on that",
    ),
    detail=Text(
        "code2Session 本身不需要 access_token，但有些 SDK 走的是带 token 的通用请求。于是登录会报出取 "
        "token 才有的错误（40125、40164、45009、40001），而且用旧接口取 token 会让其他环境的 token 失效。",
        "code2Session itself needs no access_token, yet some SDKs send it through a generic call that adds "
        "one. The login then fails with the errors of a token fetch (40125, 40164, 45009, 40001), and a "
        "fetch by the legacy endpoint ends the tokens of every other environment.",
    ),
    fix=Text(
        "直接请求 jscode2session（不带 access_token），或者给 SDK 配一个共享的、用 stable_token 的 token 存"
        "储；错误码本身指出的问题（白名单、密钥、额度）也要解决。",
        "Call jscode2session plainly, without an access_token, or give the SDK a shared token store that "
        "uses stable_token; also cure what the errcode itself names (whitelist, secret, quota).",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.settings(ip_whitelist=["203.0.113.1"])
    world.habits.fetches_token_first = True
    log_in(world)


def fetched_apart(world: World) -> None:
    """Near miss: fetched apart."""
    world.fetch_token()
    log_in(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (fetched_apart,))
