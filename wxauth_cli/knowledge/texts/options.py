"""Options that every command takes, and the headings of help."""

from wxauth_cli.core.text import Text

TEXTS = {
    "json": Text(
        "在标准输出打印一份 JSON 文档（wxauth/1）。", "Print one JSON document (wxauth/1) on standard output."
    ),
    "lang": Text(
        "语言：zh 或 en。默认按 WXAUTH_LANG 和系统区域。", "Language, zh or en. Default: WXAUTH_LANG, then the locale."
    ),
    "profile": Text("使用这个配置档（也可用 WXAUTH_PROFILE）。", "Use this profile (or WXAUTH_PROFILE)."),
    "reveal": Text(
        "结果里显示密钥和手机号原文；-v、--trace 和日志仍然打码。",
        "Show secrets and phone numbers in the result; -v, --trace and logs stay masked.",
    ),
    "verbose": Text("把做了哪些步骤打印到标准错误。", "Print the steps that were taken on standard error."),
    "trace": Text("把请求过程写成 HAR 文件（已打码）。", "Write the exchanges to a HAR file (redacted)."),
    "insecure_storage": Text(
        "没有系统钥匙串时，改存到权限 0600 的明文文件；每次都要写明。",
        "Without an OS keyring, store in a plain file of mode 0600; has to be given every time.",
    ),
    "help": Text("显示这份帮助。", "Show this help."),
    "version": Text("显示版本。", "Show the version."),
    "install_completion": Text("为当前 shell 安装补全。", "Install completion for the current shell."),
    "show_completion": Text("打印补全脚本。", "Print the completion script."),
    "usage": Text("用法", "Usage"),
    "options-word": Text("[选项]", "[OPTIONS]"),
    "command-word": Text("命令", "COMMAND"),
    "arguments": Text("参数", "Arguments"),
    "options": Text("选项", "Options"),
    "common": Text("通用选项", "Common options"),
    "commands": Text("命令", "Commands"),
    "examples": Text("例子", "Examples"),
    "default": Text("默认 {value}", "default {value}"),
    "root": Text(
        "微信小程序登录调试器：发生了什么、卡在哪一步、该改什么。",
        "The login debugger for WeChat mini programs: what happened, at which step, and what to change.",
    ),
    "root-more": Text("每个命令都可以加 --help 看说明和例子。", "Add --help to any command for details and examples."),
}
