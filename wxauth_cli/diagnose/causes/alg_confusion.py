"""alg-confusion: an HMAC token whose secret is a public key."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="alg-confusion",
    refs=("J03",),
    step=7,
    severity=Severity.CRITICAL,
    title=Text("token 用公钥当 HMAC 密钥签名", "The token is signed with the public key as HMAC secret"),
    detail=Text(
        "公钥人人可得。若后端按 token 自己写的 alg 去选算法，任何人都能用公钥伪造出这样的 token 并通过验证。",
        "Everybody can have the public key. If the backend lets the token choose the algorithm, anyone "
        "can forge such a token with it and be let in.",
    ),
    fix=Text(
        "验证时写死算法（例如只允许 RS256），公钥不要传给 HS* 的验证函数；升级 JWT 库。",
        "Fix the algorithm when verifying (RS256 only, for instance), never hand a public key to an HS* "
        "verifier, and upgrade the JWT library.",
    ),
)
