"""Codes of signed and encrypted server calls: headers, signature, ciphertext, keys."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode
from wxauth_cli.knowledge.errcodes.sources import API_SIGNATURE_PAGE, API_SIGNATURE_PAGE_AND_POSTS

# Every endpoint for which API security can be switched on.
_SIGNED = (
    "APIs with 服务端 API 签名/加密 switched on",
    "getPhoneNumber",
    "getPluginOpenPId",
    "checkEncryptedData",
    "getUserEncryptKey",
    "clearQuota",
    "getApiQuota",
    "getRidInfo",
)

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40230,
        "API_Missing_Wechatmp_Serial",
        "documented-table",
        _SIGNED,
        cause=Text(
            "请求头里少了密钥编号，微信不知道该用哪把密钥核对。",
            "A header with the key number is missing, so WeChat cannot tell which key to check with.",
        ),
        fix=Text(
            "在请求头 Wechatmp-Serial 里写上后台显示的非对称密钥编号（文档的请求头表没有列出，但有的账号需要）"
            "；它不参与签名。",
            "Send the asymmetric key number of the console as Wechatmp-Serial (the page's header table leaves "
            "it out, yet some set-ups need it); it is not part of the signed text.",
        ),
        source=API_SIGNATURE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40231,
        "API_Missing_Wechatmp_Timestamp",
        "documented-table",
        _SIGNED,
        cause=Text(
            "请求头里没有写时间。",
            "The header with the time is missing.",
        ),
        fix=Text(
            "在请求头 Wechatmp-TimeStamp 里写以秒为单位的时间，与 _timestamp 和 AAD 里的值相同。",
            "Send the time in seconds as Wechatmp-TimeStamp, the same value as in _timestamp and in the AAD.",
        ),
        source=API_SIGNATURE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40232,
        "API_Missing_Wechatmp_Signature",
        "documented-table",
        _SIGNED,
        cause=Text(
            "请求头里没有签名。",
            "The header with the signature is missing.",
        ),
        fix=Text(
            "依次取 urlpath、appid、timestamp、body，以换行符 \\n 相连后签名，结果用 Base64 写进 Wechatmp-Signature。",
            "Join urlpath, appid, timestamp and body by \\n, sign that, and send the result in Base64 as "
            "Wechatmp-Signature.",
        ),
        source=API_SIGNATURE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40233,
        "API_Missing_Wechatmp_Appid",
        "documented-table",
        _SIGNED,
        cause=Text(
            "请求头里没有写 appid。",
            "The header with the appid is missing.",
        ),
        fix=Text(
            "在请求头 Wechatmp-Appid 里写上小程序的 appid。",
            "Send the mini program's appid as Wechatmp-Appid.",
        ),
        source=API_SIGNATURE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40234,
        "invalid signature{suffix}",
        "observed",
        _SIGNED,
        cause=Text(
            "请求的签名没有通过核对；也可能是账号已经打开 API 安全，程序却还按普通方式发送。",
            "The request's signature did not check out; or the account has switched API security on while the "
            "program still sends plain requests.",
        ),
        fix=Text(
            "对实际发出的字节签名：RSA-PSS、SHA-256、盐长 32，urlpath 不带参数，末尾不加换行，"
            "签名后不再改动请求体；用官方示例验证自己的代码，不需要时在后台关闭 API 安全。",
            "Sign the very bytes that are sent, by RSA-PSS with SHA-256 and a salt of 32: no query in urlpath, "
            "no line break at the end, no change to the body afterwards. Try your code on the official "
            "example, or switch API security off if it is not wanted.",
        ),
        source=API_SIGNATURE_PAGE_AND_POSTS,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40235,
        "invalid encrypt{suffix}",
        "observed",
        _SIGNED,
        cause=Text(
            "微信解不开加密的请求内容，或者收到的内容根本没有加密。",
            "WeChat cannot open the encrypted request, or the content was not encrypted at all.",
        ),
        fix=Text(
            "AAD 按 urlpath|appid|timestamp|sn 拼接，sn 用对称密钥的编号，其余与请求头相同；iv 为 12 字节，"
            "带上 authtag，明文里要有 _n、_appid、_timestamp。用官方示例核对。",
            "Build the AAD as urlpath|appid|timestamp|sn with the number of the symmetric key and the values "
            "of the headers; use an iv of 12 bytes, send the tag, and include _n, _appid and _timestamp in the "
            "plaintext. Check against the official example.",
        ),
        source=API_SIGNATURE_PAGE_AND_POSTS,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40236,
        "API_Invalid_Wechatmp_Appid",
        "documented-table",
        _SIGNED,
        cause=Text(
            "微信不认请求头里写的 appid。",
            "WeChat does not accept the appid written in the header.",
        ),
        fix=Text(
            "改正 Wechatmp-Appid 的值。",
            "Correct the value of Wechatmp-Appid.",
        ),
        source=API_SIGNATURE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40237,
        "API_Invalid_Wechatmp_Appidmatch",
        "documented-table",
        _SIGNED,
        cause=Text(
            "请求头写的是一个 appid，access_token 却是另一个账号的。",
            "The header names one appid while the access_token is another account's.",
        ),
        fix=Text(
            "令牌、密钥和请求头统一用同一个 appid 的。",
            "Take token, keys and header from one and the same appid.",
        ),
        source=API_SIGNATURE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40238,
        "API_NoExist_DevSecretSym",
        "documented-table",
        _SIGNED,
        cause=Text(
            "后台还没有配置对称密钥。",
            "No symmetric key has been set up in the console.",
        ),
        fix=Text(
            "在后台的 API 安全里生成并下载对称密钥，部署到服务器。",
            "Generate and download one under API security in the console and put it on the server.",
        ),
        source=API_SIGNATURE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40239,
        "API_NoExist_DevSecretAsym",
        "documented-table",
        _SIGNED,
        cause=Text(
            "后台还没有配置公钥。",
            "No public key has been set up in the console.",
        ),
        fix=Text(
            "在后台的 API 安全里生成密钥对，保存公钥，私钥由自己妥善保管。",
            "Make a key pair under API security in the console, save it there, and keep the private key safe.",
        ),
        source=API_SIGNATURE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40240,
        "API_Expired_Wechatmp_Timestamp",
        "documented-table",
        _SIGNED,
        cause=Text(
            "请求上的时间与微信服务器相差太多，多半是服务器的时钟不准。",
            "The time on the request is too far from WeChat's; most likely the server's clock is off.",
        ),
        fix=Text(
            "用 NTP 校准时钟；可以和报错里 rid 第一段的十六进制时间对比，允许的误差估计是 300 秒。",
            "Set the clock by NTP; the hex time in the first block of a rid serves for comparison. The "
            "tolerance is believed to be 300 seconds.",
        ),
        source=API_SIGNATURE_PAGE,
        confidence="documented",
    ),
)
