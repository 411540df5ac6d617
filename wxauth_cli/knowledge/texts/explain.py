"""Sentences of `wxauth explain`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "查一个错误码、一个原因、一个主题、一个 rid 或一段报错文字。\n"
        "同一个错误码在不同接口上意思不同，用 --api 指明接口。不联网。",
        "Look up an errcode, a cause, a topic, a rid, or the text of an error.\n"
        "One errcode means different things at different endpoints; name the endpoint with --api. Works offline.",
    ),
    "examples": Text(
        "wxauth explain 40029\n"
        "# 取手机号时的 40029\n"
        "wxauth explain 40029 --api getuserphonenumber\n"
        "wxauth explain -41003\n"
        "wxauth explain code been used\n"
        "wxauth explain code-appid-mismatch\n"
        "# 主题：授权、隐私、资料接口的历史、登录态\n"
        "wxauth explain scope.werun\n"
        "wxauth explain session_key 有效期多久\n"
        "# rid 里有微信收到请求的时间\n"
        "wxauth explain 652d44d0-1d0af18b-5b069232\n"
        "wxauth explain --list",
        "wxauth explain 40029\n"
        "# 40029 from the phone number endpoint\n"
        "wxauth explain 40029 --api getuserphonenumber\n"
        "wxauth explain -41003\n"
        "wxauth explain code been used\n"
        "wxauth explain code-appid-mismatch\n"
        "# Topics: scopes, privacy, the history of profiles, sessions\n"
        "wxauth explain scope.werun\n"
        "wxauth explain how long does a session_key last\n"
        "# A rid holds the time at which WeChat got the request\n"
        "wxauth explain 652d44d0-1d0af18b-5b069232\n"
        "wxauth explain --list",
    ),
    "param.words": Text(
        "错误码、原因、主题、rid 或报错文字；不给就列出全部。",
        "An errcode, a cause, a topic, a rid or the text of an error; without it, all are listed.",
    ),
    "param.api": Text(
        "报错的接口，例如 code2Session、getuserphonenumber、token、stable_token。",
        "The endpoint that answered, such as code2Session, getuserphonenumber, token, stable_token.",
    ),
    "param.all_known": Text("列出全部错误码、原因和主题。", "List every error code, cause and topic."),
    "param.markdown": Text("输出 Markdown，可以贴进工单或群里。", "Print Markdown, for an issue or a chat."),
    "lookalikes": Text("容易混淆的原因", "Causes that look like it"),
    "alike": Text("{symptom}：也可能是 {names}。{tell}", "When {symptom}, it may also be {names}. {tell}"),
    "reproduce": Text("怎样重现", "how to see it"),
    "no-step": Text("不属于某一步", "no step of its own"),
    "see": Text("接着看", "read on"),
    "list.topics": Text("主题（{n}）", "Topics ({n})"),
    "column.topic": Text("主题", "topic"),
    "column.about": Text("内容", "what it says"),
    "group.scope": Text("授权", "scopes"),
    "group.privacy": Text("隐私", "privacy"),
    "group.errno": Text("小程序端错误", "client errors"),
    "group.profile": Text("用户资料", "profiles"),
    "group.login": Text("登录态", "login and session"),
    "scope": Text("谁的错误码", "whose number"),
    "scope.weixin": Text("微信服务器（api.weixin.qq.com）", "WeChat's servers (api.weixin.qq.com)"),
    "scope.wecom": Text("企业微信（qyapi.weixin.qq.com）", "WeCom (qyapi.weixin.qq.com)"),
    "scope.client": Text("小程序端（wx.* 的 errno 或 errCode）", "the client (errno or errCode of wx.*)"),
    "scope.local": Text("官方解密示例代码，不是服务器给的", "the official decryption sample; no server sends it"),
    "scope-short.weixin": Text("微信", "WeChat"),
    "scope-short.wecom": Text("企业微信", "WeCom"),
    "scope-short.client": Text("小程序端", "client"),
    "scope-short.local": Text("示例代码", "sample code"),
    "literal": Text("文字", "its text"),
    "literal.observed": Text("见过实际返回", "seen in real answers"),
    "literal.documented-table": Text("来自官方错误码表", "from Tencent's table"),
    "literal.memory": Text("未找到出处，仅供参考", "no source found; take it as a hint"),
    "literal.unknown": Text("未见过实际文字", "the real text is not known"),
    "apis": Text("出现在", "seen at"),
    "source": Text("出处", "source"),
    "confidence.documented": Text("官方文档", "documented by Tencent"),
    "confidence.sdk": Text("SDK 或社区帖子", "from an SDK or posts"),
    "cause": Text("意思", "meaning"),
    "causes": Text("单凭这个错误码，可能的原因", "What this number alone can come from"),
    "rid.time": Text("微信收到的时间（北京）", "received by WeChat (Beijing)"),
    "rid.lookup": Text("在线查询", "online lookup"),
    "rid.open": Text(
        "还在 7 天之内，同一账号可以用 wxauth rid 查；/sns 登录接口的 rid 不支持",
        "within its 7 days: the same account can use wxauth rid; rids of the login's /sns endpoints are not supported",
    ),
    "rid.closed": Text("不在 7 天的查询期内", "outside the 7 days of the lookup"),
    "column.errcode": Text("错误码", "errcode"),
    "column.scope": Text("来自", "from"),
    "column.errmsg": Text("errmsg", "errmsg"),
    "column.cause": Text("意思", "meaning"),
    "column.id": Text("原因", "cause"),
    "column.title": Text("是什么", "what it is"),
    "list.errcodes": Text("错误码（{n}）", "Error codes ({n})"),
    "list.causes": Text("原因（{n}）", "Causes ({n})"),
    "list.more": Text(
        "用 wxauth explain 加错误码、原因或主题看详情。",
        "wxauth explain with a number, a cause or a topic shows the details.",
    ),
}
