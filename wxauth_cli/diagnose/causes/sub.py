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
        "{what}。",
        "{what}.",
    ),
    fix=Text(
        "用自己系统里不变、不重用的用户编号，写成字符串。",
        "Use an id of your own that never changes and is never reused, as a string.",
    ),
)
