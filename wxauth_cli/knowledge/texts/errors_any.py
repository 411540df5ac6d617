"""Errors of no area: our own crash, Ctrl-C."""

from wxauth_cli.core.text import Text

TEXTS = {
    "crash": Text("wxauth 自己出了问题（{kind}，{place}）。", "wxauth itself failed ({kind} at {place})."),
    "crash.hint": Text(
        "这是程序的缺陷，与你的输入无关。请带上命令（去掉密钥）和这一行提交问题。",
        "This is a fault of the program, not of your input. Please report it with the command (without secrets) and this line.",
    ),
    "interrupted": Text("已按 Ctrl-C 中止。", "Stopped by Ctrl-C."),
    "interrupted.hint": Text("没有留下半成品，可以重新运行。", "Nothing half-done is left; you can run it again."),
}
