"""Codes that the mini program sees around login, permission, privacy and the phone button (errno, errCode)."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import (
    CLOUD_CALL_PAGE,
    COMMUNITY_POSTS,
    GROUP_ENTER_INFO_PAGE,
    MULTI_END_CODE_PAGE,
    MULTI_END_LOGIN_PAGE,
    PHONE_BUTTON_PAGE,
    PUBLIC_ERRNO,
)

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "client",
        -700000,
        "",
        "unknown",
        ("wx.getMiniProgramCode", "wx.weixinAppLogin"),
        cause=Text(
            "前端执行出错，具体原因写在 errMsg 里。",
            "Something failed in the front end; errMsg says what.",
        ),
        fix=Text(
            "记录完整的 errMsg，按它排查。",
            "Log the whole errMsg and go by that.",
        ),
        source=MULTI_END_LOGIN_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "client",
        -604101,
        "function has no permission to call this API",
        "observed",
        ("cloud.openapi",),
        cause=Text(
            "云函数没有声明要调用的开放接口，被云开发拒绝；和用户的登录无关。",
            "The cloud function has not declared the open API that it calls, so the cloud refuses it; the user's login "
            "is not at fault.",
        ),
        fix=Text(
            "在云函数目录的 config.json 里，把接口名写进 permissions.openapi，重新上传；十分钟左右生效。",
            "Name the API under permissions.openapi in the config.json beside the function and upload it again; it "
            "takes about ten minutes.",
        ),
        source=CLOUD_CALL_PAGE,
        confidence="sdk",
        variants=("system error: error code: -604101",),
    ),
    ErrCode(
        "client",
        -13001,
        "checkSession:fail session time out, need relogin",
        "observed",
        ("wx.checkSession",),
        cause=Text(
            "小程序的登录状态已经过期，需要重新登录。",
            "The mini program's login state is over; the user has to log in again.",
        ),
        fix=Text(
            "调用 wx.login，把新 code 交给后端换取。",
            "Call wx.login and hand the new code to the backend.",
        ),
        source=COMMUNITY_POSTS,
        confidence="sdk",
        variants=("checkSession:fail Error: session time out, need relogin",),
    ),
    ErrCode(
        "client",
        102,
        "jsapi has no permission",
        "observed",
        ("button getPhoneNumber", "wx.*"),
        cause=Text(
            "这个小程序没有使用该功能的资格，例如是个人主体或还没有认证。",
            "This mini program is not entitled to the function, for instance because it is personal or not verified.",
        ),
        fix=Text(
            "完成认证，或者去掉这个功能。",
            "Have the mini program verified, or do without the function.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
        meanings=(
            Meaning(
                ("button getPhoneNumber",),
                Text(
                    "这个小程序不能使用手机号按钮，因为它是个人主体或还没有认证。",
                    "This mini program may not use the phone button, because it is personal or not verified.",
                ),
                Text(
                    "使用已认证的非个人小程序，否则改为其他登录方式。",
                    "Use a verified, non-personal mini program, or offer another way to sign in.",
                ),
            ),
        ),
    ),
    ErrCode(
        "client",
        103,
        "user authorize denied",
        "documented-table",
        ("wx.authorize", "scoped APIs"),
        cause=Text(
            "用户拒绝了授权，这次或以前都有可能。拒绝过之后不会再自动弹窗。",
            "The user has refused, now or at an earlier time. After a refusal the question is not asked again "
            "by itself.",
        ),
        fix=Text(
            "在用户点击时引导到 wx.openSetting 打开，不要反复调用。",
            "Lead the user to wx.openSetting from a tap; do not keep calling.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        104,
        "privacy permission is not authorized",
        "observed",
        ("button getPhoneNumber", "privacy-covered wx APIs"),
        cause=Text(
            "用户还没有同意隐私指引。同一个数字也用来表示用户取消了授权，要看 errMsg 的文字。",
            "The user has not agreed to the privacy guide. The same number also stands for an authorisation "
            "that the user cancelled; errMsg tells which.",
        ),
        fix=Text(
            "通过 wx.onNeedPrivacyAuthorization 或 wx.requirePrivacyAuthorize 取得用户同意；刚被拒绝的 10 "
            "秒里，再调用也看不到弹窗。",
            "Obtain consent through wx.onNeedPrivacyAuthorization or wx.requirePrivacyAuthorize; for 10 "
            "seconds after a refusal no dialog appears.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
        variants=("user authorize canceled",),
    ),
    ErrCode(
        "client",
        110,
        "scope empty",
        "documented-table",
        ("wx.authorize",),
        cause=Text(
            "请求授权时没有写明要哪一项。",
            "The authorisation was asked for without saying what for.",
        ),
        fix=Text(
            "调用 wx.authorize 时传入 scope。",
            "Pass a scope to wx.authorize.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        112,
        "api scope is not declared in the privacy agreement",
        "observed",
        ("button getPhoneNumber", "chooseAvatar", "privacy-covered wx APIs"),
        cause=Text(
            "小程序没有在隐私指引里声明会使用这类信息，所以被拦下。用户没有做错什么。",
            "The mini program's privacy guide does not mention this kind of data, so the call is stopped. The "
            "user has done nothing wrong.",
        ),
        fix=Text(
            "到后台「用户隐私保护指引」里加上这类信息，半小时到一小时后才会生效。",
            "Declare it in the user privacy protection guide in the console, and test again after 30 to 60 minutes.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        1020,
        "code already used",
        "documented-table",
        ("client open services",),
        cause=Text(
            "这个 code 已经用过了。",
            "The code has been used before.",
        ),
        fix=Text(
            "取一个新的 code。",
            "Fetch a new one.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        1021,
        "code expired",
        "documented-table",
        ("client open services",),
        cause=Text(
            "这个 code 已经过期了。",
            "The code is too old.",
        ),
        fix=Text(
            "取一个新的 code，并尽快使用。",
            "Fetch a new one and use it soon.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        1025,
        "please go to mp to announce your privacy usage",
        "observed",
        ("privacy-covered wx APIs",),
        cause=Text(
            "开发者还没有在后台填写隐私指引。",
            "The developers have not filled in the privacy guide in the console.",
        ),
        fix=Text(
            "到 mp.weixin.qq.com 填写用户隐私保护指引。",
            "Fill in the user privacy protection guide at mp.weixin.qq.com.",
        ),
        source=COMMUNITY_POSTS,
        confidence="sdk",
    ),
    ErrCode(
        "client",
        1026,
        "please implement the privacy pop-up feature",
        "observed",
        ("privacy-covered wx APIs",),
        cause=Text(
            "小程序没有处理隐私弹窗。",
            "The mini program does not handle the privacy pop-up.",
        ),
        fix=Text(
            "可以自己写弹窗，也可以交给微信官方的弹窗。",
            "Implement the pop-up, or leave it to the official one.",
        ),
        source=COMMUNITY_POSTS,
        confidence="sdk",
    ),
    ErrCode(
        "client",
        65206,
        "",
        "unknown",
        ("wx.getGroupEnterInfo",),
        cause=Text(
            "这位用户不在对应的群里。",
            "The user is not a member of the group.",
        ),
        fix=Text(
            "跳过与群有关的功能。",
            "Leave the group features out for this user.",
        ),
        source=GROUP_ENTER_INFO_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "client",
        1400001,
        "",
        "unknown",
        ("button getPhoneNumber", "button getRealtimePhoneNumber"),
        cause=Text(
            "小程序获取手机号的额度用完了，这个能力是收费的。",
            "The mini program has used up its quota for phone numbers, which are a paid feature.",
        ),
        fix=Text(
            "在后台购买资源包（自 2023-08-28 起收费，体验额度 1000 次），期间提供短信登录。",
            "Buy a package in the console (paid since 2023-08-28, with 1000 calls for trial) and offer sign-in "
            "by SMS meanwhile.",
        ),
        source=PHONE_BUTTON_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "client",
        1402101,
        "appid login is blocked",
        "documented-table",
        ("wx.login",),
        cause=Text(
            "这个小程序的登录被封禁了。",
            "Login has been blocked for this mini program.",
        ),
        fix=Text(
            "登录后台查看通知并按要求处理。",
            "Read the notices in the console and act on them.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        10001011,
        "",
        "unknown",
        ("wx.getMiniProgramCode",),
        cause=Text(
            "多端应用里还没有有效的系统登录状态。",
            "Nobody is properly logged in to the multi-end app at system level.",
        ),
        fix=Text(
            "先完成多端应用自己的登录，再取小程序 code。",
            "Complete the multi-end app's own login before asking for a mini program code.",
        ),
        source=MULTI_END_CODE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "client",
        10001014,
        "",
        "unknown",
        ("wx.getMiniProgramCode",),
        cause=Text(
            "多端应用的登录核对没有通过。",
            "The multi-end app's login did not pass its check.",
        ),
        fix=Text(
            "先完成跳转到微信小程序的登录。",
            "Finish the login that hands over to WeChat first.",
        ),
        source=MULTI_END_CODE_PAGE,
        confidence="documented",
    ),
)
