"""Codes about what an account may call: capabilities, penalties, kinds of account."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import ERROR_CODE_PAGE, GLOBAL_TABLE

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40166,
        "invalid weapp appid{suffix}",
        "documented-table",
        ("mini-program link APIs",),
        cause=Text(
            "请求里的 appid 属于其他类型的账号，不是小程序。",
            "The appid given in the request is another kind of account's, not a mini program's.",
        ),
        fix=Text(
            "换成小程序的 appid。",
            "Put a mini program's appid there.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        42005,
        "api usage expired{suffix}",
        "documented-table",
        ("trial APIs",),
        cause=Text(
            "这个接口的使用期限已经到了。",
            "The period for which this endpoint could be used is over.",
        ),
        fix=Text(
            "在后台续期，或者重新申请。",
            "Extend it or apply again in the console.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        43004,
        "require subscribe{suffix}",
        "documented-table",
        ("official-account APIs",),
        cause=Text(
            "用户没有关注公众号。小程序登录不需要关注。",
            "The user does not follow the official account. Mini program login does not ask for that.",
        ),
        fix=Text(
            "检查是否误用了公众号的接口。",
            "Check whether an official account's endpoint was called by mistake.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        43016,
        "require verify{suffix}",
        "documented-table",
        ("APIs for verified accounts",),
        cause=Text(
            "这个小程序还没有通过微信认证。",
            "This mini program has not been verified.",
        ),
        fix=Text(
            "完成认证后再使用这个接口。",
            "Have it verified before using this endpoint.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        43104,
        "this appid does not have permission{suffix}",
        "documented-table",
        ("permissioned APIs",),
        cause=Text(
            "这个 appid 没有使用该能力的权限。如果报错写的是 appid not match openid，则是用户标识不属于这个小程序。",
            "This appid is not permitted to use the capability. Where the message reads appid not match "
            "openid, the user id is not one of this app's.",
        ),
        fix=Text(
            "先看 errmsg 的文字：缺少权限就在后台申请；标识不符就改用同一个 appid 下取得的 openid。",
            "Go by the wording of errmsg: apply for the capability if permission is missing, use an openid "
            "obtained under the same appid if the ids do not match.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
        meanings=(
            Meaning(
                ("openid APIs",),
                Text(
                    "请求里的 openid 与这个 appid 不相符，多半取自另一个应用。",
                    "The openid in the request does not go with this appid; most likely it was taken from another app.",
                ),
                Text(
                    "改用同一个 appid 登录得到的 openid；如果 errmsg 说的是没有权限，就申请对应能力。",
                    "Use an openid obtained by a login under this appid; if errmsg speaks of permission instead, apply "
                    "for the capability.",
                ),
            ),
            Meaning(
                ("permissioned APIs",),
                Text(
                    "这个 appid 没有使用该能力的权限。",
                    "This appid is not permitted to use the capability.",
                ),
                Text(
                    "在后台申请开通对应的能力。",
                    "Apply for the capability in the console.",
                ),
            ),
        ),
        variants=("appid not match openid{suffix}",),
    ),
    ErrCode(
        "weixin",
        45089,
        "expired{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "所请求的内容或能力已经过期。",
            "The object or capability asked for has expired.",
        ),
        fix=Text(
            "重新取得或续期后再用。",
            "Obtain or renew it before using it again.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        45103,
        "This API has been unsupported{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "微信已经不再提供这个接口。",
            "WeChat no longer offers this endpoint.",
        ),
        fix=Text(
            "按文档指引换用替代接口。",
            "Change to the replacement that the documentation names.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        48001,
        "api unauthorized{suffix}",
        "observed",
        ("getPhoneNumber", "any API"),
        cause=Text(
            "这个账号没有使用该接口的权限，例如是个人或未认证的小程序，或者没有开通对应能力。",
            "This account may not use the endpoint, for instance because it is personal or unverified, or the "
            "capability was never applied for.",
        ),
        fix=Text(
            "在后台检查认证和能力开通情况；第三方平台检查权限集，并确认令牌的种类没有用错。",
            "See in the console whether the account is verified and the capability granted; a third-party "
            "platform should look at its permission sets and at the kind of token it sends.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("getPhoneNumber",),
                Text(
                    "这个小程序没有获取手机号的资格，多半是个人主体或还没有认证；也可能用了其他账号的令牌。",
                    "This mini program may not ask for phone numbers, most likely because it is personal or not "
                    "verified; a token of another account can also be the reason.",
                ),
                Text(
                    "使用已认证的非个人小程序；确认 access_token 是用这个小程序自己的 appid 取的，"
                    "第三方平台则用商家的令牌。",
                    "Use a verified, non-personal mini program; make sure that the access_token was fetched with its "
                    "own appid, or is the merchant's if you are a platform.",
                ),
            ),
            Meaning(
                ("thirdpartyCode2Session",),
                Text(
                    "第三方平台换取登录时用错了令牌，所以没有权限。",
                    "The platform used the wrong token for the login exchange and is therefore not permitted.",
                ),
                Text(
                    "这里需要 component_access_token，不要传 authorizer_access_token。",
                    "This call needs component_access_token and not authorizer_access_token.",
                ),
            ),
            Meaning(
                ("checkSessionKey", "resetUserSessionKey"),
                Text(
                    "账号或第三方平台没有使用登录态接口的权限。",
                    "The account or the platform has no permission for the session endpoints.",
                ),
                Text(
                    "第三方平台请商家授予权限集 18，并使用商家的 authorizer_access_token。",
                    "As a platform, ask the merchant for permission set 18 and use the merchant's "
                    "authorizer_access_token.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        48003,
        "user not agree mass-send protocol{suffix}",
        "documented-table",
        ("messaging APIs",),
        cause=Text(
            "账号还没有同意群发相关的协议。",
            "The account has not accepted the agreement on mass messages.",
        ),
        fix=Text(
            "登录后台阅读并同意该协议。",
            "It is found in the console; read and accept it there.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        48004,
        "api forbidden for irregularities, view detail on mp.weixin.qq.com{suffix}",
        "observed",
        ("*",),
        cause=Text(
            "账号有违规，微信停用了它的这个接口。改代码不能恢复。",
            "This endpoint is blocked for the account because of a violation. No change of code brings it back.",
        ),
        fix=Text(
            "到 mp.weixin.qq.com 的通知里查看原因，按指引整改或申诉。",
            "See the notice at mp.weixin.qq.com for the reason, then put things right or appeal.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        48009,
        "this api is expired{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "这个接口已经过期停用。",
            "This endpoint has expired.",
        ),
        fix=Text(
            "改用新版接口。",
            "Move to the newer endpoint.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        50003,
        "user unexpected, maybe not in white list{suffix}",
        "documented-table",
        ("beta APIs",),
        cause=Text(
            "用户可能不在内测名单里。",
            "The user may not be on the list for this trial.",
        ),
        fix=Text(
            "申请加入名单后再试。",
            "Apply for a place on the list.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        85005,
        "appid not bind weapp{suffix}",
        "documented-table",
        ("link APIs",),
        cause=Text(
            "这个 appid 还没有和小程序绑定。",
            "The appid and the mini program have not been bound to each other.",
        ),
        fix=Text(
            "先完成绑定。",
            "Bind them first.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        85015,
        "",
        "unknown",
        ("mini-program APIs",),
        cause=Text(
            "调用的账号不是小程序，也可能是版本不对。",
            "The calling account is no mini program; a wrong version can also be the reason.",
        ),
        fix=Text(
            "使用小程序的令牌调用。",
            "Call with a mini program's token.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
)
