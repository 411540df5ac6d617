"""key-mixed-set: a key set that must not be published."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="key-mixed-set",
    refs=("J12",),
    step=7,
    severity=Severity.WARNING,
    title=Text("密钥集合里混进了不该有的密钥", "The key set holds what it should not"),
    detail=Text(
        "JWKS 是公开的：混用会让算法混淆成为可能，私钥或对称密钥一旦公开，谁都能签发 token。",
        "A JWKS is public: mixing kinds invites algorithm confusion, and with a published private or "
        "symmetric key anyone can issue tokens.",
    ),
    fix=Text(
        "集合里只留公钥；已经公开的私钥和对称密钥立即更换。",
        "Keep public keys only in the set, and replace at once every private or symmetric key that was published.",
    ),
)
