"""Free words -> the cause, topic or number whose texts speak of the same: what `explain` tries last.

Plain term weighting over the program's own texts in both languages. Words of Latin letters count as they stand, runs
of Chinese characters by pairs. A match needs a good part of what was asked, so that chance words find nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wxauth_cli.diagnose.causes import all_causes
from wxauth_cli.knowledge import errcodes, topics

MAX_ASKED = 300
"""Characters of a question that are looked at."""
ENOUGH = 0.5
"""The weight of what is found of the question, as a share of the whole question's."""
UNHEARD_PAIR = 0.6
"""The weight of a pair of Chinese characters that no text holds: mostly the end of a word and the start of another."""
TITLE = 3.0
"""A term in a title or name counts so many times one in the running text."""

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,40}|(?<![0-9A-Za-z])-?[0-9]{3,9}(?![0-9A-Za-z])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STOP = _words(
    "the an is are was of to in on at for and or not no it its be by with from as that this what how why when which do "
    "does can could my me you we our your has have had but if so then there they them will would should about after "
    "always every get got gets show shows says said error errors problem please help make made use used using wx fail"
)
_STOP_PAIRS = _words(
    "什么 怎么 么办 如何 为什 一直 总是 可以 出现 问题 是不 不是 有没 没有 请问 一个 这个 报错 错误 显示 提示 的时 时候"
)
_ASKING = re.compile(
    r"是?(?:什么|啥|何)意思|是?什么原因|是?怎么回事|是?咋回事|(?:该|要)?(?:怎么|如何)(?:办|解决|处理)|是什么|请问"
)
"""How a question is put: its words are no subject."""
_ENDINGS = ("ing", "es", "ed", "s")
SPOKEN = {
    "wechat-busy": "系统繁忙 系统错误 稍后再试 稍候再试 system busy try later",
    "cdn-cached-user-data": "串号 看到别人的信息 别人的资料 别人的账号 somebody else's account another user's data",
    "token-undefined": "Bearer undefined null token 是空的 object Object",
    "bearer-format": "Bearer 前缀 prefix",
    "relogin-loop": "反复登录 死循环 一直跳登录页 无限登录 闪 login loop endless again and again",
    "domain-not-listed": "合法域名 域名没有配置 request 域名 whitelist domain",
    "tls-chain-on-device": "证书 真机 手机上 安卓手机 苹果手机 ssl certificate android iphone phone works in DevTools",
    "phone-no-permission": "个人主体 个人小程序 未认证 没有权限 能获取手机号 personal unverified permission",
    "phone-quota": "次数用完 额度 收费 付费 要钱 手机号按钮 quota paid",
    "session-key-stale-relogin": "解密失败 解密出来 是乱码 第一次失败 第二次成功 乱码 decrypt fails first garbage",
    "plus-became-space": "加号 空格 plus blank space",
    "server-kept-old-key": "checkSession 有效 解密失败 旧的 key",
    "code-reused": "重复使用 用过 twice again used",
    "backend-hides-reason": "登录失败 失败请重试 一键登录 500 服务器错误 看不出原因 login failed internal server error",
    "user-high-risk": "高风险 安全 封号 被拦截 blocked risky",
    "login-rate": "频繁 太快 限流 rate limit too many",
    "code-expired": "code 失效 code 过期 过期了 expired too late",
    "token-clobbered": "被挤掉 挤掉 踢掉 互相顶掉 多台服务器 多个环境 测试环境 两个项目 staging several servers",
    "ip-not-whitelisted": "IP 白名单 whitelist add address",
    "own-session-vs-checksession": "登录态 过一天 重新打开 checkSession 401",
    "userinfo-emptied": "昵称 头像 灰色 微信用户 grey avatar",
    "unionid-missing": "没有 unionid 开放平台 绑定 bind open platform",
    "header-dropped-by-proxy": "nginx 请求头 丢失 收不到 header missing proxy",
    "secret-in-client": "前端直接请求微信 前端直接调用 jscode2session 前端可以 api.weixin.qq.com secret 泄露 client",
    "openid-of-other-app": "openid 不一样 不同小程序 different",
    "mock-code-tourist-appid": "游客 测试号 tourist touristappid",
    "clock-skew": "时间不对 手机时间 服务器时间 时钟 clock wrong time",
    "refresh-race": "刷新 并发 同时刷新 refresh token parallel concurrent",
    "account-limited": "被封 封禁 封号 banned blocked",
    "plugin-code": "插件 plugin wx.login",
    "wrong-platform-endpoint": "app 里 uni.login 公众号 网页授权 h5",
    "rawdata-signature-mismatch": "rawData signature 签名不一致 签名校验",
    "keyring-unavailable": "钥匙串 keyring 密钥环",
}
"""What people call a cause, where its own texts use other words."""


