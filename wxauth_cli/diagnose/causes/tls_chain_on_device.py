"""tls-chain-on-device: phones do not accept the backend's certificate or TLS version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_DEVICE = r"真机|手机|安卓|android|iphone|\bios\b|on (?:the |a )?(?:phone|device)"
_SAID = Text("只在手机上失败", "it fails on phones only")


def rule(case: Case) -> Iterator[Match]:
    """Likely by the client's text: which fault of the chain it is, only a look at the server's own chain can tell."""
    for sign in case.signed("device-tls"):
        yield Match(Confidence.LIKELY, (sign.evidence(),))
    for error in case.errors:
        text = error.errmsg.lower()
        if error.scope == "client" and any(word in text for word in ("ssl", "certificate", "tls", "handshake")):
            said = (case.seen("note", _SAID),) if case.says(_DEVICE) else ()
            yield Match(Confidence.LIKELY, (error.evidence(), *said))


CAUSE = Cause(
    slug="tls-chain-on-device",
    refs=(),
    step=2,
    severity=Severity.ERROR,
    title=Text(
        "手机不接受后端的 HTTPS 证书或 TLS 版本",
        "Phones do not accept the certificate or the TLS version of the backend",
    ),
    detail=Text(
        "小程序发请求时 TLS 握手失败。最常见的是服务器没有发中间证书：电脑和开发者工具会自己补齐，手机不"
        "会（通常 Android 先出问题）；也可能是证书过期、域名不符，或者服务器只支持 TLS 1.2 以下的版本。",
        "The TLS handshake of the request failed. Most often the server does not send the intermediate "
        "certificate: computers and DevTools fetch it themselves, phones do not (Android usually fails "
        "first). It may also have expired, be for another name, or the server may offer nothing from TLS "
        "1.2 on.",
    ),
    fix=Text(
        "让服务器发送完整证书链（fullchain），启用 TLS 1.2 以上；用 “openssl s_client -connect HOST:443 "
        "-servername HOST” 看有没有中间证书和有效期。不要在客户端关闭校验。",
        "Serve the full chain (fullchain) and enable TLS 1.2 or later; “openssl s_client -connect "
        "HOST:443 -servername HOST” shows the chain and its dates. Do not switch verification off.",
    ),
    rule=rule,
)
