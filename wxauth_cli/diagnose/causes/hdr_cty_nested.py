"""hdr-cty-nested: a token inside a token."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="hdr-cty-nested",
    refs=("J20",),
    step=7,
    severity=Severity.WARNING,
    title=Text("里面还套着一个 JWT", "There is a JWT inside"),
    detail=Text(
        "外层有签名不代表内层可信，内层也要单独验证。",
        "A signature outside does not prove what is inside; the inner token has to be verified too.",
    ),
    fix=Text(
        "取出内层，用它自己的密钥和固定算法再验一次；没有必要就不要嵌套。",
        "Take out the inner token and verify it with its own key and a fixed algorithm; do not nest without need.",
    ),
)
