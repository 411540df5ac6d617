"""`wxauth doctor`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "检查从这台机器出发哪些可用：钥匙串、时钟、网络、密钥、IP 白名单。\n"
        "\n"
        "有配置档时，用一个编造的 js_code 调一次 code2Session：得到 40029 就说明 appid、AppSecret 和出口 IP 都没问题。"
        "这次调用不会消耗任何东西，也不会让任何 access_token 失效。全部可用时退出码为 0，否则为 10。",
        "Check what works from here: keyring, clock, network, credentials, IP whitelist.\n"
        "\n"
        "With a profile, code2Session is called once with a made-up js_code: 40029 means that appid, AppSecret and egress IP are "
        "fine. The call uses nothing up and invalidates no access_token. Exit code 0 when all works, else 10.",
    ),
    "examples": Text(
        "wxauth doctor\nwxauth doctor --profile prod -v\n# 不碰网络\nwxauth doctor --offline --json",
        "wxauth doctor\nwxauth doctor --profile prod -v\n# without touching the network\nwxauth doctor --offline --json",
    ),
    "param.offline": Text("跳过所有网络检查。", "Skip every check that needs the network."),
    "title.ok": Text("全部可用。", "Everything works."),
    "title.problems": Text("有 {n} 项不可用。", "{n} of the checks failed."),
    "column.check": Text("检查", "check"),
    "column.state": Text("结果", "result"),
    "column.detail": Text("说明", "detail"),
    "state.ok": Text("可用", "ok"),
    "state.warning": Text("注意", "warning"),
    "state.failed": Text("不可用", "failed"),
    "state.skipped": Text("未检查", "not checked"),
    "fix": Text("怎么改", "What to change"),
    "check.python": Text("Python", "Python"),
    "check.keyring": Text("系统钥匙串", "OS keyring"),
    "check.paths": Text("本地目录", "folders"),
    "check.proxy": Text("代理与证书变量", "proxy and certificate variables"),
    "check.network": Text("到微信的网络", "network to WeChat"),
    "check.clock": Text("时钟", "clock"),
    "check.credentials": Text("appid、AppSecret、IP", "appid, AppSecret, IP"),
    "python.ok": Text("Python {python}，wxauth {wxauth}，{platform}", "Python {python}, wxauth {wxauth}, {platform}"),
    "keyring.ok": Text("{backend}：写入、读回、删除都正常", "{backend}: written, read back and deleted"),
    "paths.ok": Text("{config}（配置），{state}（状态）", "{config} (configuration), {state} (state)"),
    "paths.open": Text("{path} 的权限是 {mode}，其他用户能读到。", "{path} has mode {mode}: other users can read it."),
    "paths.open.fix": Text("运行 chmod 700 {path}", "Run chmod 700 {path}"),
    "paths.unwritable": Text("{path} 不能写：{reason}", "{path} cannot be written: {reason}"),
    "paths.unwritable.fix": Text(
        "改好权限，或用 WXAUTH_HOME 指定另一个目录。", "Correct its permissions, or name another folder in WXAUTH_HOME."
    ),
    "proxy.none": Text("没有设置", "none is set"),
    "proxy.set": Text(
        "{names}：请求会经过它。微信看到的出口 IP 是代理的。",
        "{names}: requests go through it. The egress IP that WeChat sees is the proxy's.",
    ),
    "proxy.trust": Text(
        "{names}：用这里的证书判断对方是否可信。", "{names}: certificates are trusted by what stands there."
    ),
    "proxy.keylog": Text(
        "设置了 SSLKEYLOGFILE：TLS 密钥会被写到文件里。", "SSLKEYLOGFILE is set: TLS keys are written to a file."
    ),
    "proxy.keylog.fix": Text("不在抓包时，去掉 SSLKEYLOGFILE。", "Unset SSLKEYLOGFILE when you are not capturing."),
    "network.ok": Text(
        "{host} 有应答：DNS {dns}，连接 {connect}，TLS {tls}，共 {total} 毫秒",
        "{host} answers: DNS {dns}, connect {connect}, TLS {tls}, {total} ms in all",
    ),
    "clock.ok": Text("与微信相差 {skew} 秒", "{skew} s apart from WeChat"),
    "clock.skewed": Text(
        "本机时钟比微信{direction} {skew} 秒。", "This machine's clock is {skew} s {direction} WeChat's."
    ),
    "clock.ahead": Text("快", "ahead of"),
    "clock.behind": Text("慢", "behind"),
    "clock.skewed.fix": Text(
        "打开 NTP 对时。偏差会让 JWT 显得过期或尚未生效，也会让 API 签名失败。",
        "Turn NTP on. The skew makes JWTs look expired or not yet valid, and breaks API signing.",
    ),
    "clock.unknown": Text("应答里没有可用的 Date 头", "the answer has no usable Date header"),
    "credentials.ok": Text(
        "{appid}：编造的 code 得到 40029，说明 appid、AppSecret 和出口 IP 都没问题",
        "{appid}: a made-up code gives 40029, so appid, AppSecret and egress IP are fine",
    ),
    "credentials.refused": Text("{appid}：{errcode} {errmsg}", "{appid}: {errcode} {errmsg}"),
    "credentials.none": Text(
        "没有配置档。用 wxauth profile add 保存，或设置 WXAUTH_APPID 和 WXAUTH_SECRET。",
        "There is no profile. Save one with wxauth profile add, or set WXAUTH_APPID and WXAUTH_SECRET.",
    ),
    "offline": Text("--offline", "--offline"),
    "no-network": Text("网络不通，没法检查", "cannot be checked without the network"),
}
