"""backend-hides-reason: the backend says that the login failed and not why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.model_words import Leg
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, answering, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic, used_again

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_LOGIN = lazy_pattern(r"登录|登陆|微信|log ?-?in|sign ?-?in|wechat|weixin|\bwx|openid|code2session", re.I)
_OTHER_MEANS = frozenset(
    {"username", "userName", "password", "phone", "mobile", "account", "captcha", "smsCode", "sms_code", "verifyCode"}
)
"""Fields of a login that goes without WeChat's code."""
_STATUS = Text("登录得到 HTTP {status}，没有微信的 errcode", "the login gets HTTP {status} and no errcode of WeChat")
_WORDS = Text("登录的回答只有“{words}”", "the login's answer says “{words}” and no more")


def rule(case: Case) -> Iterator[Match]:
    """Certain that the reason cannot be seen; never beside an error of WeChat or a request to it that failed."""
    if any(error.scope in ("weixin", "wecom") for error in case.errors):
        return
    if any(call.leg is Leg.BACKEND_WECHAT and (call.errcode or call.failure) for call in case.calls):
        return
    again = used_again(case)
    for visit in traffic(case).visits:
        if not (visit.is_login or (visit.is_login_path and visit.call.method == "POST")) or not visit.failed:
            continue
        if visit.code in again and visit.at >= again[visit.code][1].at:
            continue  # it can be seen: see code-reused
        if visit.status is not None and visit.status in (400, 404, 405, 415, 422):
            continue
        if not visit.is_login and _OTHER_MEANS & set(visit.call.body):
            continue
        if not visit.is_login and visit.own_code is False and (visit.status or 0) < 400:
            continue  # an inviter or a coupon that was not accepted, at an address such as /auth/…
        if visit.status is not None and visit.status >= 400:
            yield Match(Confidence.CERTAIN, (case.seen(visit.where, _STATUS, status=visit.status),))
        else:
            words = next((visit.answer[name] for name in ("msg", "message", "error") if visit.answer.get(name)), "")
            yield Match(Confidence.CERTAIN, (case.seen(visit.where, _WORDS, words=str(words)[:80]),))
    for sign in case.signed("login-status"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))
    for sign in case.signed("backend-failure"):
        if _LOGIN.search(sign.text) or case.says(r"登录|登陆|\blog ?in"):
            yield Match(Confidence.CERTAIN, (case.seen(sign.where, _WORDS, words=sign.text[:80]),))


CAUSE = Cause(
    slug="backend-hides-reason",
    refs=(),
    step=5,
    severity=Severity.ERROR,
    title=Text(
        "后端只说登录失败，没有带出微信的原因",
        "The backend only says that the login failed, not why",
    ),
    detail=Text(
        "客户端只看到 500 或者“登录失败”，微信的 errcode 和 rid 被后端吞掉了。凭这些无法判断原因：code 无"
        "效或已使用、AppSecret 不对、IP 白名单、网络、后端自己的错误都可能。",
        "All that the client sees is a 500 or “login failed”; the backend keeps WeChat's errcode and rid "
        "to itself. No reason can be told from this: a code that is invalid or used, a wrong AppSecret, "
        "the IP whitelist, the network, or a fault of the backend itself.",
    ),
    fix=Text(
        "在后端记下 code2Session 的 errcode、errmsg 和 rid（不要记 AppSecret 和 session_key），把那一行日"
        "志拿来再诊断；给前端返回可区分的错误码。",
        "Log errcode, errmsg and rid of code2Session on the backend (never AppSecret or session_key), "
        "and diagnose that line; give the client error codes that it can tell apart.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.answers["/login"] = answering(500, error="login failed")
    world.send_code(world.login())


def reason_recorded(world: World) -> None:
    """Near miss: reason recorded."""
    world.fault(errcode=40029)
    log_in(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (reason_recorded,))
