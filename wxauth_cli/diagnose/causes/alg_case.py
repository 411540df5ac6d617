"""alg-case: the algorithm's name is misspelt."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="alg-case",
    refs=("J02",),
    step=4,
    severity=Severity.ERROR,
    title=Text("alg 的写法不规范", "The algorithm's name is misspelt"),
    detail=Text(
        "名字区分大小写：有的库会拒绝，有的会宽松处理，宽松的比较正是绕过检查的入口。",
        "Names are case-sensitive: some libraries refuse it, others are lenient, and lenient comparison "
        "is how checks get bypassed.",
    ),
    fix=Text(
        "签发时用登记的写法；验证时按原文比较。",
        "Write the registered name, and compare it exactly when verifying.",
    ),
)


SCENARIO = Scenario(with_token(lambda header, claims: header.update(alg="hs256")), Confidence.CERTAIN, (with_token(),))
