"""What may be asked of somebody who has no evidence to paste, and which causes each answer speaks for.

A cause that no answer of a question names is left alone by it, whatever the answer.
"""

from __future__ import annotations

from typing import NamedTuple

from wxauth_cli.core.text import Text


class Answer(NamedTuple):
    """One answer to choose."""

    text: Text
    slugs: frozenset[str]
    """The causes that fit it."""


class Question(NamedTuple):
    """One question, in words that support staff can pass on to a user."""

    id: str
    text: Text
    answers: tuple[Answer, ...]

    @property
    def domain(self) -> frozenset[str]:
        """The causes of which this question tells anything."""
        return frozenset().union(*(answer.slugs for answer in self.answers))


def _answer(zh: str, en: str, slugs: str) -> Answer:
    return Answer(Text(zh, en), frozenset(slugs.split()))


_EXCHANGE = (
    "code-expired code-appid-mismatch code-reused code-resubmitted-by-plumbing code-quoted-or-padded "
    "code-kind-swapped mock-code-tourist-appid placeholder-code backend-code-null uniapp-field-name "
    "exchange-param-name exchange-params-in-body grant-type appid-malformed appsecret-wrong "
    "sdk-fetched-token-first ip-not-whitelisted secret-frozen server-network server-ca-missing "
    "error-inside-200-or-binary user-high-risk login-rate wechat-busy wrong-platform-endpoint plugin-code "
    "multi-end-app-code wecom-code multi-appid-mixup devtools-cached-appid account-limited"
)
_DECRYPT = (
    "session-key-stale-relogin server-kept-old-key prefetch-rotated-key alternating-decrypt plus-became-space "
    "still-percent-encoded ciphertext-truncated key-not-decoded session-key-absent session-key-cut "
    "not-a-session-key iv-malformed padding-provider concurrent-login cloudid-as-payload"
)
_PHONE = (
    "token-clobbered token-of-other-app phone-body-not-json phone-body-empty token-not-in-url "
    "phone-code-expired-in-panel phone-code-other-user phone-event-without-code wrong-http-method token-expired "
    "stable-legacy-confusion token-truncated"
)
_AFTER = (
    "bearer-format token-undefined header-dropped-by-proxy relogin-loop own-session-vs-checksession "
    "token-has-expired exp-in-milliseconds clock-skew base64-secret-mismatch cookies-not-kept refresh-race "
    "cdn-cached-user-data"
)
_CLIENT = (
    "domain-not-listed tls-chain-on-device secret-in-client privacy-not-agreed phone-no-permission phone-quota "
    "userprofile-not-in-tap devtools-not-member"
)
_PROFILE = "userinfo-emptied devtools-differs-userinfo unionid-missing sdk-drops-unionid openid-of-other-app"

