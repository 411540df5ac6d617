"""Sentences of the network errors."""

from wxauth_cli.core.text import Text

TEXTS = {
    "port-in-use": Text("端口 {port} 不能用：{reason}", "Port {port} cannot be used: {reason}"),
    "port-in-use.hint": Text(
        "换一个 --port；不写 --port 就自动选一个空闲端口。",
        "Choose another --port; without --port a free one is taken.",
    ),
    "cannot-listen": Text("不能在 {host} 上监听：{reason}", "Listening on {host} is not possible: {reason}"),
    "cannot-listen.hint": Text("试试 --host 127.0.0.1。", "Try --host 127.0.0.1."),
    "sandbox-unreachable": Text("连不上沙箱 {url}：{reason}", "The sandbox at {url} cannot be reached: {reason}"),
    "sandbox-unreachable.hint": Text(
        "它可能已经结束。在另一个终端运行 wxauth sandbox serve。",
        "It may have ended. Run wxauth sandbox serve in another terminal.",
    ),
}
