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
    "sandbox-refused": Text("沙箱没有照办，什么都没有改变：{reason}", "The sandbox refused and changed nothing: {reason}"),
    "sandbox-refused.hint": Text("运行“{help}”看可用的值。", "Run “{help}” for the values it takes."),
    "sandbox-not-loopback": Text(
        "沙箱只在本机监听，不能监听 {host}。", "The sandbox listens on this machine only, not on {host}."
    ),
    "sandbox-not-loopback.hint": Text(
        "--host 可以是 127.0.0.1、localhost 或 ::1。", "--host takes 127.0.0.1, localhost or ::1."
    ),
    "bad-duration": Text("{value} 不是一段时间。", "{value} is not a length of time."),
    "bad-duration.hint": Text(
        "写秒数，或者 90s、10m、2h、3d 这样的时间，最长十年。",
        "Write seconds, or a time such as 90s, 10m, 2h or 3d, at most ten years.",
    ),
    "fault-choose-one": Text(
        "--errcode、--slow、--html502、--content-type、--clear 要选一个，而且只能选一个。",
        "Choose one of --errcode, --slow, --html502, --content-type and --clear.",
    ),
    "fault-choose-one.hint": Text("运行“{help}”看例子。", "Run “{help}” for examples."),
    "usage": Text("命令行有误：{reason}", "The command line is wrong: {reason}"),
    "usage.hint": Text("运行“{help}”看用法和例子。", "Run “{help}” for usage and examples."),
    "no-terminal": Text("需要输入 {what}，但这里没有终端可以询问。", "{what} is needed, and there is no terminal to ask at."),
    "no-terminal.hint": Text("用 {alternative} 提供。", "Give it with {alternative}."),
    "stdin-is-terminal": Text("等待标准输入，但那里是终端。", "Standard input was asked for, and it is a terminal."),
    "stdin-is-terminal.hint": Text(
        "用管道或文件提供，例如：cat 文件 | {command}", "Pipe it in or give a file, for example: cat FILE | {command}"
    ),
}
