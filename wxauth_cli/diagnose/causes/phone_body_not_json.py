"""phone-body-not-json: the body is not the JSON object that the endpoint wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_phone_call
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import WechatCall, World
    from wxauth_cli.diagnose.case import Case

_KIND = Text("请求体是 {kind}", "the body is {kind}")
_KINDS = {
    "none": Text("空的", "empty"),
    "form": Text("表单", "a form"),
    "other": Text("别的内容", "something else"),
}
_FIELD = Text("字段名“{name}”带空白", "the field name “{name}” holds a blank")


def rule(case: Case) -> Iterator[Match]:
    """Certain where the request shows it; likely by 47001 alone."""
    for error in case.coded(47001):
        call = error.call
        evidence = [error.evidence()]
        if call is not None and call.complete:
            padded = next((name for name in call.body if name != name.strip()), None)
            if call.body_kind != "json":
                evidence.append(case.seen(call.where, _KIND, kind=_KINDS[call.body_kind].say(case.lang)))
            elif padded is not None:
                evidence.append(case.seen(call.where, _FIELD, name=padded[:32]))
        yield Match(Confidence.CERTAIN if len(evidence) > 1 else Confidence.LIKELY, tuple(evidence))


CAUSE = Cause(
    slug="phone-body-not-json",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "请求体不是微信要的 JSON",
        "The body is not the JSON that WeChat wants",
    ),
    detail=Text(
        '这个接口要 JSON 对象做请求体。送成表单、放在 URL 参数里、字段名带空格（"code "）或者 JSON 不完整，'
        "微信都说格式不对。",
        "This endpoint wants a JSON object as the body. A form, URL parameters, a field name with a blank "
        'in it ("code ") or broken JSON are all answered as a format error.',
    ),
    fix=Text(
        '用 POST，Content-Type: application/json，请求体 {{"code": "…"}}，access_token 放在 URL 上。',
        'POST with Content-Type: application/json and the body {{"code": "…"}}; the access_token stays in the URL.',
    ),
    rule=rule,
)


def as_form(call: WechatCall) -> WechatCall:
    """The code as a form."""
    code = call.body["code"] if isinstance(call.body, Mapping) else ""
    return replace(call, body=f"code={code}".encode(), content_type="application/x-www-form-urlencoded")


def unexplained(world: World) -> None:
    """Near miss: unexplained."""
    world.fault("/wxa/business/getuserphonenumber", errcode=47001)
    with_phone_call(lambda call: call)(world)


SCENARIO = Scenario(with_phone_call(as_form), Confidence.CERTAIN, (unexplained,))
