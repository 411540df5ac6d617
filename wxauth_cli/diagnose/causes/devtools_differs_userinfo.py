"""devtools-differs-userinfo: DevTools shows real profiles where phones show anonymous ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, answering, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import Visit, traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_ANONYMOUS = "\u5fae\u4fe1\u7528\u6237"
_PAIR = Text("开发者工具里有真实昵称，手机上是匿名的", "a real nickname in DevTools, an anonymous one on a phone")
_TOLD = Text("说到工具里正常、真机是匿名昵称", "it is told that DevTools is fine and phones are anonymous")


def rule(case: Case) -> Iterator[Match]:
    """Certain with both profiles at hand; likely where the difference is told."""
    tool = phone = None
    for visit in traffic(case).visits:
        name = _nickname(visit)
        if not name:
            continue
        if "/devtools/" in visit.call.referer or "wechatdevtools" in visit.call.user_agent.lower():
            tool = visit if name != _ANONYMOUS else tool
        elif name == _ANONYMOUS:
            phone = visit
    if tool is not None and phone is not None:
        yield Match(Confidence.CERTAIN, (case.seen(phone.where, _PAIR),))
    elif case.says(_ANONYMOUS) and case.says(r"开发者?工具|devtools"):
        yield Match(Confidence.LIKELY, (case.seen("note", _TOLD),))


def _nickname(visit: Visit) -> str:
    for value in (visit.call.body, visit.call.body.get("userInfo"), visit.call.body.get("rawData")):
        fields: object = value
        if isinstance(value, str) and value[:1] == "{" and len(value) < 10_000:
            try:
                fields = json.loads(value)
            except (ValueError, RecursionError):
                continue
        if isinstance(fields, Mapping):
            name = fields.get("nickName", fields.get("nickname"))
            if isinstance(name, str):
                return name
    return ""


CAUSE = Cause(
    slug="devtools-differs-userinfo",
    refs=(),
    step=8,
    severity=Severity.INFO,
    title=Text(
        "昵称在开发者工具里正常、手机上是“微信用户”，这是工具的差异",
        "The nickname is right in DevTools and anonymous on phones: the tool differs",
    ),
    detail=Text(
        "平台回收了用户资料接口，手机上只返回匿名昵称和灰色头像。开发者工具在某些基础库版本下仍返回真实资"
        "料，官方文档写明这是工具的问题。不是你的代码或后端的错误。",
        "The platform withdrew the profile calls: phones give an anonymous nickname and a grey avatar. "
        "With some base library versions DevTools still gives real data, which the documentation names "
        "as a fault of the tool. Neither your code nor your backend is wrong.",
    ),
    fix=Text(
        "以真机为准；昵称和头像改用“头像昵称填写”让用户自己填，openid 和 unionid 从 code2Session 取。",
        "Go by a real phone; let users fill in avatar and nickname, and take openid and unionid from code2Session.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.habits.answers["/data"] = answering(200)
    world.device(page="devtools/page-frame.html")
    world.request("POST", "/data", {"nickName": "Li Lei"})
    world.device()
    world.request("POST", "/data", {"nickName": "\u5fae\u4fe1\u7528\u6237"})


def on_phones_only(world: World) -> None:
    """Near miss: on phones only."""
    log_in(world)
    world.habits.answers["/data"] = answering(200)
    world.request("POST", "/data", {"nickName": "\u5fae\u4fe1\u7528\u6237"})


SCENARIO = Scenario(play, Confidence.CERTAIN, (on_phones_only,))
