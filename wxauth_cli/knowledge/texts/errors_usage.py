"""Usage errors: exit code 2."""

from wxauth_cli.core.text import Text

TEXTS = {
    "missing-argument": Text("缺少参数 {name}。", "The argument {name} is missing."),
    "missing-argument.hint": Text("运行“{help}”看用法和例子。", "Run “{help}” for usage and examples."),
    "no-such-option": Text("没有 {name} 这个选项。", "There is no option {name}."),
    "no-such-option.hint": Text("{similar}运行“{help}”看全部选项。", "{similar}Run “{help}” for all options."),
    "no-such-command": Text("没有 {name} 这个命令。", "There is no command {name}."),
    "no-such-command.hint": Text("{similar}运行“{help}”看全部命令。", "{similar}Run “{help}” for all commands."),
    "similar": Text("是不是想写 {names}？", "Did you mean {names}? "),
    "unexpected-argument": Text("多出了参数 {name}。", "The argument {name} is not expected here."),
    "unexpected-argument.hint": Text(
        "含空格的值要加引号，或者用 - 从标准输入读。运行“{help}”看用法。",
        "Quote a value that holds blanks, or read it from standard input with -. Run “{help}” for usage.",
    ),
    "option-needs-value": Text("选项 {name} 后面要跟一个值。", "The option {name} needs a value."),
    "option-needs-value.hint": Text("运行“{help}”看用法和例子。", "Run “{help}” for usage and examples."),
    "bad-value": Text("{name} 的值不能用：{reason}", "The value of {name} cannot be used: {reason}"),
    "bad-value.hint": Text("运行“{help}”看可用的值。", "Run “{help}” for the values it takes."),
    "no-sandbox": Text("没有正在运行的沙箱（名称 {name}）。", "No sandbox is running (name {name})."),
    "no-sandbox.hint": Text(
        "在另一个终端运行 wxauth sandbox serve；或者用 --url 给出控制地址，并把控制令牌放进 WXAUTH_SANDBOX_TOKEN。",
        "Run wxauth sandbox serve in another terminal, or name the control address with --url and put the control "
        "token into WXAUTH_SANDBOX_TOKEN.",
    ),
    "no-sandbox-token": Text("不知道 {url} 的控制令牌。", "The control token of {url} is not known."),
    "no-sandbox-token.hint": Text(
        "把 wxauth sandbox serve 打印的 control_token 放进环境变量 WXAUTH_SANDBOX_TOKEN。",
        "Put the control_token that wxauth sandbox serve printed into the environment variable WXAUTH_SANDBOX_TOKEN.",
    ),
    "bad-sandbox-url": Text(
        "{url} 不是本机沙箱的控制地址。", "{url} is not the control address of a sandbox on this machine."
    ),
    "bad-sandbox-url.hint": Text(
        "使用 wxauth sandbox serve 打印的 control_url，它以 http://127.0.0.1 开头。",
        "Use the control_url that wxauth sandbox serve printed; it begins with http://127.0.0.1.",
    ),
    "sandbox-refused": Text(
        "沙箱没有照办，什么都没有改变：{reason}", "The sandbox refused and changed nothing: {reason}"
    ),
    "sandbox-refused.hint": Text("运行“{help}”看可用的值。", "Run “{help}” for the values it takes."),
    "command-not-found": Text("找不到命令 {name}。", "There is no command {name}."),
    "command-not-found.hint": Text(
        "检查拼写和 PATH；命令写在 -- 后面，例如 wxauth sandbox run -- npm start。",
        "Check its spelling and PATH; it stands behind --, as in wxauth sandbox run -- npm start.",
    ),
    "command-not-started": Text("命令 {name} 启动不了：{reason}", "The command {name} cannot be started: {reason}"),
    "command-not-started.hint": Text(
        "看看它能不能单独运行，有没有执行权限。", "See whether it runs by itself and is executable."
    ),
    "state-name": Text("state {what} 的参数不对。", "The words after state {what} do not fit."),
    "state-name.hint": Text(
        "save、load、drop 后面写快照的名字，list 后面什么都不写。",
        "save, load and drop take the name of a snapshot, list takes none.",
    ),
    "exchange-option": Text("{option} 只用于 --kind {kinds}。", "{option} goes with --kind {kinds} only."),
    "exchange-option.hint": Text(
        "加上 --kind，或者去掉这个选项。没有发送任何请求。", "Add --kind, or leave the option out. Nothing was sent."
    ),
    "no-component-appid": Text("没有给出第三方平台的 appid。", "The third-party platform's appid is missing."),
    "no-component-appid.hint": Text(
        "用 --component-appid 或 {variable} 给出。", "Give it with --component-appid or {variable}."
    ),
    "component-is-app": Text(
        "{appid} 同时被当作小程序和第三方平台。", "{appid} is given as the mini program and as the platform."
    ),
    "component-is-app.hint": Text(
        "小程序用 --profile 或 WXAUTH_APPID 指定，--component-appid 是平台自己的 appid。",
        "The mini program comes from --profile or WXAUTH_APPID; --component-appid is the platform's own appid.",
    ),
    "switch-form": Text("{word} 不是 NAME=VALUE 的形式。", "{word} is not of the form NAME=VALUE."),
    "switch-form.hint": Text(
        "不带参数运行 wxauth sandbox switch，看有哪些名字和现在的值。",
        "Run wxauth sandbox switch alone for the names and their values.",
    ),
    "journal-one-form": Text("这几种输出形式不能一起用。", "These forms of output do not go together."),
    "journal-one-form.hint": Text(
        "--har 单独用；--follow 不能和 --json 一起用，要机器可读请用 --jsonl。",
        "--har stands alone; --follow does not go with --json: use --jsonl.",
    ),
    "sandbox-not-loopback": Text(
        "沙箱只在本机监听，不能监听 {host}。", "The sandbox listens on this machine only, not on {host}."
    ),
    "sandbox-not-loopback.hint": Text(
        "--host 可以是 127.0.0.1、localhost 或 ::1；要给别的机器用，加上 --expose {host}，它带令牌。",
        "--host takes 127.0.0.1, localhost or ::1; --expose {host} opens it to other machines, with a token.",
    ),
    "sandbox-expose": Text("--expose 要写 IP 地址，不能是 {host}。", "--expose takes an IP address, not {host}."),
    "sandbox-expose.hint": Text("0.0.0.0 表示本机的所有地址。", "0.0.0.0 stands for all addresses of this machine."),
    "record-backend-scheme": Text("{url} 不是后端的地址。", "{url} is not the address of a backend."),
    "record-backend-scheme.hint": Text(
        "写完整的地址，例如 http://127.0.0.1:3000。", "Write the whole address, such as http://127.0.0.1:3000."
    ),
    "record-backend-self": Text("{url} 就是录制用的端口。", "{url} is the port of the recorder itself."),
    "record-backend-self.hint": Text(
        "后端用自己的端口，--port 和 --wechat-port 另选。",
        "The backend keeps its own port; choose others for --port and --wechat-port.",
    ),
    "record-backend-wechat": Text("{url} 是微信，不是你的后端。", "{url} is WeChat, not your backend."),
    "record-backend-wechat.hint": Text(
        "--backend 写你自己的后端；真的微信用 --wechat real。",
        "--backend takes your own backend; --wechat real stands for the real WeChat.",
    ),
    "record-backend-host": Text("{url} 里没有主机名。", "{url} has no host name."),
    "record-backend-host.hint": Text(
        "写完整的地址，例如 http://127.0.0.1:3000。", "Write the whole address, such as http://127.0.0.1:3000."
    ),
    "record-backend-port": Text("{url} 里的端口不对。", "The port in {url} is none."),
    "record-backend-port.hint": Text("端口是 1 到 65535 的数。", "A port is a number from 1 to 65535."),
    "record-backend-user": Text(
        "后端的地址里不能有用户名和密码。", "The backend's address may have no user and password."
    ),
    "record-backend-user.hint": Text("让客户端自己带 Authorization。", "Have the client send its own Authorization."),
    "record-backend-path": Text("后端的地址只到端口为止：{url}", "The backend's address ends with its port: {url}"),
    "record-backend-path.hint": Text(
        "去掉后面的路径；请求的路径会原样转发。", "Leave the path out; the path of each request is passed on."
    ),
    "bad-duration": Text("{value} 不是一段时间。", "{value} is not a length of time."),
    "bad-duration.hint": Text(
        "写秒数，或者 90s、10m、2h、3d 这样的时间，最长十年。",
        "Write seconds, or a time such as 90s, 10m, 2h or 3d, at most ten years.",
    ),
    "fault-choose-one": Text(
        "--errcode、--slow、--html502、--content-type、--reset、--truncated、--ip-not-listed、--list、--clear "
        "要选一个，而且只能选一个。",
        "Choose one of --errcode, --slow, --html502, --content-type, --reset, --truncated, --ip-not-listed, --list and "
        "--clear.",
    ),
    "fault-choose-one.hint": Text("运行“{help}”看例子。", "Run “{help}” for examples."),
    "bad-since": Text("--since 看不懂 {value}。", "--since does not take {value}."),
    "bad-since.hint": Text(
        "写 10m、2h、3d，或 2026-01-02T03:04:05+08:00 这样的时间。",
        "Write 10m, 2h, 3d, or a time such as 2026-01-02T03:04:05+08:00.",
    ),
    "lab-list-alone": Text("--list 不能和原因或 --save 一起用。", "--list goes with neither a cause nor --save."),
    "lab-list-alone.hint": Text("运行“wxauth lab --help”看例子。", "Run “wxauth lab --help” for examples."),
    "unknown-api": Text("没有 {name} 这个接口。", "There is no endpoint {name}."),
    "unknown-api.hint": Text("可用的名字：{names}", "Names it takes: {names}"),
    "choose-one-drawing": Text(
        "--entry、--sequence 和 --mermaid 只能选一个。", "Choose one of --entry, --sequence and --mermaid."
    ),
    "choose-one-drawing.hint": Text(
        "运行“wxauth trace show --help”看例子。", "Run “wxauth trace show --help” for examples."
    ),
    "capture-stdin-twice": Text("标准输入只能读一次。", "Standard input can be read once only."),
    "capture-stdin-twice.hint": Text("其余的请给文件名。", "Name files for the others."),
    "stdin-twice": Text("标准输入只能读一次。", "Standard input can be read once only."),
    "stdin-twice.hint": Text("token 和密钥中有一个改用文件。", "Give the token or the key as a file."),
    "no-such-variable": Text(
        "环境变量 {name} 没有设置，或者是空的。", "The environment variable {name} is not set, or empty."
    ),
    "no-such-variable.hint": Text(
        "先设置它，或者用 --key-file 从文件读。", "Set it, or read the key from a file with --key-file."
    ),
    "one-key-source": Text("密钥只能有一个来源。", "The key can come from one place only."),
    "one-key-source.hint": Text(
        "在 --key-file、--key-env、--jwks-url 中选一个。", "Choose one of --key-file, --key-env and --jwks-url."
    ),
    "bad-algorithm": Text("{value} 不是这里支持的算法。", "{value} is no algorithm that is supported here."),
    "bad-algorithm.hint": Text("可以用：{names}", "Choose one of: {names}"),
    "algorithm-needed": Text("不知道该用什么算法验证。", "It is not known which algorithm to verify with."),
    "algorithm-needed.hint": Text(
        "加上 --alg，例如 --alg HS256。算法不能听 token 自己的。",
        "Add --alg, for example --alg HS256. The token must not choose it.",
    ),
    "bad-leeway": Text("--leeway 不能是 {value} 秒。", "--leeway cannot be {value} seconds."),
    "bad-leeway.hint": Text(
        "写 0 到 86400 之间的秒数，通常不超过 60。", "Write 0 to 86400 seconds, usually at most 60."
    ),
    "bad-jwks-url": Text("不能从 {url} 取密钥。", "Keys cannot be fetched from {url}."),
    "bad-jwks-url.hint": Text(
        "用自己服务的 https 地址；只有本机可以用 http。",
        "Use an https address of your own; http is for this machine only.",
    ),
    "bad-ttl": Text("--ttl 不能是 {value} 秒。", "--ttl cannot be {value} seconds."),
    "bad-ttl.hint": Text(
        "写 1 到 315360000 之间的秒数；要过期的加 --expired。",
        "Write 1 to 315360000 seconds; for an expired token add --expired.",
    ),
    "bad-claim": Text("--claim 的值要写成 名字=值，这里是 {value}。", "--claim takes NAME=VALUE and not {value}."),
    "bad-claim.hint": Text(
        "例如 --claim aud=mini 或 --claim level=3。", "For example --claim aud=mini or --claim level=3."
    ),
    "key-with-none": Text("--alg none 没有签名，用不上密钥。", "--alg none makes no signature and takes no key."),
    "key-with-none.hint": Text("去掉密钥选项，或者换一个算法。", "Leave the key out, or choose an algorithm."),
    "moved": Text(
        "没有“{asked}”，access_token 由另一组命令管理。",
        "There is no “{asked}”: the access_token has its own commands.",
    ),
    "moved.hint": Text("运行“{instead}”。", "Run “{instead}”."),
    "usage": Text("命令行有误：{reason}", "The command line is wrong: {reason}"),
    "usage.hint": Text("运行“{help}”看用法和例子。", "Run “{help}” for usage and examples."),
    "no-terminal": Text(
        "需要输入 {what}，但这里没有终端可以询问。", "{what} is needed, and there is no terminal to ask at."
    ),
    "no-terminal.hint": Text("用 {alternative} 提供。", "Give it with {alternative}."),
    "stdin-is-terminal": Text("等待标准输入，但那里是终端。", "Standard input was asked for, and it is a terminal."),
    "stdin-is-terminal.hint": Text(
        "用管道或文件提供，例如：cat 文件 | {command}", "Pipe it in or give a file, for example: cat FILE | {command}"
    ),
    "no-profile": Text(
        "没有指定小程序，也没有默认配置档（现有：{names}）。",
        "No app was named, and there is no default profile (there are: {names}).",
    ),
    "no-profile.hint": Text(
        "用 wxauth profile add NAME APPID 保存一个，或者设置 WXAUTH_APPID 和 WXAUTH_SECRET；"
        "已有配置档时用 --profile 或 wxauth profile use。",
        "Store one with wxauth profile add NAME APPID, or set WXAUTH_APPID and WXAUTH_SECRET; if there are profiles, "
        "use --profile or wxauth profile use.",
    ),
    "no-such-profile": Text(
        "没有名为 {name} 的配置档（现有：{names}）。", "There is no profile {name} (there are: {names})."
    ),
    "no-such-profile.hint": Text(
        "运行“wxauth profile list”看全部；沙箱的配置档在沙箱停止后就没有了。",
        "Run “wxauth profile list” for all; the profile of a sandbox goes when the sandbox ends.",
    ),
    "profile-exists": Text("已经有名为 {name} 的配置档。", "There is a profile {name} already."),
    "profile-exists.hint": Text(
        "换一个名字；自己的配置档可以加 --replace 覆盖。",
        "Choose another name; a profile of your own can be overwritten with --replace.",
    ),
    "bad-profile-name": Text("“{name}”不能用作配置档的名字。", "“{name}” cannot be the name of a profile."),
    "bad-profile-name.hint": Text(
        "用字母、数字、下划线、点和连字符，最多 40 个字符，以字母或数字开头。",
        "Use letters, digits, underscores, dots and hyphens, at most 40, beginning with a letter or digit.",
    ),
    "bad-appid": Text("“{appid}”不是小程序的 appid。", "“{appid}” is not the appid of a mini program."),
    "bad-appid.hint": Text(
        "appid 是 wx 加 16 位小写十六进制，共 18 个字符；在公众平台“开发管理 → 开发设置”里复制。",
        "An appid is wx and 16 lower-case hexadecimal digits, 18 characters in all; copy it from the developer settings "
        "of the console.",
    ),
    "bad-api-base": Text("{url} 不能用作接口地址。", "{url} cannot be the address of the API."),
    "bad-api-base.hint": Text(
        "必须是 https；只有本机地址（127.0.0.1、localhost）可以用 http。不要带用户名、密码和查询参数。",
        "It has to be https; http is for this machine only (127.0.0.1, localhost). No user name, password or query.",
    ),
    "env-incomplete": Text("设置了 {have}，但没有设置 {missing}。", "{have} is set, but {missing} is not."),
    "env-incomplete.hint": Text("两个都设置，或者都不设置。", "Set both or neither."),
    "legacy-and-force": Text(
        "--legacy 和 --force-refresh 不能一起用。", "--legacy and --force-refresh do not go together."
    ),
    "legacy-and-force.hint": Text(
        "force_refresh 只属于 stable_token 接口。", "force_refresh belongs to the stable_token interface only."
    ),
    "confirm-appid-needed": Text(
        "这个操作会影响正在使用的凭证，需要再次写出 appid。没有发送任何请求。",
        "This would disturb what others use, so the appid has to be given again. Nothing was sent.",
    ),
    "confirm-appid-needed.hint": Text(
        "确认后加 --confirm-appid APPID 再运行“{command}”。",
        "If you mean it, run “{command}” again with --confirm-appid APPID.",
    ),
    "confirm-appid-wrong": Text(
        "确认用的 appid 与要操作的 {appid} 不一致。没有发送任何请求。",
        "The appid given as confirmation is not {appid}. Nothing was sent.",
    ),
    "confirm-appid-wrong.hint": Text(
        "先看清楚用的是哪个配置档：wxauth profile list。", "See first which profile is used: wxauth profile list."
    ),
    "openid-in-many-apps": Text("多个小程序里都有 {openid}：{appids}。", "Several apps have {openid}: {appids}."),
    "openid-in-many-apps.hint": Text("用 --profile 指明是哪一个。", "Say which one with --profile."),
    "openid-or-all": Text("要么给出一个 OPENID，要么加 --all。", "Give one OPENID, or --all."),
    "openid-or-all.hint": Text("运行“wxauth session list”看有哪些。", "Run “wxauth session list” to see them."),
    "not-confirmed": Text("没有确认，什么都没有删除。", "Not confirmed; nothing was erased."),
    "not-confirmed.hint": Text("输入 yes，或者加 --yes。", "Type yes, or add --yes."),
    "stdin-for-two": Text(
        "标准输入只能读一次，这里却用了两个 -。", "Standard input can be read once only, and - stands here twice."
    ),
    "stdin-for-two.hint": Text(
        "只留一个 -，其余的改用文件或写在 JSON 里。", "Keep one -, and give the rest as a file or inside the JSON."
    ),
    "jsonl-alone": Text(
        "--jsonl 不能和 BUNDLE、--iv、--encrypted-data 一起用。",
        "--jsonl does not go with BUNDLE, --iv or --encrypted-data.",
    ),
    "jsonl-alone.hint": Text(
        "把每份数据写成一行 JSON，放进 --jsonl 的文件。",
        "Write each bundle as one line of JSON in the file of --jsonl.",
    ),
    "nothing-to-decrypt": Text("没有要解密的数据。", "There is nothing to decrypt."),
    "nothing-to-decrypt.hint": Text(
        "给出 e.detail 的 JSON（文件名，或用 - 从标准输入读），例如：wxauth decrypt bundle.json",
        "Give the JSON of e.detail (a file, or - for standard input), for example: wxauth decrypt bundle.json",
    ),
    "nothing-to-verify": Text("没有要核对的签名。", "There is no signature to verify."),
    "nothing-to-verify.hint": Text(
        "给出含 rawData 和 signature 的 JSON，例如：wxauth signature bundle.json；或者用 --signature。",
        "Give the JSON with rawData and signature, for example: wxauth signature bundle.json; or use --signature.",
    ),
    "session-of-other-app": Text(
        "{openid} 的会话属于 {appid}，而选中的是 {chosen}。",
        "The session of {openid} is of {appid}, and {chosen} is chosen.",
    ),
    "session-of-other-app.hint": Text("用 --profile 选那个小程序。", "Choose that app with --profile."),
    "report-needs-file": Text(
        "网页报告要写进文件，不能写到标准输出。", "The report page goes to a file, not to standard output."
    ),
    "report-needs-file.hint": Text(
        "用 -o report.html；要打印就加 --markdown。", "Use -o report.html, or print it with --markdown."
    ),
}
