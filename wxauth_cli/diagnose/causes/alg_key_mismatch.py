"""alg-key-mismatch: token, key and algorithm do not belong together."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="alg-key-mismatch",
    refs=("J05",),
    step=7,
    severity=Severity.ERROR,
    title=Text("密钥和算法对不上", "Key and algorithm do not belong together"),
    detail=Text(
        "算法只能由密钥或 --alg 决定，不能由 token 决定，所以拒绝。",
        "The key or --alg decides about the algorithm and never the token, so it is refused.",
    ),
    fix=Text(
        "换成签发方真正使用的密钥；或者让签发方改用约定的算法。",
        "Use the key that the issuer really signs with, or have the issuer use the agreed algorithm.",
    ),
)
