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
}
