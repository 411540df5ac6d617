"""exchange-param-name: a parameter of the exchange has the wrong name, or no value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, refused_login, with_exchange
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    STABLE_TOKEN,
)

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_WRONG = {
    41004: ("appsecret", "app_secret", "appSecret", "app-secret", "secret_key"),
    41008: ("code", "jscode", "jsCode"),
}
_RIGHT = {41004: "secret", 41008: "js_code"}
_NAMED = Text("请求里写的是 {wrong}，应为 {right}", "the request says {wrong}; it has to be {right}")
_BLANK = Text("{right} 是空的", "{right} is empty")
_ABSENT = Text("URL 上没有 {right}", "there is no {right} in the URL")


def rule(case: Case) -> Iterator[Match]:
    """Certain with the request at hand, likely by 41004 or 41008 alone."""
    for error in case.coded(41004, 41008):
        if error.errcode is None:
            continue
        right, call = _RIGHT[error.errcode], error.call
        named = call is not None and any(name in call.query for name in _WRONG[error.errcode])
        if call is None or not (call.complete or named):
            yield Match(Confidence.LIKELY, (error.evidence(),))
            continue
        where = call.body if error.endpoint == STABLE_TOKEN else call.query
        wrong = next((name for name in _WRONG[error.errcode] if name in where), None)
        if wrong is not None and right not in where:
            seen = case.seen(call.where, _NAMED, wrong=wrong, right=right)
        elif right in where:
            seen = case.seen(call.where, _BLANK, right=right)
        else:
            seen = case.seen(call.where, _ABSENT, right=right)
        yield Match(Confidence.CERTAIN, (error.evidence(), seen))


CAUSE = Cause(
    slug="exchange-param-name",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "换取请求里，有参数没有以微信认得的名字送到",
        "A parameter of the exchange did not arrive under the name that WeChat reads",
    ),
    detail=Text(
        "code2Session 只认 appid、secret、js_code、grant_type 这四个名字。写成 appsecret、app_secret 会得到"
        " 41004，写成 code（那是公众号网页授权的名字）会得到 41008；名字对而值为空，结果相同。",
        "code2Session reads exactly appid, secret, js_code and grant_type. Named appsecret or app_secret, "
        "WeChat answers 41004; named code (the name in the official account's OAuth), it answers 41008. A "
        "right name with an empty value looks the same.",
    ),
    fix=Text(
        "把参数名改成 appid、secret、js_code、grant_type，都放在 URL 上；名字没错的话，检查配置项在部署环境"
        "里是不是空的。",
        "Name the parameters appid, secret, js_code and grant_type, all in the URL; if the names are "
        "right, check whether the setting is empty in the deployed environment.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    with_exchange(lambda call: call.renamed("js_code", "code")), Confidence.CERTAIN, (refused_login(40029),)
)
