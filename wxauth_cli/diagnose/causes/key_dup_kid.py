"""key-dup-kid: keys of a set cannot be told apart."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="key-dup-kid",
    refs=("J13",),
    step=7,
    severity=Severity.WARNING,
    title=Text("密钥集合里的 kid 重复或缺失", "The key set's kid values are missing or not unique"),
    detail=Text(
        "有多把密钥时要靠 kid 区分；重复或缺失会让验证方各取一把，结果不确定。",
        "With several keys the kid tells them apart; when it is missing or repeated, verifiers pick differently.",
    ),
    fix=Text(
        "给每把密钥一个不重复的 kid。",
        "Give every key a kid of its own.",
    ),
)
