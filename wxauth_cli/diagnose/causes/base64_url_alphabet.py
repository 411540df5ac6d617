"""The value is in the URL-safe alphabet of base64."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="base64-url-alphabet",
    refs=(),
    step=9,
    severity=Severity.INFO,
    title=Text(
        "用的是网址安全的 base64 字母表",
        "URL-safe base64",
    ),
    detail=Text(
        "值里的“+”和“/”写成了“-”和“_”。内容没有损坏，宽松的解码器读得懂，严格的（例如 Java 的 "
        "Base64.getDecoder）会报错。",
        "“-” and “_” stand for “+” and “/”. Nothing is lost: lenient decoders read it, strict ones (such as "
        "Java's Base64.getDecoder) refuse it.",
    ),
    fix=Text(
        "解码失败时改用网址安全的解码器，或者不要在途中转换字母表。",
        "If decoding fails, use the URL-safe decoder, or do not convert the alphabet on the way.",
    ),
)


SCENARIO = Scenario(
    handing_over(
        lambda detail: {**detail, "encryptedData": detail["encryptedData"].replace("+", "-").replace("/", "_")},
        containing="+",
    ),
    Confidence.CERTAIN,
    (
        handing_over(
            lambda detail: {**detail, "encryptedData": detail["encryptedData"].replace("+", "-").replace("/", "_")},
            containing="+",
            stale=True,
        ),
    ),
)
