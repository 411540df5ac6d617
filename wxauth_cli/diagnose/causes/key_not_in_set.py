"""key-not-in-set: the token names a key that the set does not have."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="key-not-in-set",
    refs=(),
    step=7,
    severity=Severity.ERROR,
    title=Text("密钥集合里没有 token 指定的密钥", "The set has no key of that kid"),
    detail=Text(
        "token 的 kid 在集合里找不到：可能是密钥轮换后缓存了旧的 JWKS，也可能 token 来自另一个环境。",
        "The token's kid is not in the set: an old JWKS is cached after a rotation, or the token comes "
        "from another environment.",
    ),
    fix=Text(
        "重新获取 JWKS；确认 token 和 JWKS 属于同一环境。",
        "Fetch the JWKS again, and check that token and JWKS belong to the same environment.",
    ),
)
