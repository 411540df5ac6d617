"""weak-or-default-secret: signed with a known or too short secret."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="weak-or-default-secret",
    refs=("J09",),
    step=4,
    severity=Severity.CRITICAL,
    title=Text("签名密钥太弱", "The signing secret is too weak"),
    detail=Text(
        "拿到一个 token 的人不联网就能试出密钥，然后伪造任何用户。",
        "Whoever holds one token can find the secret offline and then be any user.",
    ),
    fix=Text(
        "换成至少 32 字节的随机密钥（HS384 为 48，HS512 为 64），从密钥管理或环境变量读取，不要用"
        "模板里的默认值；旧 token 全部作废。",
        "Use a random secret of at least 32 bytes (48 for HS384, 64 for HS512) from a secret store or the "
        "environment, never a template's default, and revoke all tokens.",
    ),
)


SCENARIO = Scenario(
    with_token(key=b"secret"), Confidence.CERTAIN, (with_token(key=b"Kq8vX2mPz7Rt4Wn9Bc6Lf3Hd5Js1Yg0Q"),)
)
