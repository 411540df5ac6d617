"""Why the sandbox's control API refuses, and what a value should have been (`want.…`)."""

from wxauth_cli.core.text import Text

TEXTS = {
    "value": Text("{name} 的值 {value} 不能用，应为：{wanted}", "{name}: '{value}' is not {wanted}"),
    "no-argument": Text(
        "{verb} 没有参数 {name}；可用的有：{known}", "{verb} has no argument '{name}'; it takes: {known}"
    ),
    "no-verb": Text("没有动词 {verb}；有：{known}", "no verb '{verb}'; there are: {known}"),
    "other-method": Text("{verb} 要用 {method} 请求", "{verb} is a {method} request"),
    "no-query": Text("参数要写在 JSON 正文里，不在查询里", "arguments stand in the JSON body, not in the query"),
    "no-object": Text("正文不是 JSON 对象", "the body is not a JSON object"),
    "needs": Text("{what} 缺少参数 {name}", "{what} needs the argument '{name}'"),
    "takes-not": Text("{what} 不接受参数 {name}", "{what} does not take the argument '{name}'"),
    "no-token": Text(
        "控制接口需要 Authorization: Bearer 和它的令牌", "the control API wants Authorization: Bearer and its token"
    ),
    "real-secret": Text(
        "这个 secret 看起来是真的（32 位十六进制），沙箱用不着真的；换一个编的，或者加上 force",
        "this secret looks real (32 hex digits), and a sandbox needs no real one; make one up, or add 'force'",
    ),
    "secret-or-reset": Text("secret 和 reset_secret 只能有一个", "it is either 'secret' or 'reset_secret'"),
    "list-alone": Text("list 要单独使用", "'list' stands alone"),
    "clear-alone": Text("clear 要单独使用，或者只和 name 一起", "'clear' stands alone, or beside 'name'"),
    "no-fault": Text("没有叫 {name} 的故障在等待", "no fault waits that is called '{name}'"),
    "errcode-or-kind": Text("fault 要有 errcode 或 kind，二者取一", "fault needs either 'errcode' or 'kind'"),
    "one-of-three": Text("state 只接受 save、load、drop 中的一个", "state takes one of 'save', 'load' and 'drop'"),
    "no-snapshot": Text("没有叫 {name} 的快照", "no snapshot is called '{name}'"),
    "too-many-snapshots": Text("快照至多 {limit} 个", "there may be {limit} snapshots"),
    "component-is-app": Text(
        "{appid} 是小程序，不是第三方平台", "{appid} is a mini program, not a third-party platform"
    ),
    "cancellation-has-no-revoke-info": Text(
        "注销会撤回全部授权，没有 revoke_info", "a cancellation takes everything back; it has no 'revoke_info'"
    ),
    "no-callback": Text(
        "{appid} 还没有推送地址，先用 callback 设置", "{appid} has no callback; set one with the verb 'callback'"
    ),
    "exact-addresses": Text(
        "{name}：第三方平台只登记完整的 IP 地址", "{name}: a third-party platform registers exact addresses only"
    ),
    "want.whole": Text("0 以上的整数", "a whole number, 0 or more"),
    "want.errcode": Text("errcode", "an errcode"),
    "want.moment": Text("Unix 秒数", "a moment in Unix seconds"),
    "want.path": Text("以 / 开头的路径", "a path that begins with /"),
    "want.boolean": Text("true 或 false", "true or false"),
    "want.label": Text("1 到 64 个字符、不含控制字符的名字", "a name of 1 to 64 characters without control characters"),
    "want.secret": Text("6 到 128 个可见的 ASCII 字符", "6 to 128 visible ASCII characters"),
    "want.appid": Text("wx 加 16 位小写十六进制", "wx and 16 lower-case hex digits"),
    "want.seconds": Text("0 秒到十年之间的秒数", "a number of seconds from 0 to ten years"),
    "want.any-seconds": Text("十年以内的秒数", "a number of seconds, at most ten years"),
    "want.delay": Text("大于 0、不超过 600 的秒数", "a number of seconds above 0, at most 600"),
    "want.count": Text("1 到 1000000 的整数", "a whole number from 1 to 1000000"),
    "want.nonzero-errcode": Text("0 以外的 errcode", "an errcode other than 0"),
    "want.rate": Text("大于 0、不超过 1 的数", "a number above 0, at most 1"),
    "want.address": Text("IP 地址", "an IP address"),
    "want.steps": Text("至多 31 个数的列表", "a list of at most 31 numbers"),
    "want.step": Text("0 到 1000000 的整数", "a whole number from 0 to 1000000"),
    "want.whitelist-entry": Text(
        "1.2.3.4、1.2.3.* 或 1.2.3.0/24 这样的地址", "an address such as 1.2.3.4, 1.2.3.* or 1.2.3.0/24"
    ),
    "want.header": Text("200 个 ASCII 字符以内的头部值", "a header value of at most 200 ASCII characters"),
    "want.corpid": Text("ww 加字母数字", "ww and letters or digits"),
    "want.numbers": Text("数的列表", "a list of numbers"),
    "want.number": Text("平台的编号", "one of the platform's numbers"),
    "want.callback-url": Text(
        "127.0.0.1、localhost 或 [::1] 上的 http 地址（不带查询）",
        "an http URL on 127.0.0.1, localhost or [::1], without a query",
    ),
    "want.callback-token": Text("3 到 32 位字母数字", "3 to 32 letters and digits"),
    "want.aes-key": Text("43 位字母数字", "43 letters and digits"),
    "want.digits": Text("{low} 到 {high} 位数字", "{low} to {high} digits"),
    "want.one-of": Text("以下之一：{values}", "one of {values}"),
    "want.addresses": Text("至多 {limit} 个地址的列表", "a list of at most {limit} addresses"),
    "want.interface": Text("沙箱有的接口", "an interface of the sandbox"),
    "want.interface-near": Text(
        "沙箱有的接口；最接近的是 {near}", "an interface of the sandbox; the nearest is {near}"
    ),
}
