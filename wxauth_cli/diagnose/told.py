"""What people say of a fault in their own words -> the causes that they describe.

A description is hearsay: it makes a cause likely where it names the mechanism itself (a refresh that runs several
times, a plus that became a blank), and possible where it only names a symptom. Only short texts are looked at: a log
is no description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxauth_cli.core.findings import Confidence, Finding
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.redact import redact_text
from wxauth_cli.diagnose.case import Case, SeenSign
from wxauth_cli.diagnose.causes import cause

LONGEST = 2_000
"""Characters of a text that may be somebody's description."""
WORD = "told:"
"""Signs of this module are named so, with the slug behind it."""
SHOWN = 120

_L, _P = Confidence.LIKELY, Confidence.POSSIBLE
_TOLD: dict[str, tuple[Confidence, str]] = {
    "cdn-cached-user-data": (
        _L,
        r"(?:看到|显示|变成|拿到|返回)[^\n]{0,12}(?:别人|他人|其他(?:人|用户)|另一个(?:人|用户)|[B乙]\s?用户)[^\n]{0,40}"
        r"(?:cdn|缓存|nginx)|(?:cdn|缓存)[^\n]{0,40}(?:串号|别人的|他人的|其他用户的)|串号[^\n]{0,40}(?:cdn|缓存)"
        r"|(?:see|sees|seeing|get|gets|got|shows?)\s(?:an|some)?other (?:user|person|people)[^\n]{0,60}(?:cdn|cache)"
        r"|(?:cdn|cache)[^\n]{0,40}(?:shows?|returns?|serves?|leaks?)[^\n]{0,20}other (?:user|person|people)(?:'s|s')",
    ),
    "code-resubmitted-by-plumbing": (
        _L,
        r"(?:自动重试|重试了|网关重试|重发了|超时后?重[试发])[^\n]{0,60}"
        r"(?:code been used|40163|code ?已(?:被|经)?使用)"
        r"|(?:retry|retries|retried|resends?|resent)[^\n]{0,80}(?:code been used|40163)",
    ),
    "plus-became-space": (
        _L,
        r"(?:加号|“\+”|\"\+\"|'\+')[^\n]{0,20}(?:变成|成了|变为|被替换|替换成|丢)[^\n]{0,6}(?:空格|空白)"
        r"|(?:plus(?:es| signs?)?|'\+'|\"\+\")[^\n]{0,30}(?:(?:turn|turned|turns|became|become|replaced|converted)"
        r"[^\n]{0,12}(?:space|blank)s?\b(?! ?[a-z]{3,}er\b))",
    ),
    "session-key-cut": (
        _L,
        r"session_?key[^\n]{0,40}(?:截断|截成|被截|只(?:剩|有|存)[^\n]{0,4}[0-9]{1,2} ?位|少了几位|长度不够)"
        r"|session_?key[^\n]{0,60}(?:truncated|cut off|too short|varchar)",
    ),
    "refresh-race": (
        _L,
        r"(?:并发|同时)[^\n]{0,40}(?:refresh|刷新)[^\n]{0,10}token"
        r"|refresh[ _-]?token[^\n]{0,40}(?:(?:多|好几|几)次|同时|并发)"
        r"|(?:at once|in parallel|concurrent|simultaneous|same time|several|multiple)[^\n]{0,80}refresh[ _-]?tokens?\b"
        r"|refresh[ _-]?tokens?\b[^\n]{0,60}(?:several times|multiple times|more than once|twice|at once|in parallel"
        r"|concurrent)",
    ),
    "relogin-loop": (
        _L,
        r"401[^\n]{0,30}(?:log ?in|登录|登陆)[^\n]{0,30}401"
        r"|(?:log ?ins?|re-?login)[^\n]{0,20}(?:for ?ever|endless|loops? (?:again|over))"
        r"|(?:无限|死循环|不停地?)(?:重新)?(?:登录|登陆)|(?:登录|登陆)[^\n]{0,6}(?:死循环|无限循环)",
    ),
    "cookies-not-kept": (
        _L,
        r"(?:cookie|set-cookie|sessionid|jsessionid|phpsessid)[^\n]{0,60}(?:never|not|isn't|doesn't)[^\n]{0,20}"
        r"(?:sent|send|kept|stored|carried|returned)[^\n]{0,30}(?:wx\.request|mini ?program)"
        r"|(?:wx\.request|小程序)[^\n]{0,30}(?:不|没有?|无法)(?:会)?(?:自动)?(?:带|携带|保存|发送)[^\n]{0,8}cookie",
    ),
    "phone-event-without-code": (
        _L,
        r"detail\.code[^\n]{0,30}(?:undefined|是空|为空|没有|null|missing)|(?:getPhoneNumber|手机号)[^\n]{0,30}(?:没有|不返回|没返回)"
        r" ?code(?![a-z])",
    ),
    "code-appid-mismatch": (
        _L,
        r"(?:换|改|切换|更换)[^\n]{0,8}\bapp ?id[^\n]{0,30}40029"
        r"|(?:chang|switch|swapp)(?:ed|ing)[^\n]{0,16}app ?id[^\n]{0,60}"
        r"40029|40029[^\n]{0,60}(?:chang|switch)(?:ed|ing)[^\n]{0,16}app ?id",
    ),
    "concurrent-login": (
        _P,
        r"(?:同时|并发)[^\n]{0,12}(?:调用?了?|发起)[^\n]{0,6}(?:多|好几|几|两)次 ?(?:wx\.)?(?:login|登录)"
        r"|wx\.login[^\n]{0,30}(?:several times|twice|multiple times|in parallel|concurrently)",
    ),
}
_DENIED = lazy_pattern(
    r"没有(?:发现|出现|发生)?(?:串号|加号)|没有任何|不存在|避免|不要|禁止|切勿|\bnever call|\bdon't\b|\bdo not\b"
    r"|\bavoid|\bno longer|\bdoes not see",
    re.I,
)
"""Advice, and what is said not to be."""
_COMPILED = {slug: (sure, lazy_pattern(pattern, re.I)) for slug, (sure, pattern) in _TOLD.items()}


def told_in(text: str, *, where: str = "") -> Iterator[tuple[int, SeenSign]]:
    """The place and the sign of each cause that a short text describes; a program's or a log's text has none."""
    if len(text) > LONGEST or text.lstrip()[:1] in "{[<" or text.count("\n") > 12:
        return
    # Here, because reading a text reads what is told in it.
    from wxauth_cli.diagnose.reading.mentions import was_over

    if was_over(text):
        return
    for slug, (_, pattern) in _COMPILED.items():
        found = pattern.search(text)
        if found is not None and _DENIED.search(text, max(0, found.start() - 24), found.start() + 12) is None:
            line = text.count("\n", 0, found.start()) + 1
            shown = redact_text(" ".join(found.group().split())[:SHOWN])
            yield found.start(), SeenSign(WORD + slug, f"{where}:{line}" if where else f"L{line}", shown)


def told_findings(case: Case) -> Iterator[Finding]:
    """The causes that were described in words."""
    for sign in case.signs:
        if sign.word.startswith(WORD):
            slug = sign.word[len(WORD) :]
            yield cause(slug).finding(case.lang, _COMPILED[slug][0], (sign.evidence(),))
