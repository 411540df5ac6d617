"""header-dropped-by-proxy: the token's header does not arrive at the backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import Visit, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_UNDERSCORE = Text("请求头 {name} 带下划线，得到 401", "the header {name} has an underscore; the answer is 401")
_LOST = Text(
    "前端带了 {name}，后端收到的同一个请求没有",
    "the client sent {name}; the same request reached the backend without it",
)
SAME_S = 2.0


def rule(case: Case) -> Iterator[Match]:
    """Certain with both sides of one request; likely for a name with an underscore whose request is refused."""
    last: dict[tuple[str | None, str], Visit] = {}
    for visit in traffic(case).visits:
        key = visit.call.method, visit.call.path
        other = last.get(key)
        if other is not None and abs(visit.at - other.at) <= SAME_S and visit.refused:
            outer, inner = (other, visit) if other.token_header[1] else (visit, other)
            name = outer.token_header[0]
            both = bool(outer.call.referer) and not inner.call.referer.startswith("https://servicewechat")
            if name and inner.headers and not inner.token_header[1] and both and "host" in inner.headers:
                yield Match(Confidence.CERTAIN, (case.seen(inner.where, _LOST, name=name),))
        last[key] = visit
    for visit in traffic(case).refused():
        name = visit.token_header[0]
        if "_" in name and visit.token:
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _UNDERSCORE, name=name),))
    for sign in case.signed("invalid-header"):
        yield Match(Confidence.LIKELY, (sign.evidence(),))


CAUSE = Cause(
    slug="header-dropped-by-proxy",
    refs=(),
    step=6,
    severity=Severity.ERROR,
    title=Text(
        "token 的请求头在路上被代理去掉了",
        "A proxy removes the token's header on the way",
    ),
    detail=Text(
        "前端发了 token，后端却说没有。nginx 默认丢弃名字里带下划线的请求头（例如 access_token）；Apache "
        "的 CGI/FastCGI 默认不传 Authorization；跨域名跳转时也会去掉 Authorization。",
        "The client sends the token, yet the backend says that there is none. nginx drops headers with "
        "an underscore in their name (access_token, say) by default; Apache with CGI or FastCGI does not "
        "pass Authorization on; a redirect to another host removes it too.",
    ),
    fix=Text(
        "请求头改用连字符或标准的 Authorization；或者在 nginx 里打开 underscores_in_headers on；Apache 加"
        " CGIPassAuth On 或 SetEnvIf；小程序里直接请求最终的 https 地址，不要靠跳转。",
        "Use hyphens or the standard Authorization header, or set underscores_in_headers on in nginx; "
        "CGIPassAuth On or SetEnvIf in Apache; let the mini program call the final https address without "
        "a redirect.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.request("GET", "/me", headers={"auth_token": f"Bearer {world.token}"})


def other_name(world: World) -> None:
    """Near miss: other name."""
    log_in(world)
    world.request("GET", "/me", headers={"X-Auth-Token": f"Bearer {world.token}"})


SCENARIO = Scenario(play, Confidence.LIKELY, (other_name,))
