"""appsecret-wrong: the AppSecret does not go with the appid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, with_exchange
from wxauth_cli.core.secret import HIDDEN
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import is_masked
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    TOKEN_ENDPOINTS,
)

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_SHAPE = lazy_pattern(r"[0-9a-f]{32}")
_BAD = Text(
    "密钥有 {length} 个字符，不是 32 位小写十六进制",
    "the secret has {length} characters and is not 32 lower-case hex digits",
)
_GOOD = Text(
    "密钥的形状正确：被重置过，或属于别的小程序", "the secret has the right shape: it was reset, or is another app's"
)


def rule(case: Case) -> Iterator[Match]:
    """Certain where the secret that was sent cannot be one; likely by 40125 otherwise."""
    errors = [*case.coded(40125), *(error for error in case.coded(40001) if error.endpoint in TOKEN_ENDPOINTS)]
    for error in errors:
        given = error.call.given("secret") if error.call is not None and error.call.complete else ""
        if HIDDEN in given or is_masked(given):
            given = ""  # masked by whoever kept the capture
        if given and not _SHAPE.fullmatch(given):
            yield Match(Confidence.CERTAIN, (error.evidence(), case.seen("secret", _BAD, length=len(given))))
        elif given:
            yield Match(Confidence.LIKELY, (error.evidence(), case.seen("secret", _GOOD)))
        else:
            yield Match(Confidence.LIKELY, (error.evidence(),))
    for sign in case.signed("setting-secret"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="appsecret-wrong",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "AppSecret 不对",
        "The AppSecret is wrong",
    ),
    detail=Text(
        "微信核对 appid 和 AppSecret 时不匹配：密钥在后台重置过、填了另一个小程序的、复制时少了几位，或者拿"
        "成了支付密钥。能看到这个错误，说明 IP 白名单已经通过。",
        "Appid and AppSecret do not match: the secret was reset in the console, belongs to another app, "
        "lost characters when it was copied, or is a payment key. Seeing this error means that the IP "
        "whitelist let the call through.",
    ),
    fix=Text(
        "在后台重置一次 AppSecret，同时更新所有环境（旧的很快失效）；不要写进日志和代码库。如果 SDK 在登录"
        "前先取 access_token，先确认是哪一个请求报的错。",
        "Reset the AppSecret once in the console and update every environment (the old one dies soon); "
        "keep it out of logs and repositories. If an SDK fetches an access_token before the login, find "
        "out first which request failed.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    with_exchange(lambda call: call.with_query(secret=call.query["secret"][:31])),
    Confidence.CERTAIN,
    (with_exchange(lambda call: call.with_query(secret=call.query["secret"][::-1])),),
)
