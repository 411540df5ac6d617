"""What an answer of WeChat proves to be in order: it checks address, parameters, appid, secret and code in that order.

The order is observed, not promised (many public answers agree), so these sentences say what is "very probably" fine.
"""

from __future__ import annotations

from typing import NamedTuple

from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import Case
from wxauth_cli.diagnose.endpoints import CODE2SESSION, LOGIN_ENDPOINTS, PHONE, WITH_TOKEN


class RuledOut(NamedTuple):
    """A cause that the evidence speaks against, and why."""

    id: str
    why: str


_IP = Text(
    "微信先查 IP 白名单；答到 {errcode}，说明调用方 IP 已经通过。",
    "WeChat looks at the IP whitelist first; an answer of {errcode} means that the caller's address passed.",
)
_SECRET = Text(
    "微信先核对 appid 和 AppSecret 再看 code；答到 {errcode}，说明这两个是成对的。",
    "WeChat checks appid and AppSecret before it looks at the code; {errcode} means that they fit together.",
)
_TOKEN = Text(
    "答到 {errcode} 说明 access_token 已被接受。",
    "An answer of {errcode} means that the access_token was accepted.",
)
_USED = Text(
    "40163 说明 code 在 5 分钟之内，而且微信认得它。",
    "40163 means that the code was within its five minutes and that WeChat knows it.",
)
_EXPIRED = Text(
    "过期的 access_token 报的是 42001，不是 {errcode}。",
    "An access_token that ran out is reported as 42001, not as {errcode}.",
)
_NOT_CODE = Text(
    "40226 是微信对这个用户的风险判断，与 code 和代码都无关。",
    "40226 is WeChat's judgement of this user; neither the code nor your program is at fault.",
)


def ruled_out(case: Case) -> tuple[RuledOut, ...]:
    """Causes that the errors of `case` speak against, each once, in the order of the errors."""
    found: dict[str, str] = {}

    def out(text: Text, errcode: int, *slugs: str) -> None:
        for slug in slugs:
            found.setdefault(slug, text.say(case.lang, errcode=errcode))

    for error in case.errors:
        errcode = error.errcode
        if error.scope != "weixin" or errcode is None:
            continue
        at_login = error.endpoint == CODE2SESSION
        if errcode in (40029, 40163, 40226) and at_login:
            out(_IP, errcode, "ip-not-whitelisted")
            out(_SECRET, errcode, "appsecret-wrong", "appid-malformed")
        elif errcode in (41004, 40125) and (at_login or error.endpoint is None):
            out(_IP, errcode, "ip-not-whitelisted")
        if errcode == 40163 and error.endpoint in (None, *LOGIN_ENDPOINTS):
            out(_USED, errcode, "code-expired", "code-quoted-or-padded", "mock-code-tourist-appid")
        if errcode == 40226:
            out(_NOT_CODE, errcode, "code-expired", "code-reused")
        if errcode == 40029 and error.endpoint == PHONE:
            out(_TOKEN, errcode, "token-expired", "token-clobbered")
        if errcode in (40001, 40014) and error.endpoint in (None, *WITH_TOKEN):
            out(_EXPIRED, errcode, "token-expired")
    return tuple(RuledOut(slug, why) for slug, why in found.items())
