"""hdr-kid-inject: the kid is no plain name."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="hdr-kid-inject",
    refs=("J16",),
    step=7,
    severity=Severity.ERROR,
    title=Text("kid 不是普通的名字", "The kid is no plain name"),
    detail=Text(
        "若后端拿 kid 拼文件路径、SQL 或命令，攻击者就能借此读到别的内容或换掉密钥。",
        "A backend that builds a path, a query or a command from it lets an attacker read other things or "
        "choose the key.",
    ),
    fix=Text(
        "kid 只当作字典的键，在已知列表里查；不认识就拒绝。",
        "Use kid only to look up a known list, and refuse what is not in it.",
    ),
)


SCENARIO = Scenario(
    with_token(lambda header, claims: header.update(kid="../../dev/null")),
    Confidence.CERTAIN,
    (with_token(lambda header, claims: header.update(kid="2026-11")),),
)
