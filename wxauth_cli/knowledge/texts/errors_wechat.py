"""Sentences of the wechat errors."""

from wxauth_cli.core.text import Text

TEXTS = {
    "cooling-down": Text(
        "微信刚才以 {errcode} 拒绝了（{errmsg}），{until} 之前不再询问。",
        "WeChat refused with {errcode} a moment ago ({errmsg}); it is not asked again before {until}.",
    ),
    "cooling-down.hint": Text(
        "先改正原因（wxauth explain {errcode}）。改好以后用 wxauth access-token clear 解除等待。",
        "Mend the cause first (wxauth explain {errcode}); then lift the wait with wxauth access-token clear.",
    ),
    "wechat-refused": Text(
        "微信拒绝了 {endpoint}：{errcode} {errmsg}", "WeChat refused {endpoint}: {errcode} {errmsg}"
    ),
    "wechat-refused.hint": Text(
        "运行 wxauth explain {errcode} 看它在各个接口里的意思。",
        "Run wxauth explain {errcode} for what it means at each endpoint.",
    ),
}
