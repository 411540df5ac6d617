"""`wxauth decrypt`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "解密 encryptedData；打不开时说明原因，能修复的给出修复后的内容。\n"
        "BUNDLE 是小程序 e.detail 打印的 JSON，另加 session_key（或多个候选的 session_keys）。手机号默认打码。",
        "Decrypt encryptedData; say why it does not open, and open what can be repaired.\n"
        "BUNDLE is the JSON that a mini program's e.detail prints, with session_key (or session_keys, candidates) "
        "added. Phone numbers are masked.",
    ),
    "examples": Text(
        "# 文件里是 e.detail 的 JSON，加上 session_key\n"
        "wxauth decrypt bundle.json\n"
        "# session_key 从标准输入读，不留在命令历史里\n"
        "wxauth decrypt bundle.json --session-key - < key.txt\n"
        "# 用 wxauth exchange 记住的 session_key，从新到旧逐个试\n"
        "wxauth decrypt bundle.json --openid oABCDEFGHIJKLMNOPQRSTUVWXYZ0\n"
        "# 一行一份，逐行输出 JSON\n"
        "wxauth decrypt --jsonl bundles.jsonl > results.jsonl",
        "# a file with the JSON of e.detail and the session_key\n"
        "wxauth decrypt bundle.json\n"
        "# the session_key from standard input, to stay out of the shell's history\n"
        "wxauth decrypt bundle.json --session-key - < key.txt\n"
        "# the keys that wxauth exchange has remembered, newest first\n"
        "wxauth decrypt bundle.json --openid oABCDEFGHIJKLMNOPQRSTUVWXYZ0\n"
        "# one bundle a line in, one JSON document a line out\n"
        "wxauth decrypt --jsonl bundles.jsonl > results.jsonl",
    ),
    "param.bundle": Text(
        "e.detail 的 JSON：文件名、-（标准输入），或 JSON 文本本身",
        "the JSON of e.detail: a file, - for standard input, or the text itself",
    ),
    "param.encrypted_data": Text("encryptedData 的文本，或 -", "the text of encryptedData, or -"),
    "param.iv": Text("iv 的文本，或 -", "the text of iv, or -"),
    "param.session_key": Text(
        "session_key，或 -；可以写多次，逐个试", "the session_key, or -; may be repeated, they are tried in turn"
    ),
    "param.openid": Text(
        "用这个用户被记住的 session_key，从新到旧逐个试", "try the remembered session_keys of this user, newest first"
    ),
    "param.appid": Text("水印里应有的 appid", "the appid that the watermark has to name"),
    "param.max_age": Text("水印最多可以有多旧（秒）", "how old the watermark may be, in seconds"),
    "param.jsonl": Text(
        "一行一份数据的文件，或 -；每行输出一个 JSON 文档",
        "a file with one bundle a line, or -; writes one JSON document a line",
    ),
    "progress": Text("已处理", "done"),
    "tally": Text("共 {lines} 行：{ok} 行正常，{bad} 行有问题", "{lines} lines: {ok} fine, {bad} with a problem"),
    "error.not-json": Text(
        "解密后的内容不是 JSON 对象（第 {place} 个字符处出错）。",
        "What was decrypted is no JSON object (fault at character {place}).",
    ),
    "error.not-json.hint": Text(
        "确认它来自 wx 接口的 encryptedData，而不是别处加密的内容。",
        "Make sure that it is the encryptedData of a wx call, and not something encrypted elsewhere.",
    ),
    "error.not-utf8": Text(
        "填充正确，但解密后的内容不是 UTF-8。",
        "The padding is valid, but what was decrypted is not UTF-8.",
    ),
    "error.not-utf8.hint": Text(
        "填充正确可能只是巧合（约 1/256）；先按下面的原因核对 session_key。",
        "Valid padding may be chance (1 in 256); check the session_key first.",
    ),
    "kind-of.null": Text("null", "null"),
    "kind-of.boolean": Text("布尔值", "a boolean"),
    "kind-of.number": Text("数字", "a number"),
    "kind-of.text": Text("文本", "text"),
    "kind-of.list": Text("列表", "a list"),
    "kind-of.object": Text("对象", "an object"),
    "expected.text": Text("文本", "text"),
    "expected.list-of-texts": Text("文本的列表", "a list of texts"),
    "expected.object": Text("对象", "an object"),
    "verdict.opens": Text("解密成功：{kind}", "Decrypted: {kind}"),
    "verdict.repaired": Text("修复之后可以解密：{kind}", "Decrypted after a repair: {kind}"),
    "verdict.watermark": Text("能解密，但水印不符：{kind}", "Decrypted, but the watermark does not hold: {kind}"),
    "verdict.other-key": Text("换一个 session_key 才能解密：{kind}", "Decrypted with another session_key: {kind}"),
    "verdict.partly": Text("只能读出一部分", "Only a part can be read"),
    "verdict.fails": Text("不能解密", "It cannot be decrypted"),
    "kind.phone": Text("手机号（getPhoneNumber）", "phone number (getPhoneNumber)"),
    "kind.userinfo": Text("用户信息（wx.getUserInfo）", "user info (wx.getUserInfo)"),
    "kind.profile": Text("用户资料（wx.getUserProfile）", "user profile (wx.getUserProfile)"),
    "kind.werun": Text("微信运动步数（wx.getWeRunData）", "WeRun steps (wx.getWeRunData)"),
    "kind.share": Text("转发或群信息", "share or group info"),
    "kind.other": Text("其他数据", "other data"),
    "plaintext": Text("内容", "Content"),
    "partial": Text("读得出的部分", "What can be read"),
    "watermark": Text("水印", "watermark"),
    "time": Text("产生时间", "made at"),
    "key": Text("session_key", "session_key"),
    "key.bundle": Text("数据里的", "of the bundle"),
    "key.option": Text("命令行给的", "of the command line"),
    "key.listed": Text("候选中的第 {place} 个", "number {place} of the candidates"),
    "key.remembered": Text("记住的第 {place} 个（从新到旧）", "number {place} of those remembered, newest first"),
    "repairs": Text("修复", "repairs"),
    "reveal": Text("加 --reveal 显示完整手机号。", "--reveal shows whole phone numbers."),
}
