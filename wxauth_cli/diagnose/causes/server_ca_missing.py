"""server-ca-missing: the server does not trust the certificate of WeChat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Evidence, Severity
from wxauth_cli.core.model_words import Leg
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_LOGIN = r"wechat|weixin|微信|登录|\blog ?in|code_?2_?session|access_token"


def rule(case: Case) -> Iterator[Match]:
    """Certain where WeChat's host is named beside the text; likely where no host is named, but a login is spoken of."""
    for sign in case.signed("tls-trust"):
        if sign.about_wechat:
            yield Match(Confidence.CERTAIN, (sign.evidence(),))
        elif sign.about_wechat is None:
            told = case.says(_LOGIN)
            yield Match(Confidence.LIKELY if told else Confidence.POSSIBLE, (sign.evidence(),))
    for call in case.calls:
        if call.failure == "network-tls" and call.leg is Leg.BACKEND_WECHAT:
            yield Match(Confidence.LIKELY, (Evidence(call.where, call.failure),))


CAUSE = Cause(
    slug="server-ca-missing",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "服务器不信任微信接口的 HTTPS 证书",
        "The server does not trust the certificate of WeChat's API",
    ),
    detail=Text(
        "请求在 TLS 握手时就断了，没有到达微信，code 没有被用掉。服务器没有根证书、根证书太旧，或者中间有"
        "公司的 TLS 代理换了证书。",
        "The request broke off in the TLS handshake and did not reach WeChat, so the code is not used "
        "up. The server has no root certificates, they are too old, or a company proxy in between "
        "replaces the certificate.",
    ),
    fix=Text(
        "更新系统的 ca-certificates（PHP 还要在 php.ini 里设 curl.cainfo、openssl.cafile；Java 更新 JDK "
        "或 truststore）；经过公司代理就把公司的根证书加进信任库。不要用 verify=false、-k 之类关掉校验："
        "AppSecret 就在这个请求里。",
        "Update the ca-certificates of the system (for PHP also curl.cainfo and openssl.cafile in "
        "php.ini; for Java the JDK or its truststore); behind a company proxy add the company's root. "
        "Never switch verification off (verify=false, -k): the AppSecret travels in this request.",
    ),
    rule=rule,
)
