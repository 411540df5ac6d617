"""Codes about appid, secret and grant_type, the things that accompany a login or token request."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import ACCESS_TOKEN_PAGE, ERROR_CODE_PAGE, PHONE_NUMBER_PAGE

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40002,
        "invalid grant_type{suffix}",
        "documented-table",
        ("getAccessToken", "getStableAccessToken", "code2Session"),
        cause=Text(
            "请求里的 grant_type 没有填，或者填的值不对，微信不知道要办哪种业务。",
            "The request does not say correctly which kind of grant it asks for: grant_type is empty or has "
            "the wrong value.",
        ),
        fix=Text(
            "登录换取固定写 authorization_code，取 access_token 固定写 client_credential，注意拼写和大小写。",
            "Send exactly authorization_code when exchanging a login code and exactly client_credential when "
            "fetching an access_token.",
        ),
        source=ACCESS_TOKEN_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("code2Session",),
                Text(
                    "登录换取的请求没有写明 grant_type，或者写错了。",
                    "The login exchange was sent without grant_type, or with a wrong one.",
                ),
                Text(
                    "在 URL 参数里加上 grant_type=authorization_code；不要写成取 access_token 用的 client_credential。",
                    "Put grant_type=authorization_code into the query string; client_credential belongs to the token "
                    "endpoints.",
                ),
            ),
            Meaning(
                ("getAccessToken", "getStableAccessToken"),
                Text(
                    "取 access_token 的请求没有写明 grant_type，或者写错了。",
                    "The token request was sent without grant_type, or with a wrong one.",
                ),
                Text(
                    "使用 client_credential：getAccessToken 写在 URL 参数里，getStableAccessToken 写在 JSON 请求体里。",
                    "Use client_credential: in the query string for getAccessToken, in the JSON body for "
                    "getStableAccessToken.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        40013,
        "invalid appid{suffix}",
        "observed",
        ("code2Session", "getAccessToken", "getStableAccessToken", "getPhoneNumber", "clearQuota"),
        cause=Text(
            "微信不认可这次请求里的 appid：可能写错、夹带了多余字符，或者与其他凭证不属于同一个小程序。",
            "WeChat does not accept the appid in this request: it may be mistyped, carry stray characters, or "
            "not belong with the other credentials.",
        ),
        fix=Text(
            "对照后台的 appid 逐字检查（wx 加 16 位小写十六进制，共 18 位），留意首尾空格、大写字母和拼错的 URL。",
            "Compare the appid with the console letter by letter (wx plus 16 lower-case hex digits, 18 in "
            "all); look for blanks, upper case and a badly joined URL.",
        ),
        source=PHONE_NUMBER_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("code2Session",),
                Text(
                    "登录时填写的 appid 不存在或不干净，也可能误用了测试号、小游戏或公众号的 appid。",
                    "The appid given for the login does not exist or is not clean; a test appid or that of a mini game "
                    "or official account may have slipped in.",
                ),
                Text(
                    "打印最终请求的 URL，确认 appid 后面没有空格、加号，也没有把下一个参数粘在一起（例如 "
                    "?appid=x?secret=y）。",
                    "Print the final URL and make sure that no blank, plus sign or next parameter clings to the appid "
                    "(such as ?appid=x?secret=y).",
                ),
            ),
            Meaning(
                ("getAccessToken", "getStableAccessToken"),
                Text(
                    "取 access_token 时填写的 appid 不存在，或者夹带了多余字符。",
                    "The appid used to fetch the access_token does not exist or carries extra characters.",
                ),
                Text(
                    "检查配置里的 appid 是否完整、有没有换行和引号，并确认它是这个小程序自己的 appid。",
                    "Check the configured appid for completeness, line breaks and quotes, and that it is this mini "
                    "program's own.",
                ),
            ),
            Meaning(
                ("getPhoneNumber",),
                Text(
                    "手机号 code 和 access_token 来自两个不同的小程序，所以微信拒绝给出号码。",
                    "The phone code and the access_token come from two different apps, so WeChat refuses to give the "
                    "number.",
                ),
                Text(
                    "用展示手机号按钮的那个小程序的 appid 和 AppSecret 取 access_token；服务多个小程序时，"
                    "检查令牌缓存是否按 appid 分开。",
                    "Fetch the access_token with the appid and AppSecret of the mini program that showed the button; a "
                    "server for several apps must cache tokens per appid.",
                ),
            ),
            Meaning(
                ("clearQuota",),
                Text(
                    "清零请求里的 appid 写错了，或者与 access_token 不对应。",
                    "The appid in the request to clear the quota is wrong or does not go with the access_token.",
                ),
                Text(
                    "请求体里的 appid 填写 access_token 所属的账号。",
                    "Put the appid of the account that owns the access_token into the body.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        40125,
        "invalid appsecret{suffix}",
        "observed",
        ("code2Session", "getAccessToken", "getStableAccessToken", "clearQuotaByAppSecret"),
        cause=Text(
            "AppSecret 和这个 appid 对不上：可能在后台重置过，抄成了另一个账号的，或者前后多了空格、换行。",
            "The AppSecret does not go with this appid: it may have been reset in the console, copied from "
            "another account, or have gained a blank or line break.",
        ),
        fix=Text(
            "确认它是 32 位小写十六进制，去掉首尾空白，并比较各套环境的配置；后台不保存明文，丢失后只能重置。",
            "Make sure that it is 32 lower-case hex digits, trim it, and compare the settings of all "
            "environments; the console keeps no readable copy, so a lost secret has to be reset.",
        ),
        source=ACCESS_TOKEN_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("code2Session",),
                Text(
                    "登录换取时用的 AppSecret 和 appid 对不上。用户的 code 没有问题，问题在服务器配置。",
                    "The AppSecret used for the login exchange does not go with the appid. The fault is in the "
                    "server's settings, not in the user's code.",
                ),
                Text(
                    "核对参数 secret 的来源，重置过密钥就更新所有环境；如果 SDK 在登录前先取 access_token，"
                    "再确认出错的是哪个请求。",
                    "Trace where the parameter secret comes from and update every environment after a reset; if an SDK "
                    "fetches an access_token before the login, find out which of the two requests failed.",
                ),
            ),
            Meaning(
                ("clearQuotaByAppSecret",),
                Text(
                    "用密钥清零额度时，AppSecret 和 appid 对不上。",
                    "The AppSecret given for clearing the quota does not go with the appid.",
                ),
                Text(
                    "这个接口的参数名是 appsecret；填写当前有效的 AppSecret，并去掉首尾空白。",
                    "The parameter is called appsecret here; give the AppSecret now in force, without surrounding "
                    "blanks.",
                ),
            ),
        ),
        variants=("invalid appsecret, view more at http://t.cn/RAEkdVq{suffix}",),
    ),
    ErrCode(
        "weixin",
        41002,
        "appid missing{suffix}",
        "observed",
        ("code2Session", "getAccessToken", "getStableAccessToken", "clearQuotaByAppSecret"),
        cause=Text(
            "微信没有读到 appid，它没有填，或者放错了位置。",
            "WeChat found no appid: it was left out or put where it is not read.",
        ),
        fix=Text(
            "核对参数名和位置：code2Session 与 getAccessToken 读 URL 参数，getStableAccessToken 读 JSON 请求体。",
            "Check its name and place: code2Session and getAccessToken read the query string, "
            "getStableAccessToken reads the JSON body.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("code2Session",),
                Text(
                    "换取登录时微信没有读到 appid，多半是参数随 POST 请求体发出，而没有写在 URL 上。",
                    "The login exchange carried no appid that WeChat could read, often because the parameters were "
                    "sent as a POST body.",
                ),
                Text(
                    "用 GET 请求，并把 appid、secret、js_code、grant_type 全部写在 URL 参数里。",
                    "Use GET and put appid, secret, js_code and grant_type into the query string.",
                ),
            ),
            Meaning(
                ("getAccessToken",),
                Text(
                    "取 access_token 的请求里没有读到 appid。",
                    "The request for an access_token carried no appid that WeChat could read.",
                ),
                Text(
                    "把 appid 写在 URL 参数里，并确认配置确实加载了。",
                    "Put appid into the query string and make sure that the setting was loaded.",
                ),
            ),
            Meaning(
                ("getStableAccessToken",),
                Text(
                    "取稳定版 access_token 的请求里没有读到 appid。",
                    "The request for a stable access_token carried no appid that WeChat could read.",
                ),
                Text(
                    "这个接口读的是 JSON 请求体，请把 appid 放在请求体里，而不是 URL 上。",
                    "This endpoint reads the JSON body: put appid there and not into the URL.",
                ),
            ),
            Meaning(
                ("clearQuotaByAppSecret",),
                Text(
                    "用密钥清零额度的请求里没有读到 appid。",
                    "The request to clear the quota with the secret carried no appid that WeChat could read.",
                ),
                Text(
                    "文档表格与示例对位置的说法不同，先按示例写在 URL 参数里。",
                    "The page's table and its example disagree about the place; follow the example and use the query "
                    "string first.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        41004,
        "appsecret missing{suffix}",
        "observed",
        ("code2Session", "getAccessToken", "getStableAccessToken", "clearQuotaByAppSecret"),
        cause=Text(
            "微信没有读到 AppSecret，通常是服务器的配置没有加载，或者参数名写错。",
            "WeChat found no AppSecret, usually because the server's setting was not loaded or the parameter "
            "has the wrong name.",
        ),
        fix=Text(
            "登录和取 access_token 时参数叫 secret，用密钥清零额度时叫 appsecret；检查环境变量是否注入。"
            "能看到此错误说明 IP 白名单检查已经通过。",
            "The parameter is called secret for login and token calls, and appsecret for clearing the quota "
            "with the secret; check that the environment variable is there. Seeing this error means that the "
            "IP whitelist let the call through.",
        ),
        source=ACCESS_TOKEN_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("code2Session",),
                Text(
                    "登录换取的请求里没有 AppSecret，或者它是空的。",
                    "The login exchange was sent without an AppSecret, or with an empty one.",
                ),
                Text(
                    "参数名必须是 secret，并写在 URL 参数里（写成 appsecret 不会被识别）；确认部署环境里真的有这个值。",
                    "The name must be secret, in the query string (appsecret is not recognised); make sure that the "
                    "deployed environment really has the value.",
                ),
            ),
            Meaning(
                ("getAccessToken",),
                Text(
                    "取 access_token 的请求里没有 AppSecret，或者它是空的。",
                    "The request for an access_token came without an AppSecret, or with an empty one.",
                ),
                Text(
                    "在 URL 参数里以 secret 为名传入，并检查配置是否注入。",
                    "Pass it in the query string under the name secret and check that the setting is injected.",
                ),
            ),
            Meaning(
                ("getStableAccessToken",),
                Text(
                    "取稳定版 access_token 的请求里没有 AppSecret，或者它是空的。",
                    "The request for a stable access_token came without an AppSecret, or with an empty one.",
                ),
                Text(
                    "在 JSON 请求体里以 secret 为名传入，并检查配置是否注入。",
                    "Pass it in the JSON body under the name secret and check that the setting is injected.",
                ),
            ),
            Meaning(
                ("clearQuotaByAppSecret",),
                Text(
                    "用密钥清零额度的请求里没有 AppSecret，或者它是空的。",
                    "The request to clear the quota with the secret came without an AppSecret, or with an empty one.",
                ),
                Text(
                    "这个接口的参数名是 appsecret，不是 secret。",
                    "For this endpoint the parameter is called appsecret, not secret.",
                ),
            ),
        ),
    ),
)
