"""is-jwe: encrypted, which is not signed."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="is-jwe",
    refs=("J21",),
    step=7,
    severity=Severity.WARNING,
    title=Text("这是加密的 JWE，不是签名的 JWT", "This is an encrypted JWE and not a signed JWT"),
    detail=Text(
        "五段是 JWE：没有密钥看不到内容；能解密也不等于来源可信，用公钥加密的话任何人都能造。",
        "Five parts are a JWE: without the key nothing can be read, and that it decrypts does not say who "
        "made it; with a public key anyone can.",
    ),
    fix=Text(
        "需要证明来源时，里面要放一个签名的 JWT 并验证它。",
        "Where the sender matters, put a signed JWT inside and verify it.",
    ),
)
