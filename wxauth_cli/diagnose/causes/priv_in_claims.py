"""priv-in-claims: rights or prices are frozen into the token."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="priv-in-claims",
    refs=("J41",),
    step=4,
    severity=Severity.WARNING,
    title=Text("权限或价格写进了 JWT", "Rights or prices stand in the JWT"),
    detail=Text(
        "JWT 的内容客户端看得到；权限改了以后，旧 token 仍按旧的生效。",
        "The client can read a JWT, and after a change old tokens keep the old rights.",
    ),
    fix=Text(
        "每次请求由后端查权限和价格；一定要放时缩短有效期。",
        "Look up rights and prices on every request; if they must be in the token, keep it short-lived.",
    ),
)
