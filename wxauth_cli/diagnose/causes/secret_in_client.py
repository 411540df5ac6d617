"""secret-in-client: the mini program calls WeChat's server API itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.model_words import Leg
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.endpoints import API_HOSTS

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_CALLED = Text(
    "带着小程序标记的请求直接发往 {host}{path}", "a request with the marks of a mini program goes to {host}{path}"
)


def rule(case: Case) -> Iterator[Match]:
    """Certain: a request with a client's marks on a host of WeChat's server API, or the code that makes it."""
    for call in case.calls:
        if call.leg is Leg.CLIENT_BACKEND and call.host in API_HOSTS:
            yield Match(Confidence.CERTAIN, (case.seen(call.where, _CALLED, host=call.host, path=call.path),))
    for sign in case.signed("client-calls-wechat"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))
    for sign in case.signed("domain"):
        if "api.weixin.qq.com" in sign.text:
            yield Match(Confidence.LIKELY, (sign.evidence(),))


CAUSE = Cause(
    slug="secret-in-client",
    refs=("B04",),
    step=3,
    severity=Severity.CRITICAL,
    title=Text(
        "小程序直接请求微信的服务器接口，AppSecret 在客户端里",
        "The mini program calls WeChat's server API itself, with the AppSecret in the client",
    ),
    detail=Text(
        "code2Session 和取 token 的接口只能由后端调用。写在小程序里，AppSecret 就随代码包发给了每个用户，"
        "谁都能解包取出来，冒充你的服务器。手机上还会因为 api.weixin.qq.com 不能加入合法域名而失败。",
        "Code2Session and the token endpoints are for the backend. In the mini program the AppSecret "
        "ships with the package to every user; anyone can unpack it and pose as your server. On phones "
        "it also fails, because api.weixin.qq.com cannot be added to the request domains.",
    ),
    fix=Text(
        "把这些请求移到后端，前端只把 code 发给后端；然后到小程序后台重置 AppSecret（包里的旧密钥视为已经泄露）。",
        "Move these requests to the backend and let the client send the code only; then reset the "
        "AppSecret in the console, since the one in the package has leaked.",
    ),
    rule=rule,
)
