"""`wxauth phone`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "用手机号 code 换手机号（getPhoneNumber）。\n\n"
        "code 是手机号按钮事件里的 e.detail.code，只能换一次，5 分钟内有效。答案在钥匙串里留 10 分钟，"
        "所以先打码看一眼，再用 --reveal 看原文，不会再用掉一个 code。",
        "Exchange a phone code for the number (getPhoneNumber).\n\n"
        "The code is e.detail.code of the phone button's event; it can be exchanged once, within 5 minutes. The answer "
        "stays in the keyring for 10 minutes, so that a masked first look can be followed by --reveal without spending "
        "another code.",
    ),
    "examples": Text(
        "# code 从剪贴板来\npbpaste | wxauth phone -\n"
        "# 同时让微信核对是不是这位用户的 code\nwxauth phone - --openid oABCD1234567890abcdefghijklm < code.txt\n"
        "# 用生产环境现成的 token，不另取\nwxauth phone - --access-token-file token.txt < code.txt",
        "# the code comes from the clipboard\npbpaste | wxauth phone -\n"
        "# let WeChat check that the code is this user's\n"
        "wxauth phone - --openid oABCD1234567890abcdefghijklm < code.txt\n"
        "# with production's own token, fetching none\nwxauth phone - --access-token-file token.txt < code.txt",
    ),
    "param.code": Text(
        "手机号按钮事件里的 e.detail.code；- 表示从标准输入读。",
        "e.detail.code of the phone button's event; - reads standard input.",
    ),
    "param.openid": Text(
        "点按钮的用户；不是他的 code 时微信会拒绝。", "The user who tapped; WeChat refuses the code of another user."
    ),
    "param.access_token_file": Text(
        "用这个文件里的 access_token（- 为标准输入），不另取；也可以用 WXAUTH_ACCESS_TOKEN。",
        "Use the access_token in this file (- for standard input) and fetch none; or set WXAUTH_ACCESS_TOKEN.",
    ),
    "param.force": Text("即使一看就不是手机号 code 也发送。", "Send it even if it is plainly no phone code."),
    "param.no_remember": Text("不保留答案，也不检查钥匙串。", "Do not keep the answer, and do not check the keyring."),
    "done": Text("换到了手机号。", "Got the phone number."),
    "cached": Text("手机号（刚才的答案，没有再用 code）", "The phone number (from the kept answer; no code was spent)"),
    "reveal": Text(
        "10 分钟内用同一个 code 加 --reveal 再运行一次就能看原文，不会再发送。",
        "To see it in clear, run this again with the same code and --reveal within 10 minutes; nothing is sent again.",
    ),
    "token-dropped": Text(
        "微信说 access_token 已失效，缓存的那个已丢弃。为了不重复发送 code，没有自动重试；可以再运行一次。",
        "WeChat says that the access_token is dead; the cached one was dropped. So as not to send a code twice, this "
        "run did not try again; you can run it once more.",
    ),
    "given-token-dead": Text(
        "微信说给出的 access_token 已失效，请换一个当前的。",
        "WeChat says that the access_token you gave is dead; give a current one.",
    ),
}
