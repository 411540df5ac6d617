"""nbf-iat: iat or nbf is absent or contradicts exp."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="nbf-iat",
    refs=("J30",),
    step=4,
    severity=Severity.WARNING,
    title=Text("iat 或 nbf 有问题", "Something is wrong with iat or nbf"),
    detail=Text(
        "验证方靠 iat 和 nbf 判断 token 从何时起有效、有多旧。",
        "Verifiers tell by iat and nbf from when on a token is valid and how old it is.",
    ),
    fix=Text(
        "签发时写当前的 Unix 秒作为 iat，exp 要晚于 iat 和 nbf。",
        "Issue it with the present Unix seconds as iat and with exp after iat and nbf.",
    ),
)
