"""The value is hex and not base64."""

from base64 import b64decode

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="hex-instead-of-base64",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "值是十六进制，不是 base64",
        "The value is hex and not base64",
    ),
    detail=Text(
        "这个值被转成了十六进制。微信给的 session_key、iv、encryptedData 都是 base64，按 base64 解码十六进制"
        "文本会得到错误的字节而不一定报错。",
        "The value was turned into hex. WeChat gives session_key, iv and encryptedData in base64; decoding "
        "hex text as base64 yields wrong bytes, and not always an error.",
    ),
    fix=Text(
        "原样传递微信给的 base64 字符串；确实要用十六进制时，两端约定一致。",
        "Pass on the base64 strings as WeChat gave them; if it has to be hex, make both sides agree.",
    ),
)


SCENARIO = Scenario(
    handing_over(lambda detail: {**detail, "encryptedData": b64decode(detail["encryptedData"]).hex()}),
    Confidence.CERTAIN,
    (handing_over(lambda detail: {**detail, "encryptedData": b64decode(detail["encryptedData"]).hex()}, stale=True),),
)
