"""Codes about single parameters and signatures of a request."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import GLOBAL_TABLE, RESET_SESSION_KEY_PAGE

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40048,
        "invalid url domain{suffix}",
        "documented-table",
        ("URL-bearing APIs",),
        cause=Text(
            "请求里填写的网址或域名不被允许。",
            "A URL or domain given in the request is not allowed.",
        ),
        fix=Text(
            "改成已在后台登记、使用 HTTPS 的域名。",
            "Change it to an HTTPS domain that is registered in the console.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40097,
        "invalid args{suffix}",
        "documented-table",
        ("checkSessionKey", "resetUserSessionKey", "checkEncryptedData", "getGroupEnterInfo"),
        cause=Text(
            "请求里少了必要的参数，或者参数的格式不对。",
            "The request lacks a required parameter, or one has the wrong form.",
        ),
        fix=Text(
            "看实际发出的 URL 和请求体，按文档把参数名过一遍。",
            "Look at the URL and body as they were really sent, and go through the parameter names with the "
            "documentation.",
        ),
        source=RESET_SESSION_KEY_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("checkSessionKey", "resetUserSessionKey"),
                Text(
                    "检查或重置登录态的请求少了参数，或者写法不对。",
                    "The request to check or reset a session lacks a parameter or has one in the wrong form.",
                ),
                Text(
                    "openid、signature 和 sig_method 都要写在 URL 参数里，并且都不能为空。",
                    "Put openid, signature and sig_method into the query string, none of them empty.",
                ),
            ),
            Meaning(
                ("checkEncryptedData",),
                Text(
                    "核对加密数据的请求少了参数，或者写法不对。",
                    "The request to check encrypted data lacks its parameter or has it in the wrong form.",
                ),
                Text(
                    "在 JSON 请求体里提供 encrypted_msg_hash。",
                    "Supply encrypted_msg_hash in the JSON body.",
                ),
            ),
            Meaning(
                ("getGroupEnterInfo",),
                Text(
                    "用户不是从符合要求的场景进入的，所以取不到群信息。",
                    "The user did not come in through a suitable scene, so there is no group information.",
                ),
                Text(
                    "先判断进入小程序的场景，再调用这个接口。",
                    "Look at the scene the mini program was entered by before calling this.",
                ),
            ),
        ),
    ),
    ErrCode(
        "weixin",
        40101,
        "missing parameter{suffix}",
        "documented-table",
        ("JSON POST APIs",),
        cause=Text(
            "请求里少了一个必要的参数。",
            "One parameter that the endpoint needs was not sent.",
        ),
        fix=Text(
            "对照接口文档找出并补上它。",
            "Find out from the documentation which one and add it.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40106,
        "invalid user name{suffix}",
        "documented-table",
        ("account APIs",),
        cause=Text(
            "请求里的账号原始 ID 不对。",
            "The account's original id in the request is not right.",
        ),
        fix=Text(
            "填写后台显示的、以 gh_ 开头的原始 ID。",
            "Give the original id shown in the console, the one that begins with gh_.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40108,
        "invalid client version{suffix}",
        "documented-table",
        ("client-bound APIs",),
        cause=Text(
            "用户的微信或基础库版本太旧。",
            "The user's WeChat or base library is too old.",
        ),
        fix=Text(
            "提高最低基础库要求，或者在代码里按版本分别处理。",
            "Raise the minimum base library, or treat old versions separately in code.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40159,
        "invalid length for path, or the data is not json string{suffix}",
        "documented-table",
        ("qrcode and link APIs",),
        cause=Text(
            "页面路径太长，或者请求内容不是 JSON。",
            "The page path is too long, or the request is not JSON.",
        ),
        fix=Text(
            "缩短 path，并检查请求体的序列化。",
            "Make path shorter and check how the body is serialised.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40178,
        "invalid sign{suffix}",
        "documented-table",
        ("signed legacy APIs",),
        cause=Text(
            "旧式接口的签名不正确。",
            "The signature of an old-style request is wrong.",
        ),
        fix=Text(
            "把参与签名的字符串打印出来，逐字节对照文档的要求。",
            "Print the string that is signed and compare it byte by byte with what the documentation asks for.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40185,
        "invalid auth_token, or auth_token is expired{suffix}",
        "documented-table",
        ("auth_token APIs",),
        cause=Text(
            "微信不再接受这个 auth_token，它可能不对，也可能过期了。",
            "WeChat does not take this auth_token: it is wrong, or its time is over.",
        ),
        fix=Text(
            "重新走一遍产生它的授权步骤。",
            "Repeat the authorisation that it came from.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40187,
        "invalid ip{suffix}",
        "documented-table",
        ("IP-bearing APIs",),
        cause=Text(
            "请求参数里的 IP 地址格式不对。这里说的不是 IP 白名单。",
            "An IP address given as a parameter is malformed. The IP whitelist is not meant.",
        ),
        fix=Text(
            "传入标准的 IPv4 或 IPv6 地址，不带端口。",
            "Pass a plain IPv4 or IPv6 address, without a port.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40188,
        "invalid scope{suffix}",
        "documented-table",
        ("scope APIs",),
        cause=Text(
            "请求的授权范围名称不存在。",
            "The name of the requested scope does not exist.",
        ),
        fix=Text(
            "只能用授权文档列出的 scope 名称。",
            "Take a scope that the authorisation page lists.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        40211,
        "invalid scope_data{suffix}",
        "documented-table",
        ("scope APIs",),
        cause=Text(
            "scope_data 的内容不合要求。",
            "The content of scope_data is not acceptable.",
        ),
        fix=Text(
            "检查 scope_data 里面的 JSON。",
            "Check the JSON that scope_data holds.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41010,
        "missing url{suffix}",
        "documented-table",
        ("URL-bearing APIs",),
        cause=Text(
            "请求里没有提供 url。",
            "The request does not give a url.",
        ),
        fix=Text(
            "按文档补上 url 参数。",
            "Add the parameter url as documented.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        41011,
        "missing required fields! please check document and request json!{suffix}",
        "documented-table",
        ("JSON POST APIs",),
        cause=Text(
            "请求的 JSON 里少了必填内容。",
            "The JSON of the request lacks fields that must be there.",
        ),
        fix=Text(
            "对照文档逐项检查字段名和层级。",
            "Check names and nesting of all fields with the documentation.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        49004,
        "not match signature{suffix}",
        "documented-table",
        ("signed legacy APIs",),
        cause=Text(
            "旧式接口的签名对不上。",
            "The signature of an old-style request does not match.",
        ),
        fix=Text(
            "按文档重新计算签名。",
            "Compute it anew as the documentation says.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        60005,
        "empty jsapi name{suffix}",
        "documented-table",
        ("jsapi services",),
        cause=Text(
            "请求里的 jsapi 名称是空的。",
            "The name of the jsapi in the request is empty.",
        ),
        fix=Text(
            "传入要使用的 jsapi 名称。",
            "Give the name of the jsapi that is wanted.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61450,
        "system error{suffix}",
        "documented-table",
        ("customer-service APIs",),
        cause=Text(
            "客服接口内部出错。",
            "The customer-service endpoint failed inside.",
        ),
        fix=Text(
            "过一会儿再请求。",
            "Send the request again later.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        61451,
        "invalid parameter{suffix}",
        "documented-table",
        ("customer-service APIs",),
        cause=Text(
            "发给客服接口的参数不正确。",
            "A parameter sent to the customer-service endpoint is not right.",
        ),
        fix=Text(
            "对照文档检查各个参数的取值。",
            "Check each value with the documentation.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        63002,
        "invalid signature{suffix}",
        "documented-table",
        ("signed APIs",),
        cause=Text(
            "请求的签名没有通过核对。",
            "The signature of the request did not pass the check.",
        ),
        fix=Text(
            "按该接口的规则再算一次签名。",
            "Work the signature out again by the rules of that endpoint.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        63003,
        "invalid signature method{suffix}",
        "documented-table",
        ("signed APIs",),
        cause=Text(
            "请求使用的签名方法不受支持。",
            "The request names a signature method that is not supported.",
        ),
        fix=Text(
            "改成文档规定的签名方法。",
            "Change to the method that the documentation prescribes.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        63004,
        "no authroize{suffix}",
        "documented-table",
        ("authorised APIs",),
        cause=Text(
            "还没有取得授权。报错里的拼写 authroize 是微信原文。",
            "The authorisation has not been given. The spelling authroize in the message is WeChat's own.",
        ),
        fix=Text(
            "完成授权以后再调用。",
            "Complete the authorisation before calling.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
)
