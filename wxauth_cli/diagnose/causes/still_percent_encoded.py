"""The value is still percent-encoded."""

from urllib.parse import quote

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="still-percent-encoded",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "值还带着编码：%2B 之类，或者 &#43; 之类",
        "The value is still encoded: %2B and the like, or &#43;",
    ),
    detail=Text(
        "值里有 %2B、%2F 或 %3D：它被编码了两次，或者服务器没有解码就直接拿去做 base64 解码。"
        "有 &#43; 之类的 HTML 实体，则是在网页、模板或防 XSS 的过滤器里被转义了。",
        "%2B, %2F or %3D stand in the value: it was encoded twice, or the server passed it to base64 without "
        "decoding it. HTML entities such as &#43; come from a page, a template or an XSS filter that escaped it.",
    ),
    fix=Text(
        "只编码一次：用 JSON 请求体时不要再调用 encodeURIComponent；从网址参数或表单取值时，用框架解码后的值；"
        "不要让 XSS 过滤器改动这几个字段。",
        "Encode exactly once: with a JSON body do not call encodeURIComponent as well; from a query or form "
        "take the value that the framework has decoded; keep XSS filters away from these fields.",
    ),
)


SCENARIO = Scenario(
    handing_over(lambda detail: {**detail, "encryptedData": quote(detail["encryptedData"], safe="")}, containing="+"),
    Confidence.CERTAIN,
    (handing_over(dict, stale=True),),
)
