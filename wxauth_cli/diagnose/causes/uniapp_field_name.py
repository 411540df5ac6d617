"""uniapp-field-name: the login request carries no code at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, answering
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import CODE_NAMES, Visit, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_NOTHING = (None, "", "undefined", "null", "NaN", "[object Object]")
_WORD = Text("code 的值是“{value}”", "the value of code is “{value}”")
_MISSING = Text("请求体里没有 code", "there is no code in the body")


def rule(case: Case) -> Iterator[Match]:
    """Certain where a recorded login carries no code and is not served; likely for the bare word in a paste."""
    for visit in traffic(case).visits:
        if visit.call.method != "POST" or visit.is_refresh or visit.token or visit.payload:
            continue
        value = _value(visit)
        if value in ("undefined", "null", "[object Object]"):
            yield Match(Confidence.CERTAIN, (case.seen(visit.where, _WORD, value=value),))
        elif visit.is_login_path and value in _NOTHING and visit.failed and _empty(visit):
            yield Match(Confidence.CERTAIN, (case.seen(visit.where, _MISSING),))
    for sign in case.signed("code-undefined"):
        yield Match(Confidence.LIKELY, (sign.evidence(),))
    for code in case.codes:
        if code.call is None and code.value.strip("\"' ") in ("undefined", "null"):
            yield Match(Confidence.LIKELY, (case.seen(code.where, _WORD, value=code.value),))


def _value(visit: Visit) -> object:
    body, query = visit.call.body, visit.call.query
    for name in CODE_NAMES:
        if name in body or name in query:
            value = body.get(name, query.get(name))
            return value if isinstance(value, str) else None if value is None else "other"
    return None


def _empty(visit: Visit) -> bool:
    """Whether what was sent is at hand and is a login by code: an empty object, or one whose code holds nothing."""
    if visit.call.body_kind not in ("json", "form"):
        return False
    others = set(visit.call.body) - set(CODE_NAMES)
    return not others & {"openid", "openId", "username", "password", "phone", "mobile", "account", "captcha"}


CAUSE = Cause(
    slug="uniapp-field-name",
    refs=(),
    step=2,
    severity=Severity.ERROR,
    title=Text(
        "登录请求里根本没有 code",
        "The login request carries no code at all",
    ),
    detail=Text(
        '前端取错了字段：值是 undefined 时，JSON 会直接丢掉这个键，或者变成文字 "undefined"。uni-app 的 '
        "uni.login 真正的字段是 res.code（类型文件里的 authResult 不是），provider 也要写 weixin；没有等 "
        "wx.login 回调就发请求也会这样。",
        "The client took the wrong field: JSON drops a key whose value is undefined, or the value "
        'becomes the word "undefined". In uni-app the field of uni.login is res.code (not authResult, as '
        "a type file says), with provider weixin. Sending before wx.login has called back looks the same.",
    ),
    fix=Text(
        "在 wx.login / uni.login 的 success 里用 res.code，发请求前先判断它不为空；后端收到空 code 时返回 400。",
        "Use res.code inside the success callback of wx.login or uni.login, and check that it is not "
        "empty before sending; let the backend answer 400 to an empty code.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.answers["/login"] = answering(400, error="code is required")
    world.login()
    world.request("POST", "/login", {"code": None})


def other_refusal(world: World) -> None:
    """Near miss: other refusal."""
    world.habits.answers["/login"] = answering(400, error="code is required")
    world.send_code(world.login())


SCENARIO = Scenario(play, Confidence.CERTAIN, (other_refusal,))
