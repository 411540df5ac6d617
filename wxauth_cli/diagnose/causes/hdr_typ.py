"""hdr-typ: the kind of token is not stated."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="hdr-typ",
    refs=("J19",),
    step=4,
    severity=Severity.WARNING,
    title=Text("没有写明 token 的种类（typ）", "The kind of token (typ) is not stated"),
    detail=Text(
        "若同一把密钥还签发刷新 token、邀请链接等，没有 typ 就可能互相冒用。",
        "If the same key also signs refresh tokens, invitations and the like, one can pass for another.",
    ),
    fix=Text(
        "每一种 token 用自己的 typ（例如 at+jwt），验证时核对。",
        "Give each kind its own typ (at+jwt, for instance) and check it.",
    ),
)
