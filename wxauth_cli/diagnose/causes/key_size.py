"""key-size: the public key is unfit."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="key-size",
    refs=("J10",),
    step=7,
    severity=Severity.ERROR,
    title=Text("密钥不合格", "The key is unfit"),
    detail=Text(
        "RSA 少于 2048 位、指数过小或为偶数、模数属于已被攻破的 ROCA 系列，或者点不在曲线上。用它验证没有意义。",
        "An RSA key below 2048 bits, an exponent that is even or too small, a modulus of the broken ROCA "
        "family, or a point off its curve. Verifying with it proves nothing.",
    ),
    fix=Text(
        "重新生成密钥：RSA 至少 2048 位、指数 65537，或 P-256、Ed25519。",
        "Generate a new key: RSA of at least 2048 bits with exponent 65537, P-256 or Ed25519.",
    ),
)
