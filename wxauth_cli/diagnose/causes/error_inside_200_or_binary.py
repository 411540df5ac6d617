"""error-inside-200-or-binary: an error of WeChat came with status 200 and was not read as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.model_words import Leg
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import answer_of, parsed, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_BINARY = Text("类型是 {kind}，内容却是错误 {errcode}", "typed as {kind}, yet it is error {errcode}")
_EMPTY = Text(
    "微信答了 {errcode}，后端却说登录成功，openid 是空的",
    "WeChat said {errcode}, yet the backend calls the login fine, its openid empty",
)


def rule(case: Case) -> Iterator[Match]:
    """Certain where an error was visibly taken for something else; an error as text/plain alone is WeChat's habit."""
    for sign in case.signed("media-type"):
        yield Match(Confidence.CERTAIN if sign.about_wechat else Confidence.LIKELY, (sign.evidence(),))
    for sign in case.signed("answer-unchecked"):
        # The field may have been expected of something else than WeChat's answer.
        wechat = sign.about_wechat or case.says(r"微信|小程序|\bwx|wechat|weixin|jscode2session|code2session")
        yield Match(Confidence.LIKELY if wechat else Confidence.POSSIBLE, (sign.evidence(),))
    refused = 0
    for call in case.calls:
        if call.leg is Leg.BACKEND_WECHAT and call.errcode:
            refused = call.errcode
    for visit in traffic(case).visits:
        response = visit.exchange.response
        if response is None:
            continue
        kind = (response.header("content-type") or "").partition(";")[0].strip().lower()
        if (
            kind.startswith(("image/", "audio/", "video/", "application/octet-stream"))
            and b"errcode" in response.body[:200]
        ):
            errcode = parsed(response.body).get("errcode")
            if errcode:
                yield Match(Confidence.CERTAIN, (case.seen(visit.where, _BINARY, kind=kind, errcode=errcode),))
        elif refused and visit.is_login and not visit.failed and visit.status == 200:
            openid = visit.data.get("openid", visit.data.get("openId", "absent"))
            if openid in (None, "", "null", "undefined"):
                yield Match(Confidence.CERTAIN, (case.seen(visit.where, _EMPTY, errcode=refused),))
    for call in case.calls:
        if call.leg is not Leg.BACKEND_WECHAT or call.exchange is None or call.exchange.response is None:
            continue
        kind = (call.exchange.response.header("content-type") or "").partition(";")[0].strip().lower()
        errcode = answer_of(call).get("errcode")
        if kind.startswith("image/") and errcode:
            yield Match(Confidence.LIKELY, (case.seen(call.where, _BINARY, kind=kind, errcode=errcode),))


CAUSE = Cause(
    slug="error-inside-200-or-binary",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "微信的错误以 HTTP 200 返回，代码没有当成错误处理",
        "WeChat's error came with HTTP 200, and the code did not treat it as one",
    ),
    detail=Text(
        "微信的接口出错时仍然返回 HTTP 200，而且 Content-Type 常常是 text/plain，甚至是图片类型。只看状态"
        "码、或者只按 Content-Type 决定要不要解析 JSON 的代码，会把错误当成成功，或者在解析时失败。",
        "WeChat answers errors with HTTP 200, often as text/plain or even as an image type. Code that "
        "looks at the status alone, or parses JSON only where the content type says so, takes the error "
        "for a success, or fails while parsing.",
    ),
    fix=Text(
        "不管 Content-Type 是什么，都按 JSON 解析，先看 errcode 再取 openid 和 session_key。Spring 的 "
        "RestTemplate 要让 JSON 转换器也接受 text/plain。",
        "Parse as JSON whatever the content type is, and look at errcode before you take openid and "
        "session_key. With Spring's RestTemplate let the JSON converter accept text/plain too.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.hides_errors = True
    world.fault(errcode=40029)
    log_in(world)


def said_so(world: World) -> None:
    """Near miss: said so."""
    world.fault(errcode=40029)
    log_in(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (said_so,))
