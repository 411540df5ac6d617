"""signature-mismatch: the signature does not hold under the key."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="signature-mismatch",
    refs=(),
    step=7,
    severity=Severity.ERROR,
    title=Text("签名不对", "The signature does not hold"),
    detail=Text(
        "内容被改过，或者不是用这把密钥签的。密钥常见的几种写法（Base64、十六进制、换行、引号）也试过，都不对。",
        "The content was changed, or another key signed it. The usual forms of a secret (Base64, hex, "
        "newline, quotes) were tried too and do not fit.",
    ),
    fix=Text(
        "确认 token 和密钥来自同一环境，密钥没有轮换过；不要使用里面的内容。",
        "Check that token and key come from the same environment and that the key was not rotated; do not "
        "use what the token says.",
    ),
)
