"""cookies-not-kept: the backend relies on cookies, which wx.request does not keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, answering
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_SESSION = lazy_pattern(r"^\s*([\w.-]{0,30}(?:sess|sid|token|auth)[\w.-]{0,30})=", re.I)
_SET = Text("回答里有 Set-Cookie: {name}", "the answer sets the cookie {name}")
_NONE = Text(
    "之后的请求没有带 Cookie，被拒绝（{status}）", "a later request brings no cookie and is refused ({status})"
)


def rule(case: Case) -> Iterator[Match]:
    """Certain: a session cookie was set, a later request to that host without it and without a token is refused."""
    given: dict[str, tuple[str, str]] = {}
    for visit in traffic(case).visits:
        host = visit.call.host
        unknown = bool(visit.headers) and not visit.headers.get("cookie") and not visit.token_header[1]
        if host in given and visit.refused and unknown:
            where, name = given[host]
            evidence = (case.seen(where, _SET, name=name), case.seen(visit.where, _NONE, status=visit.status))
            yield Match(Confidence.CERTAIN, evidence)
        response = visit.exchange.response
        if response is None or visit.failed:
            continue
        for header, value in response.headers:
            found = _SESSION.match(value) if header.lower() == "set-cookie" else None
            if found is not None:
                given.setdefault(host, (visit.where, found.group(1)))


CAUSE = Cause(
    slug="cookies-not-kept",
    refs=(),
    step=6,
    severity=Severity.ERROR,
    title=Text(
        "后端靠 Cookie 认人，而 wx.request 不会自动带 Cookie",
        "The backend relies on cookies, and wx.request does not keep them",
    ),
    detail=Text(
        "登录成功时后端用 Set-Cookie 建立了会话，但小程序没有浏览器那样的 Cookie 管理，下一次请求不会自动"
        "带上，后端就当成没登录。",
        "At login the backend opened a session with Set-Cookie. A mini program has no cookie jar as a "
        "browser has: the next request does not bring the cookie back, and the backend takes it for a "
        "stranger.",
    ),
    fix=Text(
        "改用 token：登录返回 token，之后放在 Authorization 请求头里。一定要用 Cookie 的话，从 "
        'res.cookies 或 res.header["Set-Cookie"] 取出来存好，每次请求自己放进 header.cookie。',
        "Use a token: return it at login and send it in the Authorization header. If it has to be "
        'cookies, take them from res.cookies or res.header["Set-Cookie"], keep them, and set '
        "header.cookie on every request yourself.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    set_cookie(world)
    world.request("GET", "/me")


def cookie_sent(world: World) -> None:
    """Near miss: cookie sent."""
    set_cookie(world)
    world.request("GET", "/me", headers={"Cookie": "JSESSIONID=A1B2C3D4E5F6"})


def set_cookie(world: World) -> None:
    """A login after which the backend knows its user by a cookie."""
    world.habits.answers["/login"] = answering(200, {"Set-Cookie": "JSESSIONID=A1B2C3D4E5F6; Path=/; HttpOnly"})
    world.send_code(world.login())


SCENARIO = Scenario(play, Confidence.CERTAIN, (cookie_sent,))
