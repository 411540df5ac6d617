"""Codes of third-party platforms: authorisation by the merchant, publication, the address list."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import GLOBAL_TABLE

# The platform's login exchange and the other platform endpoints.
_PLATFORM = ("thirdpartyCode2Session", "component APIs")

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40090,
        "invalid request source (bad client ip), requestIP: {ip}{suffix}",
        "observed",
        _PLATFORM,
        cause=Text(
            "微信不接受这个请求的来源。第三方平台常见的原因是出口 IP 没有登记，也可能是请求没有从服务器发出。",
            "WeChat does not accept where this request came from. For a third-party platform the address is "
            "often not registered; the call may also not have been made from the server.",
        ),
        fix=Text(
            "把报错里的 requestIP 逐个加入平台的 IP 白名单（不支持网段），并确认请求由自己的服务器直接发往官方域名。",
            "Add the requestIP of the message to the platform's IP list (exact addresses only), and make sure "
            "that your own server sends the request straight to the official host.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
        meanings=(
            Meaning(
                ("thirdpartyCode2Session",),
                Text(
                    "第三方平台换取登录时，请求来自没有登记的 IP。",
                    "The platform's login exchange came from an address that is not registered.",
                ),
                Text(
                    "把 requestIP 加入第三方平台的 IP 白名单，只能写具体地址。",
                    "Put requestIP on the third-party platform's IP list, as an exact address.",
                ),
            ),
            Meaning(
                ("code2Session",),
                Text(
                    "微信不接受登录请求的来源，也许它不是从自己的服务器直接发出的。",
                    "WeChat does not accept where the login request came from; perhaps it was not sent straight from "
                    "your own server.",
                ),
                Text(
                    "查清请求从哪里发出、有没有经过代理；应由服务器直接请求官方域名。",
                    "Find out where the call was made and whether a proxy was in between; it should go from the server "
                    "to the official host.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        40095,
        "bad source of caller{suffix}",
        "documented-table",
        ("component APIs",),
        cause=Text(
            "这类调用方不能使用该接口。",
            "This kind of caller may not use the endpoint.",
        ),
        fix=Text(
            "看清接口要求的是平台令牌还是商家令牌。",
            "See whether the endpoint is meant for the platform's token or the merchant's.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61000,
        "invalid component type{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "第三方平台的类型无效。",
            "The type of the third-party platform is not valid.",
        ),
        fix=Text(
            "到开放平台检查平台的注册信息。",
            "Check how the platform is registered on the Open Platform.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61001,
        "component type and component appid is not match{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "平台类型和填写的 component_appid 对不上。",
            "The type of platform and the component_appid given do not go together.",
        ),
        fix=Text(
            "填写与平台类型相符的 component_appid。",
            "Give the component_appid that belongs to it.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61003,
        "component is not authorized by this account{suffix}",
        "observed",
        _PLATFORM,
        cause=Text(
            "商家没有把账号授权给这个第三方平台，或者已经取消，也可能 appid 填错了。",
            "This platform holds no authorisation from the merchant: never given, withdrawn, or asked for with "
            "the wrong appid.",
        ),
        fix=Text(
            "用 getAuthorizerList 查看已授权的账号，缺少时请商家重新授权。",
            "See in getAuthorizerList which accounts are authorised, and ask the merchant to authorise again "
            "where one is missing.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61004,
        "access clientip is not registered requestIP: {ip}{suffix}",
        "observed",
        _PLATFORM,
        cause=Text(
            "第三方平台的请求来自没有登记的 IP，报错里写明了是哪一个。",
            "The platform called from an address that is not registered; the message says which.",
        ),
        fix=Text(
            "在第三方平台的开发设置里加入这个 IP，只能写具体地址。它和小程序自己的 IP 白名单是两回事。",
            "Add that address, exactly, in the development settings of the third-party platform. It is not the "
            "same list as the mini program's own.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61007,
        "api is unauthorized to component{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "商家没有把包含这个接口的权限授予平台。",
            "The merchant did not grant the platform a permission set that holds this endpoint.",
        ),
        fix=Text(
            "请商家重新授权并勾选对应权限集，登录与会话类是 18。",
            "Ask the merchant to authorise again with the set ticked; for login and sessions it is set 18.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61008,
        "component req key is duplicated{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "请求使用的 key 与别的重复了。",
            "The key that the request uses is a duplicate.",
        ),
        fix=Text(
            "每次使用不同的 key。",
            "Use a different key each time.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61009,
        "code is invalid{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "商家授权平台时产生的授权码无效。它不是用户登录的 code。",
            "The code from the merchant's authorisation of the platform is not valid. A user's login code is "
            "not meant.",
        ),
        fix=Text(
            "让商家重新走一遍授权流程。",
            "Let the merchant go through the authorisation again.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61010,
        "code is expired{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "商家授权平台时产生的授权码过期了。在内容安全、用户风险类接口上，它表示用户最近没有使用小程序。",
            "The code from the merchant's authorisation of the platform has run out. On content and risk "
            "endpoints it means that the user has not been active lately.",
        ),
        fix=Text(
            "先看是哪个接口：授权流程就重新授权并马上换取；内容或风险接口就在用户活跃时调用。不要当作登录 code 来查。",
            "See which endpoint it was: in the authorisation flow, authorise again and exchange at once; for "
            "content or risk checks, call while the user is active. It is not about a login code.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
        meanings=(
            Meaning(
                ("component APIs", "api_query_auth"),
                Text(
                    "商家授权平台时产生的授权码过期了。它不是用户登录的 code。",
                    "The code from the merchant's authorisation of the platform has run out. A user's login code is "
                    "not meant.",
                ),
                Text(
                    "重新发起授权，拿到授权码后马上换取。",
                    "Start the authorisation again and exchange its code right away.",
                ),
            ),
            Meaning(
                ("msgSecCheck", "getUserRiskRank"),
                Text(
                    "这位用户最近没有使用过小程序，所以不能做内容或风险检查。登录 code 没有问题。",
                    "The user has not used the mini program lately, so content or risk cannot be checked. The login "
                    "code is not at fault.",
                ),
                Text(
                    "在用户正在使用小程序时调用这个接口，不必重新登录换取 code。",
                    "Call this endpoint while the user is active; there is no need for another login code.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        61011,
        "invalid component{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "微信不认识这个第三方平台。",
            "WeChat does not know this third-party platform.",
        ),
        fix=Text(
            "检查 component_appid 有没有写错。",
            "Check component_appid for mistakes.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61016,
        "function category of API need be confirmed by component{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "平台还没有确认这个接口的功能类目。",
            "The platform has not confirmed the function category of this endpoint.",
        ),
        fix=Text(
            "到第三方平台后台完成确认。",
            "Confirm it in the console of the third-party platform.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61017,
        "function category is not authorized{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "这个功能类目没有得到授权。",
            "There is no authorisation for this function category.",
        ),
        fix=Text(
            "补上该类目的授权。",
            "Have the category authorised.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61028,
        "component is unpublished{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "这个第三方平台还没有全网发布。",
            "This third-party platform has not been published.",
        ),
        fix=Text(
            "先完成发布，或者用测试账号。",
            "Publish it first, or work with a test account.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61029,
        "component need republish with base category{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "第三方平台需要再发布一次。",
            "The third-party platform has to be published once more.",
        ),
        fix=Text(
            "到平台后台重新全网发布。",
            "Publish it again from the platform's console.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61030,
        "component cancel authorization not allowed{suffix}",
        "documented-table",
        _PLATFORM,
        cause=Text(
            "不能取消这项授权。",
            "This authorisation may not be withdrawn.",
        ),
        fix=Text(
            "取消之前先查看开放平台的规则。",
            "Look up the Open Platform's rules before withdrawing it.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        86000,
        "should be called only from third party{suffix}",
        "documented-table",
        ("component-only APIs",),
        cause=Text(
            "这个接口只能由第三方平台调用。",
            "Only a third-party platform may call this endpoint.",
        ),
        fix=Text(
            "改由第三方平台来调用，令牌用商家的 authorizer_access_token。",
            "Call it as a platform with the merchant's authorizer_access_token.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
)
