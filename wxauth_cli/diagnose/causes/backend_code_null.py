"""backend-code-null: the backend lost the code that the client sent."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, answering
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.calls import header
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import CODE2SESSION
from wxauth_cli.diagnose.traffic import Visit, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_NOTHING = ("null", "undefined", "None", "nil", "")
_EMPTY = Text("换取时 js_code 是“{value}”", "the exchange sent js_code “{value}”")
_SENT = Text("前端发过 code（{n} 个字符）", "the client had sent a code ({n} characters)")
_TYPES = Text("请求头说是 {kind}，内容却是 {body}", "the header says {kind}, the body is {body}")
_NOT_SEEN = Text(
    "请求体（{body}）里有 code（{n} 个字符），后端却说没有收到",
    "the body ({body}) holds a code of {n} characters, yet the backend says that it got none",
)
_MISSED = lazy_pattern(
    r"code\b[^\n]{0,40}(?:is not present|required|is missing|may not be (?:null|empty)|不能为空|缺少|必填)"
    r"|(?:missing|required|缺少|not present)[^\n]{0,40}\b(?:js_?)?code\b",
    re.I,
)
NEAR_S = 30.0


def rule(case: Case) -> Iterator[Match]:
    """Certain where the client's code and the empty one are both seen, or type and body disagree in a failing login;
    likely where the backend asks for the code that it was sent."""
    for sign in case.signed("code-parameter-missing"):
        yield Match(Confidence.LIKELY, (sign.evidence(),))
    logins = traffic(case).logins
    for call in case.to(CODE2SESSION):
        value = call.query.get("js_code")
        if not call.complete or value is None or value.strip() not in _NOTHING:
            continue
        if not value and (call.exchange is None or call.exchange.request.url.endswith("js_code=")):
            continue  # a text's URL ends at a quote, which may be part of the code
        seen = case.seen(call.where, _EMPTY, value=value)
        sent = _login_around(logins, call.started_at)
        if sent is None:
            yield Match(Confidence.LIKELY, (seen,))
        elif sent.code not in _NOTHING:
            yield Match(Confidence.CERTAIN, (case.seen(sent.where, _SENT, n=len(sent.code)), seen))
    for visit in logins:
        if not visit.failed or visit.call.method not in ("POST", "PUT"):
            continue
        kind = header(visit.exchange.request, "content-type").partition(";")[0].strip().lower()
        body = visit.call.body_kind
        if (kind == "application/json" and body == "form") or ("form-urlencoded" in kind and body == "json"):
            yield Match(Confidence.CERTAIN, (case.seen(visit.where, _TYPES, kind=kind, body=body),))
        elif visit.status in (400, 422) and _MISSED.search(_answered(visit)):
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _NOT_SEEN, body=body, n=len(visit.code)),))


def _answered(visit: Visit) -> str:
    body = visit.exchange.response.body if visit.exchange.response is not None else b""
    return body[:2_000].decode("utf-8", "replace")


def _login_around(logins: tuple[Visit, ...], at: float | None) -> Visit | None:
    """The last login that began before `at`, if it was not long ago."""
    if at is None or not logins:
        return None
    place = bisect_right(logins, at, key=lambda visit: visit.at)
    return logins[place - 1] if place and at - logins[place - 1].at <= NEAR_S else None


CAUSE = Cause(
    slug="backend-code-null",
    refs=(),
    step=2,
    severity=Severity.ERROR,
    title=Text(
        "前端发了 code，后端却没有读到",
        "The client sent a code, but the backend did not read it",
    ),
    detail=Text(
        "wx.request 的 POST 默认发 JSON，而后端按表单取参数（@RequestParam、$_POST、req.query），或者正好"
        "相反。后端拿到的 code 是 null，再去换取就是 41008 或 40029。",
        "wx.request sends POST bodies as JSON by default, while the backend reads form parameters (@"
        "RequestParam, $_POST, req.query), or the other way round. The backend's code is null, and the "
        "exchange ends in 41008 or 40029.",
    ),
    fix=Text(
        '两边统一：后端按 JSON 读请求体（@RequestBody、json_decode(file_get_contents("php://input"))、'
        "express.json()），或者前端设置 header 的 content-type 为 application/x-www-form-urlencoded。"
        "code 为空时后端直接返回 400，不要去请求微信。",
        "Agree on one form: read the body as JSON (@RequestBody, "
        'json_decode(file_get_contents("php://input")), express.json()), or set content-type '
        "application/x-www-form-urlencoded in the client. With an empty code the backend should answer "
        "400 and not ask WeChat.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.habits.answers["/login"] = answering(400, error="no code")
    body = f"code={world.login()}".encode()
    world.request("POST", "/login", body, {"Content-Type": "application/json"})


def type_and_body_agree(world: World) -> None:
    """Near miss: type and body agree."""
    world.habits.answers["/login"] = answering(400, error="no code")
    body = f"code={world.login()}".encode()
    world.request("POST", "/login", body, {"Content-Type": "application/x-www-form-urlencoded"})


SCENARIO = Scenario(play, Confidence.CERTAIN, (type_and_body_agree,))
