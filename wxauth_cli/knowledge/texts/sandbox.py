"""`wxauth sandbox`."""

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.texts.sandbox_console import TEXTS as CONSOLE

_URL = Text(
    "控制地址；默认用 --profile 指定的沙箱，没有指定就用 sandbox。控制令牌取自它的配置档或 WXAUTH_SANDBOX_TOKEN。",
    "Control address. Default: the sandbox of --profile, else the one named sandbox. The control token comes from its "
    "profile or from WXAUTH_SANDBOX_TOKEN.",
)
_USER = Text("用户名，第一次用到时自动创建；默认 default。", "User, made when first named; default: default.")
_APPID = Text(
    "小程序 appid，第一次用到时自动创建；默认是 serve 打印的那个。",
    "The mini program, made when first named; default: that of the serve line.",
)

TEXTS = {
    **CONSOLE,
    **{f"{verb}.param.url": _URL for verb in ("switch", "component", "corp", "pay", "user-key", "callback", "event")},
    "help": Text(
        "本机上的微信服务器模拟器：登录、令牌、手机号，不需要账号和网络。",
        "An emulator of WeChat's servers on this machine: login, tokens, phone numbers; no account, no network.",
    ),
    "next": Text("下一步", "Next"),
    "serve.help": Text(
        "启动沙箱，直到按 Ctrl-C。\n"
        "\n"
        "它只在本机监听，接口和 api.weixin.qq.com 相同。启动后会登记配置档 sandbox，所以 exchange、phone 等命令加上 "
        "--profile sandbox 就会访问它，不需要钥匙串；结束时配置档随之删除。"
        "沙箱里的 appid、AppSecret、手机号都是编造的，因此不打码。",
        "Start a sandbox, until Ctrl-C.\n"
        "\n"
        "It listens on this machine only, with the interfaces of api.weixin.qq.com. It registers the profile sandbox, "
        "so that exchange, phone and others talk to it with --profile sandbox, without a keyring; the profile goes "
        "when the sandbox ends. Its appid, AppSecret and phone numbers are invented, so nothing is masked.",
    ),
    "serve.examples": Text(
        "wxauth sandbox serve\n# 固定端口，重启后接着用\nwxauth sandbox serve --port 8900 --state wechat.db\n"
        "# 每次的值都一样，给测试用\nwxauth sandbox serve --seed 1\n"
        "# 第二个沙箱，机器可读\nwxauth sandbox serve --name other --json\n"
        "# 地址写死的 SDK：HTTPS，以 api.weixin.qq.com 的名义\nwxauth sandbox serve --tls",
        "wxauth sandbox serve\n# a fixed port, and nothing forgotten\nwxauth sandbox serve --port 8900 --state wechat.db\n"
        "# the same values every time, for tests\nwxauth sandbox serve --seed 1\n"
        "# a second one, for a script\nwxauth sandbox serve --name other --json\n"
        "# for an SDK with a fixed address: HTTPS, as api.weixin.qq.com\nwxauth sandbox serve --tls",
    ),
    "serve.param.port": Text("监听端口；0 表示自动选一个空闲端口。", "Port to listen on; 0: any free one."),
    "serve.param.host": Text(
        "监听地址：127.0.0.1、localhost 或 ::1。",
        "Address to listen on: 127.0.0.1, localhost or ::1.",
    ),
    "serve.param.expose": Text(
        "另外在网络上的这个地址监听（例如 0.0.0.0），给容器或别的机器用。只有以令牌开头的路径有效，打印出的 network_url 已带上令牌。",
        "Also listen at this address of the network (0.0.0.0, say), for containers or other machines. Only paths that "
        "begin with a token are answered; the network_url that is printed has it.",
    ),
    "serve.param.name": Text("登记的配置档名称。", "Name of the profile it registers."),
    "serve.param.tls": Text(
        "另外以 https://api.weixin.qq.com（以及 api2、qyapi 和 sh.api 等）的名义提供 HTTPS，给不能改地址的程序用；会打印要加的 "
        "hosts 和证书信任命令。",
        "Also serve HTTPS as https://api.weixin.qq.com (and api2, sh.api and its like, qyapi), for programs whose "
        "address cannot be changed; prints the hosts entry and the commands for the trust store.",
    ),
    "serve.param.tls_port": Text("--tls 的端口；0 表示自动选一个。", "Port of --tls; 0: any free one."),
    "serve.param.ca_dir": Text(
        "--tls 的 CA 连同私钥保存在这个目录（权限 0600，三十天有效），重启后不用再安装。不写就现场生成，私钥只在内存里。",
        "Keep the CA of --tls and its private key in this folder (mode 0600, valid for thirty days), so that it is "
        "installed once. Without it the CA is made on the spot and its key stays in memory.",
    ),
    "serve.new-ca": Text(
        "在 {folder} 生成了新的 CA，要（重新）安装到信任库。",
        "A new CA was made in {folder}; it has to be installed in the trust store (again).",
    ),
    "run.help": Text(
        "运行一条命令，让它里面的微信接口都指向一个新的沙箱。\n"
        "\n"
        "命令写在 -- 后面，退出码原样返回，沙箱随它结束。环境变量里会放好 WXAUTH_APPID、WXAUTH_SECRET、WXAUTH_API_BASE，"
        "以及代理和证书（HTTPS_PROXY、SSL_CERT_FILE、REQUESTS_CA_BUNDLE、NODE_OPTIONS、NODE_EXTRA_CA_CERTS、"
        "JAVA_TOOL_OPTIONS、PHP_INI_SCAN_DIR），所以 Python、Node、Java、PHP、Go 的 SDK 不改代码就会访问沙箱。"
        "代理只放行微信接口，其余一律拒绝；原有的 WXAUTH_ 密钥不会传给命令。",
        "Run a command for which WeChat is a new sandbox.\n"
        "\n"
        "The command stands behind --; its exit code is passed on, and the sandbox ends with it. Its environment has "
        "WXAUTH_APPID, WXAUTH_SECRET and WXAUTH_API_BASE, and a proxy with its certificate (HTTPS_PROXY, SSL_CERT_FILE, "
        "REQUESTS_CA_BUNDLE, NODE_OPTIONS, NODE_EXTRA_CA_CERTS, JAVA_TOOL_OPTIONS, PHP_INI_SCAN_DIR), so that SDKs in "
        "Python, Node, Java, PHP and Go reach the sandbox unchanged. The proxy lets WeChat's API through and refuses "
        "everything else; secrets in WXAUTH_ variables are not passed on.",
    ),
    "run.examples": Text(
        "# 自己的后端\nwxauth sandbox run -- npm start\n"
        "# 后端的测试\nwxauth sandbox run -- python -m pytest\n"
        "# 看看命令得到了什么\nwxauth sandbox run -- env",
        "# a backend of your own\nwxauth sandbox run -- npm start\n"
        "# its tests\nwxauth sandbox run -- python -m pytest\n"
        "# what the command is given\nwxauth sandbox run -- env",
    ),
    "run.param.command": Text("要运行的命令和它的参数。", "The command and its arguments."),
    "run.param.name": Text("登记的配置档名称。", "Name of the profile it registers."),
    "run.ready": Text(
        "沙箱 {url} 已就绪，appid {appid}；在另一个终端运行 wxauth sandbox login 取 code。",
        "The sandbox at {url} is ready, appid {appid}; wxauth sandbox login in another terminal gives a code.",
    ),
    "run.refused": Text(
        "代理拒绝了 {place}（{times} 次）：只放行微信接口的 HTTPS。",
        "The proxy refused {place} (times: {times}): only HTTPS to WeChat's API passes.",
    ),
    "serve.param.state": Text(
        "把沙箱的一切保存在这个文件里，下次启动接着用；被强行结束也不丢。",
        "Keep everything in this file, for the next start too; even a killed sandbox loses nothing.",
    ),
    "serve.param.seed": Text(
        "随机数种子：同样的操作得到同样的值。时钟停在 2027-01-15 08:00:00 UTC，用 clock 拨动。",
        "Seed: the same calls get the same values. The clock stands at 2027-01-15 08:00:00 UTC; clock moves it.",
    ),
    "serve.title": Text("沙箱正在监听。", "The sandbox is listening."),
    "serve.next": Text("在另一个终端里", "In another terminal"),
    "serve.end": Text("按 Ctrl-C 结束，配置档 {name} 会随之删除。", "Ctrl-C ends it; the profile {name} goes with it."),
    "serve.replaced": Text(
        "配置档 {name} 原先属于另一个沙箱，现在改为指向这一个。",
        "The profile {name} belonged to another sandbox; from now on it means this one.",
    ),
    "login.help": Text(
        "在沙箱的手机上调用一次 wx.login，得到 code。",
        "Call wx.login on the sandbox's phone and get a code.",
    ),
    "login.examples": Text(
        "wxauth sandbox login\nwxauth sandbox login --user ann --json\n"
        "# 插件登录的 code\nwxauth sandbox login --kind plugin",
        "wxauth sandbox login\nwxauth sandbox login --user ann --json\n"
        "# a code of a plugin login\nwxauth sandbox login --kind plugin",
    ),
    "login.param.user": _USER,
    "login.param.appid": _APPID,
    "login.param.kind": Text(
        "login（wx.login）或 plugin（wx.pluginLogin）。", "login (wx.login) or plugin (wx.pluginLogin)."
    ),
    "login.param.url": _URL,
    "tap.help": Text(
        "在沙箱的手机上点一次按钮，得到 e.detail。\n"
        "\n"
        "加密数据是用该用户当前的 session_key 真正加密的，可以交给 wxauth decrypt。",
        "Tap a button on the sandbox's phone and get its e.detail.\n"
        "\n"
        "The data is really encrypted, under the user's present session_key, and can be given to wxauth decrypt.",
    ),
    "tap.examples": Text(
        "wxauth sandbox tap\nwxauth sandbox tap --kind userinfo --user ann --json\n"
        "# 水印里写另一个小程序、一小时前的数据\n"
        "wxauth sandbox tap --watermark-appid wx0123456789abcdef --age 1h",
        "wxauth sandbox tap\nwxauth sandbox tap --kind userinfo --user ann --json\n"
        "# with another app's watermark, an hour old\n"
        "wxauth sandbox tap --watermark-appid wx0123456789abcdef --age 1h",
    ),
    "tap.param.user": _USER,
    "tap.param.appid": _APPID,
    "tap.param.kind": Text(
        "哪种数据：phone、userinfo、profile、werun、share。",
        "Which data: phone, userinfo, profile, werun or share.",
    ),
    "tap.param.watermark_appid": Text("水印里改写成这个 appid。", "Write this appid into the watermark instead."),
    "tap.param.age": Text(
        "把水印时间往前推，例如 90s、10m、2h。", "Make the watermark that old, for example 90s, 10m or 2h."
    ),
    "tap.param.url": _URL,
    "user.help": Text("创建或修改沙箱里的用户。", "Make or change a user of the sandbox."),
    "user.examples": Text(
        "wxauth sandbox user ann\n# 香港号码\nwxauth sandbox user ann --phone 51234567 --country-code 852\n"
        "# 被微信判为高风险，登录会得到 40226\nwxauth sandbox user ann --risky\n"
        "# 下一次 wx.login 换新的 session_key\nwxauth sandbox user ann --rotate",
        "wxauth sandbox user ann\n"
        "# a number of Hong Kong\nwxauth sandbox user ann --phone 51234567 --country-code 852\n"
        "# rated as high-risk: the login gets 40226\nwxauth sandbox user ann --risky\n"
        "# the next wx.login brings a new session_key\nwxauth sandbox user ann --rotate",
    ),
    "user.param.user": Text("用户名。", "The user."),
    "user.param.appid": Text(
        "按哪个小程序返回 openid；默认是 serve 打印的那个。",
        "The mini program whose openid is shown; default: that of the serve line.",
    ),
    "user.param.phone": Text("手机号，不带区号。", "Phone number without country code."),
    "user.param.country_code": Text("国家或地区代码，例如 86、852。", "Country code, such as 86 or 852."),
    "user.param.risky": Text("是否被判为高风险用户。", "Whether WeChat rates the user as high-risk."),
    "user.param.steps": Text(
        "微信运动步数，可写多次，最后一个是今天。", "Steps that WeRun tells, may be repeated; the last is today's."
    ),
    "user.param.rotate": Text("下一次 wx.login 换新的 session_key。", "The next wx.login brings a new session_key."),
    "user.param.url": _URL,
    "user.no-unionid": Text("小程序没有绑定开放平台", "the app is not bound to an Open Platform account"),
    "app.help": Text(
        "创建或修改沙箱里的小程序；不写 APPID 就新建一个。",
        "Make or change a mini program of the sandbox; without APPID a new one.",
    ),
    "app.examples": Text(
        "# 新建一个\nwxauth sandbox app\n# 开启 IP 白名单，于是本机会得到 40164\n"
        "wxauth sandbox app wx0123456789abcdef --ip-whitelist 10.0.0.1\n"
        "# 冻结 AppSecret\nwxauth sandbox app wx0123456789abcdef --secret-frozen",
        "# a new one\nwxauth sandbox app\n# with an IP whitelist, so that this machine gets 40164\n"
        "wxauth sandbox app wx0123456789abcdef --ip-whitelist 10.0.0.1\n"
        "# freeze its AppSecret\nwxauth sandbox app wx0123456789abcdef --secret-frozen",
    ),
    "app.param.appid": Text("小程序 appid；不写就新建一个。", "The mini program; without it a new one is made."),
    "app.param.ip_whitelist": Text(
        "IP 白名单的一条：1.2.3.4、1.2.3.* 或 1.2.3.0/24；可以写多次，代替原有的全部。",
        "An entry of the IP whitelist: 1.2.3.4, 1.2.3.* or 1.2.3.0/24; may be repeated, replaces all former ones.",
    ),
    "app.param.any_ip": Text("清空 IP 白名单。", "Empty the IP whitelist."),
    "app.param.secret_frozen": Text("冻结或解冻 AppSecret。", "Freeze or unfreeze the AppSecret."),
    "app.param.reset_secret": Text(
        "换一个新的 AppSecret，旧的立即失效（40125）。", "Make a new AppSecret; the old one is refused at once (40125)."
    ),
    "app.param.secret_file": Text(
        "改用自己编的 AppSecret，从文件读取（- 表示标准输入）。和真的一样是 32 位十六进制的会被拒绝。",
        "Use an AppSecret of your own making, from a file (-: standard input). One of 32 hex digits, as real ones are, "
        "is refused.",
    ),
    "app.param.force": Text(
        "和真的一样的 AppSecret 也接受；之后只显示掩码，调用记录里也是。",
        "Take an AppSecret that looks real all the same; it is not shown again, and masked in the journal.",
    ),
    "app.param.verified": Text(
        "是否已认证；没有认证就不能获取手机号。", "Whether the account is verified; if not, it gets no phone numbers."
    ),
    "app.param.personal": Text(
        "个人主体还是企业主体；个人主体不能获取手机号（48001）。",
        "A person's account or a company's; a person's gets no phone numbers (48001).",
    ),
    "app.param.platform": Text(
        "绑定到这个名字的开放平台账号；同一账号下的小程序，unionid 相同。",
        "Bind it to the Open Platform account of this name; apps of one account share unionids.",
    ),
    "app.param.open_platform": Text(
        "是否绑定开放平台；绑定了才有 unionid。",
        "Whether it is bound to an Open Platform account, which brings unionid.",
    ),
    "app.param.escape_slashes": Text("返回的 JSON 把 / 写成 \\/。", "Write / as \\/ in the JSON of answers."),
    "app.param.api_security": Text(
        "开启或关闭服务端 API 签名和加密；开启时显示密钥。",
        "Have calls signed and encrypted, or not; shows the keys when on.",
    ),
    "app.param.require_https": Text(
        "像真实服务器一样，用 43003 拒绝 http。", "Refuse plain HTTP with 43003, as the real servers do."
    ),
    "app.param.url": _URL,
    "session.help": Text(
        "看用户的 session_key 和它以前的值，也可以换掉、让它过期。",
        "A user's session_key and those before it; it can be replaced or ended.",
    ),
    "session.examples": Text(
        "wxauth sandbox session\n# 立即换新的 session_key\nwxauth sandbox session ann --rotate\n"
        "# 登录态过期，checkSessionKey 得到 87007\nwxauth sandbox session ann --expire\n"
        "# wx.login 每小时换一次 session_key；0 表示不换\nwxauth sandbox session --rotate-every 1h",
        "wxauth sandbox session\n# a new session_key at once\nwxauth sandbox session ann --rotate\n"
        "# the session ends: checkSessionKey gets 87007\nwxauth sandbox session ann --expire\n"
        "# wx.login replaces keys that are an hour old; 0: it keeps them\nwxauth sandbox session --rotate-every 1h",
    ),
    "session.param.user": _USER,
    "session.param.appid": _APPID,
    "session.param.rotate": Text("立即换新的 session_key。", "Replace the session_key at once."),
    "session.param.expire": Text("让登录态立即过期。", "End the session at once."),
    "session.param.rotate_every": Text(
        "wx.login 时，存在这么久的 session_key 会换新的；0 表示不换。对所有用户生效。",
        "wx.login replaces a session_key that is this old; 0: it keeps it. For all users.",
    ),
    "session.param.url": _URL,
    "session.none": Text("没有登录态", "no session"),
    "session.kept": Text("wx.login 不换 session_key", "wx.login keeps session_keys"),
    "session.before": Text("以前的 session_key", "earlier session_keys"),
    "session.ended": Text("失效时间", "ended"),
    "clock.help": Text(
        "看沙箱的时间；写上 TIME 就拨快。\n\ncode 五分钟过期、令牌两小时过期，都按这个时间算。",
        "The sandbox's time; with TIME it is moved forward.\n\n"
        "Codes end after five minutes of it, tokens after two hours.",
    ),
    "clock.examples": Text(
        "wxauth sandbox clock\n# 让刚拿到的 code 过期\nwxauth sandbox clock 301\n"
        "# 停住，再继续\nwxauth sandbox clock --freeze\nwxauth sandbox clock --resume\n"
        "# 微信写出的时间慢十分钟\nwxauth sandbox clock --skew -10m",
        "wxauth sandbox clock\n# let a fresh code expire\nwxauth sandbox clock 301\n"
        "# stop it, let it go on\nwxauth sandbox clock --freeze\nwxauth sandbox clock --resume\n"
        "# what WeChat writes is ten minutes late\nwxauth sandbox clock --skew -10m",
    ),
    "clock.param.freeze": Text(
        "停住时钟，或者从停住的地方继续。", "Stop the clock, or let it go on from where it stands."
    ),
    "clock.param.skew": Text(
        "微信写出的时间（Date、rid、水印）比时钟快多少，可以是负数，例如 -10m；有效期不受影响。",
        "How far ahead of the clock WeChat's own times are (Date, rid, watermark), may be negative, such as -10m; "
        "nothing expires by it.",
    ),
    "clock.frozen": Text("时钟停着", "the clock stands still"),
    "clock.skew": Text("微信写出的时间，差 {seconds} 秒", "what WeChat writes, off by {seconds} s"),
    "clock.param.advance": Text("拨快多少：秒数，或者 90s、10m、2h、3d。", "How far: seconds, or 90s, 10m, 2h, 3d."),
    "clock.param.url": _URL,
    "fault.help": Text(
        "让接下来的调用出故障。\n\n不写 PATH 就对任何接口生效；默认只影响一次调用。",
        "Have a coming call go wrong.\n\nWithout PATH any interface is meant; one call unless --times says otherwise.",
    ),
    "fault.examples": Text(
        "# 下一次 code2Session 得到 -1\nwxauth sandbox fault /sns/jscode2session --errcode -1\n"
        "# 应答晚 5 秒，但请求已生效\nwxauth sandbox fault /sns/jscode2session --slow 5s\n"
        "# 每五次调用约有一次断开连接\nwxauth sandbox fault --reset --rate 0.2 --name flaky\n"
        "wxauth sandbox fault --list\nwxauth sandbox fault --clear --name flaky",
        "# the next code2Session gets -1\nwxauth sandbox fault /sns/jscode2session --errcode -1\n"
        "# the answer comes 5 s late, the call has taken effect\nwxauth sandbox fault /sns/jscode2session --slow 5s\n"
        "# one call in five loses its connection\nwxauth sandbox fault --reset --rate 0.2 --name flaky\n"
        "wxauth sandbox fault --list\nwxauth sandbox fault --clear --name flaky",
    ),
    "fault.param.path": Text(
        "接口路径，例如 /sns/jscode2session。", "Path of the interface, such as /sns/jscode2session."
    ),
    "fault.param.errcode": Text("返回这个 errcode，请求不生效。", "Answer with this errcode; nothing takes effect."),
    "fault.param.slow": Text(
        "请求生效，应答推迟这么久，例如 5s。", "The call takes effect and the answer comes that late, for example 5s."
    ),
    "fault.param.html502": Text("返回代理的 502 网页。", "Answer with a proxy's 502 page."),
    "fault.param.content_type": Text("把应答的 Content-Type 换成这个值。", "Answer with this Content-Type."),
    "fault.param.reset": Text("断开连接，没有应答。", "Reset the connection; no answer comes."),
    "fault.param.truncated": Text(
        "请求生效，应答在中途断开。", "The call takes effect and its answer ends in the middle."
    ),
    "fault.param.ip_not_listed": Text(
        "返回 40164，就像调用方不在 IP 白名单里。", "Answer 40164, as if the caller were not in the IP whitelist."
    ),
    "fault.param.address": Text(
        "和 --ip-not-listed 一起用：错误里写这个地址。", "With --ip-not-listed: the address that the error names."
    ),
    "fault.param.takes_effect": Text(
        "和 --reset、--html502 一起用：请求其实已经生效，code 已被用掉。",
        "With --reset or --html502: the call has taken effect all the same, and its code is used up.",
    ),
    "fault.param.rate": Text(
        "每次调用出故障的概率，例如 0.2；不写 --times 就一直有效。",
        "How probable it is for each call, such as 0.2; goes on unless --times says otherwise.",
    ),
    "fault.param.user": Text("只对这个用户的调用生效。", "Only for calls about this user."),
    "fault.param.name": Text(
        "给故障起的名字；和 --clear 一起用，只取消这一个。", "A name for the fault; with --clear only this one goes."
    ),
    "fault.param.waiting": Text("列出还没发生的故障。", "List the faults that are waiting."),
    "fault.param.times": Text("影响多少次调用；默认 1。", "How many calls; default 1."),
    "fault.param.appid": Text("只对这个小程序生效。", "Only for this mini program."),
    "fault.param.clear": Text("取消还没发生的故障。", "Cancel the faults that are still waiting."),
    "fault.param.url": _URL,
    "fault.ordered": Text("{path}：接下来 {times} 次调用会出故障。", "Calls of {path} that will go wrong: {times}"),
    "fault.ordered-rate": Text(
        "{path}：每次调用以 {rate} 的概率出故障。", "Each call of {path} goes wrong with a probability of {rate}."
    ),
    "fault.cleared-one": Text("已取消故障 {name}。", "The fault {name} is cancelled."),
    "fault.name": Text("名字", "name"),
    "fault.kind": Text("故障", "fault"),
    "fault.path": Text("接口", "interface"),
    "fault.who": Text("只对", "only for"),
    "fault.times": Text("剩余次数", "times left"),
    "fault.rate": Text("概率", "rate"),
    "fault.any-path": Text("任何接口", "any interface"),
    "fault.none": Text("没有故障在等待。", "No fault is waiting."),
    "fault.cleared": Text("已取消所有故障。", "No fault is waiting any more."),
    "journal.help": Text(
        "沙箱收到过的接口调用，按先后排列；--json 里有完整参数。",
        "The calls that the sandbox has received, in order; --json has their parameters.",
    ),
    "journal.examples": Text(
        "wxauth sandbox journal --since 10m\n# 边来边看，Ctrl-C 结束\nwxauth sandbox journal --follow\n"
        "wxauth sandbox journal /sns/jscode2session --errcode 40163 --jsonl\n"
        "# 存成 HAR，再交给诊断\nwxauth sandbox journal --har calls.har",
        "wxauth sandbox journal --since 10m\n# as they come, until Ctrl-C\nwxauth sandbox journal --follow\n"
        "wxauth sandbox journal /sns/jscode2session --errcode 40163 --jsonl\n"
        "# as HAR, for wxauth diagnose\nwxauth sandbox journal --har calls.har",
    ),
    "journal.param.path": Text(
        "只看这个接口，例如 /sns/jscode2session。", "Only this interface, such as /sns/jscode2session."
    ),
    "journal.param.appid": Text("只看这个小程序的调用。", "Only calls of this mini program."),
    "journal.param.errcode": Text("只看这个 errcode；0 表示成功。", "Only this errcode; 0 means it went well."),
    "journal.param.since": Text(
        "只看这之后的：10m、2h、3d（按沙箱的时钟），或者 ISO 8601 时间。",
        "Only later ones: 10m, 2h, 3d (on the sandbox's clock), or an ISO 8601 time.",
    ),
    "journal.param.limit": Text("至多这么多次，取最后的。", "At most that many, the last ones."),
    "journal.param.detail": Text(
        "连同请求和应答的内容（在 --json、--jsonl 里）。", "With headers and bodies (in --json and --jsonl)."
    ),
    "journal.param.jsonl": Text("每行一个 JSON 对象。", "One JSON object a line."),
    "journal.param.follow": Text(
        "一直看，新的调用一到就打印一行 JSON。", "Go on: a line of JSON for each call as it comes."
    ),
    "journal.param.har": Text(
        "写成 HAR 文件：后端到微信这一段。沙箱自己的密钥原样写出，别处的打码。",
        "Write a HAR file of the leg from backend to WeChat. The sandbox's own secrets stand in it, foreign ones masked.",
    ),
    "journal.param.force": Text("替换已有的文件。", "Replace a file that is there."),
    "journal.har-written": Text("{path} 写好了，{count} 次调用。", "{path} is written; calls: {count}"),
    "journal.param.url": _URL,
    "journal.empty": Text("还没有收到任何调用。", "No call has come in yet."),
    "journal.no-answer": Text("无应答", "no answer"),
    "journal.time": Text("时间（UTC）", "time (UTC)"),
    "journal.call": Text("调用", "call"),
    "state.help": Text(
        "给沙箱拍快照，以后可以回到这一刻。\n\n快照包含一切，连时钟也回到当时；reset 不会删掉快照。",
        "Save the sandbox under a name and return to it later.\n\n"
        "A snapshot holds everything, and loading it sets the clock back too; reset leaves snapshots alone.",
    ),
    "state.examples": Text(
        "wxauth sandbox state save logged-in\nwxauth sandbox state load logged-in\n"
        "wxauth sandbox state list\nwxauth sandbox state drop logged-in",
        "wxauth sandbox state save logged-in\nwxauth sandbox state load logged-in\n"
        "wxauth sandbox state list\nwxauth sandbox state drop logged-in",
    ),
    "state.param.what": Text("save、load、list 或 drop；默认 list。", "save, load, list or drop; default: list."),
    "state.param.name": Text("快照的名字。", "Name of the snapshot."),
    "state.param.url": _URL,
    "state.empty": Text("还没有快照。", "There is no snapshot yet."),
    "state.save-done": Text("已存为快照 {name}。", "Saved as {name}."),
    "state.load-done": Text("已回到快照 {name}。", "The sandbox is as it was in {name}."),
    "state.drop-done": Text("已删除快照 {name}。", "The snapshot {name} is gone."),
    "state.name": Text("快照", "snapshot"),
    "state.saved": Text("保存时间", "saved"),
    "reset.help": Text(
        "让沙箱回到刚启动的状态；serve 打印的 appid 和 AppSecret 不变。",
        "Put the sandbox back to its beginning; appid and AppSecret of the serve line stay.",
    ),
    "reset.examples": Text("wxauth sandbox reset", "wxauth sandbox reset"),
    "reset.param.url": _URL,
    "reset.done": Text("沙箱已回到刚启动的状态。", "The sandbox is as it was at its beginning."),
}
