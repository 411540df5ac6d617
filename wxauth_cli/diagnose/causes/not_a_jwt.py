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
        "{what}。",
        "{what}.",
    ),
    fix=Text(
        "程序里发送时只要 token 本身，前面按接口要求加一次 Bearer。",
        "Send the bare token, with Bearer before it once where the API wants that.",
    ),
)
