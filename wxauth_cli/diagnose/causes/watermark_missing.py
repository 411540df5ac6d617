"""The payload opens and has no watermark."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="watermark-missing",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "数据里没有水印",
        "The payload has no watermark",
    ),
    detail=Text(
        "解密得到的 JSON 没有 watermark（appid 和 timestamp），无法确认它来自哪个小程序、何时产生。微信的数据"
        "都带水印。",
        "The decrypted JSON has no watermark (appid and timestamp), so nothing says which mini program it is "
        "from and when it was made. WeChat's payloads always have one.",
    ),
    fix=Text(
        "不要信任这份数据；确认它确实来自 wx 接口的 encryptedData，而不是自己加密的内容。",
        "Do not trust it; make sure that it is the encryptedData of a wx call and not something that was "
        "encrypted elsewhere.",
    ),
)
