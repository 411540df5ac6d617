"""The watermark is older than allowed."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="watermark-stale",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "数据太旧",
        "The payload is too old",
    ),
    detail=Text(
        "解密成功，但水印里的时间早于允许的范围。可能是重放，也可能是缓存或队列里的旧数据。",
        "Decrypting worked, but the time in the watermark is longer ago than allowed. It may be a replay, or "
        "come from a cache or a queue.",
    ),
    fix=Text(
        "拒绝它，让小程序重新取一次；同时核对服务器时钟。",
        "Refuse it and have the mini program get it anew; check the server's clock as well.",
    ),
)
