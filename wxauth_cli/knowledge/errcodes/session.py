"""Codes about session_key, openid and encrypted user data."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import (
    CHECK_ENCRYPTED_DATA_PAGE,
    CHECK_SESSION_KEY_PAGE,
    GLOBAL_TABLE,
    USER_ENCRYPT_KEY_PAGE,
)

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        1,
        "data not exit",
        "documented-table",
        ("checkEncryptedData",),
        cause=Text(
            "微信没有这份加密数据的记录。它只保留最近 3 天、且只限手机号类的数据。",
            "WeChat has no record of this encrypted data. It keeps records for 3 days only, and only for phone "
            "numbers.",
        ),
        fix=Text(
            "对收到的 encryptedData 原文求 SHA-256（小写十六进制），3 天之内查询，令牌与数据属于同一个小程序；"
            "还不行就改为对 Base64 解码后的字节求值。",
            "Take the lower-case SHA-256 of the encryptedData text as received, ask within 3 days and with a "
            "token of the same app; failing that, hash the bytes after Base64 decoding.",
        ),
        source=CHECK_ENCRYPTED_DATA_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40003,
        "invalid openid{suffix}",
        "observed",
        ("checkSessionKey", "resetUserSessionKey", "getPaidUnionid", "message APIs"),
        cause=Text(
            "这个 openid 不属于当前小程序。每个小程序里，同一位用户的 openid 都不一样。",
            "This openid is not one of the present app's users. The same person has a different openid in each app.",
        ),
        fix=Text(
            "使用同一个 appid 下 code2Session 返回的 openid；不要拿公众号或其他小程序的 openid，也不要用 "
            "unionid 代替。",
            "Use the openid that code2Session returned under the same appid; not one from an official account "
            "or another app, and not a unionid.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
        meanings=(
            Meaning(
                ("checkSessionKey", "resetUserSessionKey"),
                Text(
                    "检查或重置登录态时给出的 openid，不是这个 access_token 所属小程序的用户。",
                    "The openid given for checking or resetting a session is no user of the app that owns the "
                    "access_token.",
                ),
                Text(
                    "确认 openid 和 access_token 出自同一个 appid，数据表按 appid 与 openid 一起存储。",
                    "Make sure that openid and access_token come from the same appid, and store users by appid "
                    "together with openid.",
                ),
            ),
            Meaning(
                ("getPaidUnionid",),
                Text(
                    "查询支付用户的 unionid 时，给出的 openid 不是这个小程序的用户。",
                    "The openid given for the paying user's unionid is no user of this mini program.",
                ),
                Text(
                    "填写下单时在同一个小程序里取得的 openid。",
                    "Give the openid obtained in the same mini program as the order.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        40181,
        "invalid opengid{suffix}",
        "documented-table",
        ("group APIs",),
        cause=Text(
            "微信不认这个 openGId，它也许来自另一个小程序。",
            "The group id openGId is not valid or belongs to another app.",
        ),
        fix=Text(
            "openGId 要从分享信息里解密得到，密钥用同一个小程序当前有效的 session_key。",
            "openGId has to come out of share data of the same app, opened with the session_key now in force.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41009,
        "missing openid{suffix}",
        "documented-table",
        ("openid APIs",),
        cause=Text(
            "请求里没有写用户的 openid。",
            "The request does not say which user is meant: openid is not there.",
        ),
        fix=Text(
            "按接口文档的位置补上 openid。",
            "Supply openid where the documentation of the endpoint asks for it.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        46004,
        "user no exist{suffix}",
        "documented-table",
        ("user APIs",),
        cause=Text(
            "没有找到这位用户。",
            "There is no such user.",
        ),
        fix=Text(
            "检查 openid 是否正确，并且属于当前 appid。",
            "See whether the openid is right and belongs to the present appid.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        46009,
        "there is no user data{suffix}",
        "documented-table",
        ("user data APIs",),
        cause=Text(
            "微信没有这位用户的数据。",
            "WeChat holds no data for this user.",
        ),
        fix=Text(
            "检查 openid、查询的时间范围，以及用户是否同意提供。",
            "Check the openid, the period asked for, and whether the user consented.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        49002,
        "empty openid or transid{suffix}",
        "documented-table",
        ("payment related APIs",),
        cause=Text(
            "没有收到用户的 openid 或者订单号。",
            "The user's openid or the transaction number is empty.",
        ),
        fix=Text(
            "两个值都取到以后再发请求。",
            "Send the request only when both values are filled in.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        49003,
        "not match openid with appid{suffix}",
        "documented-table",
        ("openid APIs",),
        cause=Text(
            "这个 openid 和 appid 不匹配，它是在别的应用里产生的。",
            "The openid does not go with the appid; it was made in another app.",
        ),
        fix=Text(
            "使用同一个 appid 登录时得到的 openid。",
            "Use the openid obtained by a login under this very appid.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        49005,
        "not existed transid{suffix}",
        "documented-table",
        ("payment related APIs",),
        cause=Text(
            "查不到这个订单号。",
            "No such transaction number is known.",
        ),
        fix=Text(
            "检查订单号有没有写错、有没有截断。",
            "See whether the number is mistyped or cut off.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        50001,
        "api unauthorized or user unauthorized{suffix}",
        "documented-table",
        ("user data APIs",),
        cause=Text(
            "用户没有同意提供这项内容，或者账号没有这个接口的权限。",
            "The user has not agreed to this, or the account may not use the endpoint.",
        ),
        fix=Text(
            "重新发起授权，用户同意后再调用。",
            "Go through the authorisation once more and call after the user has agreed.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        60006,
        "user cancel the auth{suffix}",
        "documented-table",
        ("authorisation services",),
        cause=Text(
            "用户在授权时选择了取消。",
            "The user called the authorisation off.",
        ),
        fix=Text(
            "等用户主动点击时再次发起，不要自动弹出。",
            "Offer it again when the user taps, not by itself.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        87007,
        "session_key is not existd or expired{suffix}",
        "documented-table",
        ("checkSessionKey", "resetUserSessionKey", "getUserEncryptKey"),
        cause=Text(
            "微信这边没有这位用户的有效登录态，可能很久没有登录，或者已经过期。",
            "WeChat holds no live session for this user; the last login may be long ago, or the session has run out.",
        ),
        fix=Text(
            "让前端重新 wx.login 并换取新的 session_key；报错里的拼写 existd 是微信原文。",
            "Have the client call wx.login and exchange the new code; the spelling existd in the message is "
            "WeChat's own.",
        ),
        source=USER_ENCRYPT_KEY_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("checkSessionKey",),
                Text(
                    "要检查的这位用户没有有效的登录态，所以不必再验证手里的 session_key。",
                    "The user being checked has no live session, so the stored session_key is of no more use.",
                ),
                Text(
                    "删除服务器保存的 session_key，让前端重新 wx.login。",
                    "Drop the stored session_key and have the client call wx.login again.",
                ),
            ),
            Meaning(
                ("resetUserSessionKey",),
                Text(
                    "没有可以重置的登录态：它已经过期，重置不能让它恢复。",
                    "There is no session to reset: it has ended, and a reset does not bring it back.",
                ),
                Text(
                    "不要重试重置，改为让前端重新 wx.login。",
                    "Do not retry the reset; have the client call wx.login again.",
                ),
            ),
            Meaning(
                ("getUserEncryptKey",),
                Text(
                    "用户没有有效的登录态，所以取不到加密网络通道的密钥。",
                    "The user has no live session, so the keys of the encrypted network channel are not given out.",
                ),
                Text(
                    "先让前端重新 wx.login，再用新的 session_key 计算签名后调用。",
                    "Have the client call wx.login, then sign with the new session_key and call again.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        87008,
        "invalid sig_method{suffix}",
        "documented-table",
        ("checkSessionKey", "resetUserSessionKey", "getUserEncryptKey"),
        cause=Text(
            "请求里写的签名方法不被支持。",
            "The signature method named in the request is not supported.",
        ),
        fix=Text(
            "sig_method 一律填写 hmac_sha256（小写、下划线）。",
            "Set sig_method to hmac_sha256, in lower case with the underscore.",
        ),
        source=USER_ENCRYPT_KEY_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        87009,
        "invalid signature{suffix}",
        "documented-table",
        ("checkSessionKey", "resetUserSessionKey", "getUserEncryptKey"),
        cause=Text(
            "签名核对不上：服务器保存的 session_key 可能已经换新，或者签名的算法写错了。",
            "The signature does not check out: the stored session_key may have been replaced, or the signature "
            "is computed in the wrong way.",
        ),
        fix=Text(
            "以 session_key 的 Base64 原文作为密钥（不要解码），GET 请求对空字符串做 HMAC-SHA256，"
            "输出小写十六进制。先用官方示例验证算法，算法无误就说明密钥已失效，需要重新登录。",
            "Use the Base64 text of session_key itself as the key (do not decode it), take HMAC-SHA256 of the "
            "empty string for a GET, and write lower-case hex. Try the official example first; if that comes "
            "out right, the key is stale and a new login is due.",
        ),
        source=CHECK_SESSION_KEY_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("checkSessionKey",),
                Text(
                    "保存的 session_key 不是当前有效的那个，或者签名算错了。两种情况报错相同。",
                    "The stored session_key is not the one now in force, or the signature was computed wrongly. Both "
                    "look alike.",
                ),
                Text(
                    "核对算法：密钥是 session_key 原文而不是解码后的字节，内容是空字符串，不是 openid 或 rawData，"
                    "结果为小写十六进制。算法正确就让前端重新登录。",
                    "Check the computation: the key is the text of session_key and not the decoded bytes, the message "
                    "is empty and neither openid nor rawData, the result is lower-case hex. If all that holds, let the "
                    "client log in again.",
                ),
            ),
            Meaning(
                ("resetUserSessionKey",),
                Text(
                    "重置登录态时签名不对，旧的 session_key 已经换掉，或者签名算错了。",
                    "The signature for resetting the session is wrong: the old session_key has been replaced already, "
                    "or the computation is off.",
                ),
                Text(
                    "签名算法与 checkSessionKey 完全相同；先用 checkSessionKey 确认手里的密钥仍然有效。",
                    "The signature is made exactly as for checkSessionKey; use that endpoint first to see whether your "
                    "key is still in force.",
                ),
            ),
            Meaning(
                ("getUserEncryptKey",),
                Text(
                    "取加密通道密钥时签名不对，session_key 已经换掉，或者签名算错了。",
                    "The signature for the encrypted channel's keys is wrong: the session_key has been replaced, or "
                    "the computation is off.",
                ),
                Text(
                    "按 checkSessionKey 的方法对空字符串签名，并使用当前的 session_key。",
                    "Sign the empty string as for checkSessionKey, with the session_key now in force.",
                ),
            ),
        ),
    ),
)
