"""appid-malformed: the appid is spoilt, wrong or gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Evidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, with_exchange
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import is_masked
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    PHONE,
)

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_SHAPE = lazy_pattern(r"wx[0-9a-f]{16}")
_BAD = Text(
    "“{appid}”有 {length} 个字符，不是 wx 加 16 位小写十六进制",
    "“{appid}” has {length} characters and is not wx and 16 lower-case hex digits",
)
_GOOD = Text("appid 的形状正确", "the appid has the right shape")


def rule(case: Case) -> Iterator[Match]:
    """Certain by the shape of the appid; likely where a well-formed one is refused."""
    for error in case.coded(40013):
        if error.endpoint == PHONE:
            continue
        given = error.call.given("appid") if error.call is not None and error.call.complete else case.appid
        if given and is_masked(given):
            given = ""
        if given and not _SHAPE.fullmatch(given):
            yield Match(Confidence.CERTAIN, (error.evidence(), _bad(case, given)))
        elif given:
            yield Match(Confidence.LIKELY, (error.evidence(), case.seen("appid", _GOOD)))
        else:
            yield Match(Confidence.LIKELY, (error.evidence(),))
    for sign in case.signed("setting-appid"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


def _bad(case: Case, appid: str) -> Evidence:
    return case.seen("appid", _BAD, appid=appid[:40], length=len(appid))


CAUSE = Cause(
    slug="appid-malformed",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "appid 不对：写坏了，或者不是有效的 appid",
        "The appid is wrong: spoilt, or not a valid one",
    ),
    detail=Text(
        "微信不认这个 appid。小程序的 appid 是 wx 加 16 位小写十六进制，一共 18 个字符；配置里带了空格、引"
        "号、大写、没展开的变量，或者填成了 gh_ 原始 ID、商户号，都会得到 40013。形状正确时，多半是填错了小"
        "程序或者它已经注销。",
        "WeChat does not know this appid. A mini program's appid is wx and 16 lower-case hex digits, 18 "
        "characters in all; blanks, quotes, capitals, an unexpanded variable, a gh_ original id or a "
        "merchant number make it answer 40013. With the right shape it is usually another app's appid, or "
        "the app is gone.",
    ),
    fix=Text(
        "到小程序后台“开发管理”里重新复制 AppID，去掉首尾空白，逐一比对每个环境里的配置。",
        "Copy the AppID again from the console (development management), strip it, and compare what every "
        "environment holds.",
    ),
    rule=rule,
)


SCENARIO = Scenario(
    with_exchange(lambda call: call.with_query(appid=call.query["appid"] + " ")),
    Confidence.CERTAIN,
    (with_exchange(lambda call: call.with_query(appid="wx" + "0" * 16)),),
)
