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
    "session-key-stale-relogin": (
        _L,
        r"第一次[^\n]{0,24}(?:解密|手机号|decrypt)[^\n]{0,16}(?:失败|报错|出错|拿不到|乱码)[^\n]{0,24}(?:第二次"
        r"|再(?:点|试|运行|来)|重试)"
        r"|(?:解密|手机号|decrypt)[^\n]{0,40}第一次[^\n]{0,16}(?:失败|报错|出错|拿不到|不行"
        r"|乱码)[^\n]{0,24}(?:第二次|再(?:点|试|运行|来)|重试)"
        r"|(?:解密|decrypt)[\s\S]{0,60}第一次[^\n]{0,10}(?:失败|报错|出错|不行)[\s\S]{0,16}(?:第二次|再(?:点|试"
        r"|运行|来))"
        r"|(?:手机号?|电话号码|getphonenumber)[^\n]{0,24}(?:点击?|按)(?:了)?(?:两次|两下|2次"
        r"|第二次)[^\n]{0,16}(?:才|成功)"
        r"|(?:getphonenumber|手机号|授权)[^\n]{0,16}(?:之后|以后|然后|再"
        r"|回调[里中])[^\n]{0,16}wx\.login[\s\S]{0,120}(?:解密|decrypt)[^\n]{0,16}"
        r"(?:失败|乱码|报错|出错)"
        r"|decrypt(?:ion|ing)?[^\n]{0,40}fails?[^\n]{0,30}first (?:time|try|attempt)[^\n]{0,40}(?:second|again|retry)",
    ),
    "token-clobbered": (
        _L,
        r"(?:多台?(?:服务器|机器|进程|实例)|多进程|集群|两个(?:项目|服务|系统)|测试(?:服|环境)"
        r"|本地)[^\n]{0,60}access_?token[^\n]{0,40}"
        r"(?:失效|无效|冲掉|顶掉|覆盖|挤掉|互相)"
        r"|access_?token[^\n]{0,30}(?:被|互相)[^\n]{0,20}(?:冲掉|顶掉|覆盖|挤掉|刷掉)",
    ),
    "domain-not-listed": (
        _P,
        r"(?:开发者?工具|模拟器|电脑上?|PC)[^\n]{0,24}(?:正常|可以|没问题|成功)[^\n]{0,40}(?:真机|手机|体验版|安卓"
        r"|苹果|预览)[^\n]{0,40}"
        r"(?:失败|不行|无法|不能|不了|报错|没反应|网络错误)"
        r"|(?:真机|手机|体验版)[^\n]{0,24}(?:失败|不行|无法|不能|不了|没反应|没有反应)[^\n]{0,40}(?:开发者?工具"
        r"|模拟器|电脑)[^\n]{0,16}"
        r"(?:正常|可以|没问题|成功)"
        r"|\bworks?\b[^\n]{0,20}\b(?:devtools|simulator|emulator)\b[^\n]{0,40}\b(?:not|fails?"
        r"|nothing)\b[^\n]{0,24}\b(?:phone|device)"
        r"|\bworks?\b[^\n]{0,24}\b(?:devtools|simulator|emulator)\b[^\n]{0,40}\b(?:phones?|devices?)\b[^\n]{0,24}"
        r"\b(?:not|fails?|nothing)\b",
    ),
    "cdn-cached-user-data": (
        _L,
        r"(?:cdn|缓存)[^\n]{0,40}(?:看到|显示|变成|拿到)的?(?:却)?是? ?(?:别人|他人|其他人|另一个人|[B乙] ?用户)|"
        r"(?:看到|显示|变成|拿到|返回)[^\n]{0,12}(?:别人|他人|其他(?:人|用户)|另一个(?:人|用户)"
        r"|[B乙]\s?用户)[^\n]{0,40}"
        r"(?:cdn|缓存|nginx)|(?:cdn|缓存)[^\n]{0,40}(?:串号|别人的|他人的|其他用户的)|串号[^\n]{0,40}(?:cdn|缓存)"
        r"|(?:see|sees|seeing|get|gets|got|shows?)\s(?:an|some)?other (?:user|person|people)[^\n]{0,60}(?:cdn|cache)"
        r"|(?:cdn|cache)[^\n]{0,40}(?:shows?|returns?|serves?|leaks?)[^\n]{0,20}other (?:user|person|people)(?:'s|s')"
        r"|(?:串号|别人的|他人的|other (?:user|person|people))[^\n]{0,120}(?:x-cache"
        r"|cf-cache-status)[^\n]{0,24}\bhit\b",
    ),
    "code-resubmitted-by-plumbing": (
        _L,
        r"(?:自动重试|重试了|网关重试|重发了|超时后?重[试发])[^\n]{0,60}"
        r"(?:code been used|40163|code ?已(?:被|经)?使用)"
        r"|(?:retry|retries|retried|resends?|resent)[^\n]{0,80}(?:code been used|40163)",
    ),
    "plus-became-space": (
        _L,
        r"(?:encryptedData|密文|\biv\b)[^\n]{0,8}(?:里|中|含)[^\n]{0,6}空格|\bblanks? (?:in"
        r"|inside) (?:the )?(?:encryptedData|iv)\b|"
        r"(?:加号|\+ ?号|“\+”|\"\+\"|'\+')[^\n]{0,20}(?:变成|成了|变为|被替换|替换成|丢)[^\n]{0,6}(?:空格|空白)"
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
        r"|log-?in\b[^\n]{0,24}\b200\s{1,4}[^\n]{0,40}\b401\s{1,4}[^\n]{0,24}log-?in\b[^\n]{0,24}\b200\s{1,4}[^\n]{0,40}\b401\b"
        r"|(?:无限|死循环|不停地?)(?:重新)?(?:登录|登陆)|(?:登录|登陆)[^\n]{0,6}(?:死循环|无限循环)",
    ),
    "cookies-not-kept": (
        _L,
        r"(?:cookie|set-cookie|sessionid|jsessionid|phpsessid)[^\n]{0,60}(?:never|not|isn't|doesn't)[^\n]{0,20}"
        r"(?:sent|send|kept|stored|carried|returned)[^\n]{0,30}(?:wx\.request|mini ?program)"
        r"|(?:wx\.request|小程序)[^\n]{0,30}(?:不|没有?|无法)(?:会)?(?:自动)?(?:带|携带|保存|发送)[^\n]{0,8}cookie",
    ),
    "backend-code-null": (
        _L,
        r"@RequestParam[^\n]{0,30}\bcode\b[^\n]{0,80}(?:null|收不到|接收不到|获取不到|拿不到|为空|是空)"
        r"|(?:后端|后台|服务端|接口)(?:收到|拿到|接收到|获取)的? ?code ?(?:为空|是空的?|为 ?null|是 ?null|总是空"
        r"|一直是空)"
        r"|\bback-?end\b[^\n]{0,30}\b(?:gets|receives|sees|got)\b[^\n]{0,12}(?:an? )?(?:null|empty|no) code\b",
    ),
    "header-dropped-by-proxy": (
        _L,
        r"(?:请求头|header|token)[^\n]{0,60}(?:nginx|网关|代理|反代)[^\n]{0,30}(?:丢了|丢失|没了|收不到|拿不到"
        r"|获取不到|取不到|为空|被过滤)"
        r"|(?:nginx|网关|代理|反代)[^\n]{0,40}(?:请求头|header)[^\n]{0,24}(?:丢了|丢失|没了|收不到|拿不到|获取不到"
        r"|取不到|为空|被过滤)"
        r"|\bheader\b[^\n]{0,80}\b(?:behind|through|via|after) (?:the )?(?:nginx|proxy|gateway"
        r"|load balancer)[^\n]{0,60}"
        r"\b(?:missing|empty|gone|dropped|lost|stripped|not (?:there|set|received))\b"
        r"|authorization[^\n]{0,30}(?:nginx|apache|php-?fpm|f?cgi|网关|代理)[^\n]{0,20}(?:丢了|丢失|没了|收不到"
        r"|拿不到|取不到)"
        r"|\b(?:nginx|proxy|gateway|load balancer)\b[^\n]{0,20}\b(?:drops?|strips?|removes?|swallows?"
        r"|loses)\b[^\n]{0,30}header",
    ),
    "code-kind-swapped": (
        _L,
        r"(?:手机号|getuserphonenumber|getPhoneNumber)[^\n]{0,60}(?:传|用|拿|送)的?(?:是"
        r"|了)? ?(?:的是)?wx\.login[^\n]{0,12}code"
        r"|\bwx\.login[^\n]{0,12}code[^\n]{0,24}(?:传给|送给|去调|去换|调用?|请求)[^\n]{0,12}(?:手机号"
        r"|getuserphonenumber|getPhoneNumber)"
        r"|(?:传|用|拿|送)的?(?:是|了)? ?(?:手机号|按钮|e\.detail)(?:里"
        r"|返回)?的? ?code[^\n]{0,16}(?:jscode2session|code2session|换 ?session)"
        r"|\b(?:pass|passed|passing|sent|send|sending|used|using)\b[^\n]{0,20}\b(?:wx\.login"
        r"|login) code\b[^\n]{0,40}phone",
    ),
    "wrong-platform-endpoint": (
        _L,
        r"(?:打包成 ?app|\bapp ?端|\bapp ?里|在 ?app|\bh5\b|公众号"
        r"|网页授权)[^\n]{0,40}code[^\n]{0,30}(?:jscode2session|code2session)"
        r"|\b(?:code from|in) (?:the |an? )?(?:app build|native app|h5|web ?page"
        r"|official account)[^\n]{0,60}(?:jscode2session|code2session)",
    ),
    "multi-appid-mixup": (
        _L,
        r"(?:switchover(?:To)?|多账号|多租户|[0-9]{1,3} ?个小程序|(?:several|many|multiple"
        r"|[0-9]{1,3}) mini ?programs)[^\n]{0,100}"
        r"(?:偶尔|偶发|有时|有的用户|部分用户|随机|sometimes|occasional|intermittent|random)[^\n]{0,80}(?:40029"
        r"|40013|-41003|解密|decrypt)",
    ),
    "session-key-sent-to-client": (
        _L,
        r"(?:接口|后端|后台|login|response|api|回答)[^\n]{0,24}(?:返回|下发|传|给|returns?|sends?|gives?"
        r"|contains)[^\n]{0,24}session_?key"
        r"[^\n]{0,24}(?:前端|小程序端|客户端|给小程序|to (?:the |our )?(?:mini ?program|client|front-?end))"
        r"|(?:前端|小程序(?:里|端)|客户端)[^\n]{0,12}(?:用|拿) ?session_?key[^\n]{0,8}解密"
        r"|(?:把|将) ?session_?key[^\n]{0,6}(?:返回|下发|传|给|存)(?:了|给|到|在)[^\n]{0,4}(?:前端|客户端|小程序)"
        r"|(?:sent|returned|返回|发)[^\n]{0,6}(?:to|给)[^\n]{0,12}(?:mini ?program|client|前端"
        r"|小程序)[^\n]{0,120}[\"']session_?key[\"']",
    ),
    "error-inside-200-or-binary": (
        _L,
        r"(?:图片|二维码|小程序码|太阳码|\bpng\b|\bjpe?g\b|\bimage\b|\bqr)[^\n]{0,60}"
        r"(?:打不开|损坏|是坏的|裂|无法显示|broken|corrupt|cannot be opened|can't open)[^\n]{0,160}err_?code",
    ),
    "phone-event-without-code": (
        _L,
        r"\be\.detail\b[^\n]{0,60}\bcode is (?:undefined|null|missing|empty)"
        r"|encryptedData[^\n]{0,12}\biv\b[^\n]{0,12}\b(?:but )?no code\b"
        r"|detail\.code[^\n]{0,30}(?:undefined|是空|为空|没有|null|missing)|(?:getPhoneNumber"
        r"|手机号)[^\n]{0,30}(?:没有|不返回|没返回)"
        r" ?code(?![a-z])",
    ),
    "code-appid-mismatch": (
        _L,
        r"(?:换|改|切换|更换)[^\n]{0,8}\bapp ?id[^\n]{0,30}40029"
        r"|(?:chang|switch|swapp)(?:ed|ing)[^\n]{0,16}app ?id[^\n]{0,60}"
        r"40029|40029[^\n]{0,60}(?:chang|switch)(?:ed|ing)[^\n]{0,16}app ?id",
    ),
    "backend-hides-reason": (
        _P,
        r"\"(?:message|msg)\" ?: ?\"[^\"\n]{0,8}(?:登录|登陆|log ?-?in)[^\"\n]{0,6}(?:失败|异常|出错|failed|error)|"
        r"(?:^|\n|[“\"「『【])[ \t]{0,4}(?:微信|一键|授权)?(?:登录|登陆)(?:失败|异常"
        r"|出错)[，,！! ]{0,2}(?:请?(?:您)?(?:稍[后候])?再?重?试)?[。！!”\"」』】]?"
        r"(?=[ \t]{0,4}(?:\n|$|[”\"」』】]))"
        r"|(?:提示|显示|弹出?|报错?|返回|出现)[^\n，。]{0,6}(?:登录|登陆)(?:失败|异常|出错)(?!次数)|(?:登录"
        r"|登陆)(?:接口)?返回失败"
        r"|(?:^|\n|[“\"])[ \t]{0,4}(?:log ?-?in"
        r"|sign ?-?in) failed[.,!]?(?: please)?(?: try again(?: later)?)?[.!]?(?=[ \t]{0,4}(?:\n|$|[”\"]))",
    ),
    "concurrent-login": (
        _P,
        r"(?:同时|并发)[^\n]{0,12}(?:调用?了?|发起)[^\n]{0,6}(?:多|好几|几|两)次 ?(?:wx\.)?(?:login|登录)"
        r"|(?:各自|分别|同时|并发|并行)[^\n]{0,16}(?:调用?|发起?|执行)了?[^\n]{0,10}(?:wx\.login|登录请求)"
        r"|\b(?:pages?|components?|requests?|calls)\b[^\n]{0,30}\b(?:each|all|every)\b[^\n]{0,16}\bcalls? wx\.login"
        r"|wx\.login[^\n]{0,40}(?:several times|twice|multiple times|in parallel|concurrently|simultaneously"
        r"|at the same time)",
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
