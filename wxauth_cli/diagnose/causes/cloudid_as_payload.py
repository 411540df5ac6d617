"""A cloudID stands where encryptedData belongs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain by the number or text for a cloudID that was kept too long; its shape is judged elsewhere."""
    for error in case.errors:
        if error.errcode == -601006:
            yield Match(Confidence.CERTAIN, (error.evidence(),))
    for sign in case.signed("cloudid-expired"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="cloudid-as-payload",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "填的是 cloudID，不是 encryptedData",
        "This is a cloudID and not encryptedData",
    ),
    detail=Text(
        "cloudID 是云开发用的凭据，5 分钟内有效，只能交给云函数换取数据，里面没有密文，任何 session_key 都解不开。",
        "A cloudID is a handle for cloud development, valid for 5 minutes. A cloud function can trade it for "
        "the data; it holds no ciphertext, and no session_key opens it.",
    ),
    fix=Text(
        "把同一个 e.detail 里的 encryptedData 和 iv（取手机号则用 code）发给后端；要用 cloudID，就用 "
        "wx.cloud.CloudID 放在参数顶层传给云函数。",
        "Send encryptedData and iv of the same e.detail to the backend (for phone numbers, the code); to use "
        "the cloudID, pass it to a cloud function as a top-level wx.cloud.CloudID.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    handing_over(lambda detail: {"encryptedData": "38_KGgcYnR0eWpZ4w8Ns2mfXk1LrVbDq7Ua9Te3Hc5Jo6Pi"}),
    Confidence.CERTAIN,
    (handing_over(dict, stale=True),),
)
