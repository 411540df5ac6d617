"""size: too long for a header line."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="size",
    refs=("J46",),
    step=4,
    severity=Severity.WARNING,
    title=Text("token 太大", "The token is too large"),
    detail=Text(
        "不少代理和服务器的单行 header 上限是 8 KB，更长的 token 会得到 400、431 或 502。",
        "Many proxies and servers take header lines of up to 8 KB and answer a longer token with 400, 431 or 502.",
    ),
    fix=Text(
        "只放用户编号等必要字段，其余放到服务端会话。",
        "Keep the user id and little else in it, and the rest in a session on the server.",
    ),
)
