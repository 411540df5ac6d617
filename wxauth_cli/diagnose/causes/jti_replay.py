"""jti-replay: one token cannot be told from another."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="jti-replay",
    refs=("J36",),
    step=4,
    severity=Severity.WARNING,
    title=Text("没有可用的 token 编号（jti）", "There is no usable token id (jti)"),
    detail=Text(
        "没有编号就无法单独吊销某一个 token；按原文的哈希做黑名单可以用另一种写法绕过。",
        "Without an id no single token can be revoked, and a deny list by the hash of the text is "
        "bypassed by another spelling.",
    ),
    fix=Text(
        "需要吊销时写入随机的 jti，黑名单按 jti 记录。",
        "Where revocation is needed, put in a random jti and list that.",
    ),
)
