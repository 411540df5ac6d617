"""Codes about users, unionid and plugins."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import GLOBAL_TABLE, PAID_UNIONID_PAGE, PLUGIN_OPENPID_PAGE

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        1000,
        "system error",
        "documented-table",
        ("getPluginOpenPId",),
        cause=Text(
            "插件用户标识服务内部出错。",
            "The service that identifies plugin users failed inside.",
        ),
        fix=Text(
            "过一会儿调用 wx.pluginLogin 取新 code 再试。",
            "Wait a moment, take a new code from wx.pluginLogin and try again.",
        ),
        source=PLUGIN_OPENPID_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        1001,
        "invalid request parameter",
        "documented-table",
        ("getPluginOpenPId",),
        cause=Text(
            "请求里没有有效的 code，或者请求体的写法不对。",
            "The request holds no usable code, or its body has the wrong form.",
        ),
        fix=Text(
            "请求体用 JSON 对象，字段名为 code，值不能为空。",
            "Send a JSON object as the body, with a field called code that is not empty.",
        ),
        source=PLUGIN_OPENPID_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        1003,
        "frequency limit",
        "documented-table",
        ("getPluginOpenPId",),
        cause=Text(
            "短时间内调用得太频繁了。",
            "There were too many calls within a short time.",
        ),
        fix=Text(
            "放慢调用，并把取得的 openpid 缓存在自己的服务器。",
            "Slow down, and keep the openpid you obtain on your own server.",
        ),
        source=PLUGIN_OPENPID_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        1005,
        "invalid appid",
        "documented-table",
        ("getPluginOpenPId",),
        cause=Text(
            "插件登录 code 与 access_token 不属于同一方。",
            "The plugin login code and the access_token do not belong together.",
        ),
        fix=Text(
            "用插件开发者账号取 access_token，code 要由这个插件里的 wx.pluginLogin 产生。",
            "Fetch the access_token with the account that owns the plugin, and take the code from "
            "wx.pluginLogin inside that plugin.",
        ),
        source=PLUGIN_OPENPID_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        1007,
        "get no data",
        "observed",
        ("getPluginOpenPId",),
        cause=Text(
            "查不到这个 code，它过期、用过，或者根本不是插件登录 code（最常见的是误传 wx.login 的 code）。",
            "The code is not known: expired, used, or no plugin login code at all; most often the code of "
            "wx.login was sent by mistake.",
        ),
        fix=Text(
            "改传 wx.pluginLogin 的 code，它是 64 位十六进制；拿到后 5 分钟内换取，换一次就作废。",
            "What belongs here is the code of wx.pluginLogin, 64 hex digits; exchange it within 5 minutes, a "
            "single time.",
        ),
        source=PLUGIN_OPENPID_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        1022,
        "invalid json",
        "documented-table",
        ("getPluginOpenPId",),
        cause=Text(
            "请求体不是正确的 JSON，微信读不懂。",
            "WeChat could not read the body because it is not correct JSON.",
        ),
        fix=Text(
            "请求体交给 JSON 库来生成；请求头里若有 Content-Encoding，一般应删掉。",
            "Leave writing the body to a JSON library; a Content-Encoding header, if there is one, should usually go.",
        ),
        source=PLUGIN_OPENPID_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40040,
        "invalid plugin token{suffix}",
        "documented-table",
        ("plugin APIs",),
        cause=Text(
            "微信不认可这个插件令牌。",
            "WeChat does not recognise this plugin token.",
        ),
        fix=Text(
            "在插件里重新登录，换取新的令牌。",
            "Log in once more inside the plugin to obtain another token.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40041,
        "invalid plugin id{suffix}",
        "documented-table",
        ("plugin APIs",),
        cause=Text(
            "插件编号不存在，或者这个小程序还没有添加该插件。",
            "The plugin id does not exist, or this mini program has not added the plugin.",
        ),
        fix=Text(
            "看插件 appid 有没有写错，再到后台确认它已添加并获得授权。",
            "Check the plugin's appid and whether it is added and authorised in the console.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40042,
        "invalid plugin session{suffix}",
        "documented-table",
        ("plugin APIs",),
        cause=Text(
            "插件里的登录状态已经结束，或者属于另一位用户。",
            "The login state inside the plugin has ended or is another user's.",
        ),
        fix=Text(
            "让用户在插件里重新登录（wx.pluginLogin）。",
            "Log the user in inside the plugin again (wx.pluginLogin).",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40167,
        "there is no relation with plugin appid{suffix}",
        "documented-table",
        ("plugin APIs",),
        cause=Text(
            "这个小程序和插件之间没有添加关系。",
            "The mini program and the plugin are not connected with each other.",
        ),
        fix=Text(
            "先在后台把插件添加到小程序。",
            "Add the plugin to the mini program in the console first.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40180,
        "invalid client tmp token{suffix}",
        "documented-table",
        ("client-bound APIs",),
        cause=Text(
            "客户端的临时令牌无效。",
            "The temporary token from the client is not valid.",
        ),
        fix=Text(
            "让客户端再取一个新的。",
            "Let the client fetch another one.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        42004,
        "plugin token expired{suffix}",
        "documented-table",
        ("plugin APIs",),
        cause=Text(
            "插件令牌已经到期。",
            "The plugin token has run out.",
        ),
        fix=Text(
            "通过 wx.pluginLogin 重新登录。",
            "Log in anew through wx.pluginLogin.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        42009,
        "client tmp token expired{suffix}",
        "documented-table",
        ("client-bound APIs",),
        cause=Text(
            "客户端的临时令牌已经到期。",
            "The temporary token from the client has run out.",
        ),
        fix=Text(
            "向客户端要一个新的再调用。",
            "Ask the client for another one and call again.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        50005,
        "user is unsubscribed{suffix}",
        "documented-table",
        ("official-account APIs",),
        cause=Text(
            "用户已经不再关注这个公众号。",
            "The user no longer follows the official account.",
        ),
        fix=Text(
            "小程序登录用不到关注关系，检查是否调错了接口。",
            "Mini program login does not depend on following; check whether the wrong endpoint was called.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        50006,
        "user has switched off friends authorization{suffix}",
        "documented-table",
        ("relation APIs",),
        cause=Text(
            "用户把好友关系的授权关掉了。",
            "The user has turned the permission for friend relations off.",
        ),
        fix=Text(
            "在用户真正需要这个功能时，再礼貌地请求一次。",
            "Ask again at a moment when the user needs the feature.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89000,
        "account has bound open{suffix}",
        "documented-table",
        ("open binding APIs",),
        cause=Text(
            "这个账号已经绑定了一个开放平台账号。",
            "An Open Platform account is tied to this account already.",
        ),
        fix=Text(
            "需要更换时，先解除原来的绑定。",
            "To change it, undo the existing binding first.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89001,
        "not same contractor{suffix}",
        "documented-table",
        ("open binding APIs",),
        cause=Text(
            "两个账号的主体不同，不能绑定在一起。",
            "The two accounts belong to different legal entities and cannot be tied together.",
        ),
        fix=Text(
            "使用同一主体名下的账号。",
            "Use accounts that the same entity owns.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89002,
        "open not exists{suffix}",
        "documented-table",
        ("getPaidUnionid", "open binding APIs"),
        cause=Text(
            "没有 unionid，因为小程序还没绑定到任何开放平台账号。",
            "There is no unionid because this mini program is tied to no Open Platform account.",
        ),
        fix=Text(
            "在开放平台（open.weixin.qq.com）把小程序绑定上去。",
            "Create the binding at open.weixin.qq.com.",
        ),
        source=PAID_UNIONID_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("getPaidUnionid",),
                Text(
                    "小程序没有绑定开放平台账号，支付用户也就没有 unionid 可查。",
                    "The mini program is not tied to an Open Platform account, so a paying user has no unionid to look "
                    "up.",
                ),
                Text(
                    "先在开放平台（open.weixin.qq.com）绑定小程序，之后的登录才会有 unionid。",
                    "Tie the mini program to an account at open.weixin.qq.com; logins after that have a unionid.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        89300,
        "invalid trade{suffix}",
        "documented-table",
        ("getPaidUnionid",),
        cause=Text(
            "订单无法用来查 unionid：它不存在，不是这位用户支付的，或者付款已超过 5 分钟。",
            "The order cannot be used to find the unionid: unknown, not paid by this user, or paid more than 5 "
            "minutes ago.",
        ),
        fix=Text(
            "传 transaction_id，或者成对传 mch_id 和 out_trade_no，并且不晚于付款后 5 分钟。",
            "Give either transaction_id or both mch_id and out_trade_no, no later than 5 minutes after the payment.",
        ),
        source=PAID_UNIONID_PAGE,
        confidence="documented",
    ),
)
