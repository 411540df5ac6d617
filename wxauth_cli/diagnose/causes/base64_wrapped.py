"""The base64 text is wrapped, quoted, escaped or without its padding."""

from textwrap import wrap

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="base64-wrapped",
    refs=(),
    step=9,
    severity=Severity.INFO,
    title=Text(
        "base64 文本外观有变化，内容完好",
        "The base64 text looks different, its content is whole",
    ),
    detail=Text(
        "文本里有换行、引号、“\\/”转义、全角字符或多余的标点，或者末尾缺“=”。"
        "内容没有损坏，宽松的解码器读得懂，严格的会报错。",
        "Line breaks, quotes, “\\/”, full-width characters or a trailing comma stand in "
        "the text, or the “=” at its end is missing. Nothing is lost, but strict decoders refuse it, and many "
        "read noise.",
    ),
    fix=Text(
        "传递解析后的字符串，不要从 JSON 文本里截取；解码失败时先去掉空白并补齐“=”。",
        "Pass on the parsed string and do not cut it out of JSON text; if decoding fails, remove white space "
        "and add the missing “=”.",
    ),
)


SCENARIO = Scenario(
    handing_over(lambda detail: {**detail, "encryptedData": "\n".join(wrap(detail["encryptedData"], 76))}),
    Confidence.CERTAIN,
    (
        handing_over(
            lambda detail: {**detail, "encryptedData": "\n".join(wrap(detail["encryptedData"], 76))}, stale=True
        ),
    ),
)
