"""keyring-unavailable: this machine has no usable keyring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain by the keyring library's text."""
    for sign in case.signed("keyring"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="keyring-unavailable",
    refs=(),
    step=None,
    severity=Severity.ERROR,
    title=Text(
        "这台机器没有可用的系统钥匙串",
        "This machine has no usable keyring",
    ),
    detail=Text(
        "钥匙串要有桌面会话才能用；SSH、容器、WSL、CI 里常常没有，或者被锁着、要等人输入密码。这和登录本"
        "身无关，只是本机工具没有地方安全地存 AppSecret 和 token。",
        "A keyring needs a desktop session; over SSH, in a container, in WSL or in CI there often is "
        "none, or it is locked and waits for a password. It has nothing to do with the login itself: a "
        "tool on this machine has no safe place for AppSecret and tokens.",
    ),
    fix=Text(
        "用环境变量 WXAUTH_APPID、WXAUTH_SECRET 提供凭据；或者解锁钥匙串、安装 Secret Service（"
        "gnome-keyring、KWallet）；确实只能存文件时要自己明确选择。用 wxauth doctor 检查。",
        "Give the credentials by WXAUTH_APPID and WXAUTH_SECRET; or unlock the keyring, or install a "
        "Secret Service (gnome-keyring, KWallet); storing in a file must be your own explicit choice. "
        "wxauth doctor checks it.",
    ),
    rule=rule,
)
