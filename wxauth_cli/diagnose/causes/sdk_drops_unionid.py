"""sdk-drops-unionid: the SDK's model has no field for unionid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_RAW = Text("原始回答里有 unionid", "the raw answer holds a unionid")


def rule(case: Case) -> Iterator[Match]:
    """Certain with the raw answer and the object that lacks it."""
    signs = case.signed("unionid-null")
    if signs and any("unionid" in fields for fields in case.answers):
        yield Match(Confidence.CERTAIN, (case.seen("unionid", _RAW), signs[0].evidence()))


CAUSE = Cause(
    slug="sdk-drops-unionid",
    refs=(),
    step=3,
    severity=Severity.WARNING,
    title=Text(
        "微信返回了 unionid，但 SDK 的数据类里没有这个字段",
        "WeChat sent a unionid, but the SDK's model has no field for it",
    ),
    detail=Text(
        "原始回答里有 unionid，转换成对象之后却是 null：SDK 版本太旧，数据类没有这个字段，或者字段名大小"
        "写对不上。开放平台的绑定没有问题。",
        "The raw answer holds a unionid, and the object made from it has null: the SDK is too old and "
        "its class lacks the field, or the case of the name differs. The binding to the Open Platform is "
        "fine.",
    ),
    fix=Text(
        "升级 SDK；或者自己按 JSON 读取 unionid。",
        "Upgrade the SDK, or read unionid from the JSON yourself.",
    ),
    rule=rule,
)