QUESTIONS: tuple[Question, ...] = (
    Question(
        "where",
        Text("卡在哪一步？", "Where does it get stuck?"),
        (
            _answer(
                "点了按钮没有反应，或小程序里直接报错（还没到你们的后端）",
                "nothing happens on a tap, or the mini program itself shows an error (your backend sees nothing)",
                _CLIENT,
            ),
            _answer("登录：后端说登录失败", "the login: the backend says that it failed", _EXCHANGE),
            _answer(
                "取手机号或用户信息：登录成功，但解密或换手机号失败",
                "phone number or user info: the login works, decrypting or exchanging fails",
                f"{_DECRYPT} {_PHONE} code-kind-swapped watermark-other-app",
            ),
            _answer(
                "登录成功，之后的请求说未登录（401），或者反复要求登录",
                "the login works, later requests are refused (401) or it asks for a login again and again",
                _AFTER,
            ),
            _answer(
                "能登录，但资料不对：昵称、头像、unionid 缺失，或看到别人的资料",
                "it works, but the data are wrong: no nickname, no unionid, or somebody else's data",
                f"{_PROFILE} cdn-cached-user-data",
            ),
        ),
    ),
    Question(
        "who",
        Text("哪些人会遇到？", "Who is affected?"),
        (
            _answer(
                "所有人，每次都这样",
                "everybody, every time",
                "appid-malformed appsecret-wrong code-appid-mismatch exchange-param-name exchange-params-in-body "
                "grant-type ip-not-whitelisted secret-frozen sdk-fetched-token-first server-network server-ca-missing "
                "backend-code-null uniapp-field-name code-quoted-or-padded code-kind-swapped wrong-platform-endpoint "
                "plugin-code multi-end-app-code key-not-decoded padding-provider session-key-cut not-a-session-key "
                "domain-not-listed tls-chain-on-device secret-in-client phone-no-permission privacy-not-agreed "
                "phone-quota userprofile-not-in-tap bearer-format token-undefined header-dropped-by-proxy "
                "exp-in-milliseconds base64-secret-mismatch relogin-loop cookies-not-kept unionid-missing "
                "sdk-drops-unionid userinfo-emptied phone-body-not-json phone-body-empty token-not-in-url "
                "wrong-http-method token-of-other-app account-limited error-inside-200-or-binary iv-malformed "
                "phone-event-without-code watermark-other-app cloudid-as-payload",
            ),
            _answer(
                "一部分人，或者时好时坏",
                "some people, or only now and then",
                "plus-became-space ciphertext-truncated still-percent-encoded concurrent-login server-kept-old-key "
                "prefetch-rotated-key multi-appid-mixup code-resubmitted-by-plumbing code-reused code-expired "
                "token-clobbered token-expired stable-legacy-confusion refresh-race login-rate wechat-busy "
                "clock-skew cdn-cached-user-data own-session-vs-checksession token-has-expired wecom-code "
                "phone-code-expired-in-panel server-network tls-chain-on-device phone-event-without-code "
                "devtools-differs-userinfo session-key-stale-relogin token-truncated session-key-absent",
            ),
            _answer(
                "第一次失败，再点一次就好",
                "the first try fails, the second one works",
                "session-key-stale-relogin alternating-decrypt concurrent-login code-expired token-has-expired "
                "phone-code-expired-in-panel code-reused",
            ),
            _answer(
                "只有某一个用户",
                "one particular user only",
                "user-high-risk account-limited phone-code-other-user openid-of-other-app wecom-code "
                "server-kept-old-key",
            ),
            _answer(
                "只有开发者自己",
                "only the developers themselves",
                "mock-code-tourist-appid placeholder-code devtools-cached-appid devtools-not-member",
            ),
        ),
    ),
    Question(
        "device",
        Text("开发者工具和真机有区别吗？", "Do DevTools and a phone behave differently?"),
        (
            _answer(
                "工具里正常，手机上不行",
                "fine in DevTools, fails on a phone",
                "domain-not-listed tls-chain-on-device secret-in-client devtools-differs-userinfo",
            ),
            _answer(
                "手机上正常，工具里不行",
                "fine on a phone, fails in DevTools",
                "mock-code-tourist-appid devtools-cached-appid devtools-not-member placeholder-code",
            ),
            _answer(
                "都一样",
                "no difference",
                "privacy-not-agreed phone-no-permission phone-quota userprofile-not-in-tap userinfo-emptied "
                "unionid-missing sdk-drops-unionid",
            ),
        ),
    ),
    Question(
        "since",
        Text("从什么时候开始的？", "Since when?"),
        (
            _answer(
                "从来没有成功过",
                "it never worked",
                "exchange-param-name exchange-params-in-body grant-type backend-code-null uniapp-field-name "
                "code-quoted-or-padded code-kind-swapped wrong-platform-endpoint plugin-code multi-end-app-code "
                "key-not-decoded padding-provider not-a-session-key mock-code-tourist-appid placeholder-code "
                "appid-malformed appsecret-wrong code-appid-mismatch phone-no-permission domain-not-listed "
                "secret-in-client userprofile-not-in-tap bearer-format header-dropped-by-proxy cookies-not-kept "
                "base64-secret-mismatch exp-in-milliseconds phone-body-not-json phone-body-empty token-not-in-url "
                "wrong-http-method token-of-other-app sdk-fetched-token-first ip-not-whitelisted devtools-not-member "
                "unionid-missing sdk-drops-unionid watermark-other-app cloudid-as-payload session-key-cut iv-malformed "
                "error-inside-200-or-binary token-undefined server-ca-missing",
            ),
            _answer(
                "改了代码、配置、域名或服务器之后",
                "since a change of code, settings, domain or server",
                "appid-malformed appsecret-wrong code-appid-mismatch devtools-cached-appid ip-not-whitelisted "
                "stable-legacy-confusion session-key-stale-relogin prefetch-rotated-key header-dropped-by-proxy "
                "domain-not-listed tls-chain-on-device server-network server-ca-missing base64-secret-mismatch "
                "bearer-format token-undefined relogin-loop cdn-cached-user-data session-key-cut ciphertext-truncated "
                "plus-became-space still-percent-encoded concurrent-login code-resubmitted-by-plumbing "
                "multi-appid-mixup userprofile-not-in-tap sdk-drops-unionid token-truncated",
            ),
            _answer(
                "突然开始，什么都没改",
                "all of a sudden, nothing was changed",
                "secret-frozen account-limited token-clobbered ip-not-whitelisted server-network server-ca-missing "
                "tls-chain-on-device login-rate phone-quota privacy-not-agreed wechat-busy clock-skew "
                "userinfo-emptied user-high-risk appsecret-wrong token-expired",
            ),
            _answer(
                "登录后过一段时间才出现",
                "only some time after the login",
                "own-session-vs-checksession token-has-expired server-kept-old-key token-clobbered token-expired "
                "code-expired phone-code-expired-in-panel session-key-stale-relogin refresh-race",
            ),
        ),
    ),
    Question(
        "kind",
        Text("用户是在哪里打开的？", "Where is it opened?"),
        (
            _answer(
                "普通的微信小程序",
                "an ordinary mini program in WeChat",
                "code-expired code-appid-mismatch code-reused code-quoted-or-padded code-kind-swapped appid-malformed "
                "appsecret-wrong backend-code-null exchange-param-name exchange-params-in-body",
            ),
            _answer("小程序插件里", "inside a plugin", "plugin-code"),
            _answer("企业微信", "WeCom", "wecom-code"),
            _answer("多端应用（Donut）或 App", "a multi-end (Donut) app or another app", "multi-end-app-code "
                    "wrong-platform-endpoint"),
            _answer("公众号网页", "a web page of an official account", "wrong-platform-endpoint"),
        ),
    ),
    Question(
        "log",
        Text("后端日志里，这次登录有没有得到微信的回答？", "Does the backend's log show an answer of WeChat?"),
        (
            _answer(
                "没有：连接超时、域名或证书报错",
                "no: a timeout, a DNS or certificate error",
                "server-network server-ca-missing",
            ),
            _answer(
                "有，但后端没有收到 code，或 code 是空的、undefined",
                "the backend got no code, or an empty or undefined one",
                "backend-code-null uniapp-field-name placeholder-code mock-code-tourist-appid",
            ),
            _answer(
                "有，微信说 code 无效或已被使用",
                "yes: the code is invalid or was used",
                "code-expired code-appid-mismatch code-reused code-resubmitted-by-plumbing code-quoted-or-padded "
                "code-kind-swapped wrong-platform-endpoint plugin-code multi-end-app-code wecom-code "
                "multi-appid-mixup devtools-cached-appid",
            ),
            _answer(
                "有，微信说 appid、密钥、参数或 IP 不对",
                "yes: appid, secret, a parameter or the IP address is wrong",
                "appid-malformed appsecret-wrong exchange-param-name exchange-params-in-body grant-type "
                "sdk-fetched-token-first ip-not-whitelisted secret-frozen",
            ),
            _answer(
                "有，说用户、频率或系统的问题",
                "yes: about the user, the rate, or a busy system",
                "user-high-risk login-rate wechat-busy account-limited",
            ),
            _answer(
                "有，是错误，但程序当作成功，openid 是空的",
                "yes, an error, yet the program took it for a success with an empty openid",
                "error-inside-200-or-binary",
            ),
        ),
    ),
    Question(
        "number",
        Text("微信的回答里是哪个错误码？", "Which errcode does WeChat's answer hold?"),
        (
            _answer("40029", "40029", "code-expired code-appid-mismatch code-quoted-or-padded code-kind-swapped "
                    "wrong-platform-endpoint plugin-code multi-end-app-code wecom-code multi-appid-mixup "
                    "devtools-cached-appid phone-code-expired-in-panel phone-code-other-user"),
            _answer("40163", "40163", "code-reused code-resubmitted-by-plumbing code-appid-mismatch"),
            _answer("40001、40013、40125", "40001, 40013 or 40125", "appid-malformed appsecret-wrong "
                    "sdk-fetched-token-first token-clobbered token-of-other-app stable-legacy-confusion"),
            _answer("40164、89503、40243", "40164, 89503 or 40243", "ip-not-whitelisted secret-frozen "
                    "sdk-fetched-token-first"),
            _answer("41xxx、43xxx、44xxx、47xxx、40002", "41xxx, 43xxx, 44xxx, 47xxx or 40002", "exchange-param-name "
                    "exchange-params-in-body grant-type token-not-in-url phone-body-not-json phone-body-empty "
                    "wrong-http-method"),
            _answer("42001、40014", "42001 or 40014", "token-expired token-truncated"),
        ),
    ),
    Question(
        "times",
        Text("同一个 code 在日志里出现过几次？", "How often does the same code appear in the log?"),
        (
            _answer(
                "一次", "once", "code-expired code-appid-mismatch code-quoted-or-padded code-kind-swapped "
                "wrong-platform-endpoint plugin-code wecom-code"
            ),
            _answer("两秒之内两次", "twice within two seconds", "code-resubmitted-by-plumbing"),
            _answer("隔了一阵又来一次", "again after a while", "code-reused"),
        ),
    ),
    Question(
        "order",
        Text("前端是什么时候调用 wx.login 的？", "When does the client call wx.login?"),
        (
            _answer(
                "点按钮之后，或在按钮的回调里",
                "after the tap, or inside the button's callback",
                "session-key-stale-relogin alternating-decrypt",
            ),
            _answer(
                "打开小程序时，点按钮之前",
                "when the mini program opens, before the tap",
                "server-kept-old-key plus-became-space still-percent-encoded ciphertext-truncated key-not-decoded "
                "padding-provider session-key-cut not-a-session-key iv-malformed session-key-absent",
            ),
            _answer("好几个页面或请求各自调用", "several pages or requests each call it", "concurrent-login"),
            _answer("还开了数据预拉取", "data pre-fetch is switched on, too", "prefetch-rotated-key"),
        ),
    ),
    Question(
        "way",
        Text("手机号是怎么取的？", "How is the phone number obtained?"),
        (
            _answer(
                "用按钮给的 code 去换",
                "the code of the button is exchanged",
                f"{_PHONE} code-kind-swapped",
            ),
            _answer("解密 encryptedData", "encryptedData is decrypted", f"{_DECRYPT} watermark-other-app"),
        ),
    ),
    Question(
        "message",
        Text("解密时报的是什么？", "What does decrypting complain about?"),
        (
            _answer(
                "填充（padding）、bad decrypt、-41003、乱码",
                "padding, bad decrypt, -41003, garbage",
                "session-key-stale-relogin server-kept-old-key prefetch-rotated-key alternating-decrypt "
                "concurrent-login key-not-decoded",
            ),
            _answer(
                "base64 或长度不对",
                "base64 or a wrong length",
                "plus-became-space still-percent-encoded ciphertext-truncated session-key-cut not-a-session-key "
                "iv-malformed cloudid-as-payload key-not-decoded",
            ),
            _answer("undefined、null、空指针", "undefined, null, a null pointer", "session-key-absent"),
            _answer("找不到算法或 provider", "no such algorithm or provider", "padding-provider"),
            _answer("能解开，但 appid 对不上", "it opens, but the appid differs", "watermark-other-app"),
        ),
    ),
    Question(
        "shared",
        Text(
            "同一个 appid 的 access_token，是不是有几处（测试环境、定时任务、别的项目）都在取？",
            "Is the access_token of this appid fetched in several places (staging, a cron job, another project)?",
        ),
        (
            _answer("是，都用老接口 /cgi-bin/token", "yes, by the old /cgi-bin/token", "token-clobbered"),
            _answer("是，有的已经换成 stable_token", "yes, some by stable_token", "stable-legacy-confusion"),
            _answer(
                "只有一处",
                "no, in one place only",
                "token-expired token-of-other-app token-truncated token-not-in-url phone-body-not-json "
                "phone-body-empty wrong-http-method",
            ),
        ),
    ),
    Question(
        "header",
        Text("被拒绝的请求里，token 是怎么带的？", "How does the refused request carry its token?"),
        (
            _answer(
                "值是 undefined、null 或 [object Object]",
                "its value is undefined, null or [object Object]",
                "token-undefined",
            ),
            _answer(
                "只有 token、没有 Bearer，或者带引号、冒号",
                "without Bearer, or with quotes or a colon",
                "bearer-format",
            ),
            _answer(
                "前端带了，后端说没收到",
                "the client sends it, the backend says that there is none",
                "header-dropped-by-proxy",
            ),
            _answer("用 Cookie，不用请求头", "by cookie, not by header", "cookies-not-kept"),
            _answer(
                "Bearer 加一串 token，看起来正常",
                "Bearer and a token, it looks right",
                "token-has-expired own-session-vs-checksession exp-in-milliseconds clock-skew base64-secret-mismatch "
                "relogin-loop refresh-race",
            ),
        ),
    ),
    Question(
        "after",
        Text("登录之后多久开始说未登录？", "How soon after the login is it refused?"),
        (
            _answer(
                "马上，刚发的 token 就不认",
                "at once: a fresh token is not accepted",
                "exp-in-milliseconds clock-skew base64-secret-mismatch relogin-loop bearer-format token-undefined "
                "header-dropped-by-proxy cookies-not-kept",
            ),
            _answer(
                "过几小时或第二天",
                "hours later, or the next day",
                "token-has-expired own-session-vs-checksession",
            ),
            _answer("几个请求同时发出的时候", "when several requests leave at once", "refresh-race"),
            _answer("看到的是别人的资料", "somebody else's data appear", "cdn-cached-user-data"),
        ),
    ),
    Question(
        "shown",
        Text("手机上（或控制台里）显示的是哪一句？", "Which words does the phone or the console show?"),
        (
            _answer("url not in domain list、合法域名", "url not in domain list", "domain-not-listed secret-in-client"),
            _answer("SSL、证书、handshake", "SSL, certificate, handshake", "tls-chain-on-device"),
            _answer("no permission、没有权限", "no permission", "phone-no-permission"),
            _answer("privacy、隐私", "privacy", "privacy-not-agreed"),
            _answer("1400001、额度不足", "1400001, not enough quota", "phone-quota"),
            _answer("TAP gesture", "TAP gesture", "userprofile-not-in-tap"),
            _answer("不是该小程序的开发者", "not a developer of this mini program", "devtools-not-member"),
        ),
    ),
    Question(
        "missing",
        Text("缺的是什么？", "What is missing?"),
        (
            _answer("昵称、头像（显示“微信用户”）", "nickname and avatar", "userinfo-emptied"),
            _answer(
                "只有手机上缺昵称，工具里有", "the nickname, on phones only", "devtools-differs-userinfo"
            ),
            _answer("微信的回答里就没有 unionid", "unionid, in WeChat's own answer", "unionid-missing"),
            _answer("微信给了 unionid，程序里没有", "unionid, though WeChat gave it", "sdk-drops-unionid"),
            _answer("openid 说无效或对不上", "the openid is refused as invalid", "openid-of-other-app"),
            _answer("看到别人的资料", "somebody else's data are shown", "cdn-cached-user-data"),
        ),
    ),
)  # fmt: skip
