"""What a failing decryption's error alone can come from: numbers of the official sample code, texts of libraries.

A text names a set of causes, hardly ever one: the same wrong key is bad padding in Java, "Illegal Buffer" in Node, and
with a lenient unpad an empty string or broken UTF-8. Which stack prints what was measured on the official sample.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxauth_cli.core.findings import Confidence, Evidence, Finding
from wxauth_cli.diagnose.case import Case
from wxauth_cli.diagnose.causes import cause

_L, _P = Confidence.LIKELY, Confidence.POSSIBLE
_Causes = tuple[tuple[str, Confidence], ...]

_WRONG_KEY: _Causes = (("session-key-stale-relogin", _P), ("server-kept-old-key", _P), ("key-not-decoded", _P))
_WRONG_LENGTH: _Causes = (("plus-became-space", _P), ("ciphertext-truncated", _P), ("still-percent-encoded", _P))
_BAD_KEY: _Causes = (("session-key-cut", _P), ("key-not-decoded", _P), ("not-a-session-key", _P))
_BAD_IV: _Causes = (("iv-malformed", _L),)
_OTHER_APP: _Causes = (("watermark-other-app", _L),)

_NUMBERS: dict[int, _Causes] = {
    -41001: _BAD_KEY,
    -41002: _BAD_IV,
    # The sample code answers with this number for a wrong key and for a foreign watermark alike.
    -41003: (("session-key-stale-relogin", _P), ("watermark-other-app", _P), ("iv-malformed", _P)),
    -41004: _WRONG_LENGTH,
    -41016: _WRONG_LENGTH,
}

_ABSENT: _Causes = (("session-key-absent", _L),)
_MISSING_FIELD = (
    r"(?:KeyError: |undefined index: |undefined array key |undefined property: [\w\\:$]{0,60}|cannot read propert"
    r"(?:y|ies) (?:of undefined \(reading )?|key not found: )['\":$]{0,2}session_?key"
)
"""The field that nobody looks for in vain where the exchange went well."""

_TEXTS: tuple[tuple[str, _Causes], ...] = (
    (r"illegal base64 character (?:0x)?20\b", (("plus-became-space", _L),)),
    (r"illegal base64 character (?:0x)?25\b", (("still-percent-encoded", _L),)),
    (r"illegal base64 character (?:0x)?(?:2d|5f)\b", (("base64-url-alphabet", _P), ("cloudid-as-payload", _P))),
    (r"illegal base64 character (?:0x)?[ad]\b", (("base64-wrapped", _P), ("ciphertext-truncated", _P))),
    (
        r"illegal base64 data at input byte|is not a valid base-?64 string|不是有效的 ?base-?64 字符串"
        r"|base-?64 字符数组或字符串的长度无效|invalid length for a base-?64 char array",
        (("plus-became-space", _P), ("still-percent-encoded", _P), ("base64-url-alphabet", _P)),
    ),
    (
        r"wrong iv length|invalid initialization vector|ERR_CRYPTO_INVALID_IV|bad iv length|incorrect iv length"
        r"|iv must be 16 bytes|iv length must equal block size|iv passed is only|\(IV\) does not match the block size",
        _BAD_IV,
    ),
    (
        r"invalid aes key length: 24\b|invalid key length[^\n]{0,60}\b24 ?(?:位|字节|bytes|char)",
        (("key-not-decoded", _L),),
    ),
    (
        r"invalid (?:aes )?key length|ERR_CRYPTO_INVALID_KEYLEN|incorrect aes key length|crypto/aes: invalid key size"
        r"|key must be 16 bytes|specified key is not a valid size",
        _BAD_KEY,
    ),
    (
        r"(?:first|\"key\"|\"string\"|\"data\") argument must be (?:of|one of) type[^\n]{0,200}received (?:type )?"
        r"(?:undefined|null)|decode[^\n]{0,80}nullpointerexception|nullpointerexception[^\n]{0,80}base64"
        r"|base64_decode\(\):? [^\n]{0,80}null\b|frombase64string[^\n]{0,80}cannot be null"
        r"|session_?key[\"']?\s{0,2}[:=]\s{0,2}[\"']?(?:undefined|null|none|nil)\b"
        rf"|{_MISSING_FIELD}",
        _ABSENT,
    ),
    (r"app ?id not match(?! openid)|InvalidAppIdException", _OTHER_APP),
    (
        r"wrong[ _]final[ _]block[ _]length|data not multiple of block length|input length must be multiple of 16"
        r"|input not full blocks|cannot be 1 more than a multiple of 4|incorrect padding|invalid block size"
        r"|data must be padded to 16 byte boundary|not a complete block|length of the data to decrypt is invalid"
        r"|not a multiple of the block ?size|要解密的数据的长度无效|输入数据不是完整的块",
        _WRONG_LENGTH,
    ),
    (
        r"final block not properly padded|pad block corrupted|bad[ _]decrypt|invalid PKCS7 data"
        r"|invalid padding on input|padding is invalid and cannot be removed|invalid padding bytes"
        r"|the given payload is invalid|AES解密失败|illegal[ _]?buffer|PKCS#7 padding is incorrect"
        r"|padding is incorrect"
        r"|openssl_decrypt[^\n]{0,20}(?:返回|returns?|returned|gives) ?(?:false|null|空)"
        r"|填充无效，无法被移除|填充无效，无法移除"
        r"|invalid character '(?:[^\x00-\x7f]|\\{1,2}(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[abefv]))' looking for beginning of"
        r" value",
        _WRONG_KEY,
    ),
    (
        r"unicodedecodeerror: '?utf-?8'? codec can't decode byte",
        (("session-key-stale-relogin", _P), ("official-python-demo-fault", _P), ("iv-malformed", _P)),
    ),
    (
        # An unpad that does not check leaves nothing at all for a third of the wrong keys.
        r"expecting value: line 1 column 1 \(char 0\)",
        (
            ("session-key-stale-relogin", _P),
            ("official-python-demo-fault", _P),
            ("error-inside-200-or-binary", _P),
        ),
    ),
)
_EXPRESSIONS = tuple((re.compile(pattern, re.I), causes) for pattern, causes in _TEXTS)

_SAID_NEARBY: tuple[tuple[str, _Causes], ...] = (
    # A reader of JSON that was handed garbage: it says so in any program, so that decrypting has to be spoken of, too.
    (
        r"expected BEGIN_OBJECT but was|MalformedJsonException"
        r"|JsonParseException: (?:unrecognized token|illegal character)"
        r"|com\.alibaba\.fastjson2?\.JSONException: (?:syntax error|illegal)|JsonReaderException: unexpected character"
        r"|JSON\.parse[^\n]{0,40}unexpected token|unexpected token [^\n]{1,12} in JSON at position 0\b",
        _WRONG_KEY,
    ),
    # The exception and the decoder stand on two lines of one stack trace.
    (r"NullPointerException|value cannot be null|'NoneType'|ArgumentNullException", _ABSENT),
)
_NEARBY = tuple((re.compile(pattern, re.I), causes) for pattern, causes in _SAID_NEARBY)
_DECRYPTING = re.compile(r"decrypt|解密|encrypted_?data|session_?key|WXBizDataCrypt|\baes\b|getPhoneNumber", re.I)
_DECODER = re.compile(r"base64", re.I)


NEEDLES = (
    "base64", "base-64", "base 64", "iv length", "iv must", "iv passed", "(iv)", "invalid_iv", "initialization vector",
    "key length", "invalid_keylen", "key size", "key must be", "specified key", "argument must be", "nullpointer",
    "session_key", "sessionkey", "id not match", "invalidappid", "block", "padd", "multiple of", "要解密", "输入数据",
    "length of the data", "decrypt", "pkcs", "given payload", "aes解密", "illegal", "invalid character", "填充",
    "unicodedecodeerror", "expecting value", "begin_object", "malformedjson", "jsonparse", "jsonexception",
    "jsonreader", "json.parse", "in json at", "cannot be null", "nonetype", "argumentnull",
)  # fmt: skip
"""In small letters: a line with none of these matches none of the expressions."""


def decrypt_text_in(line: str) -> re.Match[str] | None:
    """Where a line holds the error of a failing decryption, if it does."""
    return next((found for expression, _ in _EXPRESSIONS if (found := expression.search(line))), None)


def decrypt_text_around(line: str, around: str) -> re.Match[str] | None:
    """As `decrypt_text_in`, for what any program may print: `around`, the lines next to it, tells of decrypting."""
    for expression, causes in _NEARBY:
        found = expression.search(line)
        if found and _DECRYPTING.search(around) and (causes is not _ABSENT or _DECODER.search(around)):
            return found
    return None


def decrypt_findings(case: Case) -> Iterator[Finding]:
    """What each such error of the case can come from."""
    for error in case.errors:
        if error.scope != "local":
            continue
        causes = _NUMBERS.get(error.errcode or 0, ()) or next(
            (causes for expression, causes in (*_EXPRESSIONS, *_NEARBY) if expression.search(error.errmsg)), ()
        )
        for slug, confidence in causes:
            evidence: tuple[Evidence, ...] = (error.evidence(),)
            yield cause(slug).finding(case.lang, confidence, evidence)
