"""The text of the session_key was used as the key without base64 decoding."""

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="key-not-decoded",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "session_key 没有先做 base64 解码就当密钥用了",
        "The session_key was used without decoding it from base64",
    ),
    detail=Text(
        "session_key 是 16 个字节的 base64 文本（24 个字符）。把这 24 个字符直接当密钥，不少库会悄悄改用 "
        "AES-192，不报错，得到的是乱码。",
        "A session_key is the base64 text (24 characters) of 16 bytes. If those 24 characters are used as "
        "the key, many libraries silently turn to AES-192: no error, only noise.",
    ),
    fix=Text(
        "session_key、iv、encryptedData 三个都先做 base64 解码，再用 AES-128-CBC 和 PKCS#7 填充解密。只有签名"
        "才用 session_key 的文本。",
        "Decode all three of session_key, iv and encryptedData from base64, then use AES-128-CBC with PKCS#7 "
        "padding. Only signatures take the session_key as text.",
    ),
)
