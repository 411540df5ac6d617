"""grant-type: grant_type has the other endpoint's value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, refused_login, with_exchange
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    TOKEN_ENDPOINTS,
)

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_GIVEN = Text("这个接口要 {right}，送的是“{given}”", "this endpoint wants {right}; “{given}” was sent")


def rule(case: Case) -> Iterator[Match]:
    """Certain: WeChat names the parameter."""
    for error in case.coded(40002):
        evidence = [error.evidence()]
        if error.call is not None and error.call.complete:
            right = "client_credential" if error.endpoint in TOKEN_ENDPOINTS else "authorization_code"
            given = error.call.given("grant_type")[:32]
            evidence.append(case.seen(error.call.where, _GIVEN, right=right, given=given))
        yield Match(Confidence.CERTAIN, tuple(evidence))


CAUSE = Cause(
    slug="grant-type",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "grant_type 的值不对",
        "grant_type has the wrong value",
    ),
    detail=Text(
        "两个接口的常量不同：code2Session 用 authorization_code，取 access_token 用 client_credential。互"
        "换、留空或拼错都会得到 40002。",
        "The two endpoints take different constants: authorization_code for code2Session, "
        "client_credential for an access_token. Exchanged, empty or misspelt, WeChat answers 40002.",
    ),
    fix=Text(
        "code2Session 写 grant_type=authorization_code；token 和 stable_token 写 client_credential。",
        "Send grant_type=authorization_code to code2Session, and client_credential to token and stable_token.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    with_exchange(lambda call: call.with_query(grant_type="client_credential")),
    Confidence.CERTAIN,
    (refused_login(40029),),
)
