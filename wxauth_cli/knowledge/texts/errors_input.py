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
}
