"""hdr-jwk: the token brings its own key."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="hdr-jwk",
    refs=("J14",),
    step=7,
    severity=Severity.WARNING,
    title=Text("token 自带密钥", "The token brings its own key"),
    detail=Text(
        "后端若用 token 自带的密钥或证书来验签，任何人都能自己签发。这里不使用它。",
        "A backend that verifies with the key or certificate in the token accepts what anyone signs. It "
        "is not used here.",
    ),
    fix=Text(
        "后端只用自己配置的密钥；签发时不要写入这类字段。",
        "Verify with configured keys only, and issue tokens without such fields.",
    ),
)
