"""integer-sub: sub is a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain by the verifier's own text; the token itself is judged elsewhere."""
    for sign in case.signed("subject-type"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="integer-sub",
    refs=("J33",),
    step=4,
    severity=Severity.ERROR,
    title=Text("sub 是数字", "sub is a number"),
    detail=Text(
        "RFC 7519 要求 sub 是字符串；PyJWT 2.10 起会拒绝（Subject must be a string），升级后登录就会全部失败。",
        "RFC 7519 wants a string; PyJWT refuses it since 2.10 (Subject must be a string), so all logins "
        "fail after an upgrade.",
    ),
    fix=Text(
        "签发时写 str(用户编号)；过渡期内让验证方兼容旧 token。",
        "Issue it as str(user id); let the verifier take old tokens during the change.",
    ),
    rule=rule,
)


SCENARIO = Scenario(with_token(lambda header, claims: claims.update(sub=10001)), Confidence.CERTAIN, (with_token(),))
