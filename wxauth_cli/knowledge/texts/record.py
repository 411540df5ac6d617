"""What `wxauth trace record` shows while it runs."""

from wxauth_cli.core.text import Text

TEXTS = {
    "title": Text("正在录制。", "Recording."),
    "client": Text("小程序连", "mini program calls"),
    "client.note": Text("转到 {backend}", "goes on to {backend}"),
    "wechat": Text("后端连", "backend calls"),
    "wechat.sandbox": Text(
        "代替 https://api.weixin.qq.com，转到沙箱", "in place of https://api.weixin.qq.com, goes on to the sandbox"
    ),
    "wechat.real": Text(
        "代替 https://api.weixin.qq.com，转到真实的微信",
        "in place of https://api.weixin.qq.com, goes on to the real WeChat",
    ),
    "file": Text("存到", "saved to"),
    "file.note": Text("录制期间是 {part}", "until then {part}"),
    "configure": Text("在后端的配置里", "In the backend's settings"),
    "codes": Text("要 code，在另一个终端里", "For a code, in another terminal"),
    "end": Text(
        "按 Ctrl-C 结束并写出 HAR；要是被杀掉，用 wxauth trace import {part} -o {output} 找回。",
        "Ctrl-C ends it and writes the HAR; if it is killed, wxauth trace import {part} -o {output} brings it back.",
    ),
    "column.step": Text("步骤", "step"),
    "column.time": Text("时间", "time"),
    "column.gap": Text("间隔", "gap"),
    "column.leg": Text("方向", "leg"),
    "column.call": Text("请求", "call"),
    "column.result": Text("结果", "result"),
    "column.ms": Text("毫秒", "ms"),
    "column.added": Text("本程序", "ours"),
    "added": Text("本程序 {ms}", "ours {ms}"),
    "ms": Text("{ms} 毫秒", "{ms} ms"),
    "own-answer": Text("{status}（本程序）", "{status} (ours)"),
    "waiting": Text("等待中…", "waiting…"),
    "switched": Text(
        "协议切换后：客户端发来 {to_server} 字节，发回 {to_client} 字节",
        "after the switch: {to_server} bytes from the client, {to_client} to it",
    ),
    "cut.request": Text("请求正文只录了前 {kept}（共 {size}）", "request body: the first {kept} of {size} recorded"),
    "cut.response": Text("应答正文只录了前 {kept}（共 {size}）", "answer body: the first {kept} of {size} recorded"),
    "saved": Text("已写入 {output}：{entries} 个请求。", "Written to {output}: {entries} requests."),
    "saved.nothing": Text("没有请求经过，{output} 是空的。", "No request passed; {output} is empty."),
    "saved.added": Text(
        "每个请求多花的时间：中位数 {median} 毫秒，最多 {max} 毫秒。",
        "Time added to a request: {median} ms in the middle, {max} ms at most.",
    ),
    "saved.replaced": Text("存盘前换掉的值：{kinds}。", "Values replaced before they were stored: {kinds}."),
    "saved.cut": Text(
        "{n} 个正文太长，只录了前 {kept}；要录全，下次用 --max-body 加大。",
        "Bodies that were too long: {n}; their first {kept} are recorded. --max-body records more.",
    ),
    "saved.next": Text("接下来", "Next"),
    "refused": Text(
        "拒绝了发给 {host} 的请求：不是本机的名字。确实要用就加 --allow-host {host}。",
        "A request for {host} was turned away: that is no name of this machine. If it is meant, add --allow-host {host}.",
    ),
    "open-to-others": Text(
        "在 {host} 上监听：同一网络里的人都能经过这里访问后端。",
        "Listening on {host}: whoever is on the same network can reach the backend through this.",
    ),
    "secrets-kept": Text(
        "{path} 里会有真实的密钥和个人信息，不要发给别人。",
        "Real secrets and personal data will be in {path}: do not give it away.",
    ),
    "broken": Text(
        "写文件的进程已经结束，后面的请求只转发、不再记录。",
        "The process that writes has ended: requests still pass, and are not recorded any more.",
    ),
    "fault": Text("写不了文件：{reason}", "The file cannot be written: {reason}"),
}
