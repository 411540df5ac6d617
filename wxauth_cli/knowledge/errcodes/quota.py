"""Codes about how often an endpoint may be called, and from where."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import (
    CODE2SESSION_PAGE,
    ERROR_CODE_PAGE_AND_WEAPP,
    GLOBAL_TABLE,
    SHOP_ERROR_CODES,
)

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        45009,
        "reach max api daily quota limit{suffix}",
        "observed",
        ("getAccessToken", "getStableAccessToken", "code2Session", "any API"),
        cause=Text(
            "这个接口今天的调用次数用完了，要等到第二天，或者由开发者清零。",
            "The calls allowed for this endpoint today are used up; it works again tomorrow, or after the "
            "developers clear the count.",
        ),
        fix=Text(
            "缓存 access_token，找出反复刷新的循环；用 clearQuota（每月 10 次）恢复，拿不到令牌时用 "
            "clearQuotaByAppSecret；用 getApiQuota 查看实际额度（登录类 /sns 接口除外）。",
            "Cache the access_token and find the loop that keeps refreshing; recover with clearQuota (10 a "
            "month), or clearQuotaByAppSecret when no token can be had; getApiQuota shows the real numbers, "
            "except for the /sns login endpoints.",
        ),
        source=ERROR_CODE_PAGE_AND_WEAPP,
        confidence="documented",
        meanings=(
            Meaning(
                ("getAccessToken",),
                Text(
                    "今天取 access_token 的次数用完了，通常是每次请求都去取，或者出错后不停刷新。",
                    "The day's fetches of an access_token are used up, usually because every request fetches one, or "
                    "an error sets off endless refreshing.",
                ),
                Text(
                    "令牌缓存两小时内共用一个，并改用 getStableAccessToken（报错文字本身也这样建议）；急需恢复时用 "
                    "clearQuotaByAppSecret，它不需要令牌。",
                    "Share one cached token for its two hours and move to getStableAccessToken, as the message itself "
                    "suggests; for a quick recovery use clearQuotaByAppSecret, which needs no token.",
                ),
            ),
            Meaning(
                ("getStableAccessToken",),
                Text(
                    "今天取稳定版 access_token 的次数用完了。强制刷新每天只有 20 次，普通方式要多得多。",
                    "The day's fetches of a stable access_token are used up. Forced refreshes are limited to 20 a day, "
                    "ordinary ones to far more.",
                ),
                Text(
                    "把 force_refresh 设为 false，只在令牌泄露时强制刷新，两次至少间隔 30 秒。",
                    "Set force_refresh to false; force a refresh only after a leak, and at least 30 seconds apart.",
                ),
            ),
            Meaning(
                ("code2Session",),
                Text(
                    "今天换取登录的次数用完了。它的上限随小程序的访问量变化。",
                    "The day's login exchanges are used up. Their ceiling follows the mini program's page views.",
                ),
                Text(
                    "保存自己的登录态，减少不必要的 wx.login；这个接口的额度无法用 getApiQuota 查询。",
                    "Keep a session of your own and call wx.login less often; this endpoint's quota cannot be read "
                    "with getApiQuota.",
                ),
            ),
        ),
        variants=(
            "reach max api daily quota limit, could get access_token by getStableAccessToken, more details at "
            "https://mmbizurl.cn/s/JtxxFh33r{suffix}",
        ),
    ),
    ErrCode(
        "weixin",
        45011,
        "api minute-quota reach limit, must slower, retry next minute{suffix}",
        "documented-table",
        ("code2Session", "getPhoneNumber", "getStableAccessToken", "resetUserSessionKey", "any API"),
        cause=Text(
            "一分钟内调用得太多，微信要求慢下来，下一分钟就会恢复。",
            "There were too many calls within a minute; WeChat asks to slow down and lets calls through again "
            "in the next minute.",
        ),
        fix=Text(
            "等到下一分钟再试，并找出循环、定时器或并发造成的突增。",
            "Wait for the next minute, and find the loop, timer or burst behind it.",
        ),
        source=CODE2SESSION_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("code2Session",),
                Text(
                    "同一位用户一分钟内登录得太多（旧文档写的上限是每人 100 次），多半是页面在反复触发登录。",
                    "One user logged in too often within a minute (older pages say 100 per user); as a rule a page "
                    "keeps triggering the login.",
                ),
                Text(
                    "登录态存下来，确认失效后才调 wx.login；检查定时器、循环和 onShow 有没有反复触发登录。",
                    "Keep the session and call wx.login only after it has ended; look at timers, loops and onShow for "
                    "logins that repeat.",
                ),
            ),
            Meaning(
                ("getPhoneNumber",),
                Text(
                    "一分钟内换取手机号的次数太多。",
                    "The phone number was asked for too often within a minute.",
                ),
                Text(
                    "防止按钮被连续触发，并限制失败后的重试。",
                    "Guard the button against repeated taps and limit retries after failures.",
                ),
            ),
            Meaning(
                ("getStableAccessToken",),
                Text(
                    "一分钟内取稳定版 access_token 超过了上限（每分钟 1 万次）。",
                    "The stable access_token was fetched more often than the 10 000 times a minute that are allowed.",
                ),
                Text(
                    "在自己的服务里缓存令牌，不要每次请求都去取。",
                    "Cache the token in your own service and do not fetch it for every request.",
                ),
            ),
            Meaning(
                ("resetUserSessionKey",),
                Text(
                    "一分钟内重置登录态的次数太多（每个 appid 上限 6 万次）。",
                    "Sessions were reset too often within a minute (60 000 per appid are allowed).",
                ),
                Text(
                    "降低频率，对同一位用户不要频繁重置。",
                    "Slow down, and do not reset one user's session frequently.",
                ),
            ),
        ),
        variants=("api minute-quota reach limit  mustslower  retry next minute{suffix}",),
    ),
    ErrCode(
        "weixin",
        45032,
        "not inner ip for special acct in white-list{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "这个特殊账号只能从指定的 IP 调用。",
            "This special account can be used from certain addresses only.",
        ),
        fix=Text(
            "改从允许的网络发起请求。",
            "Send the request from a network that is permitted.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        45035,
        "access clientip is not registered, not in ip-white-list{suffix}",
        "documented-table",
        ("shop and platform APIs",),
        cause=Text(
            "调用方的 IP 没有登记，被挡在外面。",
            "The address of the caller is not registered, so it is kept out.",
        ),
        fix=Text(
            "出口 IP 要登记在所用产品自己的后台里，例如微信小店是 channels.weixin.qq.com/shop。",
            "Enter the server's egress address in the console of the product in use; the WeChat shop's is "
            "channels.weixin.qq.com/shop.",
        ),
        source=SHOP_ERROR_CODES,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        45040,
        "reach max monthly quota limit{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "这个月的额度已经用完。",
            "This month's quota is used up.",
        ),
        fix=Text(
            "下个月会恢复，急用就增购。",
            "It comes back next month; buy more if that is too late.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        45102,
        "this api have been blocked temporarily.{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "这个接口暂时被封住了。",
            "This endpoint is closed for the time being.",
        ),
        fix=Text(
            "等待恢复，并留意后台通知。",
            "Wait, and watch the notices in the console.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        45104,
        "reach max domain quota limit{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "按域名计算的额度已经用完。",
            "The quota that is counted per domain is used up.",
        ),
        fix=Text(
            "减少调用，或者把调用分散开。",
            "Call less, or spread the calls out.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        45501,
        "part or whole of the requests from the very app is temporary blocked by supervisor{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "这个应用的部分或全部请求被平台临时拦下。",
            "The platform is holding back some or all requests of this app for now.",
        ),
        fix=Text(
            "带上 rid 联系微信官方了解原因。",
            "Ask WeChat's support and name the rid.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
)
