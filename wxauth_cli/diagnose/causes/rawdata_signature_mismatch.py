"""The signature beside rawData does not match."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="rawdata-signature-mismatch",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "rawData 的签名对不上",
        "The signature of rawData does not match",
    ),
    detail=Text(
        "signature 应等于 sha1(rawData + session_key)，rawData 必须与小程序收到的逐字节相同，session_key 用它"
        "的文本。这里不相等：要么 rawData 被重新序列化或转义过，要么 session_key 不是当时的那一个。",
        "signature should be sha1(rawData + session_key), with rawData byte for byte as the mini program "
        "received it and the session_key as text. It is not: either rawData was serialised anew or escaped, "
        "or the session_key is not the one of that moment.",
    ),
    fix=Text(
        "对收到的 rawData 原文计算，不要先解析再序列化，也不要经过 HTML 转义；session_key 不要解码。若 "
        "rawData 确实是原文，就按 session_key 过期处理：重新登录。",
        "Hash the text of rawData as it was received: do not parse and serialise it, do not let it be "
        "HTML-escaped, and do not decode the session_key. If rawData is the original, treat the session_key "
        "as outdated: log in again.",
    ),
)


SCENARIO = Scenario(
    handing_over(lambda detail: {**detail, "rawData": detail["rawData"].replace("/", "\\/")}, kind="userinfo"),
    Confidence.CERTAIN,
    (handing_over(dict, kind="userinfo"),),
)
