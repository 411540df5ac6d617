"""exchange-params-in-body: the exchange's parameters were sent where WeChat does not look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_exchange
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    STABLE_TOKEN,
)

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_BODY = Text("appid 在请求体里，不在 URL 上", "appid stands in the body, not in the URL")
_NOWHERE = Text("请求里没有 appid", "the request carries no appid")


def rule(case: Case) -> Iterator[Match]:
    """Certain where the request shows appid in its body; likely by 41002 alone."""
    for error in case.coded(41002):
        call = error.call
        if error.endpoint == STABLE_TOKEN:
            continue
        if call is not None and call.complete and not call.query.get("appid"):
            if call.body.get("appid"):
                yield Match(Confidence.CERTAIN, (error.evidence(), case.seen(call.where, _BODY)))
            else:
                yield Match(Confidence.LIKELY, (error.evidence(), case.seen(call.where, _NOWHERE)))
        elif call is None or not call.complete:
            yield Match(Confidence.LIKELY, (error.evidence(),))


CAUSE = Cause(
    slug="exchange-params-in-body",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "微信没有读到 appid，参数可能放在了请求体里",
        "WeChat found no appid; the parameters may have gone into the body",
    ),
    detail=Text(
        "code2Session 只读 URL 上的参数。用 POST 加 JSON 或表单，或者 HTTP 库在 GET 时丢掉了 data/json，微"
        "信就会说 41002。环境变量为空、模板没有展开也会这样。",
        "code2Session reads the query string only. A POST with JSON or a form, or a library that drops "
        "data/json on a GET, makes WeChat answer 41002. So do an empty environment variable and a template "
        "that was not expanded.",
    ),
    fix=Text(
        "用 GET，把 appid、secret、js_code、grant_type 全部放到 URL 参数里；再打印一次最终的 URL（密钥打码）确认。",
        "Use GET and put appid, secret, js_code and grant_type into the query string; then print the final "
        "URL once (secret masked) to be sure.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    with_exchange(lambda call: replace(call, method="POST", query={}, body=call.query)),
    Confidence.CERTAIN,
    (with_exchange(lambda call: call.without("appid")),),
)
