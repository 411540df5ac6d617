"""token-not-in-url: the access_token is not in the query string."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_phone_call
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_BODY = Text("access_token 在请求体里", "access_token stands in the body")
_BLANK = Text("access_token 是空的", "access_token is empty")


def rule(case: Case) -> Iterator[Match]:
    """Certain: WeChat names the parameter."""
    for error in case.coded(41001):
        evidence = [error.evidence()]
        if error.call is not None and "access_token" in error.call.body:
            evidence.append(case.seen(error.call.where, _BODY))
        elif error.call is not None and error.call.query.get("access_token") == "":
            evidence.append(case.seen(error.call.where, _BLANK))
        yield Match(Confidence.CERTAIN, tuple(evidence))


CAUSE = Cause(
    slug="token-not-in-url",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "URL 上没有 access_token",
        "There is no access_token in the URL",
    ),
    detail=Text(
        "微信只从 URL 参数里读 access_token。放在请求体或请求头里、参数名写成 token、值为空，都等于没有传。",
        "WeChat reads the access_token from the query string only. In the body, in a header, under the "
        "name token, or empty, it counts as absent.",
    ),
    fix=Text(
        "写成 ?access_token=…，并确认取 token 的那一步真的返回了值。",
        "Write ?access_token=… and make sure that the step which fetches the token really returned one.",
    ),
    rule=rule,
)


def refused(world: World) -> None:
    """Near miss: refused."""
    world.fault("/wxa/business/getuserphonenumber", errcode=40014)
    with_phone_call(lambda call: call)(world)


SCENARIO = Scenario(with_phone_call(lambda call: call.without("access_token")), Confidence.CERTAIN, (refused,))
