"""jwe-p2c: a hostile or useless iteration count."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="jwe-p2c",
    refs=("J22",),
    step=7,
    severity=Severity.ERROR,
    title=Text("p2c（口令迭代次数）不合理", "The p2c count is unreasonable"),
    detail=Text(
        "这个数由发送方写，一个请求就可能拖垮服务器。",
        "The sender writes this number, and one request may tie up a server.",
    ),
    fix=Text(
        "后端限制 p2c 的上限；不需要口令加密就禁用 PBES2。",
        "Limit p2c on the backend, and disable PBES2 if it is not needed.",
    ),
)


SCENARIO = Scenario(
    with_token(lambda header, claims: header.update(p2c=100_000_000)), Confidence.CERTAIN, (with_token(),)
)
