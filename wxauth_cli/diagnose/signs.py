"""Telling pieces of text that are no errors of WeChat: what libraries and consoles print, headers, keys in lists.

Each sign has literals by which it is found quickly, and an expression that its line must satisfy. Lines are capped,
and every expression is bounded, so that no input makes it slow.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from wxauth_cli.core.redact import redact_text
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.diagnose.case import SeenSign

LINE = 1_500
"""Characters of a line that are looked at, around the literal."""
PER_SIGN = 10
"""Places of one sign in one input that are kept."""
LOOKS = 2_000
"""Places of one literal that are looked at."""
LOOKS_IN_A_LINE = 60
"""Places of one literal in one line that are looked at: a line that repeats a word without end says it soon."""
SHOWN = 160
NEAR_LINES = 8
"""Lines around a sign in which the host that it is about is looked for."""


class _Sign(NamedTuple):
    word: str
    literals: tuple[str, ...]
    """In small letters."""
    pattern: str


_SIGNS = (
    _Sign(
        "tls-trust",
        (
            "curl error 60", "curl: (60)", "unable to get local issuer certificate", "certificate_verify_failed",
            "pkix path building failed", "x509: certificate signed by unknown authority", "self signed certificate",
            "self-signed certificate", "unable_to_verify_leaf_signature", "unable_to_get_issuer_cert",
            "unable to verify the first certificate", "could not establish trust relationship",
            "the remote certificate is invalid", "ssl certificate problem", "certificate verify failed",
            "x509: certificate has expired",
        ),
        r".",
    ),
    _Sign(
        "network",
        (
            "curl error 28", "curl error 35", "curl error 52", "curl error 56", "curl error 5:", "curl error 6:",
            "curl error 7:", "curl: (28)", "curl: (6)", "curl: (7)", "curl: (35)", "unknownhostexception",
            "sockettimeoutexception", "connecttimeoutexception", "connectexception", "sockettimeout", "etimedout",
            "econnreset", "econnrefused", "enotfound", "eai_again", "esockettimedout", "socket hang up",
            "i/o timeout", "no such host", "name or service not known", "nodename nor servname",
            "temporary failure in name resolution", "failed to resolve", "max retries exceeded with url",
            "read timed out", "connecttimeout", "readtimeout", "connection refused", "connection reset by peer",
            "connection timed out", "connect timed out", "context deadline exceeded", "tls handshake timeout",
            "net::opentimeout", "net::readtimeout", "failed to open tcp connection", "getaddrinfo",
            "connection attempt failed", "no route to host", "network is unreachable",
            "the operation has timed out", "the request was canceled due to the configured httpclient.timeout",
            "name does not resolve", "could not resolve host", "nohttpresponseexception", "econnaborted",
            "timeout of ", "operation timed out after", "execution expired", "server disconnected without",
            "remotedisconnected", "无法连接到远程服务器", "未能解析此远程名称", "操作超时", "操作已超时",
            "基础连接已经关闭", "sslhandshakeexception", "terminated the handshake", "handshake_failure",
            "could not create ssl/tls", "connection prematurely closed", "premature eof", "connectionpooltimeout",
        ),
        r".",
    ),
    _Sign(
        "padding-provider",
        ("pkcs7padding",),
        r"cannot find any provider|no such (?:algorithm|padding)|nosuch|not available",
    ),
    _Sign(
        "python2-sample",
        ("ord() expected string of length 1", "cannot be passed to c code", "ord() expected a string of length 1"),
        r".",
    ),
    _Sign("privacy", ("not declared in the privacy agreement",), r"."),
    _Sign("tap-gesture", ("can only be invoked by user tap gesture",), r"."),
    _Sign("not-a-member", ("不是该小程序的开发者", "is not the developer of", "not a developer of this"), r"."),
    _Sign("domain", ("url not in domain list", "合法域名列表中", "not in domain list"), r"."),
    _Sign(
        "device-tls",
        (
            "ssl hand shake", "ssl handshake", "tls 版本", "err_cert", "err_ssl", "cronet_error_code:-20",
            "certpathvalidatorexception", "trust anchor for certification path not found", "nsurlerrordomain",
            "发生了ssl错误", "发生了 ssl 错误", "an ssl error has occurred", "-1200", "-1202",
        ),
        r":fail|wx\.request|uni\.request|真机|小程序|android|ios|iphone",
    ),
    _Sign(
        "keyring",
        (
            "nokeyringerror", "no recommended backend was available", "keyring.errors.", "keyringlocked",
            "org.freedesktop.secrets was not provided",
        ),
        r".",
    ),
    _Sign(
        "secret-in-key",
        ("access_token", "accesstoken"),
        r"access_?token[.:_-]{1,2}(?:[A-Za-z_]{1,30}[.:_-]{1,2}){0,3}wx[0-9a-f]{16}[.:_-]{1,2}"
        r"[0-9a-f]{32}(?![0-9a-f])",
    ),
    _Sign("secret-in-error", ("secret=", "secret%3d"), r"secret(?:=|%3D)[0-9a-f]{32}(?![0-9a-f])"),
    _Sign(
        "media-type",
        ("content type [text/plain", "contenttype=text/plain", "unexpected mimetype"),
        r"httpmessageconverter|unknowncontenttype|unexpected mimetype|could not extract response",
    ),
    _Sign("client-calls-wechat", ("wx.request", "uni.request", "taro.request"), r"."),
    _Sign(
        "token-undefined",
        ("authorization", "token"),
        r"(?:authorization|x-access-token|x-token|access[-_]token|\btoken)[\"']{0,2}\s{0,3}[:=]\s{0,3}[\"']{0,2}"
        r"(?:bearer\s{1,3})?[\"']{0,2}(?:undefined|null|NaN|\[object Object\]|\[object Promise\])(?![A-Za-z0-9_.])",
    ),
    _Sign(
        "bearer-format",
        ("authorization",),
        r"authorization[\"']{0,2}\s{0,3}:\s{0,3}[\"']{0,2}"
        r"(?:bearer:\s{0,2}|bearer\s{2,6}|bearer%20|bearer\s[\"']|(?=eyJ))[\"']{0,2}eyJ",
    ),
    _Sign("cloudid-expired", ("-601006", "cloudid expired"), r"."),
    _Sign("subject-type", ("subject must be a string",), r"."),
    _Sign(
        "not-yet-valid",
        (
            "not yet valid", "used before issued", "immaturesignatureerror", "notbeforeerror", "jwt not active",
            "cannot handle token", "prematurejwtexception", "jwt must not be accepted before", "idx10222",
            "can't be used before", "issued in the future",
        ),
        r"token|jwt|iat|nbf",
    ),
    _Sign(
        "token-expired",
        (
            "jwt expired", "token expired at", "expired token", "token is expired", "signature has expired",
            "tokenexpirederror", "expiredsignatureerror", "expiredjwtexception", "idx10223", "expiredsignature:",
            "the token has expired", "token has expired on",
        ),
        r"jwt|jose|expired token|token is expired by|token has expired on|signature has expired|TokenExpiredError"
        r"|IDX10223",
    ),
    _Sign("invalid-header", ("client sent invalid header line", "underscores_in_headers"), r"."),
    _Sign(
        "code-undefined",
        ("undefined",),
        r"(?:log-?in|auth|jscode2session|code2session|code_?to_?session|登录)[^\n]{0,160}?"
        r"[\"']?\b(?:js_?)?code[\"']?\s{0,3}[:=]\s{0,3}[\"']?undefined\b"
        r"|(?:收到|拿到|接收到?|请求体|请求参数|入参|received?|gets?|got|body|payload)[^\n]{0,40}"
        r"[\"']\b(?:js_?)?code[\"']\s{0,3}:\s{0,3}[\"']?undefined\b",
    ),
    _Sign(
        "code-parameter-missing",
        ("required request parameter", "required string parameter", "required parameter"),
        r"(?:request|string) parameter '(?:js_?|login_?"
        r"|wx_?)?code' ?(?:for method parameter[^\n]{0,30})?is not present"
        r"|missing required parameters?:? [\"'`]?(?:js_?|wx_?)?code\b",
    ),
    _Sign(
        "answer-unchecked",
        ("openid", "session_key"),
        r"(?:undefined (?:index|array key|offset)|未定义(?:的)?(?:数组)?(?:索引|下标"
        r"|键))[:： ]{1,3}[\"'`]?(?:openid|session_key)\b"
        r"|\bkeyerror[:：] ?[\"'](?:openid|session_key)[\"']"
        r"|cannot read propert(?:y|ies)[^\n]{0,40}[\"'](?:openid|session_key)[\"']",
    ),
    _Sign("tourist", ("touristappid",), r"app_?-?id[\"']{0,2}\s{0,3}[:=：]\s{0,3}[\"'`]?touristappid"),
    _Sign(
        "told-unionid",
        ("unionid", "union_id"),
        r"union_?id[^\n]{0,20}(?:is null|missing|absent|拿不到|获取不到|没有返回|不返回|没返回|为空|是空)"
        r"|(?:拿不到|获取不到|没有返回|不返回|缺少|没有|cannot get|can't get|no|missing)[^\n]{0,8}union_?id",
    ),
    _Sign(
        "told-checksession",
        ("checksession", "check_session"),
        r"check_?session[^\n]{0,60}(?:ok|success|true|成功|有效|没过期|正常)[^\n]{0,120}"
        r"(?:(?<![0-9])401(?![0-9])|unauthorized|token[^\n]{0,20}(?:expired|过期|失效)|未登录)",
    ),
    _Sign(
        "jwt-signature",
        ("signature", "signatureverification"),
        r"jsonwebtokenerror: invalid signature|jwt signature does not match|signatureverificationexception"
        r"|invalidsignatureerror|signature verification failed|signature is invalid",
    ),
    _Sign("anonymous-profile", ("\u5fae\u4fe1\u7528\u6237",), r"nick_?name|昵称|名字|头像"),
    _Sign(
        "login-status",
        ("500", "502", "503", "504"),
        r"(?:log-?in|登录|/auth)[^\n]{0,160}"
        r"(?:HTTP[/0-9.]{0,5}|status(?: ?code)?|返回|报|只有|显示|提示)[\"':= ]{0,4}50[0234](?![0-9.])"
        r"|(?:HTTP[/0-9.]{0,5}|status(?: ?code)?)[\"':= ]{0,4}50[0234]\b[^\n]{0,160}(?:log-?in|登录|/auth)"
        r"|/(?:wx|wechat|weixin|mini)[\w-]{0,12}/?[\w-]{0,20}log-?in[\w-]{0,20} {1,2}50[0234](?![0-9.])",
    ),
    _Sign(
        "unionid-null",
        ("unionid",),
        r"union_?id[\"']{0,2}\s{0,3}[:=]{1,2}\s{0,3}(?:null|none|nil|undefined|''|\"\"|$)",
    ),
)  # fmt: skip
_COMPILED = tuple((sign.word, sign.literals, re.compile(sign.pattern, re.I)) for sign in _SIGNS)
WORDS = tuple(sign.word for sign in _SIGNS)
_WECHAT = re.compile(r"(?:[a-z0-9-]{1,20}\.)?weixin\.qq\.com|jscode2session|code2session|code_to_session", re.I)
_HOST = re.compile(
    r"https?://([A-Za-z0-9.-]{3,80})|(?:host=|//|@|dial tcp:? |lookup |address )"
    r"[\"'/]{0,2}([A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,60}){1,6})"
    r"|(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.])|localhost",
    re.I,
)
_HEX = re.compile(r"[0-9a-f]{32}", re.I)
_EXCEPTION = re.compile(
    r"exception|traceback|curl error|curl: \(|illegal character|\berror:|\bfatal\b|panic:|failed|failure|"
    r"timed ?out|refused|caused by|^\s{0,8}at [\w.$]{3,}|\bstack\b|for url|raise |dial tcp",
    re.I,
)
_OTHER_SERVICE = re.compile(r"sql|redis|mongo|kafka|amqp|rabbit|postgres|jdbc|elastic|memcache|nacos|zookeeper", re.I)
_TRUST = re.compile(r"certificate verify|certverification|pkix|certificate problem|issuer certificate", re.I)
_CALLED = re.compile(r"(?:wx|uni|taro)\.request[^)]{0,200}?api\.weixin\.qq\.com/(?:sns|cgi-bin|wxa)/", re.I)
_LEFT_ALONE = re.compile(r"\"?err_?code\"?\s{0,3}[:=]", re.I)


def lowered(text: str) -> str:
    """The text in small letters, each character in its place."""
    low = text.lower()
    if len(low) != len(text):  # a few characters grow when made small
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low


def signs_in(text: str, *, where: str = "") -> list[tuple[int, int, SeenSign]]:
    """The signs of a text with the position and line of each, in order."""
    low = lowered(text)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: dict[tuple[str, int], tuple[int, int, SeenSign]] = {}
    for word, literals, expression in _COMPILED:
        kept = 0
        for literal in literals:
            last, looks = 0, 0
            for place in _places(low, literal):
                number = bisect_right(starts, place)
                if kept >= PER_SIGN:
                    break
                looks = looks + 1 if number == last else 1
                last = number
                if (word, number) in found or looks > LOOKS_IN_A_LINE:
                    continue
                line = _line(text, place)
                match = expression.search(line)
                if match is None or not _holds(word, text, starts, number):
                    continue
                kept += 1
                if word.startswith("secret-in"):
                    for value in _HEX.findall(match.group()):
                        Secret(value, SecretKind.APPSECRET)  # known from now on, so that it is shown nowhere
                sign = SeenSign(word, _at(where, number), _shown(line, literal), _about_wechat(text, starts, number))
                found[word, number] = (place, number, sign)
    return sorted(found.values(), key=lambda entry: entry[:2])


def _places(low: str, literal: str) -> Iterator[int]:
    place = low.find(literal)
    count = 0
    while place >= 0 and count < LOOKS:
        yield place
        count += 1
        place = low.find(literal, place + len(literal))


def _line(text: str, place: int) -> str:
    first = max(0, place - LINE // 2)
    start = max(text.rfind("\n", first, place) + 1, first)
    end = text.find("\n", place, place + LINE)
    return text[start : end if end >= 0 else place + LINE]


def _around(text: str, starts: list[int], number: int, lines: int) -> str:
    first = starts[max(0, number - 1 - lines)]
    last = number + lines
    end = starts[last] if last < len(starts) else len(text)
    here = starts[number - 1]
    return text[max(first, here - 4_000) : min(end, here + 4_000)]


def _holds(word: str, text: str, starts: list[int], number: int) -> bool:
    """What the line alone does not tell: a request that was logged is no exception that let a secret out."""
    if word == "secret-in-error":
        near = _around(text, starts, number, 1)
        return _EXCEPTION.search(near) is not None and _LEFT_ALONE.search(_around(text, starts, number, 0)) is None
    if word == "client-calls-wechat":
        # The address stands in the same line, or among the options below it.
        ahead = text[starts[number - 1] : starts[min(len(starts), number + 2) - 1] + 300]
        return _CALLED.search(ahead) is not None
    if word == "network":
        line = _around(text, starts, number, 0)
        return _OTHER_SERVICE.search(line) is None and _TRUST.search(line) is None
    return True


def _about_wechat(text: str, starts: list[int], number: int) -> bool | None:
    for lines in (0, NEAR_LINES):
        near = _around(text, starts, number, lines)
        if _WECHAT.search(near):
            return True
        if _HOST.search(near):
            return False
    return None


def _shown(line: str, literal: str) -> str:
    place = max(0, line.lower().find(literal))
    start = 0 if place < SHOWN // 2 else place - SHOWN // 2
    return redact_text(line.strip() if len(line) <= SHOWN else line[start : start + SHOWN].strip())[: SHOWN + 40]


def _at(where: str, line: int) -> str:
    return f"{where}:{line}" if where else f"L{line}"
