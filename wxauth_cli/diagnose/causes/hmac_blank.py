"""hmac-blank: signed with an empty secret."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="hmac-blank",
    refs=("J08",),
    step=4,
    severity=Severity.CRITICAL,
    title=Text("签名密钥是空的", "The signing secret is empty"),
    detail=Text(
        "用空字符串就能算出这个签名，通常是环境变量没有配上。任何人都能伪造 token。",
        "The empty string gives this signature; usually an environment variable is not set. Anyone can forge tokens.",
    ),
    fix=Text(
        "配置至少 32 字节的随机密钥；密钥为空时让服务启动失败；旧 token 全部作废。",
        "Set a random secret of at least 32 bytes, refuse to start without one, and revoke all tokens issued so far.",
    ),
)


SCENARIO = Scenario(with_token(key=b""), Confidence.CERTAIN, (with_token(),))
