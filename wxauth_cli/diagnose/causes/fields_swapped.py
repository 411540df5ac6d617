"""session_key, iv and encryptedData stand in each other's places."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="fields-swapped",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "几个字段的值放错了位置",
        "Values stand in each other's places",
    ),
    detail=Text(
        "session_key、iv、encryptedData 中有值互换了位置；换回来就能解密。session_key 和 iv 长得一样（都是 "
        "24 个字符），传参顺序写反时不会报长度错误。",
        "Among session_key, iv and encryptedData, values have changed places; put back, the payload opens. A "
        "session_key and an iv look alike (24 characters each), so that no length check notices.",
    ),
    fix=Text(
        "核对解密函数的参数顺序，最好改用具名参数。",
        "Check the order of the arguments of the decrypt call; named arguments are best.",
    ),
)


SCENARIO = Scenario(
    handing_over(lambda detail: {"encryptedData": detail["iv"], "iv": detail["encryptedData"]}),
    Confidence.CERTAIN,
    (handing_over(dict, stale=True),),
)
