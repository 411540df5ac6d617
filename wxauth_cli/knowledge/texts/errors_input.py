"""Input errors: exit code 3."""

from wxauth_cli.core.text import Text

TEXTS = {
    "file-not-found": Text("找不到文件 {path}。", "There is no file {path}."),
    "file-not-found.hint": Text(
        "检查路径；要从标准输入读，请写 -。", "Check the path; write - to read standard input."
    ),
    "file-unreadable": Text("读不了文件 {path}：{reason}", "The file {path} cannot be read: {reason}"),
    "file-unreadable.hint": Text(
        "检查权限，以及它是不是普通文件。", "Check its permissions, and that it is a plain file."
    ),
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
    "lab-unknown": Text("没有 {what} 这个原因。", "There is no cause {what}."),
    "lab-unknown.hint": Text(
        "wxauth lab --list 列出可以演的原因。", "wxauth lab --list names those that can be played."
    ),
    "lab-not-played": Text("{what} 不能演：{reason}。", "{what} is not played: it {reason}."),
    "lab-not-played.hint": Text("看说明：wxauth explain {what}", "Read about it: wxauth explain {what}"),
    "lab-folder-in-use": Text("{path} 不是新的或空的文件夹。", "{path} is no new or empty folder."),
    "lab-folder-in-use.hint": Text(
        "换一个文件夹名；已有的文件不会被覆盖。", "Name another folder; files that are there are not written over."
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
    "capture-archive": Text(
        "{path} 是压缩包或二进制文件，不是 HAR 或日志。", "{path} is an archive or a binary file, no HAR and no log."
    ),
    "capture-archive.hint": Text(
        "在抓包工具里导出为 HAR；压缩包请先解开（.gz 可以直接读）。",
        "Export as HAR from the tool that made it; unpack archives first (.gz is read as it is).",
    ),
    "capture-not-a-capture": Text(
        "{path} 里没有认出任何请求（读了 {line} 行）。", "No request was recognised in {path} ({line} lines read)."
    ),
    "capture-not-a-capture.hint": Text(
        "给出 HAR、JSON 日志、访问日志或框架的请求日志；认错了格式就用 --format 指定。",
        "Give a HAR, a JSON log, an access log or a framework's request log; name the format with --format if it was mistaken.",
    ),
    "capture-broken-har": Text(
        "{path} 不是可读的 HAR：第 {line} 行（字符 {position}）出错，之后也没有完整的条目。",
        "{path} is no readable HAR: it is broken in line {line} (character {position}), and no whole entry follows.",
    ),
    "capture-broken-har.hint": Text(
        "重新导出一次；如果是日志，用 --format jsonl 或 --format app。",
        "Export it again; if it is a log, use --format jsonl or --format app.",
    ),
    "no-such-entry": Text(
        "没有编号为 {entry} 的请求，一共 {count} 个。", "There is no request {entry}; there are {count}."
    ),
    "no-such-entry.hint": Text(
        "先不加 --entry 运行一次，看表格里的编号。", "Run it without --entry and take a number of the table."
    ),
    "trace-not-a-file": Text(
        "不能把记录写到 {path}：那里是链接、文件夹或设备。",
        "The trace cannot go to {path}: a link, a folder or a device stands there.",
    ),
    "trace-not-a-file.hint": Text("换一个文件名，或者先删掉它。", "Choose another name, or remove it first."),
    "trace-unwritable": Text("写不了记录文件 {path}：{reason}", "The trace file {path} cannot be written: {reason}"),
    "trace-unwritable.hint": Text(
        "检查文件夹是否存在、能否写入。", "Check that the folder exists and can be written to."
    ),
    "redact-broken-har": Text(
        "{path} 不是完整的 HAR，而且不是断在结尾，认不出哪里是什么。",
        "{path} is no whole HAR, and it is not its end that is missing: what stands where cannot be told.",
    ),
    "redact-broken-har.hint": Text(
        "重新导出一次，或者只截取能读的条目。", "Export it again, or cut out the entries that can be read."
    ),
    "redact-too-large": Text(
        "{path} 里有一整块超过 {limit} MB：一条 HAR 条目、一行日志，或一份不是 HAR 的 JSON。一块要整个放进内存才能脱敏。",
        "{path} holds one piece of more than {limit} MB: an entry of a HAR, a line of a log, or JSON that is no HAR. "
        "A piece has to stand in memory as a whole to be redacted.",
    ),
    "redact-too-large.hint": Text(
        "HAR 和按行写的日志整份多大都可以：导出成 HAR 或 JSON Lines，去掉太大的那一条（多半是上传或下载的文件）。",
        "A HAR or a log in lines may be of any size: export it as HAR or JSON Lines, and leave out what is too large "
        "(most likely a file that was sent).",
    ),
    "record-part-exists": Text(
        "{path} 还在：上一次录制没有写完。", "{path} is still there: a recording before this one was not finished."
    ),
    "record-part-exists.hint": Text(
        "用 wxauth trace import {path} -o {output} 取出，再删掉它；或者换一个 -o。",
        "Bring it back with wxauth trace import {path} -o {output} and delete it, or choose another -o.",
    ),
    "output-exists": Text("{path} 已经存在，没有覆盖。", "{path} exists and was not overwritten."),
    "output-exists.hint": Text(
        "换一个文件名，或者加 --force 覆盖它。", "Choose another name, or overwrite it with --force."
    ),
    "output-not-a-file": Text(
        "不能写到 {path}：那里是链接、文件夹或设备。",
        "{path} cannot be written: a link, a folder or a device stands there.",
    ),
    "output-not-a-file.hint": Text("换一个文件名，或者先删掉它。", "Choose another name, or remove it first."),
    "output-unwritable": Text("写不了 {path}：{reason}", "{path} cannot be written: {reason}"),
    "output-unwritable.hint": Text(
        "检查文件夹是否存在、能否写入。", "Check that the folder exists and can be written to."
    ),
    "no-such-session": Text(
        "这台机器没有记住 {openid} 的 session_key。", "No session_key of {openid} is remembered here."
    ),
    "no-such-session.hint": Text(
        "运行“wxauth session list”看有哪些；用 wxauth exchange 换一次 code 就会记住。",
        "Run “wxauth session list” for those that are; wxauth exchange remembers one for each code.",
    ),
    "code-empty": Text("code 是空的，什么都没有发送。", "The code is empty; nothing was sent."),
    "code-empty.hint": Text(
        "从 wx.login 的成功回调里取 res.code（手机号用按钮事件的 e.detail.code）。",
        "Take res.code in the success callback of wx.login (for a phone number, e.detail.code of the button's event).",
    ),
    "mock-code": Text("这是开发者工具的假 code，没有发送。", "This is DevTools' mock code; it was not sent."),
    "mock-code.hint": Text(
        "用真实 appid 打开项目后重新取 code；一定要发送就加 --force。",
        "Open the project with a real appid and get a new code; --force sends it anyway.",
    ),
    "not-a-code": Text("这是占位文字，不是 code，没有发送。", "This is a placeholder and no code; it was not sent."),
    "not-a-code.hint": Text(
        "粘贴小程序真正拿到的 code；一定要发送就加 --force。",
        "Paste the code that the mini program really got; --force sends it anyway.",
    ),
    "wrong-kind-of-code-login": Text(
        "这是手机号 code 的形状（64 位十六进制），不能用来登录，没有发送。",
        "This has the shape of a phone code (64 hex digits), which is no login code; it was not sent.",
    ),
    "wrong-kind-of-code-login.hint": Text(
        "换手机号用 wxauth phone；登录要用 wx.login 的 res.code。一定要发送就加 --force。",
        "For a phone number use wxauth phone; a login takes res.code of wx.login. --force sends it anyway.",
    ),
    "wrong-kind-of-code-phone": Text(
        "这是登录 code 的形状，不能用来换手机号，没有发送。",
        "This has the shape of a login code, which gives no phone number; it was not sent.",
    ),
    "wrong-kind-of-code-phone.hint": Text(
        "登录用 wxauth exchange；手机号要用按钮事件的 e.detail.code。一定要发送就加 --force。",
        "For a login use wxauth exchange; a phone number takes e.detail.code of the button. --force sends it anyway.",
    ),
    "bundle-not-json": Text("数据不是 JSON：{reason}", "The bundle is not JSON: {reason}"),
    "bundle-not-json.hint": Text(
        "粘贴 JSON.stringify(e.detail) 打印的整段内容，从 {{ 到 }}。",
        "Paste all that JSON.stringify(e.detail) prints, from {{ to }}.",
    ),
    "bundle-not-an-object": Text(
        "应是一个 JSON 对象，这里是{found}。", "A JSON object is expected, and this is {found}."
    ),
    "bundle-not-an-object.hint": Text(
        "粘贴整个 e.detail；多份数据请每行一份，用 --jsonl。",
        "Paste the whole of e.detail; for several bundles write one a line and use --jsonl.",
    ),
    "bundle-wrong-type": Text(
        "字段 {field} 应是{expected}，这里是{found}。", "The field {field} should be {expected}, and is {found}."
    ),
    "bundle-wrong-type.hint": Text(
        "把小程序给的值原样放进去，用引号括起来。", "Put in the value as the mini program gave it, in quotes."
    ),
    "bundle-field-twice": Text(
        "字段 {field} 出现了两次（{found}），值不相同。",
        "The field {field} stands there twice ({found}) with different values.",
    ),
    "bundle-field-twice.hint": Text("只留下真正要用的那一个。", "Keep only the one that is meant."),
    "bundle-without-fields": Text("JSON 里没有要找的字段。", "The JSON has none of the fields that are looked for."),
    "bundle-without-fields.hint": Text(
        "应含 encryptedData、iv 和 session_key（或 rawData、signature）；可以放在 detail 里面。",
        "It should have encryptedData, iv and session_key (or rawData and signature); they may stand under detail.",
    ),
    "encrypted-data-missing": Text("没有 encryptedData。", "There is no encryptedData."),
    "encrypted-data-missing.hint": Text(
        "确认用户点了“允许”，并把 e.detail 里的 encryptedData 和 iv 一起给出。",
        "Make sure that the user allowed it, and give encryptedData and iv of e.detail together.",
    ),
    "session-key-missing": Text(
        "没有 session_key，无法解密或核对。", "There is no session_key, so nothing can be decrypted or verified."
    ),
    "session-key-missing.hint": Text(
        "写进 JSON 的 session_key 字段，或用 --session-key -（从标准输入读）、--openid（用记住的）。",
        "Put it into the JSON as session_key, or use --session-key - (standard input) or --openid (remembered keys).",
    ),
    "iv-missing": Text("没有 iv。", "There is no iv."),
    "iv-missing.hint": Text(
        "给出和 encryptedData 同一个 e.detail 里的 iv。", "Give the iv of the same e.detail as encryptedData."
    ),
    "signature-missing": Text("没有 signature。", "There is no signature."),
    "signature-missing.hint": Text(
        "写进 JSON 的 signature 字段，或用 --signature。", "Put it into the JSON as signature, or use --signature."
    ),
    "no-rid": Text("里面没有 rid。", "There is no rid in it."),
    "no-rid.hint": Text(
        "rid 是三段 8 位十六进制，例如 652d44d0-1d0af18b-5b069232，在 errmsg 的末尾。",
        "A rid is three blocks of 8 hex digits, such as 652d44d0-1d0af18b-5b069232, at the end of errmsg.",
    ),
    "rid-not-kept": Text("这个 rid 没有去查询。{reason}", "This rid was not looked up. {reason}"),
    "rid-not-kept.hint": Text(
        "用它的时间到服务器日志里找那次请求。", "Take its time and look for the request in the server's log."
    ),
    "code-too-long": Text(
        "这段文字有 {length} 个字符，不是 code，没有发送。",
        "This is {length} characters long and no code; it was not sent.",
    ),
    "code-too-long.hint": Text(
        "登录 code 一般 32 位，手机号 code 是 64 位；只粘贴 code 本身。",
        "A login code usually has 32 characters, a phone code 64; paste the code alone.",
    ),
}
