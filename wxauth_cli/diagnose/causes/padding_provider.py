"""padding-provider: Java does not know PKCS7Padding by that name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain by the text of the Java library."""
    for sign in case.signed("padding-provider"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="padding-provider",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "Java 里没有叫 PKCS7Padding 的填充方式",
        "Java has no padding of the name PKCS7Padding",
    ),
    detail=Text(
        "JDK 自带的加密库把同一种填充叫作 PKCS5Padding；PKCS7Padding 这个名字只有 BouncyCastle 认识。代码"
        "在取得 Cipher 时就失败了，还没有碰到数据，所以数据和 session_key 都没有嫌疑。",
        "The JDK calls the very same padding PKCS5Padding; only BouncyCastle knows the name "
        "PKCS7Padding. The code failed when it asked for the Cipher, before it touched any data, so "
        "neither the data nor the session_key is under suspicion.",
    ),
    fix=Text(
        '改成 Cipher.getInstance("AES/CBC/PKCS5Padding")，只去一次填充；或者注册 BouncyCastle。',
        'Use Cipher.getInstance("AES/CBC/PKCS5Padding") and unpad once only, or register BouncyCastle.',
    ),
    rule=rule,
)
