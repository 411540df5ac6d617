"""The sandbox's control API: what each verb does (`tap`), answers (`tap.out`) and takes (`in.user`, `tap.kind`)."""

from wxauth_cli.core.text import Text

TEXTS = {
    "title": Text("wxauth 沙箱的控制接口", "Control API of the wxauth sandbox"),
    "about": Text(
        "在没有手机的情况下做手机上和公众平台上的事：wx.login、点按钮、改设置、拨时钟、安排故障、查看调用记录。"
        "动词、参数或值不对时得到 4xx，什么都不会改变；null 等于没有写。时间都按沙箱的时钟。用户和小程序在第一次提到时出现。",
        "Does what is done on a phone and on the platform's console: wx.login, buttons, settings; moves the clock, "
        "orders faults, tells which calls came in. A verb, argument or value that there is not is refused with 4xx, "
        "and then nothing has changed; null counts as absent. All times are the sandbox's. Users and apps come into being when they are named.",
    ),
    "token": Text("serve 打印的 control_token。", "The control_token that serve prints."),
    "status.400": Text("参数或值不对。", "An argument or value cannot be used."),
    "status.401": Text("没有令牌，或者令牌不对。", "The token is missing or wrong."),
    "status.404": Text("没有叫这个名字的。", "There is none of that name."),
    "status.405": Text("这个动词要用另一种 HTTP 方法。", "The verb wants the other HTTP method."),
    "status.409": Text("以现在的状态做不了。", "It cannot be done as things stand."),
    "page.title": Text("沙箱的控制接口", "The sandbox's control API"),
    "page.intro": Text(
        "`wxauth sandbox serve` 打印 `control_url` 和 `control_token`。下面每一项都有三种用法：HTTP、命令行、Python"
        "（`from wxauth_cli.sandbox import serve_in_thread`，或者 pytest 的 `wechat`）。"
        "HTTP 的机器可读说明是 [OpenAPI 3.1](../schema/sandbox-control.openapi.json)，沙箱自己也提供，"
        "在 `control_url` 后面加 `/openapi.json`。",
        "`wxauth sandbox serve` prints `control_url` and `control_token`. Everything below can be done in three ways: "
        "over HTTP, on the command line, and in Python (`from wxauth_cli.sandbox import serve_in_thread`, or pytest's "
        "`wechat`). The machine-readable description of the HTTP way is "
        "[OpenAPI 3.1](../schema/sandbox-control.openapi.json); the sandbox serves it too, at "
        "`control_url` followed by `/openapi.json`.",
    ),
    "page.example": Text("例子", "Example"),
    "page.argument": Text("参数", "argument"),
    "page.meaning": Text("含义", "meaning"),
    "page.answer": Text("返回", "Answers"),
    "login": Text("在沙箱的手机上调用 wx.login。", "Call wx.login on the sandbox's phone."),
    "login.out": Text("`code`，以及客户端的 `errMsg`。", "`code`, and the client's `errMsg`."),
    "login.kind": Text(
        "login（默认）、plugin（wx.pluginLogin）或 wecom（wx.qy.login）。",
        "login (default), plugin (wx.pluginLogin) or wecom (wx.qy.login).",
    ),
    "tap": Text("点手机上的按钮，得到它的 e.detail。", "Tap a button on the phone and get its e.detail."),
    "tap.out": Text(
        "`encryptedData` 和 `iv`；手机号有 `code`，用户信息有 `rawData` 和 `signature`。",
        "`encryptedData` and `iv`; `code` for a phone number, `rawData` and `signature` for user information.",
    ),
    "tap.kind": Text(
        "phone（默认）、userinfo、profile、werun 或 share。", "phone (default), userinfo, profile, werun, share."
    ),
    "tap.watermark_appid": Text("水印里改写成这个 appid。", "Written into the watermark instead of the app's own."),
    "tap.age_s": Text("把水印时间往前推的秒数。", "How many seconds old the watermark is made."),
    "user": Text("创建或修改用户；不会产生登录态。", "Make or change a user; makes no session."),
    "user.out": Text(
        "名字、在这个小程序里的 `openid`、`unionid`（没有绑定开放平台时为 null）。",
        "Name, `openid` in the app, `unionid` (null without an Open Platform account).",
    ),
    "user.user": Text("用户名。", "The user."),
    "user.rotate": Text("下一次 wx.login 换新的 session_key。", "The next wx.login brings a new session_key."),
    "user.phone": Text("手机号，不带区号。", "Phone number without country code."),
    "user.country_code": Text("国家或地区代码，例如 852。", "Country code, such as 852."),
    "user.risky": Text("被判为高风险：登录得到 40226。", "Rated as high-risk: the login gets 40226."),
    "user.steps": Text("微信运动步数，最后一个是今天。", "Steps that WeRun tells; the last are today's."),
    "app": Text("创建或修改小程序；不写 appid 就新建一个。", "Make or change an app; without appid a new one."),
    "app.appid": Text("哪个小程序；不写就新建。", "Which app; absent: a new one."),
    "app.out": Text(
        "`appid`、`secret`，以及 API 安全的密钥（没有开启时为 null）。",
        "`appid`, `secret`, and the keys of API security (null unless it is on).",
    ),
    "app.ip_whitelist": Text(
        "IP 白名单，至多十条：1.2.3.4、1.2.3.* 或 1.2.3.0/24；空列表表示不限。",
        "IP whitelist, at most ten: 1.2.3.4, 1.2.3.* or 1.2.3.0/24; empty: everybody may call.",
    ),
    "app.secret_frozen": Text("冻结 AppSecret（40243）。", "The AppSecret is frozen (40243)."),
    "app.reset_secret": Text("换新的 AppSecret，旧的得到 40125。", "A new AppSecret; the old one gets 40125."),
    "app.secret": Text(
        "自己编的 AppSecret，6 到 128 个字符；32 位十六进制和真的一样，会被拒绝。",
        "An AppSecret of one's own making, 6 to 128 characters; 32 hex digits look real and are refused.",
    ),
    "app.force": Text(
        "和真的一样的 secret 也接受；之后只显示掩码。",
        "Take a secret that looks real; from then on it is shown masked.",
    ),
    "app.verified": Text(
        "是否已认证；没有认证就没有手机号。", "A verified account; without it there are no phone numbers."
    ),
    "app.personal": Text("个人主体：没有手机号（48001）。", "A person's account: no phone numbers (48001)."),
    "app.open_platform": Text(
        "开放平台账号的名字；true 是默认的那个，false 是不绑定。同一账号下 unionid 相同。",
        "Name of the Open Platform account; true: the usual one, false: none. Apps of one account share unionids.",
    ),
    "app.escape_slashes": Text("返回的 JSON 把 / 写成 \\/。", "Answers have \\/ for /."),
    "app.require_https": Text("用 43003 拒绝 http。", "Plain HTTP is refused with 43003."),
    "app.api_security": Text(
        "开启服务端 API 签名和加密，返回密钥。", "Calls are signed and encrypted; the keys are in the answer."
    ),
    "clock": Text(
        "看时间，拨快，停住，或者让微信写出的时间有偏差。", "Tell the time, move it, stop it, or show it wrongly."
    ),
    "clock.out": Text(
        "`now`（Unix 秒）；停着时有 `frozen`；有偏差时有 `skew_s` 和 `shown_now`。",
        "`now` (Unix seconds); `frozen` while it stands still; `skew_s` and `shown_now` where WeChat's is off.",
    ),
    "clock.advance_s": Text(
        "拨快多少秒；第三方平台到期的 ticket 随即推送。",
        "How many seconds to move forward; tickets of third-party platforms that are due are pushed.",
    ),
    "clock.freeze": Text("true 停住，false 从停住的地方继续。", "true: stop; false: go on from where it stands."),
    "clock.skew_s": Text(
        "微信写出的时间（Date、rid、水印）快多少秒，可以是负数；有效期不受影响。",
        "How far ahead WeChat's own times are (Date, rid, watermark), may be negative; nothing expires by it.",
    ),
    "fault": Text("安排、列出或取消故障。", "Order, list or cancel faults."),
    "fault.out": Text("有 list 时：还没发生的 `faults`。", "With list: the `faults` that wait."),
    "fault.path": Text("哪个接口；不写就是任何接口。", "Which interface; absent: any."),
    "fault.times": Text("影响多少次调用；默认 1，有 rate 时不限。", "How many calls; default 1, with rate no limit."),
    "fault.rate": Text("每次调用发生的概率。", "How probable it is for each call."),
    "fault.appid": Text("只对这个小程序的调用。", "Only calls of this app."),
    "fault.user": Text("只对这个用户的调用。", "Only calls about this user."),
    "fault.errcode": Text("返回这个 errcode，请求不生效。", "Answer with this errcode; nothing takes effect."),
    "fault.kind": Text(
        "slow 生效但迟到；html502 代理的网页；content-type 类型不对；reset 连接断开；truncated 生效但只有一半；"
        "ip-not-listed 40164。",
        "slow: takes effect, answers late; html502: a proxy's page; content-type: the wrong one; reset: no answer; "
        "truncated: takes effect, half an answer; ip-not-listed: 40164.",
    ),
    "fault.delay_s": Text("slow：迟到多少秒。", "slow: how many seconds late."),
    "fault.value": Text(
        "content-type：写成什么；ip-not-listed：错误里写哪个地址。",
        "content-type: what it is; ip-not-listed: the address in the text.",
    ),
    "fault.takes_effect": Text(
        "reset、html502：请求其实已经生效。", "reset, html502: the call has taken effect all the same."
    ),
    "fault.name": Text(
        "名字；同名的会被替换，clear 可以只取消它。", "A name; replaces one of that name; clear can be told it."
    ),
    "fault.list": Text("列出还没发生的。", "List those that wait."),
    "fault.clear": Text("取消全部，或者叫这个名字的。", "Cancel all, or the one of that name."),
    "journal": Text("最近 4000 次接口调用，按先后排列。", "The last 4,000 calls of the public API, in order."),
    "journal.out": Text(
        "`entries`；有 after 时还有 `next`，供下一次使用。",
        "`entries`; with after also `next`, for the next time.",
    ),
    "journal.detail": Text("连同请求和应答的内容。", "With headers and bodies of request and answer."),
    "har": Text(
        "同样的调用，写成 HAR 1.2：后端到微信这一段。", "The same calls as HAR 1.2: the leg from backend to WeChat."
    ),
    "har.out": Text("一份 HAR 文档。", "A HAR document."),
    "in.path": Text("只要这个接口的调用。", "Only calls of this interface."),
    "in.errcode": Text("只要这个 errcode；0 表示成功。", "Only this errcode; 0: it went well."),
    "in.since": Text("只要这之后的，Unix 秒。", "Only later ones, Unix seconds."),
    "in.after": Text("跳过前面这么多次调用。", "Pass over that many calls."),
    "in.limit": Text("至多这么多，取最后的。", "At most that many, the last ones."),
    "journal.appid": Text("只要这个小程序的调用。", "Only calls of this app."),
    "har.appid": Text("只要这个小程序的调用。", "Only calls of this app."),
    "session": Text(
        "看用户的登录态，换掉 session_key，让它过期，或者定下 wx.login 多久换一次。",
        "A user's session: look at it, replace its key, end it, or say when wx.login replaces keys.",
    ),
    "session.out": Text(
        "现在的 `session_key`（没有登录态时为 null）和以前的 `history`。",
        "The present `session_key` (null without a session) and the `history` of those before it.",
    ),
    "session.rotate": Text("立即换新的 session_key。", "Replace the session_key at once."),
    "session.expire": Text("让登录态立即过期。", "End the session at once."),
    "session.rotate_every_s": Text(
        "wx.login 换掉存在这么久的 session_key；0 表示不换。对所有用户生效。",
        "wx.login replaces a session_key of this age; 0: it keeps it. For all users.",
    ),
    "state": Text("保存、载入或删除快照。", "Save, load or drop a snapshot."),
    "state.out": Text("有哪些快照。", "The snapshots that there are."),
    "state.save": Text("以这个名字保存，替换同名的。", "Save under this name; replaces one of that name."),
    "state.load": Text("回到这个快照，连时钟一起。", "Make the world what it was, its clock included."),
    "state.drop": Text("删除这个快照。", "Forget this snapshot."),
    "reset": Text(
        "回到刚启动的状态；快照、serve 打印的 appid 和 AppSecret 不变。",
        "As at the beginning; snapshots, and appid and AppSecret of the serve line, stay.",
    ),
    "reset.out": Text("空对象。", "An empty object."),
    "switch": Text(
        "平台的行为不清楚、或者见过两种时，选一种。",
        "Choose a behaviour where the platform is unclear or has shown two.",
    ),
    "switch.out": Text("所有开关现在的值。", "How all switches stand."),
    "switch.foreign_exchange_consumes": Text(
        "拿另一个小程序的凭证换 code 时，code 是否也用掉；默认不用掉。",
        "Whether an exchange with another app's credentials uses the code up; by default it does not.",
    ),
    "switch.sns_rid_errcode": Text(
        "rid/get 查 /sns 接口的 rid 时返回哪个：76001（见过，默认）或 76022（文档）。",
        "What rid/get says of a rid of /sns: 76001 (seen, default) or 76022 (documented).",
    ),
    "switch.encrypted_msg_hash": Text(
        "checkEncryptedData 的 SHA-256 算的是 Base64 文本（默认）还是解码后的字节。",
        "Whether checkEncryptedData wants the SHA-256 of the Base64 text (default) or of the bytes.",
    ),
    "switch.old_rid_errcode": Text(
        "rid/get 查七天以前的 rid 时返回哪个：76004（默认）或 76001。",
        "What rid/get says of a rid older than seven days: 76004 (default) or 76001.",
    ),
    "switch.component_ip_errcode": Text(
        "第三方平台从没有登记的 IP 调用时得到哪个：61004（默认）或 40090，两个都见过。",
        "What a platform hears from an address that it has not registered: 61004 (default) or 40090; both were seen.",
    ),
    "switch.quota_clear_window": Text(
        "quota/clear 的 50 次按月（默认）还是按天算。",
        "Whether the fifty calls of quota/clear are a month's (default) or a day's.",
    ),
    "switch.quota_clear_paths": Text(
        "quota/clear 接受任何路径（默认），还是只接受 /channels/ec/ 开头的。",
        "Whether quota/clear takes any path (default) or only those of /channels/ec/.",
    ),
    "switch.country_code": Text(
        "获取手机号时 countryCode 写成文本（默认）还是数字。",
        "Whether getPhoneNumber writes countryCode as text (default) or as a number.",
    ),
    "switch.api_cipher": Text(
        "app 开启 api_security 时得到哪种算法的密钥：AES256_GCM（默认）或 SM4_GCM。",
        "Which cipher an app's keys are for when it switches api_security on: AES256_GCM (default) or SM4_GCM.",
    ),
    "switch.login_errcode": Text(
        "code2Session 成功时是否带 errcode 0 和 errmsg ok；默认不带。",
        "Whether code2Session says errcode 0 and errmsg ok on success; by default it does not.",
    ),
    "switch.serial_required": Text(
        "签名调用没有 Wechatmp-Serial 时是否返回 40230；默认不返回。",
        "Whether a signed call without Wechatmp-Serial gets 40230; by default it does not.",
    ),
    "switch.certificate_rollover": Text(
        "平台证书是否正在轮换：应答用下一张证书签名，现在这张的编号和签名在 Wechatmp-Serial-Deprecated、"
        "Wechatmp-Signature-Deprecated 里；app 会给出下一张的公钥。",
        "Whether the platform's certificate is being exchanged: answers are signed with the next one; number and "
        "signature of the present one are in Wechatmp-Serial-Deprecated and Wechatmp-Signature-Deprecated; app gives "
        "the next one's public key.",
    ),
    "switch.suffix": Text(
        "errmsg 后缀的写法：current（默认）、hint 或 old。", "What follows an errmsg: current (default), hint or old."
    ),
    "component": Text(
        "第三方平台：凭证、最近推送的 ticket、谁授权给了它。",
        "A third-party platform: its credentials, the ticket last pushed, who has authorised it.",
    ),
    "component.out": Text(
        "平台的凭证和 `authorizations`（authorization_code、refresh token、权限集）。",
        "The platform's credentials and its `authorizations` (authorization_code, refresh token, permission sets).",
    ),
    "component.component_appid": Text("哪个平台；不写就是第一个。", "Which platform; absent: the first one."),
    "component.authorize": Text("这个小程序授权给平台。", "This app authorises the platform."),
    "component.unauthorize": Text("这个小程序取消授权。", "This app takes its authorisation back."),
    "component.permission_sets": Text(
        "授权的权限集编号；默认全部。", "Permission sets of the authorisation; default: all."
    ),
    "component.ip_whitelist": Text(
        "平台登记的 IP，只能是完整地址。", "Addresses that the platform registered, exact ones only."
    ),
    "corp": Text(
        "企业微信的企业、它的应用（关联一个小程序）和装上的服务商套件。",
        "A company on WeCom, its app (linked with a mini program), and the provider's suite that it has installed.",
    ),
    "corp.out": Text(
        "企业和套件的凭证，以及关联的小程序。", "Credentials of company and suite, and the linked mini program."
    ),
    "corp.corpid": Text("哪个企业；不写就是第一个。", "Which company; absent: the first one."),
    "corp.appid": Text("关联到这个小程序。", "Link it with this mini program."),
    "pay": Text("用户在小程序里付一次款。", "A user pays in an app."),
    "pay.out": Text("`openid` 和这笔交易的编号。", "`openid`, and the numbers of the trade."),
    "user_key": Text(
        "手机上 getUserCryptoManager().getLatestUserKey() 的结果。",
        "What getUserCryptoManager().getLatestUserKey() gives on the phone.",
    ),
    "user_key.out": Text(
        "加密网络通道的密钥、版本和过期时间。", "Key of the encrypted network channel, its version and its end."
    ),
    "callback": Text(
        "为小程序或第三方平台设置消息推送；微信立即验证这个地址，验证不过就不设置。第三方平台从此每十分钟收到 ticket。",
        "Set up message push for an app or a third-party platform; WeChat verifies the URL at once, and what does not verify "
        "is not set. A platform then gets its ticket every ten minutes.",
    ),
    "callback.out": Text("设置，以及验证的结果。", "The settings, and how the verification went."),
    "callback.url": Text(
        "后端接收推送的地址，只能在本机。", "Where the backend receives messages; on this machine only."
    ),
    "callback.token": Text("令牌；默认生成一个。", "The token; default: one is made up."),
    "callback.encoding_aes_key": Text("EncodingAESKey；默认生成一个。", "EncodingAESKey; default: one is made up."),
    "callback.mode": Text("plain 明文，或者 safe 安全模式（默认）。", "plain, or safe (default): encrypted."),
    "callback.format": Text("json（默认）或 xml。", "json (default) or xml."),
    "event": Text(
        "用户更改或撤回给过小程序的信息；微信推送到它的地址，至多三次。",
        "A user changes or takes back what an app was told; WeChat pushes it to the callback, at most three times.",
    ),
    "event.out": Text("推送的 `message`，以及每一次的结果。", "The `message`, and how each delivery went."),
    "event.event": Text(
        "哪一种变更；默认是撤回授权。component_verify_ticket：把第三方平台的票据推送到平台的地址。",
        "Which change; default: an authorisation is taken back. component_verify_ticket: a third-party platform's "
        "ticket goes to the platform's own callback.",
    ),
    "event.revoke_info": Text(
        "RevokeInfo 的编号，默认 6（昵称和头像）。", "Numbers of RevokeInfo, by default 6 (nickname and avatar)."
    ),
    "in.user": Text("哪个用户，默认 default。", "Which user, by default `default`."),
    "in.appid": Text("哪个小程序，默认是 serve 打印的那个。", "Which app, by default that of the serve line."),
}
