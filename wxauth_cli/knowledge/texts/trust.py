"""What `sandbox serve --tls` says of hosts file and trust store."""

from wxauth_cli.core.text import Text

TEXTS = {
    "title": Text("HTTPS：以 {hosts} 的名义监听 {url}", "HTTPS: listening at {url} as {hosts}"),
    "hosts": Text(
        "1. 在 hosts 文件里加一行（Windows：在“以管理员身份运行”的 PowerShell 里）",
        "1. Add a line to the hosts file (Windows: in a PowerShell that runs as administrator)",
    ),
    "port": Text(
        "端口不是 443，所以地址要写成 https://{host}:{port}，或者把 443 转发到它。",
        "The port is not 443, so the address is https://{host}:{port}, unless 443 is forwarded to it.",
    ),
    "system": Text(
        "2. 让系统信任证书（{until} 到期，只对这几个域名有效）。PHP、Go、curl 用系统的信任库",
        "2. Have the system trust the certificate (valid until {until}, for these names only). PHP, Go and curl go by "
        "the system",
    ),
    "own": Text(
        "自带证书库的语言另外设置；启动后端时带上这些变量，只影响它自己。{bundle} 是原来信任的证书加上这一张",
        "Languages that bring their own CAs are told separately; variables set when starting the backend concern it "
        "alone. {bundle} holds the CAs trusted before, and this one",
    ),
    "try": Text("3. 试一下：回答里有 41002 就通了", "3. Try it: 41002 in the answer means that it works"),
    "undo": Text(
        "4. 用完后撤销；hosts 里的那一行还在时，本机连不上真正的微信",
        "4. Undo it afterwards; while the line stands in the hosts file, this machine cannot reach the real WeChat",
    ),
    "run": Text(
        "不想改系统：wxauth sandbox run -- 命令", "Without changes to the system: wxauth sandbox run -- COMMAND"
    ),
}
