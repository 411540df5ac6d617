"""`wxauth rid`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "从 rid 读出时间；需要时向微信查询那次请求。\n\n"
        "rid 的前 8 位是微信收到请求的时间，离线就能读。整条 errmsg 或报错 JSON 也可以直接粘贴。"
        "--lookup 用 access_token 查询微信的记录：只支持 7 天内、同一账号、/sns 以外的接口。",
        "Read the time in a rid; ask WeChat for the request where it is wanted.\n\n"
        "The first 8 digits of a rid are WeChat's time of receipt, which needs no network. A whole errmsg or error "
        "JSON can be pasted. --lookup asks WeChat for its record, with an access_token: within 7 days, of the same account, "
        "and not of /sns endpoints.",
    ),
    "examples": Text(
        "wxauth rid 652d44d0-1d0af18b-5b069232\n"
        "# 整条报错\ncat error.json | wxauth rid -\n"
        "# 向微信查询\nwxauth rid 66b2251b-59e5467f-4220f10e --lookup",
        "wxauth rid 652d44d0-1d0af18b-5b069232\n"
        "# a whole error\ncat error.json | wxauth rid -\n"
        "# ask WeChat\nwxauth rid 66b2251b-59e5467f-4220f10e --lookup",
    ),
    "param.rid": Text(
        "rid，或含有 rid 的 errmsg、报错 JSON；- 表示从标准输入读。",
        "A rid, or an errmsg or error JSON that holds one; - reads standard input.",
    ),
    "param.lookup": Text("用 access_token 向微信查询这次请求。", "Ask WeChat for the request, with an access_token."),
    "param.access_token_file": Text(
        "用这个文件里的 access_token（- 为标准输入），不另取；也可以用 WXAUTH_ACCESS_TOKEN。",
        "Use the access_token in this file (- for standard input) and fetch none; or set WXAUTH_ACCESS_TOKEN.",
    ),
    "time": Text("微信收到请求的时间", "WeChat's time of receipt"),
    "skew": Text("时钟", "clock"),
    "skew.behind": Text(
        "rid 的时间在本机的将来：本机时钟至少慢 {time}",
        "the rid is of this machine's future: its clock is behind by {time} at least",
    ),
    "gateway": Text("哪类接口", "kind of endpoint"),
    "family.sns": Text("/sns/*（登录）", "/sns/* (login)"),
    "family.old-sns": Text("/sns/*（旧格式）", "/sns/* (old form)"),
    "family.cgi-bin": Text("/cgi-bin 或 /wxa", "/cgi-bin or /wxa"),
    "family.old-cgi": Text("/cgi-bin（旧格式）", "/cgi-bin (old form)"),
    "family.component": Text("第三方平台", "third-party platform"),
    "family.wecom": Text("企业微信", "WeCom"),
    "family.cloud": Text("云调用", "cloud call"),
    "lookup": Text("向微信查询", "lookup at WeChat"),
    "possible": Text("可以：加 --lookup", "possible: add --lookup"),
    "possible.maybe": Text(
        "可以试试 --lookup；登录接口（/sns）的 rid 查不到", "try --lookup; rids of the login (/sns) cannot be looked up"
    ),
    "impossible.sns": Text(
        "不能：微信不支持查询登录接口（/sns）的 rid", "impossible: WeChat does not look up rids of the login (/sns)"
    ),
    "impossible.too-old": Text("不能：超过 7 天", "impossible: older than 7 days"),
    "recorded": Text("微信的记录", "WeChat's record"),
}
