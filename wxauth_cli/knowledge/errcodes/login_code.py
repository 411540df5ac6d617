"""Codes about the code of wx.login, and the OAuth and card codes that are mistaken for it."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import CODE2SESSION_PAGE, ERROR_CODE_PAGE, GLOBAL_TABLE

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40029,
        "invalid code{suffix}",
        "observed",
        ("code2Session", "thirdpartyCode2Session", "getPhoneNumber"),
        cause=Text(
            "这个接口不认识收到的 code：它可能过期、作废、残缺，属于另一个小程序，或者送错了接口。",
            "The code means nothing to this endpoint: it may be too old, spent, incomplete, from another mini "
            "program, or meant for a different endpoint.",
        ),
        fix=Text(
            "先用长度分清种类：登录 code 一般是 32 位字母数字，手机号 code 是 64 位十六进制；再核对 appid "
            "和间隔时间（最多 5 分钟），然后重新取一个，马上换取且只换一次。",
            "Tell the kind by its length first: a login code usually has 32 mixed characters, a phone code 64 "
            "hex digits. Then check the appid and the delay (5 minutes at most), get a new code and exchange "
            "it at once, a single time.",
        ),
        source=CODE2SESSION_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("code2Session",),
                Text(
                    "登录 code 无效：拿到后超过了 5 分钟，属于另一个 appid，传输中被截断或改动，是开发者工具给出的假 "
                    "code，或者其实是手机号 code。用过之后又过了期的 code 也会这样报错。",
                    "The login code is not valid: older than 5 minutes, issued for another appid, cut or altered on "
                    "the way, a stand-in from DevTools, or really a phone code. A used code that has since run out is "
                    "reported like this too.",
                ),
                Text(
                    "记录收到的 code 长度和收到的时间；确认开发者工具打开的 appid 与服务器换取时的一致；如果是 64 "
                    "位十六进制，应交给 getPhoneNumber 或插件接口。随后让前端重新 wx.login，立即换取一次，不要拿旧 "
                    "code 重试。",
                    "Log the length and arrival time of the code; make sure that DevTools runs the same appid as the "
                    "server exchanges with; 64 hex digits belong to getPhoneNumber or the plugin endpoint. Then have "
                    "the client call wx.login again and exchange that code once, never the old one.",
                ),
            ),
            Meaning(
                ("thirdpartyCode2Session",),
                Text(
                    "第三方平台代商家换取登录 code 时，微信不认这个 code：它过期、残缺，或者不是商家那个小程序产生的。",
                    "The platform tried to exchange a login code for a merchant and WeChat does not know it: too old, "
                    "incomplete, or not made by that merchant's mini program.",
                ),
                Text(
                    "确认 URL 里的 appid 是商家小程序的 appid，而不是平台的；重新 wx.login 后立即换取。"
                    "解析时注意旧样例中的 errcode 是字符串。",
                    "Make sure that appid in the query is the merchant's mini program and not the platform; call "
                    "wx.login again and exchange at once. Parse leniently: an old sample shows errcode as a string.",
                ),
            ),
            Meaning(
                ("getPhoneNumber",),
                Text(
                    "手机号 code 无效：已经换取过一次，从用户点按钮算起超过了 5 分钟，或者送来的其实是 wx.login 的登录 "
                    "code。",
                    "The phone code is not valid: it has been exchanged before, more than 5 minutes have passed since "
                    "the user tapped the button, or what arrived is really the login code of wx.login.",
                ),
                Text(
                    "使用手机号按钮事件里的 e.detail.code（64 位十六进制），不要用 wx.login 的 code；若同时传了 "
                    "openid，必须是点按钮的那位用户；遇到此错误就请用户再点一次按钮。",
                    "Send e.detail.code of the phone button event (64 hex digits), not the code of wx.login; an openid "
                    "sent with it must be that of the user who tapped. On this error ask the user to tap again.",
                ),
            ),
        ),
        variants=("code 无效",),
    ),
    ErrCode(
        "weixin",
        40030,
        "invalid refresh_token{suffix}",
        "documented-table",
        ("sns/oauth2/refresh_token",),
        cause=Text(
            "网页授权的 refresh_token 没有被接受。小程序登录用不到它。",
            "The refresh_token of a web authorisation was turned down. Mini program login does not use one.",
        ),
        fix=Text(
            "检查是否走错了流程：小程序登录应调用 code2Session。",
            "Check whether the wrong flow is in use: a mini program logs in through code2Session.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40099,
        "invalid code, this code has consumed.{suffix}",
        "documented-table",
        ("card/code APIs",),
        cause=Text(
            "这个 code 已经被消费掉了。它主要是卡券类旧服务的说法。",
            "This code has already been consumed. The wording belongs mainly to older card services.",
        ),
        fix=Text(
            "重新取得一个 code；登录 code 重复使用时一般看到的是 40163。",
            "Obtain a new code; a login code that is used twice is normally answered with 40163.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40116,
        "invalid code{suffix}",
        "documented-table",
        ("card/code APIs",),
        cause=Text(
            "这是卡券类接口的报错，它说的 code 不是登录 code。",
            "A card endpoint received a code that it does not accept; this is not about the login code.",
        ),
        fix=Text(
            "检查调用的接口是否正确；登录 code 无效时返回的是 40029。",
            "Check that the intended endpoint was called; an invalid login code is reported as 40029.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40163,
        "code been used{suffix}",
        "observed",
        ("code2Session", "thirdpartyCode2Session"),
        cause=Text(
            "这个登录 code 之前已经换取过了。每个 code 只能成功使用一次，重复点击、超时后重发，"
            "或两个服务共用一个 code，都会在 5 分钟有效期内看到它。",
            "Somebody has exchanged this login code before. Each one works a single time; a double tap, a "
            "resend after a timeout, or two services sharing one code show this while its 5 minutes last.",
        ),
        fix=Text(
            "让后端按 code 短暂保存第一次的结果，关闭这个请求的自动重试，适当放宽超时，"
            "并查找触发登录的两个地方（例如 onLaunch 和页面）；之后重新 wx.login。",
            "Let the backend keep the first answer per code for a short while, switch automatic retries off "
            "for this call, allow a longer timeout, and look for two places that log in (such as onLaunch and "
            "a page); then call wx.login again.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40226,
        "code blocked{suffix}",
        "documented-table",
        ("code2Session",),
        cause=Text(
            "微信把这位用户判断为高风险，暂不允许他登录小程序。code 和密钥都没有问题。",
            "WeChat considers this user a high risk and does not let them log in to mini programs. Neither the "
            "code nor the secret is at fault.",
        ),
        fix=Text(
            "重试没有用：礼貌地告诉用户这里暂时不能登录，改用别的登录方式；"
            "进一步了解可查平台的用户安全文档（getUserRiskRank）。",
            "Retrying does not help: tell the user politely that this way is closed and offer another one to "
            "sign in. Read on in the platform's guide to user security (getUserRiskRank).",
        ),
        source=CODE2SESSION_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41003,
        "refresh_token missing{suffix}",
        "documented-table",
        ("sns/oauth2/refresh_token",),
        cause=Text(
            "请求里没有网页授权用的 refresh_token，这个接口与小程序登录无关。",
            "The request lacks the refresh_token of a web authorisation; this endpoint has nothing to do with "
            "mini program login.",
        ),
        fix=Text(
            "检查请求路径，小程序登录应使用 code2Session。",
            "Check the request path; for mini program login use code2Session.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41008,
        "missing code{suffix}",
        "observed",
        ("code2Session", "thirdpartyCode2Session"),
        cause=Text(
            "服务器去换取登录时没有带上 code，通常是参数名写错，或者小程序没有把 code 传上来。",
            "The server tried to exchange a login without a code: the parameter has the wrong name, or the "
            "mini program never sent one.",
        ),
        fix=Text(
            "参数名必须是 js_code；在后端入口记录 code 的长度，检查前端传来的是不是 undefined 或空值。",
            "The parameter must be called js_code; log the length of the code where it enters the backend and "
            "look for undefined or an empty value from the client.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41013,
        "missing code{suffix}",
        "documented-table",
        ("card/code APIs",),
        cause=Text(
            "卡券类接口没有收到 code，它与登录 code 无关。",
            "A card endpoint received no code; the login code is not meant.",
        ),
        fix=Text(
            "检查接口和参数；登录缺少 code 时返回的是 41008。",
            "Check endpoint and parameters; a login without a code is reported as 41008.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        42002,
        "refresh_token expired{suffix}",
        "documented-table",
        ("sns/oauth2/refresh_token",),
        cause=Text(
            "网页授权的 refresh_token 已经到期，它不属于小程序登录流程。",
            "The refresh_token of a web authorisation has run out; it is not part of the mini program login flow.",
        ),
        fix=Text(
            "让用户重新完成网页授权。",
            "Let the user go through the web authorisation again.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        42003,
        "code expired{suffix}",
        "documented-table",
        ("sns/oauth2/access_token", "code2Session (rare)"),
        cause=Text(
            "授权 code 已经超过有效期。小程序登录遇到同样情况时，一般看到的是 40029。",
            "The authorisation code is past its lifetime. For mini program login the same situation usually "
            "shows as 40029.",
        ),
        fix=Text(
            "取得新的 code，并在拿到后马上换取。",
            "Obtain a new code and exchange it as soon as it arrives.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        42007,
        "access_token and refresh_token exception{suffix}",
        "documented-table",
        ("sns/oauth2/*",),
        cause=Text(
            "用户修改了微信密码，之前网页授权得到的令牌全部作废。",
            "The user has changed the WeChat password, so the tokens of the earlier web authorisation no longer count.",
        ),
        fix=Text(
            "让用户重新授权，旧令牌可以丢弃。",
            "Let the user authorise once more and discard the old tokens.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        45073,
        "not inner vip for sns in white list{suffix}",
        "documented-table",
        ("/sns APIs",),
        cause=Text(
            "这是登录类接口中受限的能力，普通账号没有资格使用。",
            "This is a restricted capability of the login endpoints that ordinary accounts may not use.",
        ),
        fix=Text(
            "普通账号无法开通，请改用公开的接口。",
            "Ordinary accounts cannot have it; use the public endpoints instead.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        50002,
        "user limited{suffix}",
        "observed",
        ("code2Session", "any API"),
        cause=Text(
            "账号或用户受到限制，可能被冻结或已经注销。改代码解决不了。",
            "The account or the user is restricted, perhaps frozen or cancelled. Changing code will not help.",
        ),
        fix=Text(
            "先看后台给这个账号的通知；如果只涉及个别用户，就按拒绝登录处理。",
            "Read the console's notices about the account first; if single users are concerned, treat their "
            "login as refused.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("code2Session",),
                Text(
                    "登录被拒绝，因为账号或这位用户受到限制，可能被冻结或已经注销。",
                    "The login is refused because the account or this user is restricted, perhaps frozen or cancelled.",
                ),
                Text(
                    "换一个用户对比：都失败就看后台通知，只有一位失败就按拒绝登录处理并提示联系微信。",
                    "Compare with another user: if all fail, read the console's notices; if only one does, treat it as "
                    "refused and point them to WeChat.",
                ),
            ),
        ),
    ),
)
