"""official-python-demo-fault: the official Python sample was written for Python 2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Likely by the TypeErrors that Python 3 raises in the sample's lines; broken UTF-8 alone has other reasons too."""
    for sign in case.signed("python2-sample"):
        yield Match(Confidence.LIKELY, (sign.evidence(),))


CAUSE = Cause(
    slug="official-python-demo-fault",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "官方 Python 解密示例是 Python 2 写的，在 Python 3 上出错",
        "The official Python sample was written for Python 2 and fails on Python 3",
    ),
    detail=Text(
        "示例里的去填充和编码写法在 Python 3 上不成立：对字节再调用 ord()、把 str 传给加密库、或者先按 "
        "UTF-8 解码再去填充。这是代码的问题，不一定是数据或 session_key 的问题；但先解码再去填充的写法，"
        "遇到错的密钥也会报 UnicodeDecodeError，要分清。",
        "The way the sample unpads and decodes does not hold on Python 3: ord() on a byte, a str given "
        "to the cipher, or UTF-8 decoding before unpadding. That is a fault of the code and says nothing "
        "about the data or the session_key. Beware: code that decodes before it unpads also raises "
        "UnicodeDecodeError when the key is wrong.",
    ),
    fix=Text(
        "三个值先 base64 解码成 bytes；解密后在 bytes 上去填充（data[:-data[-1]]，并检查填充），最后才 "
        'decode("utf-8")。把数据交给 wxauth decrypt，能解开就说明数据没问题。',
        "Base64-decode all three values to bytes; unpad the bytes after decrypting (data[:-data[-1]], "
        'with a check), and only then decode("utf-8"). Give the data to wxauth decrypt: if it opens '
        "there, the data are fine.",
    ),
    rule=rule,
)
