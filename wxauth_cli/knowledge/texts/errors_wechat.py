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
}
