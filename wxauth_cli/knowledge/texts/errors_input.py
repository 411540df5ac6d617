"""Input errors: exit code 3."""

from wxauth_cli.core.text import Text

TEXTS = {
    "file-not-found": Text("找不到文件 {path}。", "There is no file {path}."),
    "file-not-found.hint": Text("检查路径；要从标准输入读，请写 -。", "Check the path; write - to read standard input."),
    "file-unreadable": Text("读不了文件 {path}：{reason}", "The file {path} cannot be read: {reason}"),
    "file-unreadable.hint": Text("检查权限，以及它是不是普通文件。", "Check its permissions, and that it is a plain file."),
    "input-too-large": Text("输入超过 {limit} 字节。", "The input is larger than {limit} bytes."),
    "input-too-large.hint": Text("只截取出错那一段再试。", "Cut out the part that failed and try again."),
    "nothing-recognised": Text("没有认出任何线索。", "Nothing in the input was recognised."),
    "nothing-recognised.hint": Text(
        "能读的有：errcode 报错 JSON 或日志、errmsg 文字、rid、code、JWT 或 Authorization 请求头、加密数据 JSON。请连同前后几行原样粘贴。",
        "It reads error JSON or logs with an errcode, errmsg text, a rid, a code, a JWT or Authorization header, and the "
        "JSON of encrypted data. Paste it as it is, with a few lines around it.",
    ),
    "not-text": Text("{name} 不是文本。", "{name} is not text."),
    "not-text.hint": Text(
        "请给出文本文件：日志、JSON，或把内容粘贴到标准输入。",
        "Give a text file: a log, JSON, or paste the content on standard input.",
    ),
    "explain-unknown": Text("不认识 {what}。", "{what} is not known."),
    "explain-unknown.hint": Text(
        "{similar}“wxauth explain --list”列出全部错误码和原因。",
        "{similar}“wxauth explain --list” lists every error code and cause.",
    ),
    "key-empty": Text("密钥 {source} 是空的。", "The key {source} is empty."),
    "key-empty.hint": Text(
        "检查文件内容；空密钥谁都能伪造。", "Check the file; with an empty key anyone could forge tokens."
    ),
    "bad-key": Text("读不懂密钥 {source}（{reason}）。", "The key {source} cannot be read ({reason})."),
    "bad-key.hint": Text(
        "检查 PEM 或 JWK 是否完整、没有加密；密钥文件也可以是原始字节。",
        "Check that the PEM or JWK is whole and not encrypted; a key file may also hold a secret's bytes.",
    ),
    "key-does-not-sign": Text("{source} 里的密钥不能做 {alg} 签名。", "The key in {source} cannot sign with {alg}."),
    "key-does-not-sign.hint": Text(
        "HS* 要对称密钥；RS*、PS*、ES*、EdDSA 要相应的私钥（PEM 或 JWK）。",
        "HS* takes a secret; RS*, PS*, ES* and EdDSA take a private key of that kind (PEM or JWK).",
    ),
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
