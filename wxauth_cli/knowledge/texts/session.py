"""`wxauth session`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text("记住的会话：session_key 及其检查。", "Remembered sessions: their session_keys, and checking them."),
    "list.help": Text(
        "列出记住的会话，不读取 session_key。\n\n指定了 --profile 时只列那个小程序的。",
        "List the remembered sessions; reads no session_key.\n\nWith --profile, only those of that app.",
    ),
    "list.examples": Text(
        "wxauth session list\nwxauth session list --profile prod --json",
        "wxauth session list\nwxauth session list --profile prod --json",
    ),
    "show.help": Text("显示一个用户最近三次的 session_key，打码。", "Show a user's last three session_keys, masked."),
    "show.examples": Text(
        "wxauth session show oABCD1234567890abcdefghijklm\n# 看原文\n"
        "wxauth session show oABCD1234567890abcdefghijklm --reveal",
        "wxauth session show oABCD1234567890abcdefghijklm\n# in clear\n"
        "wxauth session show oABCD1234567890abcdefghijklm --reveal",
    ),
    "show.param.openid": Text("用户的 openid。", "The user's openid."),
    "forget.help": Text(
        "删除记住的 session_key。微信那边的会话不受影响。",
        "Delete remembered session_keys. The session at WeChat goes on.",
    ),
    "forget.examples": Text(
        "wxauth session forget oABCD1234567890abcdefghijklm\n"
        "# 一个小程序的全部\nwxauth session forget --all --profile dev",
        "wxauth session forget oABCD1234567890abcdefghijklm\n"
        "# all of an app\nwxauth session forget --all --profile dev",
    ),
    "forget.param.openid": Text("用户的 openid。", "The user's openid."),
    "forget.param.every": Text(
        "删除全部（指定 --profile 时只删那个小程序的）。", "Delete all (with --profile, those of that app)."
    ),
    "none": Text(
        "没有记住任何会话。wxauth exchange 会记住它换到的。",
        "No session is remembered. wxauth exchange remembers what it gets.",
    ),
    "column.keys": Text("session_key 个数", "session_keys"),
    "column.obtained": Text("最近取得", "last obtained"),
    "title": Text("会话", "Session"),
    "newest": Text("最新", "newest"),
    "forgotten": Text("已删除 {n} 个会话。", "{n} session(s) are gone."),
    "nothing-forgotten": Text(
        "没有记住这样的会话，什么都没有删除。", "No such session is remembered; nothing was deleted."
    ),
    "check.help": Text(
        "问微信：记住的 session_key 是不是当前的（checkSessionKey）。\n\n"
        "不是当前的退出码为 10。要用 access_token：默认自动取 stable_token，不影响生产环境。",
        "Ask WeChat whether the remembered session_key is the current one (checkSessionKey).\n\n"
        "Exit code 10 if it is not. Needs an access_token: a stable_token is fetched unless one is given, which does "
        "not disturb production.",
    ),
    "check.examples": Text(
        "wxauth session check oABCD1234567890abcdefghijklm\n# 用生产环境现成的 token\n"
        "wxauth session check oABCD1234567890abcdefghijklm --access-token-file token.txt",
        "wxauth session check oABCD1234567890abcdefghijklm\n# with production's own token\n"
        "wxauth session check oABCD1234567890abcdefghijklm --access-token-file token.txt",
    ),
    "check.param.openid": Text("用户的 openid。", "The user's openid."),
    "check.param.access_token_file": Text(
        "用这个文件里的 access_token（- 为标准输入），不另取；也可以用 WXAUTH_ACCESS_TOKEN。",
        "Use the access_token in this file (- for standard input) and fetch none; or set WXAUTH_ACCESS_TOKEN.",
    ),
    "reset.help": Text(
        "让微信给用户换一个新的 session_key（resetUserSessionKey）。\n\n"
        "旧的立即作废：正在用它的服务器会解密失败。所以要再输入一次 appid（--confirm-appid，或在终端回答）。"
        "新 key 的到期时间与旧的相同。",
        "Have WeChat replace the user's session_key (resetUserSessionKey).\n\n"
        "The former one is dead at once, and a server that still uses it fails to decrypt. So the appid has to be "
        "typed again (--confirm-appid, or at the terminal). The new key ends when the former one would have.",
    ),
    "reset.examples": Text(
        "wxauth session reset oABCD1234567890abcdefghijklm --confirm-appid wx0123456789abcdef",
        "wxauth session reset oABCD1234567890abcdefghijklm --confirm-appid wx0123456789abcdef",
    ),
    "reset.param.openid": Text("用户的 openid。", "The user's openid."),
    "reset.param.confirm_appid": Text(
        "再写一次 appid，表示知道旧的 session_key 会作废。",
        "The appid once more: you know that the former session_key dies.",
    ),
    "reset.param.access_token_file": Text(
        "用这个文件里的 access_token（- 为标准输入），不另取；也可以用 WXAUTH_ACCESS_TOKEN。",
        "Use the access_token in this file (- for standard input) and fetch none; or set WXAUTH_ACCESS_TOKEN.",
    ),
    "current": Text("记住的 session_key 是当前的。", "The remembered session_key is the current one."),
    "not-current": Text(
        "记住的 session_key 已不是当前的，用它解不开新的数据。",
        "The remembered session_key is not the current one; it does not open new data.",
    ),
    "reset": Text("微信换了新的 session_key，旧的已作废。", "WeChat gave a new session_key; the former one is dead."),
}
