"""sub: the user is not named in a lasting way."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="sub",
    refs=("J33",),
    step=4,
    severity=Severity.WARNING,
    title=Text("用户标识（sub）不可靠", "The user id (sub) is unreliable"),
    detail=Text(
        "后端靠 sub 认人，它要稳定、唯一、不会转给别人。",
        "The backend knows the user by sub, so it has to be lasting, unique and never passed on.",
    ),
    fix=Text(
        "用自己系统里不变、不重用的用户编号，写成字符串。",
        "Use an id of your own that never changes and is never reused, as a string.",
    ),
)
