"""base64-secret-mismatch: signed with another form of the same secret."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="base64-secret-mismatch",
    refs=(),
    step=7,
    severity=Severity.ERROR,
    title=Text("两边对密钥的读法不同", "The two sides read the secret differently"),
    detail=Text(
        "同一把密钥，签发方和验证方一个当文本、一个解码，或者多了换行、引号，签名就对不上。",
        "One side takes the secret as text and the other decodes it, or a newline or quotes came along, "
        "and the signatures differ.",
    ),
    fix=Text(
        "两边约定同一种读法；写进环境变量时去掉引号和末尾换行。",
        "Agree on one reading, and keep quotes and a final newline out of environment variables and files.",
    ),
)
