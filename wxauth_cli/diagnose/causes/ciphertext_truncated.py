"""A part of encryptedData is missing at its end or beginning."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="ciphertext-truncated",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "encryptedData 不完整",
        "encryptedData is not whole",
    ),
    detail=Text(
        "encryptedData 少了一截。key 没问题：还在的部分可以读出来。常见原因：数据库字段太短、日志或网址有长度"
        "上限、复制时漏选。",
        "A part of encryptedData is missing. The key is not the reason: what is there can be read. Usual "
        "causes: a database column that is too short, a limit on the length of log lines or URLs, an "
        "incomplete copy.",
    ),
    fix=Text(
        "保存用 TEXT 类型的字段，传输用 POST 请求体；复制时把整段选全。丢掉的部分找不回来，需要重新取一次数据。",
        "Store it in a TEXT column and send it in a POST body; when copying, select all of it. What is "
        "missing cannot be restored: get the payload anew.",
    ),
)


SCENARIO = Scenario(
    handing_over(lambda detail: {**detail, "encryptedData": detail["encryptedData"][:128]}),
    Confidence.CERTAIN,
    (handing_over(lambda detail: {**detail, "encryptedData": detail["encryptedData"][:128]}, stale=True),),
)
