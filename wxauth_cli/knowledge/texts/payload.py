"""What the payload doctor and the signature check saw: the evidence of their findings. Places count from 1."""

from wxauth_cli.core.text import Text

TEXTS = {
    "other-key-fits": Text(
        "打不开；session_keys 里的第 {place} 个打得开", "does not open it; number {place} of session_keys does"
    ),
    "older-remembered-key": Text(
        "最新的打不开；往前数第 {place} 个打得开", "the newest does not open it; number {place} before it does"
    ),
    "no-watermark": Text(
        "没有 watermark，或者里面缺 appid、timestamp", "no watermark, or none with appid and timestamp"
    ),
    "expected-appid": Text("预期的 appid", "expected appid"),
    "age": Text("距今 {age} 秒，允许 {limit} 秒", "{age} s ago, {limit} s are allowed"),
    "anonymous": Text(
        "nickName 是平台给匿名用户的固定昵称", "nickName is the platform's fixed name for anonymous users"
    ),
    "no-openid": Text("没有 openId", "no openId"),
    "cloudid": Text(
        "{length} 个字符，形如“数字_…”，含 base64 没有的字符",
        "{length} characters of the form “number_…”, with characters that base64 does not have",
    ),
    "only-cloudid": Text("只有 cloudID，没有 encryptedData", "a cloudID and no encryptedData"),
    "absent": Text("没有这个字段，或者是空的", "the field is absent or empty"),
    "absent-word": Text("值是“{word}”", "the value is “{word}”"),
    "saw.plus-became-space": Text("有 {n} 个空格，换回“+”", "{n} blanks, read as “+”"),
    "saw.plus-trimmed": Text("首尾少了一个“+”", "a “+” at one end is gone"),
    "saw.still-percent-encoded": Text("有 {n} 个“%”，解码后使用", "“%” {n} times, decoded before use"),
    "saw.entities": Text(
        "有 {n} 个 HTML 实体（&#43; 之类），没有还原", "{n} HTML entities (such as &#43;) were not turned back"
    ),
    "saw.percent-twice": Text("有 {n} 个“%”，编码不止一次", "“%” {n} times, encoded more than once"),
    "saw.iv-malformed": Text(
        "用的是文本的前 16 个字符或全零", "its first 16 characters as they are, or zeros, were used"
    ),
    "saw.fields-swapped": Text("换回来就能解密", "put back, the payload opens"),
    "swapped-lengths": Text(
        "encryptedData 只有 {data} 个字符，另一个却有 {iv} 个",
        "encryptedData has only {data} characters, the other one {iv}",
    ),
    "saw.key-not-decoded": Text("{n} 个字符被直接当成密钥", "its {n} characters were used as the key just as they are"),
    "saw.base64-twice": Text("解码一次之后还是 base64 文本", "decoded once it is still base64 text"),
    "saw.hex-instead-of-base64": Text("{n} 个十六进制字符", "{n} hex digits"),
    "saw.base64-url-alphabet": Text("含“-”或“_”", "holds “-” or “_”"),
    "saw.base64-wrapped": Text(
        "有换行、引号、转义、全角字符或多余的标点，或者末尾的“=”不全",
        "line breaks, quotes, escapes, full-width characters or punctuation stand in it, or “=” is missing at its end",
    ),
    "changed-at": Text("第 {place} 个字符被换成了别的", "character {place} is another one"),
    "lost-at": Text("第 {place} 个字符丢了", "character {place} is missing"),
    "doubled-at": Text("第 {place} 个字符是多出来的", "character {place} is one too many"),
    "foreign-at": Text("第 {place} 个字符不属于 base64", "character {place} is none of base64"),
    "prefix": Text("开头多了 {n} 个字符", "{n} characters too many at the beginning"),
    "block-bad": Text(
        "前后都可读，只有第 {block} 个分组（第 {first} 到 {last} 个字符）是乱码",
        "readable before and after; block {block} (characters {first} to {last}) is noise",
    ),
    "noise-from": Text(
        "到第 {block} 个分组（第 {first} 到 {last} 个字符）为止可读，之后是乱码",
        "readable up to block {block} (characters {first} to {last}), noise from there on",
    ),
    "blanks-lost": Text(
        "有 {n} 处空格，但连续的空格被合并或首尾被去掉，补不全",
        "blanks in {n} places, but runs of them were joined or ends trimmed, so that they cannot be restored",
    ),
    "cut": Text(
        "开头可读，结尾没有了；共 {length} 个字符", "the beginning is readable, the end is missing; {length} characters"
    ),
    "cut-round": Text(
        "开头可读，结尾没有了；正好 {length} 个字符，像是长度上限",
        "the beginning is readable, the end is missing; exactly {length} characters, which looks like a limit",
    ),
    "front-cut": Text("结尾完好，开头少了一截", "the end is whole, a part of the beginning is missing"),
    "head-unreadable": Text("除了开头 16 个字节都可读", "all is readable but the first 16 bytes"),
    "too-short": Text("只有 {length} 个字符，连一个分组都不够", "{length} characters are less than one block"),
    "no-whole-blocks": Text(
        "{length} 个字符，解码后不是 16 字节的整数倍", "{length} characters do not decode to whole blocks of 16 bytes"
    ),
    "all-noise": Text(
        "试过的 {n} 个 session_key 解出来全是乱码", "noise throughout under every session_key that was tried ({n})"
    ),
    "all-lower": Text("字母全是小写", "all letters are lower case"),
    "all-upper": Text("字母全是大写", "all letters are upper case"),
    "iv-absent": Text("没有 iv", "there is no iv"),
    "iv-length": Text("{length} 个字符，解码后不是 16 字节", "{length} characters that do not decode to 16 bytes"),
    "iv-differs": Text("与正确的 iv 差 {n} 个字节", "{n} bytes differ from the right iv"),
    "iv-other": Text("属于另一次调用", "belongs to another call"),
    "key-length": Text(
        "{length} 个字符，解码后 {size} 字节（应为 24 个字符、16 字节）",
        "{length} characters that decode to {size} bytes (24 characters and 16 bytes are right)",
    ),
    "shape.jwt": Text("是一个 JWT", "is a JWT"),
    "shape.uuid": Text("是一个 UUID", "is a UUID"),
    "shape.hex": Text(
        "是一串十六进制字符（自定义的会话标识或摘要）", "is a hex string (a session id of one's own, or a digest)"
    ),
    "shape.openid": Text("形状是 openid 或 unionid", "has the form of an openid or unionid"),
    "shape.appid": Text("是 appid", "is an appid"),
    "shape.access_token": Text("形状是 access_token", "has the form of an access_token"),
    "shape.digits": Text("全是数字（字节被逐个写成了十进制）", "is all digits (bytes were written as decimal numbers)"),
    "shape.code": Text("形状是 wx.login 的 code", "has the form of a wx.login code"),
    "signature-format": Text("不是 {digits} 位小写十六进制", "is not {digits} lower-case hex digits"),
    "signature-fits": Text("按这种方式计算就吻合：{variant}", "it fits when computed like this: {variant}"),
    "signature-fits-none": Text(
        "和按文档计算的不同，已知的错误算法也都不吻合",
        "differs from the documented computation, and fits none of the usual mistakes either",
    ),
    "key-opens-payload": Text(
        "同一个 session_key 能解开 encryptedData，所以不是 session_key 的问题",
        "the same session_key opens encryptedData, so that it is not the reason",
    ),
    "variant.exact": Text("按文档", "as documented"),
    "variant.upper-case-hex": Text("十六进制写成了大写", "hex in capitals"),
    "variant.key-decoded": Text("session_key 先做了 base64 解码", "with the session_key decoded from base64"),
    "variant.arguments-exchanged": Text("密钥和消息的位置互换", "with key and message exchanged"),
    "variant.hmac-sha256": Text("用了 hmac_sha256 而不是 sha1", "with hmac_sha256 in place of sha1"),
    "variant.hmac-sha1": Text("用了 hmac_sha1", "with hmac_sha1"),
    "variant.sha1": Text(
        "把消息和 session_key 拼接后直接取摘要", "as a plain digest of message and session_key joined"
    ),
    "variant.message-openid": Text("对 openid 签名", "over the openid"),
    "variant.message-raw-data": Text("对 rawData 签名", "over rawData"),
    "variant.message-body": Text("对一个空的 JSON 值签名", "over an empty JSON value"),
    "variant.message-empty": Text("对空字符串签名，而不是请求体", "over the empty string and not the body"),
    "variant.message-reserialised": Text("对重新序列化的请求体签名", "over a body that was serialised anew"),
    "variant.spaced": Text("rawData 的冒号和逗号后面有空格", "with blanks after the colons and commas of rawData"),
    "variant.compact": Text("rawData 去掉 JSON 里的空白", "with rawData as compact JSON"),
    "variant.escaped-slashes": Text("rawData 里的“/”写成“\\/”", "with “/” in rawData written as “\\/”"),
    "variant.unescaped-slashes": Text("rawData 里的“\\/”还原成“/”", "with “\\/” in rawData read as “/”"),
    "variant.ascii-escapes": Text(
        "rawData 里的非 ASCII 字符写成 \\u 转义", "with \\u escapes in rawData for all that is not ASCII"
    ),
    "variant.unescaped-unicode": Text(
        "rawData 里的 \\u 转义还原成字符", "with the \\u escapes in rawData read as characters"
    ),
    "variant.html-escaped": Text("rawData 做了 HTML 转义", "with rawData HTML-escaped"),
    "variant.html-unescaped": Text("rawData 里的 HTML 转义还原", "with the HTML escapes in rawData undone"),
    "variant.plus-to-blank": Text("rawData 里的“+”变成空格", "with “+” in rawData turned into blanks"),
    "variant.blank-to-plus": Text("rawData 里的空格还原成“+”", "with the blanks in rawData read as “+”"),
    "variant.percent-encoded": Text("rawData 做了百分号编码", "with rawData percent-encoded"),
    "variant.percent-decoded": Text("rawData 先做百分号解码", "with rawData percent-decoded"),
    "variant.sorted-keys": Text("rawData 的键按字母排序", "with the keys of rawData in alphabetical order"),
    "variant.trimmed": Text("rawData 去掉首尾空白", "with the blanks around rawData removed"),
}
