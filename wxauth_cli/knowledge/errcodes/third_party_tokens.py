"""Codes about the tokens and tickets of third-party platforms."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import ERROR_CODE_PAGE, GLOBAL_TABLE

# The platform's login exchange and the other platform endpoints.
_PLATFORM = ("thirdpartyCode2Session", "component APIs")

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40091,
        "invalid component ticket{suffix}",
        "documented-table",
        ("api_component_token",),
        cause=Text(
            "微信不承认平台提交的 component_verify_ticket。",
            "The component_verify_ticket that was handed in is not accepted.",
        ),
        fix=Text(
            "保存每次推送来的 ticket，取令牌时用最新的一个。",
            "Keep every ticket that is pushed and use the latest when fetching the token.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40094,
        "invalid component credential{suffix}",
        "observed",
        _PLATFORM,
        cause=Text(
            "第三方平台的令牌不对，或者已经被更新的一个取代。",
            "The platform's token is wrong, or a newer one has taken its place.",
        ),
        fix=Text(
            "只在一个地方通过 api_component_token 刷新，其他程序共用结果。",
            "Refresh through api_component_token in one place and let the other programs share the result.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41018,
        "missing component_appid{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "请求里没有写第三方平台的 appid。",
            "The request does not say which platform is calling.",
        ),
        fix=Text(
            "补上 component_appid：换取登录时写在 URL 参数里，其他平台接口写在 JSON 里。",
            "Add component_appid: in the query string for the login exchange, in the JSON for other platform "
            "endpoints.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("thirdpartyCode2Session",),
                Text(
                    "换取登录的请求没有写第三方平台的 appid。",
                    "The login exchange does not say which platform is calling.",
                ),
                Text(
                    "在 URL 参数里加上 component_appid。",
                    "Put component_appid into the query string.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        41019,
        "missing platform_secret{suffix}",
        "documented-table",
        ("platform APIs",),
        cause=Text(
            "请求里没有平台的密钥。",
            "The platform's secret was not sent.",
        ),
        fix=Text(
            "在请求里带上 platform_secret 参数。",
            "Supply platform_secret.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41020,
        "missing platform_ticket{suffix}",
        "documented-table",
        ("platform APIs",),
        cause=Text(
            "请求里没有平台的 ticket。",
            "The platform's ticket was not sent.",
        ),
        fix=Text(
            "在请求里带上 platform_ticket 参数。",
            "Supply platform_ticket.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41021,
        "missing component_access_token{suffix}",
        "documented-table",
        ("thirdpartyCode2Session",),
        cause=Text(
            "换取登录的请求没有带第三方平台的令牌。",
            "The login exchange was sent without the platform's token.",
        ),
        fix=Text(
            "在 URL 参数里加上 component_access_token，名称不能改。",
            "Put component_access_token into the query string, under precisely that name.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        42006,
        "component_access_token expired{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "第三方平台的令牌超过两小时，已经到期。",
            "The platform's token is more than two hours old and has run out.",
        ),
        fix=Text(
            "用 api_component_token 重新获取，并在到期前提前刷新。",
            "Fetch it again with api_component_token, and refresh ahead of time in future.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61005,
        "component ticket is expired{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "平台提交的 component_verify_ticket 放得太久，不能再用。",
            "The platform's component_verify_ticket is too old to be used.",
        ),
        fix=Text(
            "检查每 10 分钟一次的 ticket 推送有没有收到，恢复接收后使用新的。",
            "Check whether the push that brings a ticket every 10 minutes arrives, repair it and use the new one.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61006,
        "component ticket is invalid{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "平台的 component_verify_ticket 不正确，可能属于另一个平台。",
            "The platform's component_verify_ticket is wrong; it may be another platform's.",
        ),
        fix=Text(
            "ticket 要从最近一次推送里取，解密用的是本平台的 EncodingAESKey。",
            "Decrypt the latest push with this platform's EncodingAESKey and take the ticket from it.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61014,
        "must use component token for component api{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "平台专用的接口收到了别的令牌。",
            "An endpoint for platforms was called with another kind of token.",
        ),
        fix=Text(
            "这里要传的是平台令牌 component_access_token。",
            "Send component_access_token instead.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61015,
        "must use biz account token for not component api{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "商家的接口收到了平台的令牌。",
            "An endpoint for merchants was called with the platform's token.",
        ),
        fix=Text(
            "这里要传商家自己的令牌 authorizer_access_token。",
            "Send the merchant's authorizer_access_token instead.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61023,
        "refresh_token is invalid{suffix}",
        "observed",
        _PLATFORM,
        cause=Text(
            "商家的 authorizer_refresh_token 不能用：它是空的、丢失了，或者商家再次授权后换了新的。",
            "The merchant's authorizer_refresh_token is not valid: empty, lost, or changed when the merchant "
            "authorised again.",
        ),
        fix=Text(
            "用 getAuthorizerList 再读一次；还是没有，就请商家重新授权。",
            "Read it again from getAuthorizerList; if it is not there, have the merchant authorise anew.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61024,
        "must use api(api_component_token) to get token for component acct{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "用第三方平台的 appid 去调用了普通的取令牌接口。",
            "The ordinary token endpoint was called with the appid of a third-party platform.",
        ),
        fix=Text(
            "第三方平台的令牌要通过 api_component_token 获取。",
            "A platform has to call api_component_token.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
)
