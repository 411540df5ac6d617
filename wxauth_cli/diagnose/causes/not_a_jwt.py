"""not-a-jwt: something else, or a JWT in a form that readers refuse."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="not-a-jwt",
    refs=(),
    step=7,
    severity=Severity.INFO,
    title=Text("粘贴的不是可以直接使用的 JWT", "What was pasted is no JWT that can be used as it is"),
    detail=Text(
        "JWT 是用两个点隔开的三段，里面没有空白、引号和其他字符。",
        "A JWT is three parts with two dots between, without blanks, quotes or anything else.",
    ),
    fix=Text(
        "要看 JWT，请完整复制三段和中间的两个点；程序里发送时只要 token 本身，前面按接口要求加一次 Bearer。",
        "To look at a JWT, copy all three parts with their two dots; when sending it, put Bearer before "
        "it once where the API wants that and nothing else.",
    ),
)
