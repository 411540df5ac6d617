"""alg-none: the token carries no signature."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="alg-none",
    refs=("J01",),
    step=4,
    severity=Severity.CRITICAL,
    title=Text("token 没有签名", "The token has no signature"),
    detail=Text(
        "没有签名，任何人都能改写内容、冒充任何用户。",
        "Without a signature anyone can rewrite it and be any user.",
    ),
    fix=Text(
        "签发时用 HS256、ES256 等算法；验证时写死允许的算法，绝不接受 none。",
        "Sign with HS256, ES256 or the like, and verify against a fixed list of algorithms that never has none in it.",
    ),
)


SCENARIO = Scenario(
    with_token(lambda header, claims: header.update(alg="none"), text=lambda token: token.rpartition(".")[0] + "."),
    Confidence.CERTAIN,
    (with_token(),),
)
