"""Codes about the request itself: system state, path, verb, body and encoding."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import CODE2SESSION_PAGE, ERROR_CODE_PAGE, GLOBAL_TABLE

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        -1,
        "system error{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "微信的系统正忙或内部出错。这次请求有没有生效不一定。",
            "WeChat's system is busy or failed inside. Whether the request took effect is uncertain.",
        ),
        fix=Text(
            "间隔 1、2、4 秒依次加长地重试，最多 5 次；一直不恢复就记下 rid 并查看微信的服务公告。",
            "Retry after 1, 2, 4 seconds and so on, 5 times at most; if it stays, note the rid and look at "
            "WeChat's service notices.",
        ),
        source=CODE2SESSION_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("code2Session",),
                Text(
                    "换取登录时微信系统正忙。这个 code 有可能已经被消耗。",
                    "WeChat was busy during the login exchange. The code may already be used up.",
                ),
                Text(
                    "稍等后重试一次；如果得到 40163，就让前端重新 wx.login 取新 code。",
                    "Wait a moment and retry; if that gives 40163, have the client fetch a new code through wx.login.",
                ),
            ),
            Meaning(
                ("getPhoneNumber",),
                Text(
                    "换取手机号时微信系统正忙，号码没有拿到。",
                    "WeChat was busy while the phone number was asked for, so no number came back.",
                ),
                Text(
                    "用同一个 code 重试一次；仍然失败就请用户再点一次按钮。",
                    "Retry once with the same code; if that fails too, ask the user to tap the button again.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        0,
        "ok",
        "observed",
        ("*",),
        cause=Text(
            "一切正常，请求成功。登录和取令牌的接口成功时往往不带 errcode。",
            "All is well, the request succeeded. Login and token endpoints often leave errcode out on success.",
        ),
        fix=Text(
            "程序里把「没有 errcode」也当作成功。",
            "Let the program take an answer without errcode as a success.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40033,
        "invalid charset. please check your request, if include \\uxxxx will create fail!{suffix}",
        "documented-table",
        ("JSON POST APIs",),
        cause=Text(
            "请求内容的文字编码不合要求，微信无法接受。",
            "The text encoding of the request is not what WeChat accepts.",
        ),
        fix=Text(
            "以真正的 UTF-8 发送，不要把中文转成 \\uXXXX（Python 用 ensure_ascii=False，PHP 用 "
            "JSON_UNESCAPED_UNICODE）。",
            "Send real UTF-8 and no \\uXXXX escapes (ensure_ascii=False in Python, JSON_UNESCAPED_UNICODE in PHP).",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40035,
        "invalid args size{suffix}",
        "documented-table",
        ("JSON POST APIs",),
        cause=Text(
            "参数的个数或大小超出了允许范围。",
            "There are too many or too few arguments, or one has a size that is not allowed.",
        ),
        fix=Text(
            "逐个对照接口文档检查请求体。",
            "Go through the body field by field with the documentation.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40066,
        "invalid url{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "微信没有这个接口地址：路径可能写错、多了字符，域名不对，或者接口没有向这个账号开放。",
            "WeChat knows no such address: the path may be mistyped or have extra characters, the host may be "
            "wrong, or the endpoint is not open to this account.",
        ),
        fix=Text(
            "路径直接照抄文档，再看程序最后请求的完整 URL：斜杠有没有重复，开头的 /cgi-bin 或 /wxa 有没有丢。",
            "Copy the path from the documentation and look at the URL as finally joined, for example for "
            "doubled slashes or a lost /cgi-bin or /wxa.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40221,
        "invalid Content-Encoding{suffix}",
        "observed",
        ("JSON POST APIs",),
        cause=Text(
            "一个请求头设置不当：Content-Encoding 是压缩方式，不应写字符集。",
            "A header is set wrongly: Content-Encoding names a compression and not a character set.",
        ),
        fix=Text(
            "去掉 Content-Encoding: UTF-8 之类的请求头，字符集写进 Content-Type。",
            "Remove a header such as Content-Encoding: UTF-8 and state the character set in Content-Type.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40222,
        "invalid request idc domain{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "所用的地区域名不提供这个接口。",
            "The regional host in use does not offer this endpoint.",
        ),
        fix=Text(
            "把请求发到通用域名 api.weixin.qq.com。",
            "Send the request to the general host api.weixin.qq.com.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        43001,
        "require GET method{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "服务器用错了请求方式，这个接口只接受 GET。",
            "The server used the wrong kind of request; this endpoint takes GET only.",
        ),
        fix=Text(
            "改为 GET，参数写在 URL 上。",
            "Change it to GET with the parameters in the URL.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        43002,
        "require POST method{suffix}",
        "documented-table",
        ("getStableAccessToken", "POST APIs"),
        cause=Text(
            "服务器用错了请求方式，这个接口只接受 POST。中途的跳转也可能把 POST 变成 GET。",
            "The server used the wrong kind of request; this endpoint takes POST only. A redirect on the way "
            "may also have turned POST into GET.",
        ),
        fix=Text(
            "用 POST 发送 JSON 请求体，URL 直接写 https，避免从 http 跳转。",
            "POST a JSON body, and write https in the URL so that nothing is redirected from http.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("getStableAccessToken",),
                Text(
                    "取稳定版 access_token 只能用 POST，而服务器发的是 GET。",
                    "A stable access_token can be had by POST only, but the server sent GET.",
                ),
                Text(
                    "从 getAccessToken 迁移过来时，除了路径还要改成 POST，并把参数放进 JSON 请求体。",
                    "When moving over from getAccessToken, change the path and also the verb, and put the parameters "
                    "into a JSON body.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        43003,
        "require https{suffix}",
        "documented-table",
        ("*",),
        cause=Text(
            "请求没有加密传输，而微信只接受 HTTPS。",
            "The request was sent without encryption, and WeChat takes HTTPS only.",
        ),
        fix=Text(
            "把地址开头改成 https://。",
            "Begin the address with https://.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        44002,
        "empty post data{suffix}",
        "documented-table",
        ("getPhoneNumber", "checkEncryptedData", "POST APIs"),
        cause=Text(
            "微信收到的请求体是空的：可能用了 GET，把参数写在了网址上，或者中间环节把内容丢了。",
            "The body that reached WeChat is empty: GET was used, the parameters were put into the address, or "
            "something in between dropped them.",
        ),
        fix=Text(
            "用 POST 发送 JSON 请求体，并确认带有正确的 Content-Length。",
            "POST a JSON body and make sure that it carries the right Content-Length.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("getPhoneNumber",),
                Text(
                    "换取手机号的请求是空的，手机号 code 没有放进请求体。",
                    "The request for the phone number is empty: the phone code was not put into the body.",
                ),
                Text(
                    "把手机号 code 放进 JSON 请求体，只有 access_token 留在 URL 上。",
                    "Put the phone code into the JSON body; only access_token stays in the URL.",
                ),
            ),
            Meaning(
                ("checkEncryptedData",),
                Text(
                    "核对加密数据的请求是空的。",
                    "The request to check encrypted data is empty.",
                ),
                Text(
                    "在 JSON 请求体里放入 encrypted_msg_hash，并用 POST 发送。",
                    "POST a JSON body that holds encrypted_msg_hash.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        45002,
        "content size out of limit{suffix}",
        "documented-table",
        ("JSON POST APIs",),
        cause=Text(
            "发送的内容太长了。",
            "What was sent is too long.",
        ),
        fix=Text(
            "减少内容后重新发送。",
            "Cut the content down and send it again.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        47001,
        "data format error{suffix}",
        "observed",
        ("getPhoneNumber", "getStableAccessToken", "JSON POST APIs"),
        cause=Text(
            "请求内容不是正确的 JSON，微信无法解析。",
            "The request is not correct JSON, so WeChat cannot read it.",
        ),
        fix=Text(
            "以 application/json 发送原始 JSON，不要用表单格式，也不要再包一层字符串；记录实际发出的字节，检查 "
            "BOM、多余逗号和缺少的字段。",
            "Send plain JSON as application/json, not a form and not JSON wrapped in a string; log the bytes "
            "as sent and look for a BOM, a trailing comma or a missing field.",
        ),
        source=ERROR_CODE_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("getPhoneNumber",),
                Text(
                    "换取手机号的请求体不是正确的 JSON，最常见的是按表单格式发送了 code。",
                    "The body of the request for the phone number is not correct JSON; most often the code was sent as "
                    "a form.",
                ),
                Text(
                    "发送只含 code 字段（以及可选 openid）的 JSON 对象，检查字段名有没有多余空格。",
                    "Send a JSON object with the field code (and openid if wanted), and look for blanks inside the "
                    "field name.",
                ),
            ),
            Meaning(
                ("getStableAccessToken",),
                Text(
                    "取稳定版 access_token 的请求体不是正确的 JSON。",
                    "The body of the request for a stable access_token is not correct JSON.",
                ),
                Text(
                    "用 JSON 库生成含 grant_type、appid、secret 的请求体，不要用表单格式。",
                    "Let a JSON library write the body with grant_type, appid and secret; a form is not accepted.",
                ),
            ),
            Meaning(
                ("checkEncryptedData",),
                Text(
                    "核对加密数据的请求体不是正确的 JSON。",
                    "The body of the request to check encrypted data is not correct JSON.",
                ),
                Text(
                    "用 JSON 库生成含 encrypted_msg_hash 的请求体。",
                    "Let a JSON library write the body with encrypted_msg_hash.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        47002,
        "data format error, do NOT use json unicode encode (\\uxxxx\\uxxxx), please use utf8 encoded text!{suffix}",
        "documented-table",
        ("JSON POST APIs",),
        cause=Text(
            "请求里的文字被写成了转义形式，这个接口只收 UTF-8 原文。",
            "Text in the request was written as escapes, and this endpoint wants it as plain UTF-8.",
        ),
        fix=Text(
            "序列化时关掉 \\uXXXX 转义，直接输出 UTF-8。",
            "Switch \\uXXXX escaping off in the serialiser and write UTF-8.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        65318,
        "must use utf-8 charset{suffix}",
        "documented-table",
        ("JSON POST APIs",),
        cause=Text(
            "请求内容必须是 UTF-8 编码，实际不是。",
            "The request has to be in UTF-8 but is not.",
        ),
        fix=Text(
            "统一改成 UTF-8 后发送。",
            "Convert everything to UTF-8 and send it again.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
)
