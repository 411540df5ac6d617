"""wrong-http-method: GET was used for POST, or the reverse."""

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
    for error in case.coded(43001, 43002, 43003):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="wrong-http-method",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "请求方法不对",
        "The wrong HTTP method",
    ),
    detail=Text(
        "43001 要求 GET，43002 要求 POST，43003 要求 https。除了直接写错，http 到 https 的跳转也会把 POST 变成 GET。",
        "43001 wants GET, 43002 wants POST, 43003 wants https. Apart from a plain mistake, a redirect from "
        "http to https turns POST into GET.",
    ),
    fix=Text(
        "直接请求 https 地址；stable_token 和 getuserphonenumber 用 POST，code2Session 和 token 用 GET。",
        "Call the https address directly; POST to stable_token and getuserphonenumber, GET for code2Session and token.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    with_phone_call(lambda call: replace(call, method="GET", body=None)),
    Confidence.CERTAIN,
    (with_phone_call(lambda call: call),),
)
