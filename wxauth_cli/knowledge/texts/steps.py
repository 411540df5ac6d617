"""The trace of requests: how far each came, and what became of a code."""

from wxauth_cli.core.text import Text

TEXTS = {
    "title": Text("步骤", "Steps"),
    "column.step": Text("步", "step"),
    "column.call": Text("调用", "call"),
    "column.result": Text("结果", "result"),
    "column.reached": Text("走到", "reached"),
    "column.times": Text("耗时（毫秒）", "time (ms)"),
    "reached.nothing": Text("没有出门", "not out"),
    "reached.dns": Text("域名已解析", "name resolved"),
    "reached.connect": Text("已连接", "connected"),
    "reached.tls": Text("TLS 已建立", "TLS up"),
    "reached.partly-sent": Text("发出一部分", "partly sent"),
    "reached.sent": Text("已发出，无答复", "sent, no answer"),
    "reached.answered": Text("已答复", "answered"),
    "time.dns_ms": Text("DNS {n}", "DNS {n}"),
    "time.connect_ms": Text("连接 {n}", "connect {n}"),
    "time.tls_ms": Text("TLS {n}", "TLS {n}"),
    "time.first_byte_ms": Text("等待 {n}", "wait {n}"),
    "time.elapsed_ms": Text("共 {n}", "total {n}"),
    "refused": Text("微信拒绝了：{errcode} {message}", "WeChat refused: {errcode} {message}"),
    "refused.cause": Text("在 {endpoint} 的意思", "means at {endpoint}"),
    "refused.fix": Text("怎么改", "what to do"),
    "refused.unknown": Text(
        "这个错误码没有收录；按 errmsg 的文字在官方文档里查。",
        "This number is not known here; look for the text of errmsg in the official documentation.",
    ),
    "refused.rid": Text("rid", "rid"),
    "refused.rid.time": Text("微信收到请求的时间", "WeChat's time of receipt"),
    "refused.ip": Text("微信看到的 IP", "IP that WeChat saw"),
    "no-answer": Text("没有得到微信的答复。", "There was no answer of WeChat's."),
    "code.unused": Text(
        "请求没有发出，这个 code 没有用掉，5 分钟内还可以再试。",
        "Nothing was sent, so the code is not used up; it can be tried again within its 5 minutes.",
    ),
    "code.maybe": Text(
        "请求已经发出，这个 code 可能已经用掉：不要重发，请重新取一个。",
        "The request was sent, so the code may be used up: do not send it again, get a new one.",
    ),
}
