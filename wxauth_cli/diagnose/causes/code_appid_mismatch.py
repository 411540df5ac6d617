"""code-appid-mismatch: the exchange uses another app's appid than the one that made the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.model_words import Leg
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
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

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Call, Case

MAX_CARRIERS = 3
ZONE_STEP_S = 1800.0
BESIDE_S = 5.0
"""A client's login and the exchange for it are no further apart."""
_APPID = lazy_pattern(r"wx[0-9a-f]{16}")
_OTHER = Text("前端运行的是 {client}，换取用的是 {server}", "the client runs {client}, the exchange uses {server}")
_SEQUENCE = Text("先 40029，后 40163", "40029 first, then 40163")


def rule(case: Case) -> Iterator[Match]:
    """Certain where a Referer names another app for the same code; likely for 40029 then 40163; else possible."""
    proven = [match for call in case.to(CODE2SESSION) for match in _against_referer(case, call)]
    proven = proven or list(_beside(case))
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


def _beside(case: Case) -> Iterator[Match]:
    """A refused exchange beside the clients' requests of its time, all of which come from another mini program."""
    others = {call.referer_appid for call in case.calls if call.referer_appid}
    if len(others) != 1:
        return
    from wxauth_cli.diagnose.traffic import traffic  # `explain` has no use for it

    clients = [visit.call for visit in traffic(case).visits if visit.is_login_path and visit.call.referer_appid]
    if not clients:
        return
    for exchange in case.to(CODE2SESSION):
        server = exchange.query.get("appid", "")
        if not _APPID.fullmatch(server) or server in others or exchange.errcode != 40029 or not exchange.started_at:
            continue
        for call in clients:
            gap = (call.started_at or 0.0) - exchange.started_at
            # One of two logs may not say its zone, which is a multiple of half an hour.
            if call.started_at and abs(gap - round(gap / ZONE_STEP_S) * ZONE_STEP_S) <= BESIDE_S:
                seen = case.seen(call.where, _OTHER, client=call.referer_appid, server=server)
                yield Match(Confidence.LIKELY, (seen,))
                break


def _against_referer(case: Case, exchange: Call) -> Iterator[Match]:
    server = exchange.query.get("appid", "")
    code = exchange.query.get("js_code", "")
    if not server or exchange.errcode not in (40029, 40163):
        return
    for call in case.once("carriers", lambda: _carriers(case)).get(code, [])[:MAX_CARRIERS]:
        if call.referer_appid is not None and call.referer_appid != server:
            yield Match(Confidence.CERTAIN, (case.seen(call.where, _OTHER, client=call.referer_appid, server=server),))


def _carriers(case: Case) -> dict[str, list[Call]]:
    """Code -> the clients' requests that carry it and tell which mini program they come from."""
    found: dict[str, list[Call]] = {}
    for call in case.calls:
        if call.referer_appid is not None and call.leg is Leg.CLIENT_BACKEND:
            sent = {value for value in call.body.values() if isinstance(value, str)} | set(call.query.values())
            for value in sent - {""}:
                found.setdefault(value, []).append(call)
    return found


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


def play(world: World) -> None:
    """How it comes about."""
    world.habits.credentials = world.second_app()
    log_in(world)


def without_referer(world: World) -> None:
    """Near miss: without referer."""
    world.device(page="")
    play(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (without_referer,))
