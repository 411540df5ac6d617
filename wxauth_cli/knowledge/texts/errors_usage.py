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
    "usage": Text("命令行有误：{reason}", "The command line is wrong: {reason}"),
    "usage.hint": Text("运行“{help}”看用法和例子。", "Run “{help}” for usage and examples."),
    "no-terminal": Text("需要输入 {what}，但这里没有终端可以询问。", "{what} is needed, and there is no terminal to ask at."),
    "no-terminal.hint": Text("用 {alternative} 提供。", "Give it with {alternative}."),
    "stdin-is-terminal": Text("等待标准输入，但那里是终端。", "Standard input was asked for, and it is a terminal."),
    "stdin-is-terminal.hint": Text(
        "用管道或文件提供，例如：cat 文件 | {command}", "Pipe it in or give a file, for example: cat FILE | {command}"
    ),
}
