"""The value was base64-encoded twice."""

from base64 import b64encode

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="base64-twice",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "做了两次 base64 编码",
        "Base64-encoded twice",
    ),
    detail=Text(
        "这个值解码一次之后仍然是 base64 文本：微信给的值本来就是 base64，途中又编码了一次。",
        "Decoded once, the value is still base64 text: what WeChat gives is base64 already, and it was "
        "encoded again on the way.",
    ),
    fix=Text(
        "去掉多出来的那次 base64 编码，原样传递微信给的字符串。",
        "Remove the extra base64 step, and pass on the strings as WeChat gave them.",
    ),
)


SCENARIO = Scenario(
    handing_over(lambda detail: {**detail, "encryptedData": b64encode(detail["encryptedData"].encode()).decode()}),
    Confidence.CERTAIN,
    (
        handing_over(
            lambda detail: {**detail, "encryptedData": b64encode(detail["encryptedData"].encode()).decode()}, stale=True
        ),
    ),
)
