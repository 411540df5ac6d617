"""`wxauth exchange`, and what is said of a code before it is sent."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "用登录 code 换 openid 和 session_key（code2Session），并记住会话。\n\n"
        "code 只能换一次，5 分钟内有效，所以先看它的形状，再确认会话能存下来，然后才发送。"
        "开发者工具的假 code、占位文字、手机号 code 不会发送（--force 照发）。\n\n"
        "--kind component 由第三方平台代换，用平台的 component_access_token，不需要小程序的 AppSecret；"
        "--kind wecom 换企业微信里 wx.qy.login 的 code，用企业应用的 access_token。这两种 token 从文件、环境变量或终端读，"
        "wxauth 不会去取新的。",
        "Exchange a login code for openid and session_key (code2Session), and remember the session.\n\n"
        "A code can be exchanged once, within 5 minutes. So its shape is looked at first, then it is made sure that "
        "the session can be kept, and only then it is sent. DevTools' mock code, placeholders and phone codes are "
        "not sent (--force sends them).\n\n"
        "--kind component exchanges as a third-party platform, with its component_access_token and without the mini "
        "program's AppSecret; --kind wecom takes a code of wx.qy.login in WeCom, with the company app's access_token. "
        "Both tokens are read from a file, the environment or the terminal; wxauth fetches no new one.",
    ),
    "examples": Text(
        "# code 从剪贴板来，不进 shell 历史\npbpaste | wxauth exchange -\n"
        "wxauth exchange 043CKLll2n47v94491pl2nVIsi3CKLlr\n"
        "# 没有钥匙串的 CI\nwxauth exchange --no-remember --json - < code.txt\n"
        "# 第三方平台代换\n"
        "wxauth exchange - --kind component --component-appid wx0123456789abcdef --access-token-file token.txt\n"
        "# 企业微信\nwxauth exchange - --kind wecom --access-token-file token.txt",
        "# the code comes from the clipboard and does not enter the shell's history\npbpaste | wxauth exchange -\n"
        "wxauth exchange 043CKLll2n47v94491pl2nVIsi3CKLlr\n"
        "# CI without a keyring\nwxauth exchange --no-remember --json - < code.txt\n"
        "# as a third-party platform\n"
        "wxauth exchange - --kind component --component-appid wx0123456789abcdef --access-token-file token.txt\n"
        "# a code of WeCom\nwxauth exchange - --kind wecom --access-token-file token.txt",
    ),
    "param.code": Text(
        "wx.login 给出的 res.code；- 表示从标准输入读。", "res.code of wx.login; - reads standard input."
    ),
    "param.kind": Text(
        "谁来换：mini 小程序自己（默认）、component 第三方平台、wecom 企业微信。",
        "Who exchanges: mini, the mini program itself (default); component, a third-party platform; wecom, a company.",
    ),
    "param.component_appid": Text(
        "第三方平台的 appid；也可以用 WXAUTH_COMPONENT_APPID。",
        "Appid of the third-party platform; or set WXAUTH_COMPONENT_APPID.",
    ),
    "param.access_token_file": Text(
        "从这个文件读 component_access_token 或企业应用的 access_token（- 为标准输入）；"
        "也可以用 WXAUTH_COMPONENT_ACCESS_TOKEN、WXAUTH_CORP_ACCESS_TOKEN。",
        "Read the component_access_token, or the company app's access_token, from this file (- for standard input); "
        "or set WXAUTH_COMPONENT_ACCESS_TOKEN, WXAUTH_CORP_ACCESS_TOKEN.",
    ),
    "param.force": Text("即使一看就不是登录 code 也发送。", "Send it even if it is plainly no login code."),
    "param.no_remember": Text(
        "不记住会话，也不检查钥匙串。", "Do not remember the session, and do not check the keyring."
    ),
    "done": Text("换到了。", "Exchanged."),
    "no-unionid": Text(
        "小程序没有绑定微信开放平台账号时没有 unionid，这不是错误",
        "absent unless the app is bound to an Open Platform account; no error",
    ),
    "remembered": Text("已记住，wxauth decrypt --openid 会用它", "remembered; wxauth decrypt --openid uses it"),
    "remembered-wecom": Text(
        "已记住，wxauth decrypt --openid USERID 会用它", "remembered; wxauth decrypt --openid USERID uses it"
    ),
    "kept-nowhere": Text(
        "没有记住：没有指定小程序（--profile 或 WXAUTH_APPID）",
        "not remembered: no mini program is named (--profile or WXAUTH_APPID)",
    ),
    "component-token-dead": Text(
        "微信不认给出的 component_access_token。请用平台服务器现在用的那个；重新获取会让旧的失效。",
        "WeChat does not take the component_access_token that you gave. Give the one that the platform's servers use "
        "now; fetching another ends that one.",
    ),
    "wecom-token-dead": Text(
        "企业微信不认给出的 access_token。要用关联了这个小程序的企业应用的 corpsecret 换来的那个（gettoken）。",
        "WeCom does not take the access_token that you gave. It has to come from the corpsecret of the company app "
        "that is linked with the mini program (gettoken).",
    ),
    "shape.not-wecom": Text(
        "这像是 wx.login 的 code；企业微信要的是 wx.qy.login 的 code，多半会得到 40029。仍然发送。",
        "This looks like a code of wx.login; WeCom wants one of wx.qy.login, so expect 40029. It is sent all the same.",
    ),
    "obtained": Text("取得时间", "obtained"),
    "not-remembered": Text(
        "答复已显示，但会话没有存下来。session_key 已打码，code 也已用掉：要看原文，请换一个新的 code。",
        "The answer is shown, but the session was not kept. The session_key is masked and the code is spent: to see it "
        "in clear, exchange a new code.",
    ),
    "or-no-remember": Text(
        "code 还没有发送。不需要保存时加 --no-remember。",
        "The code was not sent. To do without keeping, add --no-remember.",
    ),
    "interrupted": Text(
        "中止时请求可能已经发出：这个 code 可能已经用掉，请重新取一个。",
        "The request may have been sent when it was stopped: the code may be used up, get a new one.",
    ),
    "sent-before": Text(
        "这台机器在 {age}前已经发送过这个 code；一个 code 只能换一次，多半会得到 40163 或 40029。",
        "This machine has sent this code before, {age} ago; a code can be exchanged once, so expect 40163 or 40029.",
    ),
    "either": Text("{one} 或 {other}", "{one} or {other}"),
    "and": Text("{one}、{other}", "{one}, {other}"),
    "evidence.phone": Text(
        "{length} 位十六进制，是手机号 code 的形状", "{length} hex digits, the shape of a phone code"
    ),
    "evidence.login": Text(
        "{length} 位字母数字、以 0 开头，是登录 code 的形状",
        "{length} letters and digits that begin with 0, the shape of a login code",
    ),
    "stripped": Text(
        "code 外面多了{what}，已经去掉再发送。如果后端也原样转发，微信会答 40029。",
        "Around the code there was: {what}. It was taken off before sending. A backend that passes it on gets 40029.",
    ),
    "stripped.evidence": Text("外面多了{what}", "around it: {what}"),
    "stripped.blanks": Text("空白", "blanks"),
    "stripped.line-end": Text("换行", "a line end"),
    "stripped.invisible": Text("看不见的字符", "invisible characters"),
    "stripped.quotes": Text("引号", "quotes"),
    "stripped.comma": Text("逗号或分号", "a comma or semicolon"),
    "stripped.field-name": Text("字段名（code=）", "a field name (code=)"),
    "stripped.json": Text("整个 JSON", "a whole JSON object"),
    "stripped.percent-encoding": Text("百分号编码的引号或空白", "percent-encoded quotes or blanks"),
    "shape.cut": Text(
        "这个 code 只有 {length} 位，登录 code 一般是 32 位，可能被截断了。仍然发送。",
        "This code has {length} characters; login codes usually have 32, so it may be cut. It is sent all the same.",
    ),
    "shape.case-changed": Text(
        "这个 code 只有一种大小写，可能被改成了全大写或全小写（{length} 位）。仍然发送。",
        "This code ({length} characters) is all in one case, which may have been changed. It is sent all the same.",
    ),
    "shape.unusual.login": Text(
        "这个 code（{length} 位）不像常见的登录 code（32 位字母数字，以 0 开头）。仍然发送。",
        "This code ({length} characters) is unlike the usual login code (32 letters and digits that begin with 0). "
        "It is sent all the same.",
    ),
    "shape.unusual.phone": Text(
        "这个 code（{length} 位）不像手机号 code（64 位小写十六进制）。仍然发送。",
        "This code ({length} characters) is unlike a phone code (64 lower-case hex digits). It is sent all the same.",
    ),
    "shape.irregular": Text(
        "这个 code 的内部重复与公开的样本不同（官方没有写明这个规律），可能抄错了一位。仍然发送。",
        "This code does not repeat itself as public samples do (no documented rule); a character may be wrong. "
        "It is sent all the same.",
    ),
}
