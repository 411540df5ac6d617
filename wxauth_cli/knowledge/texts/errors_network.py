"""Sentences of the network errors."""

from wxauth_cli.core.text import Text

TEXTS = {
    "jwks-unreachable": Text("取不到 {url} 的密钥（{reason}）。", "The keys at {url} could not be fetched ({reason})."),
    "jwks-unreachable.hint": Text(
        "检查地址和网络；也可以先下载下来，用 --key-file 读。",
        "Check address and network; or download the set and read it with --key-file.",
    ),
    "record-port-in-use": Text("端口 {port} 不能用：{reason}", "Port {port} cannot be used: {reason}"),
    "record-port-in-use.hint": Text(
        "换一个 {option}；不写就自动选一个空闲端口。", "Choose another {option}; without it a free one is taken."
    ),
    "port-in-use": Text("端口 {port} 不能用：{reason}", "Port {port} cannot be used: {reason}"),
    "port-in-use.hint": Text(
        "换一个 --port；不写 --port 就自动选一个空闲端口。",
        "Choose another --port; without --port a free one is taken.",
    ),
    "tls-port-in-use": Text("HTTPS 端口 {port} 不能用：{reason}", "The HTTPS port {port} cannot be used: {reason}"),
    "tls-port-in-use.hint": Text(
        "换一个 --tls-port（0 表示自动选一个）；写死 443 的程序可以改用 wxauth sandbox run -- 命令。",
        "Choose another --tls-port (0: any free one); for programs that insist on 443 there is "
        "wxauth sandbox run -- COMMAND.",
    ),
    "tls-port-needs-rights": Text(
        "没有权限监听 HTTPS 端口 {port}：{reason}", "Listening on HTTPS port {port} is not permitted: {reason}"
    ),
    "tls-port-needs-rights.hint": Text(
        "Linux 上可以先运行 sudo sysctl net.ipv4.ip_unprivileged_port_start={port}；或者用 wxauth sandbox run -- 命令，"
        "它不需要权限。",
        "On Linux, run sudo sysctl net.ipv4.ip_unprivileged_port_start={port} first; or use "
        "wxauth sandbox run -- COMMAND, which needs no rights.",
    ),
    "cannot-listen": Text("不能在 {host} 上监听：{reason}", "Listening on {host} is not possible: {reason}"),
    "cannot-listen.hint": Text("试试 --host 127.0.0.1。", "Try --host 127.0.0.1."),
    "sandbox-unreachable": Text("连不上沙箱 {url}：{reason}", "The sandbox at {url} cannot be reached: {reason}"),
    "sandbox-unreachable.hint": Text(
        "它可能已经结束。在另一个终端运行 wxauth sandbox serve。",
        "It may have ended. Run wxauth sandbox serve in another terminal.",
    ),
    "network-dns": Text(
        "调用 {endpoint} 时，解析不了主机名 {host}。", "At {endpoint}, the name {host} could not be resolved."
    ),
    "network-dns.hint": Text(
        "检查 DNS 和网络；容器里看 /etc/resolv.conf。请求还没有发出，code 没有用掉。",
        "Check DNS and network; in a container, /etc/resolv.conf. Nothing was sent, a code is not used up.",
    ),
    "network-refused": Text("调用 {endpoint} 时，{host} 拒绝连接。", "At {endpoint}, {host} refuses the connection."),
    "network-refused.hint": Text(
        "检查地址和端口，以及防火墙；如果是沙箱，它可能已经结束。请求还没有发出，code 没有用掉。",
        "Check address, port and firewall; a sandbox may have ended. Nothing was sent, a code is not used up.",
    ),
    "network-unreachable": Text("调用 {endpoint} 时，到不了 {host}。", "At {endpoint}, {host} cannot be reached."),
    "network-unreachable.hint": Text(
        "检查网络、路由和出口防火墙；只有 IPv6 的机器到不了只有 IPv4 的主机。请求还没有发出，code 没有用掉。",
        "Check network, routes and outgoing firewall; a machine with IPv6 only cannot reach a host with IPv4 only. "
        "Nothing was sent, a code is not used up.",
    ),
    "network-timeout": Text(
        "调用 {endpoint} 时，{seconds} 秒内没有等到 {host} 的完整答复。",
        "At {endpoint}, no whole answer from {host} within {seconds} s.",
    ),
    "network-timeout.hint": Text(
        "看步骤走到了哪里：连不上查出口网络和代理；已经发出却没有答复，code 可能已经用掉，请重新取一个。",
        "See how far the steps came: not connected means outgoing network or proxy; sent without an answer means that "
        "a code may be used up: get a new one.",
    ),
    "network-reset": Text("调用 {endpoint} 时，{host} 中断了连接。", "At {endpoint}, {host} broke the connection off."),
    "network-reset.hint": Text(
        "多半是中间的防火墙、代理或负载均衡。如果请求已经发出，code 可能已经用掉，请重新取一个。",
        "Mostly a firewall, proxy or load balancer between. If the request was sent, a code may be used up: get a new "
        "one.",
    ),
    "network-closed": Text(
        "调用 {endpoint} 时，{host} 没有答完就关闭了连接。",
        "At {endpoint}, {host} closed the connection before it had answered.",
    ),
    "network-closed.hint": Text(
        "多半是中间的代理或负载均衡。如果请求已经发出，code 可能已经用掉，请重新取一个。",
        "Mostly a proxy or load balancer between. If the request was sent, a code may be used up: get a new one.",
    ),
    "network-tls": Text(
        "调用 {endpoint} 时，与 {host} 的 TLS 握手失败。", "At {endpoint}, the TLS handshake with {host} failed."
    ),
    "network-tls.hint": Text(
        "可能有中间设备在拦截，或对方只支持 TLS 1.2 以下的旧版本。请求还没有发出，code 没有用掉。",
        "Something between may intercept it, or the other side speaks nothing newer than TLS 1.1. Nothing was sent, a "
        "code is not used up.",
    ),
    "tls-untrusted": Text(
        "调用 {endpoint} 时，{host} 的证书不是可信机构签发的。",
        "At {endpoint}, the certificate of {host} is from no trusted authority.",
    ),
    "tls-untrusted.hint": Text(
        "可能是自签证书、缺中间证书，或公司代理换了证书。确认可信后用 SSL_CERT_FILE 指定根证书；校验不能关闭。"
        "请求还没有发出，code 没有用掉。",
        "It may be self-signed, lack an intermediate, or be a company proxy's. If you trust it, name its root with "
        "SSL_CERT_FILE; verification cannot be switched off. Nothing was sent, a code is not used up.",
    ),
    "tls-expired": Text(
        "调用 {endpoint} 时，{host} 的证书已过期或尚未生效。",
        "At {endpoint}, the certificate of {host} has expired or is not valid yet.",
    ),
    "tls-expired.hint": Text(
        "先核对本机时间；时间没错，就请对方更新证书。请求还没有发出，code 没有用掉。",
        "Check this machine's clock first; if it is right, the other side has to renew. Nothing was sent, a code is "
        "not used up.",
    ),
    "tls-wrong-host": Text(
        "调用 {endpoint} 时，证书不是签给 {host} 的。", "At {endpoint}, the certificate was not issued for {host}."
    ),
    "tls-wrong-host.hint": Text(
        "检查地址；如果地址没错，就是有人在中间冒充，或代理配错了。请求还没有发出，code 没有用掉。",
        "Check the address; if it is right, somebody between impersonates it, or a proxy is set up wrongly. Nothing "
        "was sent, a code is not used up.",
    ),
    "tls-ca-unreadable": Text(
        "调用 {endpoint} 时，读不了 SSL_CERT_FILE 或 SSL_CERT_DIR 指定的证书。",
        "At {endpoint}, the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read.",
    ),
    "tls-ca-unreadable.hint": Text(
        "改正这两个变量，或者去掉它们以使用自带的根证书。什么都没有发出。",
        "Correct the two variables, or unset them to use the built-in roots. Nothing was sent.",
    ),
    "network-proxy": Text(
        "调用 {endpoint} 时，代理没有把请求接通到 {host}。", "At {endpoint}, the proxy did not connect to {host}."
    ),
    "network-proxy.hint": Text(
        "检查 HTTPS_PROXY、ALL_PROXY 的地址和口令，或把主机加进 NO_PROXY。请求没有到达微信，code 没有用掉。",
        "Check address and password in HTTPS_PROXY and ALL_PROXY, or add the host to NO_PROXY. The request did not "
        "reach WeChat, a code is not used up.",
    ),
    "proxy-unsupported": Text(
        "调用 {endpoint} 时，环境变量里的代理地址不能用。",
        "At {endpoint}, the proxy that the environment names cannot be used.",
    ),
    "proxy-unsupported.hint": Text(
        "只支持 http:// 和 https:// 代理，不支持 SOCKS。什么都没有发出。",
        "Proxies with http:// and https:// work, SOCKS does not. Nothing was sent.",
    ),
    "bad-http": Text(
        "调用 {endpoint} 时，{host} 的答复不合 HTTP 规范。",
        "At {endpoint}, the answer of {host} breaks the rules of HTTP.",
    ),
    "bad-http.hint": Text(
        "那里的服务多半不是微信接口，或者中间的代理有毛病。code 可能已经用掉，请重新取一个。",
        "What answers there is hardly WeChat's API, or a proxy between is at fault. A code may be used up: get a new "
        "one.",
    ),
    "bad-encoding": Text(
        "调用 {endpoint} 时，{host} 的答复解压不了。", "At {endpoint}, the answer of {host} cannot be decompressed."
    ),
    "bad-encoding.hint": Text(
        "多半是中间的代理改坏了答复。code 可能已经用掉，请重新取一个。",
        "Mostly a proxy between damaged it. A code may be used up: get a new one.",
    ),
    "response-too-large": Text(
        "调用 {endpoint} 时，{host} 的答复超过 1 MiB，没有读完。",
        "At {endpoint}, the answer of {host} is larger than 1 MiB and was not read to its end.",
    ),
    "response-too-large.hint": Text(
        "微信的答复只有几百字节，答复的不是微信接口。检查地址和代理。",
        "WeChat answers with some hundred bytes; this is something else. Check address and proxy.",
    ),
    "redirect-refused": Text(
        "调用 {endpoint} 时，{host} 要求转到 {target}（HTTP {status}），没有跟随。",
        "At {endpoint}, {host} redirects to {target} (HTTP {status}); it was not followed.",
    ),
    "redirect-refused.hint": Text(
        "微信接口不会重定向。检查接口地址；要登录的网络（酒店、公司）先在浏览器里登录。",
        "WeChat's API does not redirect. Check the API address; in a network that wants a sign-in (hotel, office), "
        "sign in with a browser first.",
    ),
    "http-status": Text(
        "调用 {endpoint} 时，{host} 答复 HTTP {status}，不是微信的答复：{start}",
        "At {endpoint}, {host} answers HTTP {status}, and not as WeChat does: {start}",
    ),
    "http-status.hint": Text(
        "业务错误总是 HTTP 200；其他状态来自网关或代理，稍后再试。code 可能已经用掉，请重新取一个。",
        "WeChat's own errors come with HTTP 200; another status is from a gateway or proxy: try again later. A code "
        "may be used up: get a new one.",
    ),
    "empty-answer": Text(
        "调用 {endpoint} 时，{host} 的答复是空的（HTTP {status}）。",
        "At {endpoint}, the answer of {host} is empty (HTTP {status}).",
    ),
    "empty-answer.hint": Text(
        "检查接口地址和代理。code 可能已经用掉，请重新取一个。",
        "Check the API address and proxies. A code may be used up: get a new one.",
    ),
    "not-json": Text(
        "调用 {endpoint} 时，{host} 的答复是残缺的 JSON：{start}",
        "At {endpoint}, the answer of {host} is broken JSON: {start}",
    ),
    "not-json.hint": Text(
        "答复多半在路上被截断。code 可能已经用掉，请重新取一个。",
        "Most likely it was cut short on the way. A code may be used up: get a new one.",
    ),
    "not-wechat": Text(
        "调用 {endpoint} 时，{host} 的答复不是微信接口的：{start}",
        "At {endpoint}, what {host} answers is not WeChat's API: {start}",
    ),
    "not-wechat.hint": Text(
        "多半是登录门户、代理或别的服务在应答。检查接口地址、网络和代理；code 可能已经用掉。",
        "Mostly a captive portal, a proxy or another service. Check API address, network and proxy; a code may be "
        "used up.",
    ),
    "conflicting-fields": Text(
        "调用 {endpoint} 时，{host} 的答复自相矛盾（字段重复或冲突）：{start}",
        "At {endpoint}, the answer of {host} contradicts itself (a field twice, or in conflict): {start}",
    ),
    "conflicting-fields.hint": Text(
        "不同的程序会读出不同的结果，所以不采用。检查是不是有代理改写了答复。",
        "Two programs would read two things, so it is not used. See whether a proxy rewrites answers.",
    ),
    "bad-url": Text("调用 {endpoint} 时，接口地址不能用。", "At {endpoint}, the API address cannot be used."),
    "bad-url.hint": Text(
        "检查配置档的 api_base 或 WXAUTH_API_BASE，例如 https://api.weixin.qq.com。",
        "Check api_base of the profile, or WXAUTH_API_BASE: for example https://api.weixin.qq.com.",
    ),
    "plain-http-refused": Text(
        "调用 {endpoint} 时，{host} 要用 https。明文 http 只用于本机。",
        "At {endpoint}, {host} needs https. Plain http is for this machine only.",
    ),
    "plain-http-refused.hint": Text(
        "把接口地址改成 https://；AppSecret 和 code 不会用明文发往别的机器。什么都没有发出。",
        "Change the API address to https://; AppSecret and codes do not go to another machine in clear. Nothing was "
        "sent.",
    ),
    "demo-failed": Text(
        "演示在第 {step} 步停住了：本机的两个服务之间没有接通。",
        "The demo stopped at step {step}: its two servers on this machine could not reach each other.",
    ),
    "demo-failed.hint": Text(
        "检查防火墙或沙盒是否禁止监听 127.0.0.1，然后重试。",
        "Check whether a firewall or container forbids listening on 127.0.0.1, then try again.",
    ),
    "lab-failed": Text(
        "演示没能开始：本机的两个服务之间没有接通。",
        "The play could not begin: its two servers on this machine could not reach each other.",
    ),
    "lab-failed.hint": Text(
        "检查防火墙或沙盒是否禁止监听 127.0.0.1，然后重试。",
        "Check whether a firewall or container forbids listening on 127.0.0.1, then try again.",
    ),
}
