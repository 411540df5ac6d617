"""Input errors: exit code 3."""

from wxauth_cli.core.text import Text

TEXTS = {
    "file-not-found": Text("找不到文件 {path}。", "There is no file {path}."),
    "file-not-found.hint": Text("检查路径；要从标准输入读，请写 -。", "Check the path; write - to read standard input."),
    "file-unreadable": Text("读不了文件 {path}：{reason}", "The file {path} cannot be read: {reason}"),
    "file-unreadable.hint": Text("检查权限，以及它是不是普通文件。", "Check its permissions, and that it is a plain file."),
    "input-too-large": Text("输入超过 {limit} 字节。", "The input is larger than {limit} bytes."),
    "input-too-large.hint": Text("只截取出错那一段再试。", "Cut out the part that failed and try again."),
    "input-empty": Text("输入是空的。", "The input is empty."),
    "input-empty.hint": Text("把要看的内容粘贴进来，或给出文件名。", "Paste what is to be read, or name a file."),
    "trace-not-a-file": Text("不能把记录写到 {path}：那里是链接、文件夹或设备。", "The trace cannot go to {path}: a link, a folder or a device stands there."),
    "trace-not-a-file.hint": Text("换一个文件名，或者先删掉它。", "Choose another name, or remove it first."),
    "trace-unwritable": Text("写不了记录文件 {path}：{reason}", "The trace file {path} cannot be written: {reason}"),
    "trace-unwritable.hint": Text("检查文件夹是否存在、能否写入。", "Check that the folder exists and can be written to."),
    "no-such-session": Text("这台机器没有记住 {openid} 的 session_key。", "No session_key of {openid} is remembered here."),
    "no-such-session.hint": Text(
        "运行“wxauth session list”看有哪些；用 wxauth exchange 换一次 code 就会记住。",
        "Run “wxauth session list” for those that are; wxauth exchange remembers one for each code.",
    ),
}