class Found(NamedTuple):
    """One match."""

    kind: str
    """`cause`, `topic` or `errcode`."""
    id: str


def terms(text: str) -> Iterator[str]:
    """The words of a text that carry meaning."""
    for match in _LATIN.finditer(text):
        word = match.group().lower()
        if word not in _STOP:
            yield _stem(word)
            for part in word.split("_"):
                if part != word and len(part) > 2:
                    yield _stem(part)
    for match in _CHINESE.finditer(text):
        run = match.group()
        for place in range(len(run) - 1):
            pair = run[place : place + 2]
            if pair not in _STOP_PAIRS:
                yield pair


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


@cache
def _documents() -> tuple[tuple[Found, dict[str, float]], ...]:
    made: list[tuple[Found, dict[str, float]]] = []
    for known in all_causes():
        head = f"{known.slug.replace('-', ' ')} {known.title.zh} {known.title.en} {SPOKEN.get(known.slug, '')}"
        rest = " ".join((known.detail.zh, known.detail.en, known.fix.zh, known.fix.en))
        made.append((Found("cause", known.slug), _weights(head, rest)))
    for item in topics.all_topics():
        head = " ".join((item.id.replace("-", " "), item.title.zh, item.title.en, *item.names))
        rest = " ".join(f"{text.zh} {text.en}" for text in item.body)
        made.append((Found("topic", item.id), _weights(head, rest)))
    for entry in errcodes.all_codes():
        head = f"{entry.code} {entry.errmsg}"
        made.append((Found("errcode", str(entry.code)), _weights(head, f"{entry.cause.zh} {entry.cause.en}")))
    return tuple(made)


def _weights(head: str, rest: str) -> dict[str, float]:
    found = dict.fromkeys(terms(rest), 1.0)
    found.update(dict.fromkeys(terms(head), TITLE))
    return found


@cache
def _rarity() -> dict[str, float]:
    documents = _documents()
    count: dict[str, int] = {}
    for _, words in documents:
        for word in words:
            count[word] = count.get(word, 0) + 1
    return {word: math.log(1 + len(documents) / number) for word, number in count.items()}


def search(question: str, most: int = 5) -> tuple[Found, ...]:
    """The best matches, the best first; none where too little of the question is spoken of anywhere."""
    asked = list(dict.fromkeys(terms(_ASKING.sub(" ", question[:MAX_ASKED]))))
    rarity = _rarity()
    unheard = max(rarity.values())
    whole = sum(rarity.get(word, unheard if word.isascii() else UNHEARD_PAIR) for word in asked)
    if not whole:
        return ()
    scored: list[tuple[float, int, Found]] = []
    for place, (found, words) in enumerate(_documents()):
        common = [word for word in asked if word in words]
        covered = sum(rarity[word] for word in common)
        if covered >= ENOUGH * whole and any(words[word] == TITLE for word in common):
            scored.append((-sum(rarity[word] * words[word] for word in common), place, found))
    return tuple(found for _, _, found in sorted(scored)[:most])
