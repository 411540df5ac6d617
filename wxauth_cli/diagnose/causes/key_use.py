"""key-use: the JWK is not meant for signatures."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="key-use",
    refs=("J11",),
    step=7,
    severity=Severity.WARNING,
    title=Text("这把 JWK 不是用来验签的", "The JWK is not meant for checking signatures"),
    detail=Text(
        "它的 use 不是 sig，或 key_ops 里没有 verify。",
        "Its use is not sig, or its key_ops do not include verify.",
    ),
    fix=Text(
        "换成用于签名的那把；签发方应把加密和签名的密钥分开。",
        "Take the key that is meant for signatures; the issuer should keep encryption and signature keys apart.",
    ),
)
