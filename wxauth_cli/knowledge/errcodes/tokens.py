"""Codes about access_token: what the endpoints that take one say of it."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import ERROR_CODE_PAGE, GLOBAL_TABLE, SHOP_ERROR_CODES

# Endpoints that take an access_token in the query string.
_WITH_TOKEN = (
    "any API that takes access_token",
    "getPhoneNumber",
    "checkSessionKey",
    "resetUserSessionKey",
    "checkEncryptedData",
    "getUserEncryptKey",
    "getPaidUnionid",
    "getPluginOpenPId",
    "getRidInfo",
    "getApiQuota",
    "clearQuota",
)

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40001,
        "invalid credential, access_token is invalid or not latest, could get access_token by "
        "getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r{suffix}",
        "observed",
        (
            "any API that takes access_token",
            "getPhoneNumber",
            "checkSessionKey",
            "resetUserSessionKey",
            "checkEncryptedData",
            "getUserEncryptKey",
            "getPaidUnionid",
            "getPluginOpenPId",
            "getRidInfo",
            "getApiQuota",
            "clearQuota",
            "getAccessToken",
        ),
        cause=Text(
            "服务器手里的 access_token 已经不是最新的一个：别的程序或环境又取过一次，旧的随之作废；"
            "也可能它属于另一个账号。",
            "The access_token in the server's hands is not the latest: another program or environment has "
            "fetched a new one, which ended the old, or it belongs to another account.",
        ),
        fix=Text(
            "每个 appid 只留一个地方取令牌（集中缓存并加锁），或者让所有程序都改用 getStableAccessToken；"
            "出错时刷新一次、重试一次就停，并核对 appid。",
            "Leave a single place per appid that fetches tokens (one cache, with a lock) or move everything to "
            "getStableAccessToken; on this error refresh once, retry once and stop, and check the appid.",
        ),
        source=SHOP_ERROR_CODES,
        confidence="documented",
        meanings=(
            Meaning(
                ("getPhoneNumber",),
                Text(
                    "换取手机号用的 access_token 不是最新的一个，或者属于另一个账号，例如公众号。登录换取用不到 "
                    "access_token，所以登录正常也可能出现它。",
                    "The access_token used for the phone number is not the latest, or belongs to another account such "
                    "as an official account. Logins need no access_token, so they may work all the same.",
                ),
                Text(
                    "用这个小程序自己的 appid 取令牌，只保留一个取令牌的地方；刷新一次、重试一次就停。",
                    "Fetch the token with this mini program's own appid and in one place only; refresh once, retry "
                    "once and stop.",
                ),
            ),
            Meaning(
                ("getAccessToken",),
                Text(
                    "取 access_token 时出现这个错误，说明提交的 AppSecret 不对。",
                    "On the call that fetches an access_token this means that the AppSecret handed in is wrong.",
                ),
                Text(
                    "核对 AppSecret 与 appid 是否成对，去掉首尾空白；如果在后台重置过，请更新配置。",
                    "Check that AppSecret and appid belong together, trim the secret, and update the settings if it "
                    "was reset in the console.",
                ),
            ),
            Meaning(
                ("thirdpartyCode2Session",),
                Text(
                    "第三方平台登录时，component_access_token 很可能已被另一个程序换掉，"
                    "例如本地调试时刷新了正式环境的令牌。",
                    "In a platform login the component_access_token has probably been replaced by another program, for "
                    "example by a local debugging run.",
                ),
                Text(
                    "只由一个地方刷新 component_access_token 并共享结果，本地不要用正式环境的凭证刷新。",
                    "Refresh component_access_token in one shared place only, and never locally with production "
                    "credentials.",
                ),
            ),
        ),
        variants=("invalid credential, access_token is invalid or not latest{suffix}",),
    ),
    ErrCode(
        "weixin",
        40014,
        "invalid access_token{suffix}",
        "documented-table",
        _WITH_TOKEN,
        cause=Text(
            "送来的 access_token 本身残缺或变形，例如被截断、带了引号、放进 URL 时变了样，或还是文档里的占位文字。",
            "The access_token itself is damaged: cut off, wrapped in quotes, changed by URL handling, or still "
            "the placeholder of the documentation.",
        ),
        fix=Text(
            "比较令牌取得时与使用时的长度；数据库字段留够 512 个字符，放进 URL 参数时不做改动。仍不行就刷新一次。",
            "Compare its length when fetched and when used; give the column room for 512 characters and put "
            "the value into the query string untouched. If that is all right, refresh once.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41001,
        "access_token missing{suffix}",
        "observed",
        _WITH_TOKEN,
        cause=Text(
            "微信在网址参数里没有找到 access_token，它没有带上、是空的，或者放错了地方。",
            "WeChat found no access_token in the address of the request: it was left out, is empty, or was put "
            "somewhere else.",
        ),
        fix=Text(
            "即使是 POST 请求，也要在 URL 上写 ?access_token=…，放在请求体或请求头里都不会被读取。",
            "Write ?access_token=… into the URL even for a POST; in the body or in a header it is not read.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("getPhoneNumber",),
                Text(
                    "换取手机号的请求没有在网址上带 access_token。",
                    "The request for the phone number has no access_token in its address.",
                ),
                Text(
                    "access_token 写在 URL 参数里，JSON 请求体里只放手机号 code（以及可选的 openid）。",
                    "Put access_token into the query string; the JSON body carries only the phone code (and openid if "
                    "wanted).",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        42001,
        "access_token expired{suffix}",
        "observed",
        _WITH_TOKEN,
        cause=Text(
            "access_token 超过了有效期（通常约两小时），服务器还在使用旧的。",
            "The access_token is past its lifetime (about two hours as a rule) and the server is still using it.",
        ),
        fix=Text(
            "重新取一个并重试一次；缓存时间按 expires_in 减去 5 分钟设置，同时检查时间单位和服务器时钟。",
            "Fetch a new one and retry once; cache it for expires_in minus 5 minutes, and check the unit of "
            "time and the host's clock.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        45063,
        "accesstoken is not xiaochengxu{suffix}",
        "documented-table",
        ("mini-program-only APIs",),
        cause=Text(
            "使用的 access_token 不是小程序的，可能来自公众号或其他类型的账号。",
            "The access_token in use is not a mini program's; it may come from an official account or another "
            "kind of account.",
        ),
        fix=Text(
            "用小程序自己的 appid 和 AppSecret 取令牌。",
            "Use a token that was obtained with this mini program's own appid and AppSecret.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        48012,
        "invalid token{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "这个服务不承认送来的令牌。",
            "This service does not accept the token that was sent.",
        ),
        fix=Text(
            "按接口要求换成正确种类的令牌，并重新获取一次。",
            "Find out which kind of token the endpoint wants and fetch a new one of that kind.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        49001,
        "not same appid with appid of access_token{suffix}",
        "documented-table",
        ("APIs with appid in the body",),
        cause=Text(
            "请求里写了一个 appid，令牌却是用另一个 appid 取的。",
            "The appid written in the request is not the account that the access_token belongs to.",
        ),
        fix=Text(
            "让请求体里的 appid 与取令牌时用的 appid 一致。",
            "Use the same appid in the body as the one the token was fetched with.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
)
