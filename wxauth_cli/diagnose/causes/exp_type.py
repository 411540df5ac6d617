"""exp-type: exp is no number of seconds."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="exp-type",
    refs=("J28",),
    step=4,
    severity=Severity.ERROR,
    title=Text("exp 的类型或数值不对", "exp has the wrong type or value"),
    detail=Text(
        "exp 必须是以秒计的数；有的库会报错，有的会当作没有过期。",
        "exp has to be a number of seconds; some libraries fail on it, others take it for not expired.",
    ),
    fix=Text(
        "写成 Unix 秒的整数。",
        "Write Unix seconds as an integer.",
    ),
)


SCENARIO = Scenario(
    with_token(lambda header, claims: claims.update(exp=str(claims["exp"]))), Confidence.CERTAIN, (with_token(),)
)
