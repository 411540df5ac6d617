"""phone-body-empty: the POST has no body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_phone_call
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain: the number names it."""
    for error in case.coded(44002):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="phone-body-empty",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "POST 请求体是空的",
        "The POST body is empty",
    ),
    detail=Text(
        "微信没有收到请求体。取手机号时最常见的是把 code 写在了 URL 上；重定向把 POST 变成 GET、HTTP 库没有"
        "发送 body 也会这样。",
        "No body reached WeChat. With the phone number, the code usually stands in the URL instead; a "
        "redirect that turns POST into GET, or a library that drops the body, does the same.",
    ),
    fix=Text(
        'URL 上只放 access_token，把 {{"code": "…"}} 作为 JSON 请求体发送。',
        'Put only access_token into the URL and send {{"code": "…"}} as the JSON body.',
    ),
    rule=rule,
)


SCENARIO = Scenario(
    with_phone_call(lambda call: replace(call, body=None)),
    Confidence.CERTAIN,
    (with_phone_call(lambda call: replace(call, body=b"{}")),),
)
