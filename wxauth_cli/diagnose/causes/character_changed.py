"""A character of encryptedData was changed, lost or doubled."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="character-changed",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "encryptedData 里有字符被改动",
        "A character of encryptedData was changed",
    ),
    detail=Text(
        "encryptedData 里有字符变了、丢了或多了，多半发生在手工复制、截图识别或拼接字符串时。session_key 没有问题。",
        "A character of encryptedData is another one, is missing or is one too many; it mostly happens when "
        "copying by hand, reading from a screenshot or putting strings together. The session_key is fine.",
    ),
    fix=Text(
        "不要手工抄写或识别图片；让小程序把原文放进 JSON 请求体发送，需要排查时复制整段文本。",
        "Do not retype it or read it from a picture: have the mini program send the original in a JSON body, "
        "and copy the whole text for analysis.",
    ),
)


SCENARIO = Scenario(
    handing_over(
        lambda detail: {**detail, "encryptedData": detail["encryptedData"][:40] + "*" + detail["encryptedData"][41:]}
    ),
    Confidence.CERTAIN,
    (
        handing_over(
            lambda detail: {
                **detail,
                "encryptedData": detail["encryptedData"][:40] + "*" + detail["encryptedData"][41:],
            },
            stale=True,
        ),
    ),
)
