"""The signature over a request with session_key was computed in another way than documented."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="checksession-hmac",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "用户登录态签名算错了",
        "The session signature was computed wrongly",
    ),
    detail=Text(
        "checkSessionKey 等接口的 signature 是 hmac_sha256(session_key, 请求体)，密钥用 session_key 的文本，"
        "GET 请求的消息是空字符串，结果写成小写十六进制。算错时微信返回 87009，看起来和 session_key 过期一样"
        "。",
        "The signature of checkSessionKey and its like is hmac_sha256(session_key, body): the key is the "
        "session_key as text, the message of a GET request is the empty string, the result is lower-case "
        "hex. If it is computed wrongly, WeChat answers 87009, just as for an outdated session_key.",
    ),
    fix=Text(
        "按这个公式改签名代码；签名正确之后仍是 87009，才说明 session_key 失效了。",
        "Change the signing code to this formula; only if a right signature still brings 87009, the "
        "session_key is outdated.",
    ),
)
