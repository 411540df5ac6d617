"""base64-secret-mismatch: signed with another form of the same secret."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """A possibility behind a verifier's text; with token and key at hand, verifying tells."""
    for sign in case.signed("jwt-signature"):
        yield Match(Confidence.POSSIBLE, (sign.evidence(),))


CAUSE = Cause(
    slug="base64-secret-mismatch",
    refs=(),
    step=7,
    severity=Severity.ERROR,
    title=Text("两边对密钥的读法不同", "The two sides read the secret differently"),
    detail=Text(
        "同一把密钥，签发方和验证方一个当文本、一个解码，或者多了换行、引号，签名就对不上。",
        "One side takes the secret as text and the other decodes it, or a newline or quotes came along, "
        "and the signatures differ.",
    ),
    fix=Text(
        "两边约定同一种读法；写进环境变量时去掉引号和末尾换行。",
        "Agree on one reading, and keep quotes and a final newline out of environment variables and files.",
    ),
    rule=rule,
)
