"""The text was turned into lower case or upper case."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="case-changed",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "大小写被改了",
        "Upper and lower case were changed",
    ),
    detail=Text(
        "base64 区分大小写，而这段文本里的字母全是小写（或全是大写）：途中有一步把它整个转换了，原文已经找不回来。",
        "Base64 depends on upper and lower case, and all letters of this text are lower case (or all upper "
        "case): some step converted it as a whole, and the original cannot be restored.",
    ),
    fix=Text(
        "找出途中的 toLowerCase、toUpperCase 或类似处理（网关规则、缓存键、不区分大小写的数据库字段），去掉它"
        "；然后重新取一次数据。",
        "Find the toLowerCase, toUpperCase or the like on the way (gateway rules, cache keys, a "
        "case-insensitive column) and remove it; then get the payload anew.",
    ),
)


SCENARIO = Scenario(
    handing_over(lambda detail: {**detail, "encryptedData": detail["encryptedData"].lower()}),
    Confidence.CERTAIN,
    (handing_over(dict, stale=True),),
)
