"""Parts of sentences about tokens: what exactly a rule saw. Each is a clause that stands after a colon or alone."""

from wxauth_cli.core.text import Text

TEXTS = {
    # header.alg
    "alg-absent": Text("header 里没有 alg", "The header has no alg"),
    "alg-none": Text("header 的 alg 是 none", "The header's alg is none"),
    "signature-empty": Text("签名部分是空的", "The signature part is empty"),
    "alg-no-text": Text("alg 不是字符串", "alg is no text"),
    "alg-broken": Text("这是已经不安全的旧算法", "It is an old algorithm that no longer protects"),
    "alg-private": Text(
        "这个名字不在 IANA 登记表里，库会各自理解", "The name is not registered with IANA, so libraries differ"
    ),
    "alg-pkcs1": Text(
        "RS* 用的是 PKCS#1 v1.5 填充；新系统建议 PS256、ES256 或 EdDSA",
        "RS* uses PKCS#1 v1.5 padding; PS256, ES256 or EdDSA are preferred for new systems",
    ),
    "alg-eddsa": Text(
        "EdDSA 没有说明曲线；RFC 9864 起建议写 Ed25519 或 Ed448",
        "EdDSA does not name the curve; RFC 9864 prefers Ed25519 or Ed448",
    ),
    # header.kid, crit, typ, p2c
    "kid-path": Text("kid 像文件路径", "kid looks like a file path"),
    "kid-url": Text("kid 是网址", "kid is an address"),
    "kid-quote": Text("kid 里有引号或命令符号", "kid holds quotes or shell characters"),
    "kid-control": Text("kid 里有控制字符", "kid holds control characters"),
    "kid-long": Text("kid 超过 128 个字符", "kid is longer than 128 characters"),
    "kid-no-text": Text("kid 不是字符串", "kid is no text"),
    "crit-shape": Text("crit 必须是非空的字符串数组", "crit must be a non-empty list of names"),
    "crit-twice": Text("crit 里有重复的名字", "crit names something twice"),
    "crit-absent": Text("crit 提到了 header 里没有的字段", "crit names a field that the header does not have"),
    "crit-unknown": Text(
        "crit 要求支持一个通用库不认识的扩展", "crit demands an extension that common libraries do not know"
    ),
    "typ-absent": Text("没有 typ", "There is no typ"),
    "typ-no-text": Text("typ 不是字符串，或者是空的", "typ is no text, or empty"),
    "p2c-high": Text("迭代次数会让服务器长时间空转", "That many rounds keep a server busy for long"),
    "p2c-low": Text("迭代次数太少，口令容易被穷举", "So few rounds make the password easy to guess"),
    # form
    "part-token": Text("整个 token", "The token"),
    "part-header": Text("header", "The header"),
    "part-claims": Text("claims", "The claims"),
    "part-signature": Text("签名", "The signature"),
    "form-parts": Text("JWT 正好有 3 段，这里不是", "a JWT has exactly 3 parts, this has not"),
    "form-json": Text(
        "这是 JSON 序列化的 JWS，不是用点分隔的 JWT", "this is a JWS in JSON form and not a JWT with dots"
    ),
    "form-padding": Text("有多余的填充符 =", "there is padding (=)"),
    "form-blank": Text("有空白或换行", "there is a blank or a line end"),
    "form-foreign": Text("有 Base64url 以外的字符", "there is a character outside Base64url"),
    "form-length": Text("长度不可能是 Base64url", "no Base64url text has this length"),
    "form-spare": Text(
        "最后一个字符多出的位不是零，同一签名可以有几种写法", "spare bits of the last character are not zero"
    ),
    "json-no-object": Text("内容不是 JSON 对象（{what}）", "it is no JSON object ({what})"),
    # times
    "date-null": Text("exp 是 null", "exp is null"),
    "date-bool": Text("exp 是布尔值", "exp is a boolean"),
    "date-string": Text("exp 是字符串", "exp is a string"),
    "date-other": Text("exp 不是数", "exp is no number"),
    "date-negative": Text("exp 是负数", "exp is negative"),
    "date-far": Text("exp 在 2106 年以后，可能用错了单位", "exp lies beyond 2106, perhaps in a wrong unit"),
    "date-exponent": Text("exp 用了科学计数法", "exp is written with an exponent"),
    "iat-no-date": Text("iat 不是以秒计的数", "iat is no number of seconds"),
    "nbf-no-date": Text("nbf 不是以秒计的数", "nbf is no number of seconds"),
    "iat-absent": Text("没有 iat，无法知道签发时间", "There is no iat, so nobody knows when it was issued"),
    "exp-before-iat": Text("exp 不晚于 iat，签出来就是过期的", "exp is not after iat: it was dead when it was issued"),
    "exp-before-nbf": Text("exp 不晚于 nbf，从来没有有效过", "exp is not after nbf: it is never valid"),
    "nbf-ahead": Text("nbf 还没到", "nbf is not reached yet"),
    "life-long": Text("超过 24 小时", "more than 24 hours"),
    "life-unit": Text(
        "正好是整千秒，很可能把毫秒当成了秒",
        "a round number of thousands of seconds: milliseconds were probably taken for seconds",
    ),
    "life-short": Text("只有几秒，很可能把秒当成了毫秒", "only seconds: seconds were probably taken for milliseconds"),
    # who and for whom
    "iss-absent": Text("没有 iss", "There is no iss"),
    "iss-no-text": Text("iss 必须是一个非空字符串", "iss must be one non-empty string"),
    "iss-other": Text("iss 不是要求的值", "iss is not the expected one"),
    "sub-absent": Text("没有 sub", "There is no sub"),
    "sub-no-text": Text("sub 必须是非空字符串", "sub must be a non-empty string"),
    "sub-phone": Text("sub 是手机号，号码会换主人", "sub is a phone number, and numbers change owners"),
    "sub-openid": Text(
        "sub 像 openid，但没有说明属于哪个 appid；openid 只在一个小程序内唯一",
        "sub looks like an openid and no appid is named; an openid is unique within one app only",
    ),
    "aud-absent": Text("没有 aud", "There is no aud"),
    "aud-no-text": Text("aud 必须是字符串或字符串数组", "aud must be a string or a list of strings"),
    "aud-other": Text("aud 里没有要求的值", "aud does not name the expected one"),
    "jti-absent": Text("没有 jti", "There is no jti"),
    "jti-no-text": Text("jti 必须是非空字符串", "jti must be a non-empty string"),
    # contents
    "secret-by-name": Text("字段名就是机密", "The field's name says that it is a secret"),
    "secret-by-shape": Text(
        "有个值的形状像 session_key 或 access_token，仅凭形状不能断定",
        "A value has the shape of a session_key or access_token; the shape alone proves nothing",
    ),
    "pii-named": Text("里面有手机号或证件号", "It holds a phone or identity card number"),
    "pii-shape": Text("有个值的形状像手机号或证件号", "A value has the shape of a phone or identity card number"),
    "pii-wechat": Text("里面有 openid 或 unionid", "It holds an openid or a unionid"),
    # keys
    "set-mixed": Text("同一个集合里既有对称密钥又有公钥", "Secrets and public keys stand in one set"),
    "set-private": Text("集合里有私钥", "The set holds a private key"),
    "jwk-alg": Text("JWK 的 alg 与它自己的类型或曲线不符", "The JWK's alg does not fit its own type or curve"),
    "alg-not-for-key": Text("--alg 不适用于这把密钥", "The key cannot check the algorithm of --alg"),
    "token-alg": Text("token 写的 alg 不是固定的算法", "The token's alg is not the pinned one"),
    "secret-listed": Text("密钥就是常见的默认词", "The secret is a well-known default word"),
    "secret-short": Text(
        "密钥比哈希还短，可以离线穷举", "The secret is shorter than the hash and can be guessed offline"
    ),
    "form-raw": Text("原文", "the text as it is"),
    "form-raw-without-newline": Text("去掉末尾换行的原文", "the text without its final newline"),
    "form-raw-with-newline": Text("末尾多一个换行的原文", "the text with a newline at its end"),
    "form-raw-with-crlf": Text("末尾多一个 CRLF 的原文", "the text with CRLF at its end"),
    "form-raw-without-blanks": Text("去掉两端空格的原文", "the text without blanks around it"),
    "form-raw-without-quotes": Text("去掉引号的原文", "the text without its quotes"),
    "form-raw-with-double-quotes": Text("连同双引号的原文", "the text with double quotes around it"),
    "form-raw-with-single-quotes": Text("连同单引号的原文", "the text with single quotes around it"),
    "form-hex": Text("按十六进制解码后的字节", "its bytes decoded from hex"),
    "form-base64": Text("按 Base64 解码后的字节", "its bytes decoded from Base64"),
    "form-base64url": Text("按 Base64url 解码后的字节", "its bytes decoded from Base64url"),
    "form-base64-text": Text("这些字节的 Base64 文本", "the Base64 text of these bytes"),
    "form-base64url-text": Text("这些字节的 Base64url 文本", "the Base64url text of these bytes"),
    "form-hex-text": Text("这些字节的十六进制文本", "the hex text of these bytes"),
    "form-upper-hex-text": Text("这些字节的大写十六进制文本", "the upper-case hex text of these bytes"),
    # what else it may be
    "kind-access_token": Text(
        "形状像微信 access_token；它只能在服务端使用，不要发给别人",
        "It has the shape of a WeChat access_token, which belongs on the server alone",
    ),
    "kind-session_key": Text(
        "形状像 session_key（16 字节的 Base64）；它只能留在服务端",
        "It has the shape of a session_key (Base64 of 16 bytes), which belongs on the server alone",
    ),
    "kind-openid": Text("形状像 openid 或 unionid", "It has the shape of an openid or a unionid"),
    "kind-login_code": Text("形状像 wx.login 的 code", "It has the shape of a code of wx.login"),
    "kind-phone_code": Text("形状像手机号 code", "It has the shape of a phone code"),
    "kind-appid": Text("这是 appid", "It is an appid"),
    "kind-rid": Text("这是 rid", "It is a rid"),
    "kind-opaque": Text("看不出结构，可能是会话编号", "It has no structure that is known; perhaps a session id"),
    "kind-empty": Text("是空的", "It is empty"),
    "pasted-mended": Text(
        "粘贴的内容要修整后才是 JWT，原样发出去会被拒绝",
        "It is a JWT only after mending; sent as pasted it would be refused",
    ),
    "pasted-wrapped": Text(
        "JWT 外面还有别的字符，已经去掉", "Other characters stood around the JWT and were taken off"
    ),
    # first sentences of findings, where they are more than one fact
    "lead-alg-case": Text(
        "alg 写成了 {alg}，登记的名字是 {meant}。", "alg says {alg}; the registered name is {meant}."
    ),
    "lead-hdr-jwk": Text("header 里有 {name}。", "The header has {name}."),
    "lead-hdr-jku-x5u": Text("header 里有 {name}。", "The header has {name}."),
    "lead-format": Text("{part}，第 {place} 个字符：{what}。", "{part}, character {place}: {what}."),
    "lead-json-strict": Text("{part}：{what}。", "{part}: {what}."),
    "lead-exp-in-milliseconds": Text(
        "{claim} 按秒读是 {as_seconds}，按毫秒读是 {as_ms}。",
        "{claim} read as seconds is {as_seconds}, read as milliseconds {as_ms}.",
    ),
    "lead-token-has-expired": Text("它在 {at} 过期，已经过去 {ago}。", "It expired at {at}, {ago} ago."),
    "lead-lifetime": Text("有效期 {days} 天：{what}。", "It lives {days} days: {what}."),
    "lead-clock-skew": Text(
        "{claim} 是 {at}，比这台机器的时间晚 {ahead}。", "{claim} is {at}, {ahead} later than this machine's time."
    ),
    "lead-priv-in-claims": Text("claims 里有 {names}。", "The claims hold {names}."),
    "lead-size": Text("长 {length} 字节。", "It has {length} bytes."),
    "lead-base64-secret-mismatch": Text(
        "用给出的密钥原样验证失败；换成{form}就通过。",
        "With the secret exactly as given it fails; with {form} it holds.",
    ),
}
