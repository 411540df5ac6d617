"""hdr-crit: a critical extension that must be refused."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="hdr-crit",
    refs=("J17",),
    step=7,
    severity=Severity.ERROR,
    title=Text("crit 不能接受", "The crit field cannot be accepted"),
    detail=Text(
        "RFC 7515 规定：看不懂的 crit 必须拒绝整个 token。",
        "RFC 7515 wants a token refused if its crit is not understood.",
    ),
    fix=Text(
        "签发方去掉 crit；后端确认自己的库会拒绝它。",
        "Have the issuer drop crit, and make sure that the backend's library refuses it.",
    ),
)


SCENARIO = Scenario(
    with_token(lambda header, claims: header.update(crit=["mine"], mine=1)), Confidence.CERTAIN, (with_token(),)
)
