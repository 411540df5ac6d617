"""The login flow in words: legs, columns, events."""

from wxauth_cli.core.text import Text

TEXTS = {
    "title": Text("步骤", "Steps"),
    "column.step": Text("步", "step"),
    "column.leg": Text("谁到谁", "leg"),
    "column.call": Text("调用", "call"),
    "column.result": Text("结果", "result"),
    "column.what": Text("发生了什么", "what happened"),
    "column.ms": Text("毫秒", "ms"),
    "column.learnt": Text("得到", "learnt"),
    "leg.client-backend": Text("小程序→后端", "client→backend"),
    "leg.backend-wechat": Text("后端→微信", "backend→WeChat"),
    "leg.client": Text("小程序", "mini program"),
    "leg.backend": Text("后端", "backend"),
    "event.login-called": Text("wx.login 得到 code", "wx.login gives a code"),
    "event.button-tapped": Text("用户点按钮", "the user taps the button"),
    "event.token-issued": Text("签发自己的 token", "issues its own token"),
    "event.token-verified": Text("校验 token", "verifies the token"),
    "ms": Text("{ms} 毫秒", "{ms} ms"),
    "sent.nothing": Text("什么也没有发出去", "nothing was sent"),
    "sent.partly": Text(
        "可能只发出去一部分；一次性的 code 可能已经作废", "sent in part; a one-time code may be used up"
    ),
    "sent.whole": Text(
        "已全部发出但没有收到回答；一次性的 code 可能已经作废",
        "sent, but no answer came; a one-time code may be used up",
    ),
    "event.token-received": Text("收到并保存 token", "receives the token and keeps it"),
    "event.time-passed": Text("过了一段时间", "time goes by"),
    "event.payload-not-opened": Text("解不开密文", "cannot open the payload"),
    "event.payload-opened": Text("用 session_key 解密", "decrypts with session_key"),
}
