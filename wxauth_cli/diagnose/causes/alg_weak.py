"""alg-weak: an outdated, private or not preferred algorithm."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="alg-weak",
    refs=("J06",),
    step=4,
    severity=Severity.WARNING,
    title=Text("算法过时或不推荐", "The algorithm is outdated or not preferred"),
    detail=Text(
        "过时的、私有的或不推荐的签名算法，要么保护不足，要么各家库理解不一。",
        "An outdated, private or not preferred algorithm protects too little, or libraries differ on it.",
    ),
    fix=Text(
        "改用 HS256（至少 32 字节随机密钥）、ES256、PS256 或 Ed25519。",
        "Use HS256 with at least 32 random bytes, ES256, PS256 or Ed25519.",
    ),
)
