"""phone-no-permission: this account may not ask for phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import (
    PHONE,
)

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_TEXT = lazy_pattern(
    r"getPhoneNumber:fail[^\n]{0,40}(?:no permission|not have permission|没有权限)|该 ?appid ?没有权限", re.I
)


def rule(case: Case) -> Iterator[Match]:
    """Certain by the client's text; one possibility behind 48001 at the phone endpoint."""
    for error in case.errors:
        if error.scope == "client" and (
            _TEXT.search(error.errmsg) or (error.errcode == 102 and "Phone" in error.errmsg)
        ):
            yield Match(Confidence.CERTAIN, (error.evidence(),))
    for error in case.coded(48001):
        if error.endpoint == PHONE:
            yield Match(Confidence.POSSIBLE, (error.evidence(),), step=9)


CAUSE = Cause(
    slug="phone-no-permission",
    refs=(),
    step=8,
    severity=Severity.ERROR,
    title=Text(
        "这个小程序没有获取手机号的权限",
        "This mini program may not ask for phone numbers",
    ),
    detail=Text(
        "手机号快速验证只开放给已认证的非个人主体小程序。个人主体、未认证，或者没有开通这项能力，按钮就会报"
        "没有权限，服务器接口则报 48001。",
        "Quick phone verification is open to verified mini programs of organisations only. For a personal "
        "or unverified one, or where the ability is not opened, the button reports no permission, and the "
        "server's endpoint answers 48001.",
    ),
    fix=Text(
        "用已认证的企业等非个人主体小程序，并在后台开通手机号快速验证；改代码没有用。",
        "Use a verified mini program of an organisation and open quick phone verification in the console; "
        "no change of code helps.",
    ),
    rule=rule,
)
