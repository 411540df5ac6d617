"""`wxauth signature`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "核对 rawData 签名和 checkSessionKey 的登录态签名，并说出它是怎么算的。\n"
        "有 rawData 时核对 sha1(rawData + session_key)，否则核对 hmac_sha256(session_key, 请求体)。",
        "Verify the signature of rawData or of checkSessionKey, and say how it was computed.\n"
        "With rawData it is sha1(rawData + session_key), else hmac_sha256(session_key, body).",
    ),
    "examples": Text(
        "# 含 rawData、signature、session_key 的 JSON\n"
        "wxauth signature bundle.json\n"
        "# checkSessionKey（GET）的签名，session_key 从标准输入读\n"
        "wxauth signature --signature 46e043c5…d128 --session-key - < key.txt\n"
        "# 带请求体的签名\n"
        'wxauth signature --signature 654571f7…aa0b --body \'{{"foo":"bar"}}\' --session-key - < key.txt',
        "# JSON with rawData, signature and session_key\n"
        "wxauth signature bundle.json\n"
        "# the signature of checkSessionKey (GET), the session_key from standard input\n"
        "wxauth signature --signature 46e043c5…d128 --session-key - < key.txt\n"
        "# a signature over a body\n"
        'wxauth signature --signature 654571f7…aa0b --body \'{{"foo":"bar"}}\' --session-key - < key.txt',
    ),
    "param.bundle": Text(
        "含 signature 的 JSON：文件名、-（标准输入），或 JSON 文本本身",
        "JSON with the signature: a file, - for standard input, or the text itself",
    ),
    "param.raw_data": Text("rawData 的原文，或 -", "rawData exactly as received, or -"),
    "param.body": Text(
        "被签名的请求体，或 -；不写就是 GET（空字符串）", "the signed body, or -; left out for GET (the empty string)"
    ),
    "param.signature": Text("要核对的签名，或 -", "the signature to verify, or -"),
    "param.session_key": Text(
        "session_key，或 -；可以写多次，逐个试", "the session_key, or -; may be repeated, they are tried in turn"
    ),
    "param.openid": Text("用这个用户被记住的 session_key", "try the remembered session_keys of this user"),
    "param.appid": Text("这个用户属于哪个小程序", "the mini program to which this user belongs"),
    "valid": Text("签名正确", "The signature is right"),
    "invalid": Text("签名不正确", "The signature is wrong"),
    "kind": Text("签名", "signature"),
    "kind.rawData": Text("rawData 签名", "of rawData"),
    "kind.session": Text("登录态签名（checkSessionKey 等）", "session signature (checkSessionKey and its like)"),
    "formula": Text("文档的算法", "as documented"),
    "variant": Text("实际的算法", "as it was computed"),
    "variant.none": Text("不属于已知的算法", "none of the known ways"),
    "key": Text("session_key", "session_key"),
}
