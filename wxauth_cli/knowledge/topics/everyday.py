"""What support staff are asked every day, and no number or cause of its own answers."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.topics.model import Topic

_PHONE = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber"
_RID = "https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/openApi-mgnt/getRidInfo"
_STABLE = "https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken"
_LOGIN = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/login"

TOPICS = (
    Topic(
        "user-deny",
        "scope",
        title=Text("用户点了拒绝（user deny、auth deny）", "The user declined (user deny, auth deny)"),
        body=(
            Text(
                "errMsg 里有 user deny、auth deny 或 cancel，是用户自己点了拒绝或取消，程序没有错。手机号按钮每次点都会"
                "再问；wx.authorize 的权限拒绝一次之后就不再弹窗，只能请用户点按钮打开 wx.openSetting 去开启。",
                "user deny, auth deny or cancel in an errMsg means that the user declined or closed the panel; the "
                "program is not at fault. A phone button asks again at each tap; a permission of wx.authorize is not "
                "asked for a second time: only wx.openSetting, opened from a tap, turns it on.",
            ),
            Text(
                "没有给手机号也要能继续：提供短信验证码之类的别的办法，不要反复弹窗。",
                "Let people go on without it: offer another way, such as a code by SMS, and do not keep asking.",
            ),
        ),
        source=_PHONE,
        names=("user deny", "auth deny", "auth denied", "用户拒绝", "用户拒绝授权"),
        words=(
            r"(?:user|auth)[ _]?den(?:y|ied)|user cancel|拒绝(?:了)?(?:授权|获取|手机号)|点了(?:拒绝|取消)|取消授权|permission.{0,30}again",
        ),
        see=("scopes", "privacy", "phone-no-permission"),
    ),
    Topic(
        "rid",
        "login",
        title=Text("rid 是什么，怎么查", "What a rid is, and how to look it up"),
        body=(
            Text(
                "rid 是微信给这一次请求的编号，写在 errmsg 末尾，三段各 8 位十六进制。第一段是微信收到请求的时间："
                "wxauth rid 或 wxauth explain 加上 rid 就能离线读出来。",
                "A rid is WeChat's number for one request, at the end of the errmsg: three groups of 8 hex digits. The "
                "first group is the time at which WeChat got it; wxauth rid, or wxauth explain with the rid, reads it "
                "offline.",
            ),
            Text(
                "微信的查询接口只查得到同一账号 7 天内 /cgi-bin 和 /wxa 的请求；登录用的 /sns 接口查不了（76022）。"
                "向微信提问时附上完整的 rid。",
                "WeChat's own lookup finds requests to /cgi-bin and /wxa of the same account within 7 days; those to "
                "/sns, such as the login, cannot be looked up (76022). Give the whole rid when asking WeChat.",
            ),
        ),
        source=_RID,
        names=("what is a rid", "request id", "req_id"),
        words=(r"(?<![a-z])rid(?![a-z])", r"什么|怎么|如何|查|what|how|mean|look|查询"),
        see=("rid-query-unsupported", "76022"),
    ),
    Topic(
        "stable-token",
        "login",
        title=Text(
            "stable_token 和 token 两个接口有什么不同", "What differs between the stable_token and token endpoints"
        ),
        body=(
            Text(
                "老接口 /cgi-bin/token 每取一次，上一个 access_token 就只剩大约 5 分钟；有两处在取就会互相顶掉（40001）。"
                "/cgi-bin/stable_token 在有效期内反复取都得到同一个，不会顶掉别人，新项目用它。",
                "Each fetch from the old /cgi-bin/token leaves the former access_token about five minutes, so that two "
                "places that fetch end each other's (40001). /cgi-bin/stable_token gives the same one until it is about "
                "to end and takes it from nobody: use it.",
            ),
            Text(
                "两种 token 互不影响，但不要放进同一个缓存键；迁移时把所有环境、定时任务和 SDK 一起换掉。",
                "The two kinds do not affect each other, yet must not share a cache key; move every environment, job "
                "and SDK together.",
            ),
        ),
        source=_STABLE,
        names=("stable_token", "stable token", "getStableAccessToken", "稳定版 access_token", "稳定版接口调用凭据"),
        words=(r"stable_?\s?(?:access_?)?token|稳定版",),
        see=("token-clobbered", "stable-legacy-confusion", "force-refresh-abuse"),
    ),
    Topic(
        "client-network",
        "errno",
        title=Text(
            "request:fail timeout、network error：请求没有走完",
            "request:fail timeout, network error: the request did not get through",
        ),
        body=(
            Text(
                "这是手机到你们后端（或手机到微信）的网络问题：超时、断网、被中断。它不是微信对登录的回答，看不出 code 有没有"
                "被用掉：重试时重新调用 wx.login。",
                "This is the network between the phone and your backend (or WeChat): too slow, cut off, or interrupted. It "
                "is no answer of WeChat to a login, and does not tell whether the code was used: call wx.login anew "
                "when trying again.",
            ),
            Text(
                "只有个别用户：请他换网络再试。很多人同时出现：看后端的响应时间、负载和证书；请求默认 60 秒超时。",
                "One user: have them try another network. Many at once: look at the backend's response times, load and "
                "certificate; a request times out after 60 seconds by default.",
            ),
        ),
        source="https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html",
        names=("request:fail timeout", "network error", "请求超时", "网络错误"),
        words=(
            r":fail[^\n]{0,30}(?:time ?out|network|interrupt|abort|ERR_CONNECTION|ERR_INTERNET)"
            r"|请求超时|网络(?:错误|异常|超时)|转圈",
        ),
        see=("domain-not-listed", "tls-chain-on-device", "client-errno"),
    ),
    Topic(
        "silent-login",
        "login",
        title=Text("静默登录：不弹窗就能知道是谁", "Silent login: who it is, without asking"),
        body=(
            Text(
                "wx.login 不需要用户点任何东西：打开小程序就可以拿到 code，后端换得 openid，再发自己的 token。要弹窗或点"
                "按钮的只有手机号、头像昵称等资料。",
                "wx.login needs no consent and no tap: the code is there as soon as the mini program opens, the backend "
                "exchanges it for the openid and issues a token of its own. Only phone number, avatar, nickname and the "
                "like need a tap.",
            ),
        ),
        source=_LOGIN,
        names=("静默登录", "无感登录", "silent login"),
        words=(r"静默|无感|silent",),
        see=("login-flow", "when-to-login"),
    ),
)
