"""iss: the issuer is missing or not the expected one."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="iss",
    refs=("J32",),
    step=4,
    severity=Severity.WARNING,
    title=Text("签发者（iss）缺失或不符", "The issuer (iss) is missing or unexpected"),
    detail=Text(
        "多个环境或服务共用密钥时，别处签发的 token 也会被接受。",
        "Where environments or services share a key, tokens from elsewhere are accepted.",
    ),
    fix=Text(
        "签发时写固定的 iss，验证时按整串比较。",
        "Issue it with a fixed iss, and compare the whole string when verifying.",
    ),
)
