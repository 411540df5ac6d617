"""What WeChat says when it refuses: literal texts, typing errors included, and the grammar of what follows them."""

from __future__ import annotations

from typing import Literal

SuffixStyle = Literal["current", "hint", "old"]

_ADVICE = ", could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r"

ERRMSG: dict[int, str] = {
    -1: "system error",
    0: "ok",
    1001: "invalid request parameter",
    1005: "invalid appid",
    1007: "get no data",
    40001: "invalid credential, access_token is invalid or not latest" + _ADVICE,
    40002: "invalid grant_type",
    40003: "invalid openid",
    40013: "invalid appid",
    40014: "invalid access_token",
    40029: "invalid code",
    40066: "invalid url",
    40097: "invalid args",
    40125: "invalid appsecret",
    40163: "code been used",
    40164: "invalid ip {ip} ipv6 {ipv6}, not in whitelist",
    40221: "invalid Content-Encoding",
    40226: "code blocked",
    # Its literal text was never published; the number is documented.
    40243: "appsecret is frozen",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41008: "missing code",
    42001: "access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    43003: "require https",
    44002: "empty post data",
    45009: "reach max api daily quota limit",
    # The documentation prints this text in two ways; the page of code2Session has double blanks and "mustslower".
    45011: "api minute-quota reach limit, must slower, retry next minute",
    47001: "data format error",
    48001: "api unauthorized",
    76001: "rid not found, please check",
    76002: "rid is error",
    76003: "could not query this rid,no permission",
    76004: "rid time is error",
    76021: "cgi_path not found, please check",
    76022: "could not use this cgi_path，no permission",
    87007: "session_key is not existd or expired",
    87008: "invalid sig_method",
    87009: "invalid signature",
}

DAILY_LEGACY_TOKEN = ERRMSG[45009] + _ADVICE
"""What 45009 says on /cgi-bin/token since about 2023."""
MINUTE_CODE2SESSION = "api minute-quota reach limit  mustslower  retry next minute"
"""What 45011 says on the page of code2Session: blanks and missing blank as printed there."""


class Refusal(Exception):
    """A business error: HTTP 200 with an errcode."""

    def __init__(self, errcode: int, text: str | None = None) -> None:
        super().__init__(errcode)
        self.errcode = errcode
        self.text = literal(errcode) if text is None else text


def literal(errcode: int) -> str:
    """The literal text of a code without its suffix: ours, else the knowledge base's, else a text that says nothing."""
    known = ERRMSG.get(errcode)
    if known is not None and "{" not in known:
        return known
    from wxauth_cli.knowledge.errcodes import lookup

    for entry in lookup(errcode, scope="weixin"):
        text = entry.errmsg.partition("{")[0].strip().rstrip(",")
        if text:
            return text
    return "error"


def not_in_whitelist(ip: str) -> Refusal:
    """40164 with the caller's address as the platform prints it."""
    mapped = ip if ":" in ip else f"::ffff:{ip}"
    return Refusal(40164, ERRMSG[40164].format(ip=ip, ipv6=mapped))


def suffix(path: str, rid: str, req_id: str, style: SuffixStyle) -> str:
    """What follows the text: a fingerprint of the gateway.

    `/sns/*` puts a comma before its rid, all other paths a blank. `hint` is what some services still add, `old` the
    form before about 2020.
    """
    sns = path.startswith("/sns/")
    if style == "old":
        return f", hints: [ req_id: {req_id} ]" if sns else f" hint: [{req_id}]"
    if style == "hint" and not sns:
        return f" hint: [{req_id}] rid: {rid}"
    return f"{',' if sns else ''} rid: {rid}"
