"""jwe-zip: a compressed payload."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="jwe-zip",
    refs=("J23",),
    step=7,
    severity=Severity.WARNING,
    title=Text("内容经过压缩（zip）", "The content is compressed (zip)"),
    detail=Text(
        "很短的 token 可以展开成很大的内容，也会从长度泄露信息。",
        "A short token can unfold into a huge one, and its length tells about its content.",
    ),
    fix=Text(
        "关闭压缩；必须支持时限制展开后的大小（250 KB）。",
        "Turn compression off, or limit what it may unfold to (250 KB).",
    ),
)
