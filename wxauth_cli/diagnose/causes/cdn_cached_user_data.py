"""cdn-cached-user-data: a cache hands one user's answer to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, answering, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import Visit, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_HITS = (
    "x-cache",
    "x-cache-lookup",
    "x-cache-status",
    "cf-cache-status",
    "x-proxy-cache",
    "x-nws-cache",
    "x-swift-cachetype",
    "ali-swift-global-savetime",
    "x-varnish-cache",
    "eo-cache-status",
)
_HIT = lazy_pattern(r"\bhit\b", re.I)
_PERSONAL = frozenset(
    {
        "openid",
        "openId",
        "unionid",
        "unionId",
        "phone",
        "phoneNumber",
        "mobile",
        "nickName",
        "nickname",
        "token",
        "accessToken",
        "userId",
        "user_id",
        "uid",
        "username",
        "avatarUrl",
        "balance",
        "address",
    }
)
_OWN = lazy_pattern(r"/(?:me|mine|profile|user_?info|account|whoami|self)/?$", re.I)
_SEEN = Text("{name}: {value}，而请求带着登录身份", "{name}: {value}, though the request carries an identity")
_TWO = Text("另一个用户在这个地址得到了完全相同的内容", "another user got the very same content at this address")


def rule(case: Case) -> Iterator[Match]:
    """Certain: a hit of a cache on an answer with personal fields, to a request that carries an identity."""
    bodies: dict[tuple[str, str], tuple[str, bytes]] = {}
    for visit in traffic(case).visits:
        response = visit.exchange.response
        identity = visit.token_header[1] or visit.headers.get("cookie", "")
        if response is None or visit.failed or not identity or not visit.data:
            continue
        hit = _hit(visit)
        key = visit.call.host, visit.call.path
        before = bodies.setdefault(key, (identity, response.body))
        same = before[0] != identity and before[1] == response.body
        personal = bool(_PERSONAL & set(visit.data)) or (same and _OWN.search(visit.call.path) is not None)
        if hit is None or not personal:
            continue
        evidence = [case.seen(visit.where, _SEEN, name=hit[0], value=hit[1])]
        if same:
            evidence.append(case.seen(visit.where, _TWO))
        yield Match(Confidence.CERTAIN, tuple(evidence))


def _hit(visit: Visit) -> tuple[str, str] | None:
    for name in _HITS:
        value = visit.answer_header(name)
        if _HIT.search(value):
            return name, value[:60]
    age = visit.answer_header("age").strip()
    return ("age", age) if age.isdigit() and int(age) > 0 else None


CAUSE = Cause(
    slug="cdn-cached-user-data",
    refs=(),
    step=6,
    severity=Severity.CRITICAL,
    title=Text(
        "CDN 或代理缓存了用户自己的数据，会串号",
        "A CDN or proxy caches personal answers: users can see each other's data",
    ),
    detail=Text(
        "带登录身份的请求得到了缓存里的回答。缓存只按网址区分，不看 Authorization，于是先来的人的资料会给"
        "到后面的人；有时连登录接口的 token 也会被缓存。",
        "A request with a user's identity was answered from a cache. The cache goes by the URL and "
        "ignores Authorization, so that the first user's data is given to those who follow; sometimes "
        "even the token of a login.",
    ),
    fix=Text(
        "个人数据的接口返回 Cache-Control: no-store，在 CDN 上让这些路径不缓存；登录用 POST。已经发生的要"
        "清缓存，并让受影响的 token 失效。",
        "Answer personal endpoints with Cache-Control: no-store and exclude their paths from the CDN; "
        "log in by POST. Where it has happened, purge the cache and revoke the tokens concerned.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.habits.answers["/me"] = answering(200, {"X-Cache": "HIT"}, openid=world.openid(), phone="130****0001")
    world.open_page()


def not_from_cache(world: World) -> None:
    """Near miss: not from cache."""
    log_in(world)
    world.habits.answers["/me"] = answering(200, {"X-Cache": "MISS"}, openid=world.openid(), phone="130****0001")
    world.open_page()


SCENARIO = Scenario(play, Confidence.CERTAIN, (not_from_cache,))
