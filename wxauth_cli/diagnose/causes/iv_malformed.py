"""The IV is missing, not 16 bytes, or not the one that belongs to this payload."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="iv-malformed",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "iv 不对",
        "The iv is wrong",
    ),
    detail=Text(
        "iv 缺失、解码后不是 16 字节，或者属于另一次调用。session_key 是对的时候，iv 错只会让开头 16 个字节变"
        "成乱码，后面仍然可读。",
        "The iv is missing, does not decode to 16 bytes, or belongs to another call. Where the session_key "
        "is right, a wrong iv spoils the first 16 bytes only; everything behind them stays readable.",
    ),
    fix=Text(
        "iv 和 encryptedData 必须取自同一次回调（同一个 e.detail），一起发送、一起保存。iv 先做 base64 解码再"
        "用，不要截取它的文本，也不要用全零。",
        "Take iv and encryptedData from the same callback (one e.detail), send and store them together. "
        "Decode the iv from base64 before use; do not cut its text to 16 characters, and do not use zeros.",
    ),
)


SCENARIO = Scenario(
    handing_over(lambda detail: {**detail, "iv": detail["iv"][:-5]}),
    Confidence.CERTAIN,
    (handing_over(dict, stale=True),),
)
