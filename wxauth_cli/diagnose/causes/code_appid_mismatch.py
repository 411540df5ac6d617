"""code-appid-mismatch: the exchange uses another app's appid than the one that made the code."""

from __future__ import annotations

from collections.abc import Iterator

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.model import Leg
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import Call, Case
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    after_another,
    same_code_before,
    settled,
)
from wxauth_cli.diagnose.endpoints import (
    CODE2SESSION,
    LOGIN_ENDPOINTS,
    OAUTH_LOGIN,
)

_OTHER = Text("前端运行的是 {client}，换取用的是 {server}", "the client runs {client}, the exchange uses {server}")
_SEQUENCE = Text("先 40029，后 40163", "40029 first, then 40163")


def rule(case: Case) -> Iterator[Match]:
    """Certain where a Referer names another app for the same code; likely for 40029 then 40163; else possible."""
    proven = [match for call in case.to(CODE2SESSION) for match in _against_referer(case, call)]
    yield from proven
    if proven:
        return
    for error in case.coded(40163, at=LOGIN_ENDPOINTS):
        if after_another(case, error, 40029):
            yield Match(Confidence.LIKELY, (error.evidence(), case.seen(error.where, _SEQUENCE)))
        elif not same_code_before(case, error):
            yield Match(Confidence.POSSIBLE, (error.evidence(),))
    for error in case.coded(40029, at=LOGIN_ENDPOINTS - {OAUTH_LOGIN}):
        if not settled(case, error):
            yield Match(Confidence.POSSIBLE, (error.evidence(),))


def _against_referer(case: Case, exchange: Call) -> Iterator[Match]:
    server = exchange.query.get("appid", "")
    code = exchange.query.get("js_code", "")
    if not server or exchange.errcode in (0, None):
        return
    for call in case.calls:
        client = call.referer_appid
        if client is None or client == server or call.leg is not Leg.CLIENT_BACKEND:
            continue
        sent = {value for value in call.body.values() if isinstance(value, str)} | set(call.query.values())
        if code and code in sent:
            evidence = (case.seen(call.where, _OTHER, client=client, server=server),)
            yield Match(Confidence.CERTAIN, evidence)


CAUSE = Cause(
    slug="code-appid-mismatch",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "换取用的 appid 不是产生这个 code 的小程序",
        "The exchange uses another appid than the mini program that made the code",
    ),
    detail=Text(
        "code 只属于执行 wx.login 的那个小程序。用别的 appid 和 AppSecret 去换，微信先答 40029；这一次就可"
        "能把 code 用掉，所以再试会变成 40163。常见于开发者工具、project.config.json 和服务器配置里的 "
        "appid 不一致。",
        "A code belongs to the mini program that called wx.login. Exchanged with another appid and "
        "AppSecret, WeChat answers 40029; that try may already use the code up, so that the next one says "
        "40163. Usually DevTools, project.config.json and the server's settings hold different appids.",
    ),
    fix=Text(
        "让 project.config.json、开发者工具和服务器用同一个 appid；改过之后清一次开发者工具的缓存，再取新的 code。",
        "Use one appid in project.config.json, DevTools and the server; clear the cache of DevTools after "
        "a change, then get a new code.",
    ),
    rule=rule,
)
