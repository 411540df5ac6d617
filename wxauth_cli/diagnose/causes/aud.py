"""aud: the audience is missing or not the expected one."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="aud",
    refs=("J34",),
    step=4,
    severity=Severity.WARNING,
    title=Text("受众（aud）缺失或不符", "The audience (aud) is missing or unexpected"),
    detail=Text(
        "多个服务共用密钥时，给 A 的 token 在 B 也能用，除非核对受众。",
        "Where services share a key, a token for one opens the other unless each checks the audience.",
    ),
    fix=Text(
        "签发时写明给哪个服务，验证时核对自己在不在其中。",
        "Issue it for a named service, and have each service look for itself in it.",
    ),
)
