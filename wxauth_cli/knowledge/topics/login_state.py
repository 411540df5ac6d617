"""The questions on login and session that every tutorial is asked."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.topics.model import Topic

_LOGIN = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/login"
_CHECK = "https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.checkSession"
_SIGNATURE = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature"
_UNION = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/union-id"

TOPICS = (
    Topic(
        "when-to-login",
        "login",
        title=Text(
            "什么时候调用 wx.login",
            "When to call wx.login",
        ),
        body=(
            Text(
                "没有自己的 token、token 快过期、或者接口答 401 时调用，把 code 立刻交给后端换取。不要每个页"
                "面、每个请求都调用：同一时刻只允许一次登录在进行，其他请求等它。",
                "When there is no token of your own, when it is about to end, or when the API answers 401; "
                "hand the code to the backend at once. Not on every page or request: let one login run at a "
                "time and have everything else wait for it.",
            ),
            Text(
                "要解密数据（手机号、步数、分享）时，在页面加载时就登录好，用户点按钮之后不要再调用："
                "wx.login 可能换掉 session_key，先前产生的加密数据就解不开了。",
                "Where data will be decrypted (phone number, steps, shares), log in when the page loads and "
                "never after the tap: wx.login may replace the session_key, and data made before no longer "
                "open.",
            ),
        ),
        source=_LOGIN,
        names=(
            "wx.login",
            "login",
        ),
        words=(
            r"wx\.?login|登录|log ?in",
            r"when|什么时候|何时|多久调|每次|every",
        ),
        see=(
            "when-to-checksession",
            "concurrent-login",
            "session-key-stale-relogin",
            "relogin-loop",
        ),
    ),
    Topic(
        "when-to-checksession",
        "login",
        title=Text(
            "什么时候调用 wx.checkSession",
            "When to call wx.checkSession",
        ),
        body=(
            Text(
                "只有在准备用 session_key（解密、校验签名）之前才有意义：成功说明微信那边最新的 session_key "
                "还有效，失败就重新 wx.login。",
                "Only before the session_key is about to be used (decrypting, checking a signature): success "
                "means that the newest key on WeChat's side is alive, failure means to call wx.login again.",
            ),
            Text(
                "它不说明后端存的那个 session_key 就是最新的，也与自己的 token 是否过期无关。要核对后端存的那"
                "个，用服务器接口 checkSessionKey（wxauth session check）。",
                "It does not say that the key stored on your backend is that newest one, and it tells "
                "nothing of your own token. To check the stored one use the server call checkSessionKey "
                "(wxauth session check).",
            ),
        ),
        source=_CHECK,
        names=(
            "wx.checkSession",
            "checkSession",
        ),
        words=(r"check_?session",),
        see=(
            "own-session-vs-checksession",
            "server-kept-old-key",
            "-13001",
        ),
    ),
    Topic(
        "code-lifetime",
        "login",
        title=Text(
            "code 能用多久、几次",
            "How long and how often a code can be used",
        ),
        body=(
            Text(
                "wx.login 的 code：5 分钟，一次。换取失败也可能已经用掉，重试要从 wx.login 重新开始。过期或无"
                "效是 40029，用过是 40163。",
                "A code of wx.login: 5 minutes, once. A failed exchange may have used it up, so a retry "
                "begins with wx.login. Expired or invalid is 40029, used is 40163.",
            ),
            Text(
                "手机号按钮的 code 也是 5 分钟、一次，从用户点按钮时算起，和登录的 code 不能互换。",
                "The code of the phone button also lasts 5 minutes and works once, counted from the tap; it "
                "cannot stand in for a login code, nor the reverse.",
            ),
        ),
        source=_LOGIN,
        names=(
            "code lifetime",
            "code expiry",
        ),
        words=(
            r"(?<![_a-z])code(?![a-z0-9])",
            r"多久|有效期|过期|几次|一次|重复|多长|lifetime|expir|how long|valid|how often|once|twice",
        ),
        see=(
            "40029",
            "40163",
            "code-expired",
            "code-reused",
            "code-kind-swapped",
        ),
    ),
    Topic(
        "session_key-lifetime",
        "login",
        title=Text(
            "session_key 能用多久",
            "How long a session_key lasts",
        ),
        body=(
            Text(
                "微信没有公布期限：用户越常打开小程序，有效越久。wx.login 之后它可能变，也可能在短时间内保持"
                "不变，所以每次换取都要覆盖保存。",
                "WeChat publishes no lifetime: the more often the user opens the mini program, the longer it "
                "lasts. After wx.login it may change, or stay the same for a while; so store it anew at "
                "every exchange.",
            ),
            Text(
                "不要按固定时间判断：用之前 wx.checkSession，或者解密失败就重新登录。自己 token 的有效期应该"
                "自己定，不必跟着它。",
                "Do not go by a fixed time: call wx.checkSession before use, or log in again when decrypting "
                "fails. Your own token has a lifetime of your own choosing and need not follow it.",
            ),
            Text(
                "session_key 只留在后端：不要发给前端，也不要放进 JWT。",
                "A session_key stays on the backend: never send it to the client, and never put it into a JWT.",
            ),
        ),
        source=_SIGNATURE,
        names=(
            "session_key",
            "session key",
            "session_key expiry",
            "session key lifetime",
            "session_key 有效期",
        ),
        words=(
            r"session_?\s?key",
            r"多久|有效期|过期|期限|多长|lifetime|expir|how long|last|valid|ttl|失效|变",
        ),
        see=(
            "when-to-checksession",
            "session-key-stale-relogin",
            "server-kept-old-key",
            "session-key-sent-to-client",
        ),
    ),
    Topic(
        "own-token-lifetime",
        "login",
        title=Text(
            "自己的登录态（token）该活多久",
            "How long one's own token should live",
        ),
        body=(
            Text(
                "由你决定，与 session_key 无关。常见做法：token 几小时到几天，过期或 401 时静默重新 wx.login"
                "（用户无感），不需要让用户再点授权。",
                "That is your decision and has nothing to do with the session_key. Common: hours to days, "
                "and on expiry or a 401 a silent wx.login, which the user does not notice; no new permission "
                "is needed.",
            ),
            Text(
                "一定要有 exp，以秒为单位；换了手机、退出登录、权限变化时，后端要能让它失效。",
                "It must have exp, in seconds; and the backend must be able to end it when the user logs out "
                "or loses rights.",
            ),
        ),
        source=_LOGIN,
        names=(
            "token lifetime",
            "own token",
            "登录态有效期",
        ),
        words=(
            r"token|登录态|jwt",
            r"多久|有效期|期限|多长|lifetime|how long|活",
        ),
        see=(
            "exp-missing",
            "lifetime",
            "exp-in-milliseconds",
            "own-session-vs-checksession",
        ),
    ),
    Topic(
        "new-phone",
        "login",
        title=Text(
            "用户换手机、清缓存、重装之后会变什么",
            "What a new phone, a cleared cache or a reinstall changes",
        ),
        body=(
            Text(
                "openid 和 unionid 不变：它们跟着微信号和小程序走，不跟着手机。本地缓存（wx.setStorage）没了"
                "，自己的 token 也就没了，重新 wx.login 即可恢复到同一个用户。",
                "openid and unionid stay: they belong to the WeChat account and the mini program, not to the "
                "phone. The local storage is gone and with it your token; wx.login brings back the same user.",
            ),
            Text(
                "session_key 会换成新的，旧手机上产生的加密数据就解不开了；scope 的授权要重新问。用户换了微信"
                "号，就是另一个 openid。",
                "The session_key becomes a new one, so data made on the old phone no longer open; scopes are "
                "asked for again. Another WeChat account is another openid.",
            ),
        ),
        source=_LOGIN,
        names=(
            "new phone",
            "换手机",
            "change phone",
        ),
        words=(
            r"new (?:phone|device)|another (?:phone|device)|换(?:了)?(?:个)?(?:新)?(?:手机|设备)|重装|清(?:除)?缓存|reinstall|clear.{0,12}(?:cache|storage)",
        ),
        see=(
            "session-key-stale-relogin",
            "openid-or-unionid",
        ),
    ),
    Topic(
        "openid-or-unionid",
        "login",
        title=Text(
            "openid 和 unionid 有什么不同，用哪个",
            "openid against unionid: which is which, and which to use",
        ),
        body=(
            Text(
                "openid：同一个用户在每个小程序、公众号里各不相同，总会返回。unionid：同一个开放平台账号下的"
                "所有应用里都一样，只有绑定了开放平台才返回。",
                "openid: another one in every mini program and official account, always given. unionid: the "
                "same in all apps of one Open Platform account, given only once the app is bound to it.",
            ),
            Text(
                "只有一个小程序：用 (appid, openid) 作主键。有多个应用要认出同一个人：绑定开放平台，用 "
                "unionid，同时保留各应用的 openid（发消息、支付都要用）。两者都不是秘密，不能当作登录凭证。",
                "With one mini program: use (appid, openid) as the key. With several apps that must know the "
                "same person: bind them to the Open Platform, use unionid, and keep each app's openid as "
                "well (messages and payments need it). Neither is a secret, and neither may serve as a proof "
                "of login.",
            ),
        ),
        source=_UNION,
        names=(
            "openid",
            "unionid",
            "openid vs unionid",
            "openid and unionid",
            "openid unionid",
        ),
        words=(
            r"(?s)^(?!.*(?:换.{0,4}(?:手机|设备)|new phone|new device|重装|reinstall)).*(?:openid|unionid)",
            r"unionid|区别|不同|difference|versus|\bvs\b|against|which|哪个|一样|变",
        ),
        see=(
            "unionid-missing",
            "openid-of-other-app",
            "trusting-client-openid",
        ),
    ),
    Topic(
        "login-flow",
        "login",
        title=Text(
            "登录的完整步骤",
            "The whole login, step by step",
        ),
        body=(
            Text(
                "1 小程序 wx.login 得到 code。2 把 code 发给自己的后端。3 后端用 appid、AppSecret、code 请求 "
                "jscode2session，得到 openid 和 session_key。4 后端存好 session_key，签发自己的 token。5 返回"
                " token。6 小程序之后带着 token 请求。7 后端验证 token。8 用户点按钮，小程序把加密数据或手机"
                "号 code 交给后端。9 后端用 session_key 解密，或用 access_token 换手机号。",
                "1 wx.login gives the mini program a code. 2 It sends the code to its own backend. 3 The "
                "backend calls jscode2session with appid, AppSecret and code, and gets openid and "
                "session_key. 4 It stores the session_key and issues a token of its own. 5 It returns the "
                "token. 6 The mini program sends the token with each request. 7 The backend verifies it. 8 "
                "The user taps a button, and encrypted data or a phone code go to the backend. 9 The backend "
                "decrypts with the session_key, or gets the number by an access_token.",
            ),
            Text(
                "AppSecret 和 session_key 只在后端；前端只拿自己的 token。想看它真的跑一遍：wxauth demo。",
                "AppSecret and session_key stay on the backend; the client only ever has your own token. "
                "wxauth demo plays all of it.",
            ),
        ),
        source=_LOGIN,
        names=(
            "login flow",
            "登录流程",
            "flow",
        ),
        words=(r"(?:登录|log ?in).{0,8}(?:流程|步骤|flow|steps?|sequence)",),
        see=(
            "when-to-login",
            "code-lifetime",
            "session_key-lifetime",
        ),
    ),
)
