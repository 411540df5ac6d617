"""multi-end-app-code: a multi-end app's code was sent to code2Session."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    settled,
)

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_SAID = Text("提到了多端应用", "a multi-end app is spoken of")


def rule(case: Case) -> Iterator[Match]:
    """Likely where the words or the request speak of it; a 40029 alone says nothing of it."""
    for error in case.coded(40029):
        if not settled(case, error) and case.says(r"donut|multi-?end|multi-?platform app|weixinAppLogin|多端"):
            yield Match(Confidence.LIKELY, (error.evidence(), case.seen("note", _SAID)))


CAUSE = Cause(
    slug="multi-end-app-code",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "多端应用的 code 不能用 code2Session 换取",
        "A multi-end app's code cannot be exchanged at code2Session",
    ),
    detail=Text(
        "多端框架（Donut）打包的 App 里，wx.weixinAppLogin 给出的 code 属于多端应用，要送它自己的 "
        "code2Verifyinfo 接口；送到 code2Session 会得到 40029。",
        "In an app built with the multi-end framework (Donut), a code of wx.weixinAppLogin belongs to the "
        "multi-end app and goes to its own code2Verifyinfo; code2Session answers 40029.",
    ),
    fix=Text(
        "在多端环境里改送 code2Verifyinfo，用多端应用的 appid 和密钥；wx.getMiniProgramCode 的 code 才能送 "
        "code2Session。",
        "In the multi-end environment send it to code2Verifyinfo with the multi-end app's appid and "
        "secret; a code of wx.getMiniProgramCode does go to code2Session.",
    ),
    rule=rule,
)
