"""unionid-missing: WeChat sent no unionid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_NONE = Text("回答里没有 unionid", "the answer holds no unionid")
_TOLD = Text("说到没有 unionid", "it is told that unionid is missing")
_LACKING = (
    r"union_?id[^\n]{0,20}(?:null|none|undefined|missing|empty|absent|空|没有|缺|拿不到|获取不到|不返回|没返回)"
    r"|(?:没有|拿不到|获取不到|缺少|不返回|no|without|missing)[^\n]{0,12}union_?id"
)


def rule(case: Case) -> Iterator[Match]:
    """Certain that none was sent where the answer is at hand and it is asked for; likely where it is told."""
    if not case.says(_LACKING) or any("unionid" in fields for fields in case.answers):
        return
    if case.answers:
        yield Match(Confidence.CERTAIN, (case.seen("openid", _NONE),))
    else:
        yield Match(Confidence.LIKELY, (case.seen("note", _TOLD),))


CAUSE = Cause(
    slug="unionid-missing",
    refs=(),
    step=3,
    severity=Severity.INFO,
    title=Text(
        "微信没有返回 unionid，多半是没有绑定开放平台",
        "WeChat sent no unionid: most likely the app is not bound to an Open Platform account",
    ),
    detail=Text(
        "code2Session 成功时，unionid 只有在小程序绑定了微信开放平台账号之后才会返回。没绑定、绑在别的主"
        "体下，或者绑定之前就存下来的旧记录，都没有 unionid。登录本身没有失败。",
        "A successful code2Session holds a unionid only once the mini program is bound to a WeChat Open "
        "Platform account. Not bound, bound to another owner's account, or an old row stored before it "
        "was bound: there is none. The login itself did not fail.",
    ),
    fix=Text(
        "到 open.weixin.qq.com 的“管理中心 → 小程序”绑定，然后让用户重新登录一次；在此之前用 openid 识别用户。",
        "Bind it at open.weixin.qq.com (management centre, mini programs), then have users log in once "
        "more; until then identify users by openid.",
    ),
    rule=rule,
)
