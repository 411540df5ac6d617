"""hdr-b64: the payload is not encoded."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="hdr-b64",
    refs=("J18",),
    step=7,
    severity=Severity.WARNING,
    title=Text("使用了未编码的 payload（b64）", "The payload is not encoded (b64)"),
    detail=Text(
        "RFC 7797 的 b64 为 false 时 payload 原样放入，不能用作 JWT，多数库算出的签名不同。",
        "With b64 false (RFC 7797) the payload stands there as it is; JWTs must not do that, and most "
        "libraries compute another signature.",
    ),
    fix=Text(
        "签发普通的 JWT，不要用 b64。",
        "Issue plain JWTs without b64.",
    ),
)
