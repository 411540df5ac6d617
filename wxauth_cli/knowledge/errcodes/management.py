"""Codes of the endpoints by which developers examine their own calls: rid, quota, callback checks."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import (
    API_QUOTA_PAGE,
    CALLBACK_CHECK_PAGE,
    CLEAR_QUOTA_PAGE,
    RID_PAGE,
    RID_PAGE_AND_POSTS,
)

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40201,
        "invalid check url{suffix}",
        "documented-table",
        ("callbackCheck",),
        cause=Text(
            "没有可供检测的回调地址，或者它无法检测。",
            "There is no callback address to test, or it cannot be tested.",
        ),
        fix=Text(
            "到后台填好消息推送的 URL，再来检测。",
            "Enter the message push URL in the console, then test.",
        ),
        source=CALLBACK_CHECK_PAGE,
        confidence="documented",
        variants=("invalid url",),
    ),
    ErrCode(
        "weixin",
        40202,
        "invalid check action{suffix}",
        "documented-table",
        ("callbackCheck",),
        cause=Text(
            "检测请求里的动作名称不对。",
            "The action named in the test request is not a known one.",
        ),
        fix=Text(
            "action 的可选值：dns、ping、all。",
            "Allowed values of action: dns, ping, all.",
        ),
        source=CALLBACK_CHECK_PAGE,
        confidence="documented",
        variants=("invalid action",),
    ),
    ErrCode(
        "weixin",
        40203,
        "invalid check operator{suffix}",
        "documented-table",
        ("callbackCheck",),
        cause=Text(
            "检测请求里的运营商名称不对。",
            "The network operator named in the test request is not a known one.",
        ),
        fix=Text(
            "check_operator 的可选值：CHINANET、UNICOM、CAP、DEFAULT。",
            "Allowed values of check_operator: CHINANET, UNICOM, CAP, DEFAULT.",
        ),
        source=CALLBACK_CHECK_PAGE,
        confidence="documented",
        variants=("invalid check_operator",),
    ),
    ErrCode(
        "weixin",
        48006,
        "forbid to clear quota because of reaching the limit{suffix}",
        "documented-table",
        ("clearQuota", "clearQuotaByAppSecret"),
        cause=Text(
            "这个月清零额度的次数已经用完。两个清零接口合起来每月 10 次。",
            "The quota has been cleared as often as this month allows: 10 times, counted over both clearing endpoints.",
        ),
        fix=Text(
            "等到下个月，并先解决让额度耗尽的原因。",
            "Wait for next month, and deal with what keeps using the quota up.",
        ),
        source=CLEAR_QUOTA_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        76001,
        "rid not found, please check{suffix}",
        "observed",
        ("getRidInfo",),
        cause=Text(
            "查不到这个 rid：可能抄错、时间太久，或者它来自登录接口（/sns），而登录接口的 rid 不支持查询。",
            "The rid cannot be found: miscopied, too old, or from a login endpoint (/sns), whose rids cannot "
            "be looked up.",
        ),
        fix=Text(
            "完整复制 26 个字符；第一段是十六进制的 Unix 时间，可看出它的年龄，只能查 7 天内的。注意报错末尾的 "
            "rid 多半属于这次查询本身。",
            "Copy all 26 characters; the first block is Unix time in hex and shows the age, of which 7 days "
            "are allowed. The rid at the end of the message is most likely that of the lookup itself.",
        ),
        source=RID_PAGE_AND_POSTS,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        76002,
        "rid is error{suffix}",
        "documented-table",
        ("getRidInfo",),
        cause=Text(
            "rid 是空的，或者格式不对。",
            "The rid is empty or not written in the right form.",
        ),
        fix=Text(
            "格式是三段各 8 位的十六进制，用连字符相连，例如 652d44d0-1d0af18b-5b069232。",
            "It has three blocks of 8 hex digits joined by hyphens, such as 652d44d0-1d0af18b-5b069232.",
        ),
        source=RID_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        76003,
        "could not query this rid,no permission{suffix}",
        "documented-table",
        ("getRidInfo", "getApiQuota"),
        cause=Text(
            "查询被拒绝。查 rid 时表示它属于另一个账号，查额度时表示接口路径的写法不对。",
            "The lookup was refused. For a rid it means that the rid is another account's, for a quota that "
            "the path is written in the wrong form.",
        ),
        fix=Text(
            "查 rid 就用产生它的账号取令牌；查额度就检查 cgi_path 的写法。",
            "Look a rid up with a token of the account whose call produced it; for a quota, check how cgi_path "
            "is written.",
        ),
        source=RID_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("getRidInfo",),
                Text(
                    "这个 rid 是另一个账号的请求产生的，所以不能查。",
                    "The rid came from another account's request, so it is not shown.",
                ),
                Text(
                    "换成发出原请求的账号的 access_token。",
                    "Use an access_token of the account that sent the original request.",
                ),
            ),
            Meaning(
                ("getApiQuota",),
                Text(
                    "查询额度时，接口路径的写法不对。",
                    "The path given for the quota lookup is written in the wrong form.",
                ),
                Text(
                    "cgi_path 以 / 开头，不带域名和参数。",
                    "cgi_path starts with a slash and has neither host nor query.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        76004,
        "rid time is error{suffix}",
        "documented-table",
        ("getRidInfo",),
        cause=Text(
            "这个 rid 太旧，超过了 7 天的查询期限。",
            "The rid is too old: lookups reach back 7 days.",
        ),
        fix=Text(
            "重现一次问题，查询新产生的 rid。",
            "Reproduce the fault and look up the rid that it yields.",
        ),
        source=RID_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        76021,
        "cgi_path not found, please check{suffix}",
        "documented-table",
        ("getApiQuota", "clearApiQuota"),
        cause=Text(
            "没有这个接口路径，可能写错了。",
            "There is no endpoint with this path; it is probably mistyped.",
        ),
        fix=Text(
            "路径以接口文档为准，问号及后面的参数去掉。",
            "Take the path as the documentation writes it and leave off everything from the question mark.",
        ),
        source=API_QUOTA_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        76022,
        "could not use this cgi_path，no permission{suffix}",
        "documented-table",
        ("getApiQuota", "clearApiQuota", "getRidInfo"),
        cause=Text(
            "当前令牌无权查询这个路径，账号类型不符，或者它是登录类（/sns）接口。",
            "This token may not ask about that path: the kind of account does not fit, or it is a login "
            "endpoint (/sns).",
        ),
        fix=Text(
            "换成对应账号的令牌；/sns 开头的路径都不支持。原文里的逗号是全角。",
            "Use a token of the account concerned; no path under /sns is supported. The comma in the original "
            "message is full width.",
        ),
        source=API_QUOTA_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("getRidInfo",),
                Text(
                    "这个 rid 不能查询，文档说登录类（/sns）接口的 rid 属于此类。",
                    "This rid cannot be looked up; according to the documentation that holds for rids of login "
                    "endpoints (/sns).",
                ),
                Text(
                    "改为查看自己服务器的日志；rid 第一段的十六进制时间仍然可用。",
                    "Turn to your own server's log; the hex time in the first block of the rid still helps.",
                ),
            ),
            Meaning(
                ("getApiQuota", "clearApiQuota"),
                Text(
                    "当前令牌无权查询或清零这个路径，账号类型不符，或者它是登录类（/sns）接口。",
                    "This token may not read or clear the quota of that path: the kind of account does not fit, or it "
                    "is a login endpoint (/sns).",
                ),
                Text(
                    "换成对应账号的令牌；/sns 开头的路径都不支持。",
                    "Use a token of the account concerned; no path under /sns is supported.",
                ),
            ),
        ),
    ),
)
