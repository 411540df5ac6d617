"""What WeChat says when it refuses: literal texts, typing errors included, and the grammar of what follows them."""

from __future__ import annotations

from typing import Literal

SuffixStyle = Literal["current", "hint", "old"]

_ADVICE = ", could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r"

ERRMSG: dict[int, str] = {
    -1: "system error",
    0: "ok",
    1: "data not exit",
    1001: "invalid request parameter",
    1005: "invalid appid",
    1007: "get no data",
    1022: "invalid json",
    40001: "invalid credential, access_token is invalid or not latest" + _ADVICE,
    40002: "invalid grant_type",
    40003: "invalid openid",
    40013: "invalid appid",
    40014: "invalid access_token",
    40029: "invalid code",
    40066: "invalid url",
    40090: "invalid request source (bad client ip),",
    40094: "invalid component credential",
    40097: "invalid args",
    40125: "invalid appsecret",
    40163: "code been used",
    40164: "invalid ip {ip} ipv6 {ipv6}, not in whitelist",
    40201: "invalid check url",
    40202: "invalid check action",
    40203: "invalid check operator",
    40221: "invalid Content-Encoding",
    40226: "code blocked",
    # Of 40230 to 40240 only 40234 and 40235 were seen; the others have the names that the call guide gives them.
    40230: "API_Missing_Wechatmp_Serial",
    40231: "API_Missing_Wechatmp_Timestamp",
    40232: "API_Missing_Wechatmp_Signature",
    40233: "API_Missing_Wechatmp_Appid",
    40234: "invalid signature",
    40235: "invalid encrypt",
    40236: "API_Invalid_Wechatmp_Appid",
    40237: "API_Invalid_Wechatmp_Appidmatch",
    40238: "API_NoExist_DevSecretSym",
    40239: "API_NoExist_DevSecretAsym",
    40240: "API_Expired_Wechatmp_Timestamp",
    # Its literal text was never published; the number is documented.
    40243: "appsecret is frozen",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41008: "missing code",
    41018: "missing component_appid",
    41021: "missing component_access_token",
    42001: "access_token expired",
    42006: "component_access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    43003: "require https",
    44002: "empty post data",
    45009: "reach max api daily quota limit",
    # The documentation prints this text in two ways; the page of code2Session has double blanks and "mustslower".
    45011: "api minute-quota reach limit, must slower, retry next minute",
    47001: "data format error",
    48001: "api unauthorized",
    48006: "forbid to clear quota because of reaching the limit",
    49001: "not same appid with appid of access_token",
    61003: "component is not authorized by this account",
    61004: "access clientip is not registered",
    61005: "component ticket is expired",
    61006: "component ticket is invalid",
    61007: "api is unauthorized to component",
    61009: "code is invalid",
    61010: "code is expired",
    61014: "must use component token for component api",
    61015: "must use biz account token for not component api",
    61023: "refresh_token is invalid",
    61024: "must use api(api_component_token) to get token for component acct",
    76001: "rid not found, please check",
    76002: "rid is error",
    76003: "could not query this rid,no permission",
    76004: "rid time is error",
    76021: "cgi_path not found, please check",
    76022: "could not use this cgi_path，no permission",
    87007: "session_key is not existd or expired",
    87008: "invalid sig_method",
    87009: "invalid signature",
    89002: "open not exists",
    89300: "invalid trade",
}

WECOM_ERRMSG: dict[int, str] = {
    40001: "invalid credential",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40029: "invalid code",
    41001: "access_token missing",
    41002: "corpid missing",
    41004: "corpsecret missing",
    41008: "missing code",
    42001: "access_token expired",
    45009: "api freq out of limit",
}
"""What WeCom's own host says: same numbers, other words. 40013, 41004 and the shape were seen, the rest is memory."""

DAILY_LEGACY_TOKEN = ERRMSG[45009] + _ADVICE
"""What 45009 says on /cgi-bin/token since about 2023."""
MINUTE_CODE2SESSION = "api minute-quota reach limit  mustslower  retry next minute"
"""What 45011 says on the page of code2Session: blanks and missing blank as printed there."""


OLD_ERRMSG: dict[int, str] = {
    40001: "invalid credential, access_token is invalid or not latest",
    40125: "invalid appsecret, view more at http://t.cn/RAEkdVq",
    45009: "reach max api daily quota limit",
}
"""Texts that were others in the days of the old suffix (observed)."""


class Refusal(Exception):
    """A business error: HTTP 200 with an errcode."""

    def __init__(
        self, errcode: int, text: str | None = None, *, old: str | None = None, request_ip: str | None = None
    ) -> None:
        super().__init__(errcode)
        self.errcode = errcode
        self.text = literal(errcode) if text is None else text
        self._old = old
        self.request_ip = request_ip
        """The caller's address, where it stands behind the text as `requestIP`."""

    def said(self, style: SuffixStyle) -> str:
        """The text as it was in the days of that suffix."""
        return self.text if style != "old" else self._old or OLD_ERRMSG.get(self.errcode, self.text)


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


def refusal_of(errcode: int, ip: str, *, of_wecom: bool = False) -> Refusal:
    """A refusal on order: with the caller's address where that errcode names it, in WeCom's words on its host."""
    if of_wecom and errcode in WECOM_ERRMSG:
        return wecom(errcode)
    if errcode == 40164:
        return not_in_whitelist(ip)
    return Refusal(errcode, request_ip=ip if errcode in COMPONENT_IP else None)


COMPONENT_IP = (61004, 40090)
"""What a third-party platform hears that calls from an address it has not registered: two gateways, two numbers."""


def not_in_whitelist(ip: str) -> Refusal:
    """40164 with the caller's address as the platform prints it."""
    mapped = ip if ":" in ip else f"::ffff:{ip}"
    return Refusal(40164, ERRMSG[40164].format(ip=ip, ipv6=mapped), old=f"invalid ip {ip}, not in whitelist")


def wecom(errcode: int) -> Refusal:
    """A refusal in the words of WeCom's host."""
    return Refusal(errcode, WECOM_ERRMSG[errcode])


def wecom_suffix(errcode: int, ip: str, hint: str) -> str:
    """What follows a text of WeCom's host; it knows no rid."""
    return f", hint: [{hint}], from ip: {ip}, more info at https://open.work.weixin.qq.com/devtool/query?e={errcode}"


def suffix(path: str, rid: str, req_id: str, style: SuffixStyle, request_ip: str | None = None) -> str:
    """What follows the text: a fingerprint of the gateway.

    `/sns/*` puts a comma before its rid, all other paths a blank; so does every path after an address. `hint` is what
    some services still add, `old` the form before about 2020.
    """
    where = "" if request_ip is None else f" requestIP: {request_ip}"
    sns = path.startswith("/sns/") and not where
    if style == "old":
        return f", hints: [ req_id: {req_id} ]" if sns else f" hint: [{req_id}]{where}"
    if style == "hint" and not sns:
        return f" hint: [{req_id}]{where} rid: {rid}"
    return f"{',' if sns else where} rid: {rid}"
